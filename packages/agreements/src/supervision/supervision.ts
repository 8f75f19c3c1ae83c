/** Supervision, from asking or finding to closing: events (`events.ts`) → state → evolve → decide → duties → findings. */
import type { Period } from '@frist/calendar';
import { type DecisionContext, type Decider, type Failure, failure, type NewFact } from '@frist/event-sourcing';
import { aboutObligation, type DeadlineRule, type DomainFinding, dueAsTold, dutyDischarged, dutyPerformed, type Entailed, entailing, foldDuties, incur, type LegalBasis, type RecordedDuty, type ToldDate } from '@frist/obligations';
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import { at, type ByKey, concerning, evolveWith, finding, type LoggedOf, noted, type Noted, put, short, type StepOf } from '../kit/stream';
import { dueFromTold } from '../kit/told';
import { supervisionCommands, type SupervisionEventType } from './events';

type Logged = LoggedOf<SupervisionEventType>;
type FactOf<Type extends Logged['type']> = Noted<Extract<Logged, { readonly type: Type }>['data']>;

/** What is on record about one supervision. */
export interface SupervisionState {
  readonly opened: FactOf<'SupervisionOpened'> | null;
  readonly statements: ByKey<FactOf<'SupervisionStatementRequested'>>;
  readonly submitted: readonly FactOf<'SupervisionStatementSubmitted'>[];
  readonly findings: ByKey<FactOf<'SupervisionFinding'>>;
  readonly measures: ByKey<FactOf<'SupervisionMeasureDecided'>>;
  readonly settled: readonly (FactOf<'SupervisionMeasureDone'> | FactOf<'SupervisionMeasureDropped'>)[];
  readonly followedUp: readonly FactOf<'SupervisionFollowedUp'>[];
  readonly closed: FactOf<'SupervisionClosed'> | null;
  readonly log: readonly Logged[];
  readonly recorded: readonly RecordedDuty[];
}

/** Before the first fact. */
export const noSupervision: SupervisionState = { opened: null, statements: {}, submitted: [], findings: {}, measures: {}, settled: [], followedUp: [], closed: null, log: [], recorded: [] };

const evolveOwn = (state: SupervisionState, fact: Logged): SupervisionState => {
  switch (fact.type) {
    case 'SupervisionOpened':
      return { ...state, opened: noted(fact) };
    case 'SupervisionStatementRequested':
      return { ...state, statements: put(state.statements, fact.data.statement, noted(fact)) };
    case 'SupervisionStatementSubmitted':
      return { ...state, submitted: [...state.submitted, noted(fact)] };
    case 'SupervisionFinding':
      return { ...state, findings: put(state.findings, fact.data.finding, noted(fact)) };
    case 'SupervisionMeasureDecided':
      return { ...state, measures: put(state.measures, fact.data.measure, noted(fact)) };
    case 'SupervisionMeasureDone':
    case 'SupervisionMeasureDropped':
      return { ...state, settled: [...state.settled, noted<Noted<object> & FactOf<'SupervisionMeasureDone'>>(fact as never)] };
    case 'SupervisionFollowedUp':
      return { ...state, followedUp: [...state.followedUp, noted(fact)] };
    case 'SupervisionClosed':
      return { ...state, closed: noted(fact) };
    case 'SupervisionTimeGranted':
    case 'SupervisionStatementReturned':
      return state;
  }
};

type Commands = typeof supervisionCommands;
/** One command, told apart by its name. */
export type SupervisionCommand = { [Name in keyof Commands]: { readonly command: Name; readonly data: t.TypeOf<Commands[Name]['codec']> } }[keyof Commands];
/** Why a command about a supervision was refused. */
export type SupervisionRefusal = Failure<'SupervisionNotOpened' | 'SupervisionOpenedAlready' | 'KeyTaken' | 'UnknownStatement' | 'UnknownMeasure' | 'UnknownFinding' | 'UnclearDate' | 'SelfContradiction'>;

const decide = (state: SupervisionState, command: SupervisionCommand, context: DecisionContext<SupervisionState>): E.Either<SupervisionRefusal, readonly NewFact[]> => {
  const refusal = firstRefusal(state, command, context);
  return refusal === null ? E.right([{ type: supervisionCommands[command.command].type, data: command.data }]) : E.left(refusal);
};

const firstRefusal = (state: SupervisionState, { command, data }: SupervisionCommand, { on }: DecisionContext<SupervisionState>): SupervisionRefusal | null => {
  const refuse = (tag: SupervisionRefusal['_tag'], field: string, expected: string, value?: string): SupervisionRefusal => failure(tag, `agreements/${command}`, `data.${field}`, expected, value);
  if (command === 'openSupervision') {
    if (state.opened !== null) return refuse('SupervisionOpenedAlready', 'what', 'a stream without a supervision');
    return data.details !== undefined && data.subject === undefined ? refuse('SelfContradiction', 'subject', 'whom the details concern') : null;
  }
  if (state.opened === null) return refuse('SupervisionNotOpened', 'what', 'a supervision opened before');
  const known = (tag: SupervisionRefusal['_tag'], field: string, key: string | undefined, among: ByKey<unknown>): SupervisionRefusal | null =>
    key === undefined || at(among, key) !== undefined ? null : refuse(tag, field, Object.keys(among).join(', ') || 'one on record', key);
  const free = (field: string, key: string, among: ByKey<unknown>): SupervisionRefusal | null => (at(among, key) === undefined ? null : refuse('KeyTaken', field, 'a name not used before', key));
  const dated = (told: ToldDate | undefined): SupervisionRefusal | null => {
    const due = told === undefined ? null : dueFromTold(told, { from: on });
    return due !== null && E.isLeft(due) ? refuse('UnclearDate', due.left.field, due.left.expected, due.left.value) : null;
  };
  const within = ({ between }: { readonly between?: Period }): SupervisionRefusal | null =>
    between === undefined || between.to === on ? null : refuse('SelfContradiction', 'between.to', `the command's own day ${on}: a fact is dated by the last day possible`, between.to);
  switch (command) {
    case 'requestStatement':
      return free('statement', data.statement, state.statements) ?? dated(data.due);
    case 'grantTime':
      if ((data.statement === undefined) === (data.measure === undefined)) return refuse('SelfContradiction', 'statement', 'either a statement or a measure');
      return known('UnknownStatement', 'statement', data.statement, state.statements) ?? known('UnknownMeasure', 'measure', data.measure, state.measures) ?? dated(data.due);
    case 'submitStatement':
      return known('UnknownStatement', 'statement', data.statement, state.statements) ?? within(data);
    case 'returnStatement':
      return known('UnknownStatement', 'statement', data.statement, state.statements) ?? dated(data.due);
    case 'recordFinding':
      return free('finding', data.finding, state.findings);
    case 'decideMeasure':
      return free('measure', data.measure, state.measures) ?? known('UnknownFinding', 'finding', data.finding, state.findings) ?? dated(data.due);
    case 'carryOutMeasure':
      return known('UnknownMeasure', 'measure', data.measure, state.measures) ?? within(data);
    case 'dropMeasure':
      return known('UnknownMeasure', 'measure', data.measure, state.measures);
    case 'followUpSupervision':
    case 'closeSupervision':
      return null;
  }
};

const agency: LegalBasis = { kind: 'agency', reference: 'what the supervising body has asked for', confidence: 'S' };
const ownDecision: LegalBasis = { kind: 'decision', reference: 'the board’s own decision', confidence: 'S' };
const rule = (id: string, sv: string, en: string, basis: LegalBasis): DeadlineRule => ({ id: `agreements/${id}`, version: 1, title: { sv, en }, basis, dayZero: { sv: 'dagen anges', en: 'the day is told' } });
/** A statement asked for by an authority or the auditors. */
export const statementRule = rule('statement', 'Yttra sig', 'Give a statement', agency);
/** What is to be done after a supervision. */
export const supervisionMeasureRule = rule('supervision-measure', 'Genomför åtgärd efter tillsyn eller granskning', 'Carry out a measure after supervision or audit', ownDecision);
/** All rules of supervision. */
export const supervisionRules: readonly DeadlineRule[] = [statementRule, supervisionMeasureRule];

/** What a supervision concerns. */
export const concernsSupervision = ({ opened }: SupervisionState): readonly string[] => concerning(opened?.what.slice(0, 200), ...(opened?.diaryNumbers ?? []));

const duties = ({ fact, whole, spells }: StepOf<SupervisionState>): readonly NewFact[] => {
  const begin = (of: DeadlineRule, key: string, title: string, data: { readonly debtor: string; readonly creditor?: string; readonly due: ToldDate | undefined }): NewFact => {
    const { name } = spells.begin(`${of.id}/${key}`, { rule: of, ground: fact.id, key, stage: 'open' });
    const { debtor, creditor, due } = data;
    return incur(fact.id, {
      rule: of,
      ...(name === undefined ? {} : { name }),
      title: { sv: short(`${of.title.sv}: ${title}`), en: short(`${of.title.en}: ${title}`) },
      debtor,
      ...(creditor === undefined ? {} : { creditor }),
      basis: due?.basis ?? of.basis,
      due: due === undefined ? { kind: 'undated', basis: of.basis.kind } : dueAsTold(due, { from: fact.occurredOn }),
      concerns: concernsSupervision(whole),
    });
  };
  const open = (of: DeadlineRule, key: string | undefined) => (key === undefined ? undefined : spells.latest(`${of.id}/${key}`));
  switch (fact.type) {
    case 'SupervisionStatementRequested':
      return [begin(statementRule, fact.data.statement, fact.data.what ?? whole.opened?.what ?? fact.data.statement, { debtor: fact.data.from ?? 'board', ...(whole.opened === null ? {} : { creditor: whole.opened.by }), due: fact.data.due })];
    case 'SupervisionMeasureDecided':
      return [begin(supervisionMeasureRule, fact.data.measure, fact.data.what, { debtor: fact.data.owner ?? 'board', due: fact.data.due })];
    case 'SupervisionTimeGranted': {
      const spell = open(statementRule, fact.data.statement) ?? open(supervisionMeasureRule, fact.data.measure);
      if (spell === undefined) return [];
      return [aboutObligation('DueDateChanged', spell.obligation, { due: dueAsTold(fact.data.due, { from: fact.occurredOn }), cause: 'decision', reason: fact.data.reason ?? 'more time was granted', grantedBy: fact.data.by })];
    }
    case 'SupervisionStatementSubmitted': {
      const spell = open(statementRule, fact.data.statement);
      return spell === undefined ? [] : [dutyPerformed(spell.obligation, fact.occurredOn, { on: fact.occurredOn, between: fact.data.between }, { evidence: fact.data.evidence, ...(fact.data.by === undefined ? {} : { performedBy: fact.data.by }) })];
    }
    case 'SupervisionStatementReturned': {
      const spell = open(statementRule, fact.data.statement);
      const { by, reason, due } = fact.data;
      return spell === undefined ? [] : [aboutObligation('SubmissionReturned', spell.obligation, { by, reason, ...(due === undefined ? {} : { due: dueAsTold(due, { from: fact.occurredOn }) }) })];
    }
    case 'SupervisionMeasureDone': {
      const spell = open(supervisionMeasureRule, fact.data.measure);
      return spell === undefined ? [] : [dutyPerformed(spell.obligation, fact.occurredOn, { on: fact.occurredOn, between: fact.data.between }, { evidence: fact.data.evidence })];
    }
    case 'SupervisionMeasureDropped': {
      const spell = open(supervisionMeasureRule, fact.data.measure);
      return spell === undefined ? [] : [dutyDischarged(spell.obligation, fact.data.power, fact.data.reason, fact.data.decision)];
    }
    case 'SupervisionOpened':
    case 'SupervisionFinding':
    case 'SupervisionFollowedUp':
    case 'SupervisionClosed':
      return [];
  }
};

/** Everything that the facts of a supervision entail, in folding order. */
export const supervisionDuties = (whole: SupervisionState): readonly Entailed[] => foldDuties(whole, whole.log, noSupervision, evolveOwn, [duties]);

/** Decider of the streams `supervision-…`. */
export const supervisionDecider: Decider<SupervisionState, SupervisionCommand> = {
  category: 'supervision',
  commands: Object.fromEntries(Object.entries(supervisionCommands).map(([name, { codec }]) => [name, codec])),
  initial: noSupervision,
  evolve: evolveWith<Logged, SupervisionState>(evolveOwn),
  decide,
  ...entailing(supervisionDuties),
};

/**
 * What the check shows about a supervision rather than refuse.
 *
 * @example supervisionFindings(row.state).map(({ rule }) => rule)
 */
export const supervisionFindings = (state: SupervisionState): readonly DomainFinding[] => {
  if (state.opened === null) return [];
  const found: DomainFinding[] = [];
  const isSettled = (measure: string): boolean => state.settled.some((each) => each.measure === measure);
  if ((state.opened.diaryNumbers ?? []).length === 0) found.push(finding('missing', 'no-diary-number', 'Diarienummer saknas', 'No diary number', [state.opened.event]));
  for (const { due, event, statement } of Object.values(state.statements)) {
    if (due.day === undefined && due.text === undefined && due.readings === undefined) found.push(finding('missing', 'statement-without-date', 'Yttrandet har inget sista datum', 'The statement has no last day', [event], { statement }));
  }
  for (const one of Object.values(state.findings)) {
    const answered = Object.values(state.measures).some((measure) => measure.finding === one.finding);
    if (!answered && one.measuresExpected !== false) found.push(finding('missing', 'finding-without-measure', `Ingen åtgärd är beslutad: ${one.what}`, `No measure has been decided: ${one.what}`, [one.event], { finding: one.finding }));
  }
  for (const { measure, what, due, event } of Object.values(state.measures)) {
    if (due === undefined && !isSettled(measure)) found.push(finding('missing', 'measure-without-due-date', `Åtgärden har ingen förfallodag: ${what}`, `The measure has no due date: ${what}`, [event], { measure }));
  }
  if (state.closed === null) return found;
  const left = Object.values(state.measures).filter(({ measure }) => !isSettled(measure));
  const unanswered = Object.values(state.statements).filter(({ statement }) => !state.submitted.some((each) => each.statement === statement));
  if (left.length + unanswered.length > 0) {
    found.push(finding('contradiction', 'closed-with-something-open', 'Avslutad, men yttranden eller åtgärder återstår', 'Closed, with statements or measures left', [state.closed.event, ...left.map(({ event }) => event), ...unanswered.map(({ event }) => event)], { statements: unanswered.length, measures: left.length }, undefined, ['statements', 'measures']));
  }
  return found;
};
