/** One step of the way through a report's facts, and what duties of a report have in common. */
import type { NewFact } from '@frist/event-sourcing';
import { type Bilingual, type DeadlineRule, type Due, dutyPerformed, type DutyStep, incur, type LegalBasis } from '@frist/obligations';

import type { TargetInForce } from '../../targets';
import type { Dated, Happened, LexSarahReport, ReportFact } from '../report';

/** A step through the facts of a report. */
export type Step = DutyStep<LexSarahReport, ReportFact>;

/** The national supervisor, as a creditor is named. */
export const inspectorate = 'Inspektionen för vård och omsorg';
/** The board, as a debtor or creditor is named. */
export const board = 'board';

/** Who must do what the act demands: the private provider for its own operation, else the board. */
export const runsIt = ({ received }: LexSarahReport): string => received?.provider ?? board;

/** Numbers under which papers speak of the report. Nothing else of it is told outside the register. */
export const concernsOf = ({ labels }: LexSarahReport): readonly string[] => [...new Set(labels)].map((label) => `lex Sarah ${label}`);

/** A duty of a report: begun under a name of its own, and open until it is settled. */
export const begin = (step: Step, spell: string, duty: { readonly rule: DeadlineRule; readonly ground: Dated; readonly key?: string; readonly title?: Bilingual; readonly debtor: string; readonly creditor?: string; readonly due: Due; readonly basis?: LegalBasis }): NewFact => {
  const { rule, ground, key, title = rule.title, ...terms } = duty;
  const { name } = step.spells.begin(spell, { rule, ground: ground.event, stage: 'open', ...(key === undefined ? {} : { key }) });
  const concerns = concernsOf(step.whole);
  return incur(ground.event, { rule, ...(name === undefined ? {} : { name }), title, ...terms, ...(concerns.length === 0 ? {} : { concerns }) });
};

/** Performs an open duty once what settles it is on record. */
export const settle = (step: Step, spell: string, done: Happened | null | undefined, evidence: string): readonly NewFact[] => {
  const latest = step.spells.latest(spell);
  if (latest?.stage !== 'open' || done === null || done === undefined) return [];
  step.spells.to(spell, 'done');
  return [dutyPerformed(latest.obligation, step.fact.occurredOn, done, { evidence })];
};

/** A soft clock: elapsed days against the organisation's own target, and never a statutory date. An unverified target says so. */
export const softDue = (word: Bilingual, from: Dated['on'], inForce: TargetInForce | null): Due => {
  if (inForce === null) return { kind: 'soft', basis: 'statute', word, from };
  const { months, verified, from: start } = inForce.target;
  const since = start === 'report' ? { sv: 'rapporten', en: 'the report' } : { sv: 'anmälan', en: 'the notification' };
  const told = {
    sv: `${word.sv}; eget mål ${months} månader från ${since.sv}${verified ? '' : ' (ej verifierat)'}`,
    en: `${word.en}; own target ${months} months from ${since.en}${verified ? '' : ' (not verified)'}`,
  };
  return { kind: 'soft', basis: 'statute', word: told, from: inForce.from, target: inForce.length };
};

/** The basis of a duty whose target nobody has verified is itself shown as unverified. */
export const basisOf = ({ basis }: DeadlineRule, inForce: TargetInForce | null): LegalBasis => (inForce?.target.verified === false ? { ...basis, confidence: 'U' } : basis);
