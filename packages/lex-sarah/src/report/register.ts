/** The decider of reports and their register. */
import type { Decider, Fact } from '@frist/event-sourcing';
import { type DomainRegister, entailing, recordedDutyOf } from '@frist/obligations';

import type { Target } from '../targets';
import { shelfOfReport } from '../statistics/years';
import { decideReport, type ReportCommand } from './decide';
import { noReportWithDuties, reportEntails, type ReportWithDuties } from './duties';
import { concernsOf } from './duties/step';
import { reportEventTypes, reportFacts } from './events';
import { reportFindings } from './findings';
import { evolveReport, evolveRow, type LexSarahReport, noReport, type ReportFact } from './report';

/** Folds one fact, and keeps what duties follow from beside it. Total. */
export const evolveReportWithDuties = (state: ReportWithDuties, fact: Fact): ReportWithDuties => {
  const duty = recordedDutyOf(fact);
  if (duty !== null) return { ...state, recorded: [...state.recorded, duty] };
  const { id, type, occurredOn, data } = fact;
  const own = { id, type, occurredOn, data } as ReportFact;
  const { log, recorded } = state;
  return { ...evolveReport(state, own), log: [...log, own], recorded };
};

/** Decider of the streams `lexSarah-…`. */
export const reportDecider = (targets: readonly Target[]): Decider<ReportWithDuties, ReportCommand> => ({
  category: 'lexSarah',
  concernsPersons: true,
  commands: Object.fromEntries(Object.entries(reportFacts).map(([name, { command }]) => [name, command])),
  initial: noReportWithDuties,
  evolve: evolveReportWithDuties,
  decide: decideReport,
  ...entailing(reportEntails(targets)),
});

/** The role that a viewer needs for anything about a single report or deviation. */
export const lexSarahRole = 'lex-sarah';

/** The register `lex-sarah`: one small row per report. */
export const reportRegister = (targets: readonly Target[]): DomainRegister<LexSarahReport> => ({
  name: 'lex-sarah',
  version: '2',
  decider: reportDecider(targets),
  rows: { initial: noReport, evolve: evolveRow },
  types: reportEventTypes,
  concerns: concernsOf,
  findings: reportFindings,
  requires: lexSarahRole,
  shelfOf: shelfOfReport,
});
