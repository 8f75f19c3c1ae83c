/** A delegated or chair decision, read top to bottom: state, evolve, decide, duties, findings. */
import type { CivilDate } from '@frist/calendar';
import type { Fact, NewFact, RecordedOf } from '@frist/event-sourcing';
import { type Failure, failure } from '@frist/event-sourcing';
import { type DomainFinding, type Due, dueOn, dutyDischarged, dutyPerformed, type DutyStep, type Entailed, foldDuties, type Lean, type ObligationId, type RecordedDuty, recordedDutyOf } from '@frist/obligations';
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import { dueBy, incurred, titled } from '../duty';
import { finding, numberFindings } from '../finding';
import { delegatedAppealRule, reportChairRule, reportDelegatedRule } from '../rules';
import { type Noted, noted, shortened } from '../told';
import { delegatedCommands, type DelegatedEventType } from './events';

type Commands = typeof delegatedCommands;
/** Data of the event that a command records, with the event and its day. */
export type DelegatedNoted<Name extends keyof Commands> = Noted<t.TypeOf<Commands[Name]['codec']>>;
/** A fact as duties follow from it. */
export type DelegatedLogged<Type extends DelegatedEventType = DelegatedEventType> = Type extends DelegatedEventType ? Lean<RecordedOf<Type>> : never;

/** What the facts come to. Plain JSON. */
export interface DelegatedState {
  readonly taken: DelegatedNoted<'takeDelegatedDecision'> | null;
  /** In order; papers may report one decision twice. */
  readonly reported: readonly DelegatedNoted<'reportDelegatedDecision'>[];
  readonly announced: DelegatedNoted<'announceDelegatedDecision'> | null;
  readonly revoked: DelegatedNoted<'revokeDelegatedDecision'> | null;
  readonly log: readonly DelegatedLogged[];
  readonly recorded: readonly RecordedDuty[];
}

/** Before the first fact. */
export const noDelegated: DelegatedState = { taken: null, reported: [], announced: null, revoked: null, log: [], recorded: [] };

/** Folds one fact. Total. */
export const evolveDelegated = (state: DelegatedState, recorded: Fact): DelegatedState => {
  const duty = recordedDutyOf(recorded);
  if (duty !== null) return { ...state, recorded: [...state.recorded, duty] };
  const { id, type, occurredOn, data } = recorded;
  const fact = { id, type, occurredOn, data } as DelegatedLogged;
  return { ...evolveDelegatedFacts(state, fact), log: [...state.log, fact] };
};

const evolveDelegatedFacts = (state: DelegatedState, fact: DelegatedLogged): DelegatedState => {
  switch (fact.type) {
    case 'DelegatedDecisionTaken':
      return { ...state, taken: noted(fact) };
    case 'DelegatedDecisionReported':
      return { ...state, reported: [...state.reported, noted(fact)] };
    case 'DelegatedDecisionAnnounced':
      return { ...state, announced: noted(fact) };
    case 'DelegatedDecisionRevoked':
      return { ...state, revoked: noted(fact) };
  }
};

/** What was decided, with its numbers. */
export const delegatedConcerns = ({ taken }: DelegatedState): readonly string[] => (taken === null ? [] : [...new Set([shortened(taken.what, 200), ...(taken.diaryNumbers ?? []), ...(taken.number === undefined ? [] : [taken.number])])]);

/** One command, told apart by its name. */
export type DelegatedCommand = { [Name in keyof Commands]: { readonly command: Name; readonly data: t.TypeOf<Commands[Name]['codec']> } }[keyof Commands];
/** Why a command was refused. */
export type DelegatedRefusal = Failure<'DecisionNotTaken' | 'DecisionTakenAlready' | 'AnnouncedAlready' | 'RevokedAlready' | 'SelfContradiction'>;

/** Records what is said, unless there is a reason in {@link DelegatedRefusal}. */
export const decideDelegated = (state: DelegatedState, command: DelegatedCommand): E.Either<DelegatedRefusal, readonly NewFact[]> => {
  const refusal = firstRefusal(state, command);
  return refusal === null ? E.right([{ type: delegatedCommands[command.command].type, data: command.data }]) : E.left(refusal);
};

const firstRefusal = (state: DelegatedState, { command, data }: DelegatedCommand): DelegatedRefusal | null => {
  const refuse = (tag: DelegatedRefusal['_tag'], field: string, expected: string): DelegatedRefusal => failure(tag, `decisions/${command}`, `data.${field}`, expected);
  if (command === 'takeDelegatedDecision') {
    if (state.taken !== null) return refuse('DecisionTakenAlready', 'what', 'a stream without a decision');
    return data.kind === 'chair' && data.reporting !== undefined && data.reporting.how !== 'next-meeting' && data.reporting.how !== 'at-meeting'
      ? refuse('SelfContradiction', 'reporting', 'a chair’s decision is reported at the board’s next meeting (KL 6:40)')
      : null;
  }
  if (state.taken === null) return refuse('DecisionNotTaken', 'what', 'a decision on record');
  if (command === 'announceDelegatedDecision') return state.announced === null ? null : refuse('AnnouncedAlready', 'reference', 'a decision not announced before');
  if (command === 'revokeDelegatedDecision') return state.revoked === null ? null : refuse('RevokedAlready', 'by', 'a decision not revoked before');
  return null;
};

/** Whether a report is dated before its decision. Nothing is before a decision whose day nobody tells. */
const isBefore = ({ on }: { readonly on: CivilDate }, taken: NonNullable<DelegatedState['taken']>): boolean => taken.undated !== true && on < taken.on;

/** The first report that is the one owed: to the body the decision was made for, on its day or later. Null while there is none. */
export const reportOwed = ({ reported, taken }: DelegatedState): DelegatedState['reported'][number] | null =>
  taken === null ? null : (reported.find((report) => report.body === taken.body && !isBefore(report, taken)) ?? null);

type Step = DutyStep<DelegatedState, DelegatedLogged>;

/** Everything that the facts entail, in folding order. */
export const delegatedEntails = (whole: DelegatedState): readonly Entailed[] => foldDuties(whole, whole.log, noDelegated, evolveDelegatedFacts, [reporting, appeal]);

/** The duty to report the decision, if there is one. It follows from the facts alone: a row of the register is enough. */
export const reportingDutyOf = (state: DelegatedState): ObligationId | null => {
  for (const { type, data } of delegatedEntails(state)) {
    const { kind, obligation } = data as { readonly kind: string; readonly obligation: ObligationId };
    if (type === 'ObligationIncurred' && kind.startsWith('decisions/report-')) return obligation;
  }
  return null;
};

const dueOf = ({ body, kind, reporting: told, undated }: NonNullable<DelegatedState['taken']>): Due | null => {
  const basis = kind === 'chair' ? ('statute' as const) : ('decision' as const);
  if (told?.how === 'not-reported') return null;
  if (told?.how === 'at-meeting') return { kind: 'at-meeting', basis, body, told: told.day };
  if (told?.how === 'by-day') {
    const due = dueOn(told.day, 'decision');
    return E.isRight(due) ? due.right : { kind: 'undated', basis };
  }
  if (kind === 'delegated' && told === undefined) return { kind: 'undated', basis, text: 'how the board wants it reported is not on record' };
  return undated === true ? { kind: 'undated', basis, text: `at the next meeting of ${body} after the decision, whose day is not told` } : { kind: 'at-meeting', basis, body };
};

const reporting = (step: Step): readonly NewFact[] => {
  const { after, fact, spells, whole } = step;
  const { taken } = after;
  if (taken === null) return [];
  const facts: NewFact[] = [];
  const due = dueOf(taken);
  const rule = taken.kind === 'chair' ? reportChairRule : reportDelegatedRule;
  if (fact.type === 'DelegatedDecisionTaken' && due !== null && spells.latest('report') === undefined) {
    const begun = spells.begin('report', { rule, ground: fact.id, stage: 'open' });
    facts.push(incurred(fact.id, begun, rule, { title: titled(rule, taken.what), debtor: taken.by ?? (taken.kind === 'chair' ? 'chair' : 'delegate'), creditor: taken.body, due, concerns: delegatedConcerns(whole) }));
  }
  const open = spells.latest('report');
  const report = reportOwed(after);
  if (open?.stage !== 'open' || report === null) return facts;
  spells.to('report', 'reported');
  return [...facts, dutyPerformed(open.obligation, fact.occurredOn, report, { evidence: `reported to ${report.body}${report.paragraph === undefined ? '' : `, ${report.paragraph}`}` })];
};

/** 3 weeks from the announcement of a decision that is not reported (KL 8:10, 13:5). It lapses by itself; a revocation ends it. */
const appeal = (step: Step): readonly NewFact[] => {
  const { fact, spells, whole } = step;
  const open = spells.latest('appeal');
  if (fact.type === 'DelegatedDecisionRevoked' && open?.stage === 'open') {
    spells.to('appeal', 'ended');
    return [dutyDischarged(open.obligation, fact.data.by, 'the decision has been revoked')];
  }
  if (fact.type !== 'DelegatedDecisionAnnounced' || open !== undefined) return [];
  const begun = spells.begin('appeal', { rule: delegatedAppealRule, ground: fact.id, stage: 'open' });
  return [incurred(fact.id, begun, delegatedAppealRule, { debtor: 'members of the municipality', creditor: 'administrative court', due: dueBy(delegatedAppealRule, fact.occurredOn), force: 'may', endsAtDueDate: true, concerns: delegatedConcerns(whole) })];
};

/** What the check shows about one delegated or chair decision: what is not told, what disagrees. */
export const delegatedFindings = (state: DelegatedState): readonly DomainFinding[] => {
  const { announced, reported, revoked, taken } = state;
  if (taken === null) return [];
  const found: DomainFinding[] = [];
  const here = [taken.event];
  if (taken.undated === true) found.push(finding('missing', 'decision-without-day', 'Beslutets dag är inte angiven', 'The day of the decision is not told', here));
  if ((taken.diaryNumbers ?? []).length === 0 && taken.number === undefined) found.push(finding('missing', 'no-diary-number', 'Diarienummer saknas', 'No diary number', here));
  found.push(...numberFindings((taken.diaryNumbers ?? []).map((raw) => ({ raw, event: taken.event }))));
  if (taken.by === undefined && taken.kind === 'delegated') found.push(finding('missing', 'no-delegate', 'Den som beslutat på delegation är inte angiven', 'Who decided as delegate is not told', here));
  if (taken.kind === 'delegated' && taken.reporting === undefined) found.push(finding('missing', 'reporting-not-told', 'Hur nämnden vill ha beslutet anmält är inte registrerat', 'How the board wants the decision reported is not on record', here));
  if (taken.reporting?.how === 'not-reported' && announced === null) found.push(finding('information', 'not-announced', 'Beslutet anmäls inte och något tillkännagivande är inte registrerat', 'The decision is not to be reported, and no announcement is on record', here));
  if (taken.revokes !== undefined && taken.revokes.reference === undefined) found.push(finding('missing', 'revokes-what-is-not-told', 'Vilket tidigare beslut som återkallas är inte angivet', 'Which earlier decision is revoked is not told', here, taken.revokes.text === undefined ? undefined : { told: taken.revokes.text }));
  for (const report of reported) {
    if (isBefore(report, taken)) found.push(finding('contradiction', 'reported-before-decision', 'Anmält innan beslutet fattades', 'Reported before it was decided', [report.event, taken.event]));
    if (report.body !== taken.body) found.push(finding('contradiction', 'reported-to-other-body', 'Anmält till ett annat organ än det som beslutet fattades för', 'Reported to another body than the one it was made for', [report.event, taken.event], { body: report.body }));
  }
  if (reported.length > 1) found.push(finding('information', 'reported-twice', 'Anmält mer än en gång', 'Reported more than once', reported.map(({ event }) => event)));
  if (revoked !== null && revoked.on < taken.on) found.push(finding('contradiction', 'revoked-before-decision', 'Återkallat innan det fattades', 'Revoked before it was decided', [revoked.event, taken.event]));
  return found;
};
