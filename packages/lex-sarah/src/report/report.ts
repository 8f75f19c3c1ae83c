/**
 * One lex Sarah report: what its facts come to, in folding order. Plain JSON and small, since a yearly report reads many:
 * texts stay in the history, and the row says only that they were told.
 */
import type { CivilDate } from '@frist/calendar';
import type { EventId, Fact, RecordedOf, SubjectRef } from '@frist/event-sourcing';
import type { Lean, Reference } from '@frist/obligations';
import type * as t from 'io-ts';

import type { Statute } from '../regime';
import { at, type Key, lastDayTold, type ToldDay } from '../told';
import type { Assessment, reportFacts } from './events';

type Facts = typeof reportFacts;
/** Data of the event that a command records. */
export type DataOf<Name extends keyof Facts> = t.TypeOf<Facts[Name]['event']['codec']>;
/** One fact of a report, told apart by its type. */
export type ReportFact = { [Name in keyof Facts]: Lean<RecordedOf<Facts[Name]['event']>> }[keyof Facts];

/** A day on which something happened. */
export interface Happened {
  readonly on: CivilDate;
}

/** A day and the event that told it, where a duty or a finding names the event. */
export interface Dated extends Happened {
  readonly event: EventId;
}

/** The last day in time that a measure was given, and the day it was given. Without `due` none was told. */
export interface GivenDue extends Dated {
  readonly due?: CivilDate;
}

/** A measure. Facts may come in any order, so it may be carried out before anybody told of its decision. */
export interface Measure {
  readonly decided: (GivenDue & { readonly owner?: string; readonly executor?: string; readonly followUpBy?: CivilDate }) | null;
  readonly rescheduled: readonly GivenDue[];
  readonly carriedOut: Happened | null;
  readonly ended: (Dated & { readonly how: 'dropped' | 'taken-over' }) | null;
  /** As it was followed up last, and on which day first: a year counts what was followed up by its end. */
  readonly effect: (Happened & { readonly outcome: DataOf<'followUpEffect'>['outcome']; readonly first: CivilDate }) | null;
}

/** See the top of the file. */
export interface LexSarahReport {
  readonly received:
    | (Dated & {
        readonly statute: Statute;
        readonly client: SubjectRef;
        readonly reporter?: SubjectRef;
        readonly unit: string;
        readonly reportingUnit?: string;
        readonly kind: string;
        readonly reporterRole: string;
        readonly receiverRole: string;
        /** The private provider; absent: the board's own operation. */
        readonly provider?: string;
        readonly noticedOn?: CivilDate;
        readonly promotedFrom?: Reference;
      })
    | null;
  readonly labels: readonly string[];
  readonly opened: Happened | null;
  readonly informed: readonly (Happened & { readonly of: 'report' | 'notification' })[];
  readonly assessments: readonly (Dated & { readonly assessment: Assessment })[];
  readonly notified: (Dated & { readonly ground: boolean; readonly attached: boolean }) | null;
  readonly completed: (Dated & { readonly decision: string }) | null;
  readonly fileSent: Dated | null;
  readonly measures: Readonly<Record<Key, Measure>>;
  readonly answers: readonly (Dated & { readonly outcome: DataOf<'recordAnswer'>['outcome'] })[];
  readonly closed: (Dated & { readonly by: string }) | null;
  /** What the file documents, besides what stands above. */
  readonly documented: readonly ('immediate-measures' | 'what' | 'consequences' | 'causes' | 'before-and-again')[];
  /** The earliest day of any fact, and the latest. */
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
}

/** Before the first fact. */
export const noReport: LexSarahReport = {
  received: null,
  labels: [],
  opened: null,
  informed: [],
  assessments: [],
  notified: null,
  completed: null,
  fileSent: null,
  measures: {},
  answers: [],
  closed: null,
  documented: [],
  from: null,
  to: null,
};

const noMeasure: Measure = { decided: null, rescheduled: [], carriedOut: null, ended: null, effect: null };

/** Whether a report assessed so is to be notified. Basis: 14 kap. 7 § SoL (2001:453), 27 kap. 6 § SoL (2025:400), 24 f § LSS. */
export const isSerious = (assessment: Assessment | undefined): boolean => assessment === 'serious' || assessment === 'palpable-risk-serious';

/** The dates that a measure was given: as decided, then as rescheduled. */
export const datesOf = ({ decided, rescheduled }: Measure): readonly GivenDue[] => (decided === null ? rescheduled : [decided, ...rescheduled]);

/** Whether something is still to be done about a measure. */
export const isOpenMeasure = ({ decided, carriedOut, ended }: Measure): boolean => decided !== null && carriedOut === null && ended === null;

/** Folds one fact. Total: any order of facts gives a state. */
export const evolveReport = (report: LexSarahReport, recorded: Lean): LexSarahReport => {
  const fact = recorded as ReportFact;
  const dated: Dated = { on: fact.occurredOn, event: fact.id };
  const state: LexSarahReport = {
    ...report,
    from: report.from === null || dated.on < report.from ? dated.on : report.from,
    to: report.to === null || dated.on > report.to ? dated.on : report.to,
  };
  const measure = (key: Key, change: Partial<Measure>): LexSarahReport => ({ ...state, measures: { ...state.measures, [key]: { ...(at(state.measures, key) ?? noMeasure), ...change } } });
  const given = (told: ToldDay | undefined): GivenDue => {
    const due = told === undefined ? null : lastDayTold(told);
    return due === null ? dated : { ...dated, due };
  };
  const documenting = (...told: readonly (LexSarahReport['documented'][number] | null)[]): LexSarahReport['documented'] => {
    const fresh = told.filter((point) => point !== null && !state.documented.includes(point)) as LexSarahReport['documented'];
    return fresh.length === 0 ? state.documented : [...state.documented, ...fresh];
  };
  switch (fact.type) {
    case 'LexSarahReported': {
      const { statute, client, reporter, unit, reportingUnit, kind, reporterRole, receiverRole, provider, noticedOn, promotedFrom, labels = [], what, consequences } = fact.data;
      const optional = { ...(reporter && { reporter }), ...(reportingUnit && { reportingUnit }), ...(noticedOn && { noticedOn }), ...(promotedFrom && { promotedFrom }), ...(provider.kind === 'private' && { provider: provider.name }) };
      return {
        ...state,
        received: { ...dated, statute, client, unit, kind, reporterRole, receiverRole, ...optional },
        labels: [...labels, ...state.labels],
        documented: documenting(what === undefined ? null : 'what', consequences === undefined ? null : 'consequences'),
      };
    }
    case 'LexSarahLabelled':
      return { ...state, labels: [...state.labels, fact.data.label] };
    case 'LexSarahImmediateMeasuresTaken':
      return { ...state, documented: documenting('immediate-measures') };
    case 'LexSarahInvestigationOpened':
      return { ...state, opened: { on: dated.on } };
    case 'LexSarahBoardInformed':
      return { ...state, informed: [...state.informed, { on: dated.on, of: fact.data.of }] };
    case 'LexSarahAssessed':
      return { ...state, assessments: [...state.assessments, { ...dated, assessment: fact.data.assessment }] };
    case 'LexSarahInspectorateNotified':
      return { ...state, notified: { ...dated, ground: fact.data.ground !== undefined, attached: fact.data.investigationAttached === true } };
    case 'LexSarahInvestigationCompleted': {
      const { decision, causes, happenedBefore, mayRecur } = fact.data;
      return { ...state, completed: { ...dated, decision }, documented: documenting(causes === undefined ? null : 'causes', happenedBefore === undefined || mayRecur === undefined ? null : 'before-and-again') };
    }
    case 'LexSarahFileSent':
      return { ...state, fileSent: dated };
    case 'LexSarahMeasureDecided': {
      const { measure: key, owner, executor, followUpBy, due } = fact.data;
      return measure(key, { decided: { ...given(due), ...(owner && { owner }), ...(executor && { executor }), ...(followUpBy && { followUpBy }) } });
    }
    case 'LexSarahMeasureCarriedOut':
      return measure(fact.data.measure, { carriedOut: { on: dated.on } });
    case 'LexSarahMeasureRescheduled':
      return measure(fact.data.measure, { rescheduled: [...(at(state.measures, fact.data.measure)?.rescheduled ?? []), given(fact.data.due)] });
    case 'LexSarahMeasureDropped':
      return measure(fact.data.measure, { ended: { ...dated, how: 'dropped' } });
    case 'LexSarahEffectFollowedUp':
      return measure(fact.data.measure, { effect: { on: dated.on, outcome: fact.data.outcome, first: at(state.measures, fact.data.measure)?.effect?.first ?? dated.on } });
    case 'LexSarahInspectorateAnswered':
      return { ...state, answers: [...state.answers, { ...dated, outcome: fact.data.outcome }] };
    case 'LexSarahReportClosed': {
      const measures: Record<Key, Measure> = { ...state.measures };
      for (const { measure: key, becomes } of fact.data.left ?? []) {
        const known = at(measures, key) ?? noMeasure;
        if (becomes !== 'goes-on' && known.ended === null) measures[key] = { ...known, ended: { ...dated, how: becomes } };
      }
      return { ...state, measures, closed: { ...dated, by: fact.data.by } };
    }
  }
};

/** {@link evolveReport} for rows. */
export const evolveRow = (report: LexSarahReport, fact: Fact): LexSarahReport => evolveReport(report, fact);
