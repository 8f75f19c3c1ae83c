/**
 * A case whose statutory times are followed, from the day a time begins to run to the day it is met: events → state → evolve →
 * decide → duties. The case is an opaque reference; the board's own system may keep everything else and feed these facts in.
 */
import { type Period, swedishDay } from '@frist/calendar';
import { type DecisionContext, type Decider, type EventId, type Failure, failure, type NewFact } from '@frist/event-sourcing';
import { aboutObligation, type DomainFinding, dueOn, dutyDischarged, dutyPerformed, entailing, type Entailed, foldDuties, incur, type RecordedDuty } from '@frist/obligations';
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import { at, type ByKey, evolveWith, finding, type LoggedOf, noted, type Noted, put, type StepOf } from '../kit/stream';
import { type DayZero, lastInstantOf, statutoryDue, statutoryRuleOn } from './due';
import { caseCommands, type CaseEventType } from './events';
import type { StatutoryRule } from './rules';

type Logged = LoggedOf<CaseEventType>;
type FactOf<Type extends Logged['type']> = Noted<Extract<Logged, { readonly type: Type }>['data']>;

/** What is on record about one case. */
export interface StatutoryCaseState {
  readonly registered: FactOf<'StatutoryCaseRegistered'> | null;
  readonly clocks: ByKey<FactOf<'ClockStarted'>>;
  readonly met: readonly FactOf<'ClockMet'>[];
  readonly extended: readonly FactOf<'ClockExtended'>[];
  readonly ended: readonly FactOf<'ClockEnded'>[];
  readonly log: readonly Logged[];
  readonly recorded: readonly RecordedDuty[];
}

/** Before the first fact. */
export const noStatutoryCase: StatutoryCaseState = { registered: null, clocks: {}, met: [], extended: [], ended: [], log: [], recorded: [] };

const evolveOwn = (state: StatutoryCaseState, fact: Logged): StatutoryCaseState => {
  switch (fact.type) {
    case 'StatutoryCaseRegistered':
      return { ...state, registered: noted(fact) };
    case 'ClockStarted':
      return { ...state, clocks: put(state.clocks, fact.data.clock, noted(fact)) };
    case 'ClockMet':
      return { ...state, met: [...state.met, noted(fact)] };
    case 'ClockExtended':
      return { ...state, extended: [...state.extended, noted(fact)] };
    case 'ClockEnded':
      return { ...state, ended: [...state.ended, noted(fact)] };
  }
};

/**
 * Why a command about a case was refused: the case is not registered, or twice · a clock's name is taken, or names none, or has
 * ended · no version of the rule holds on its day 0 (`NoRuleInForce`) · the command contradicts itself.
 */
export type CaseRefusal = Failure<'CaseNotRegistered' | 'CaseRegisteredAlready' | 'KeyTaken' | 'UnknownClock' | 'ClockEndedAlready' | 'NoRuleInForce' | 'SelfContradiction'>;
type Commands = typeof caseCommands;
/** One command, told apart by its name. */
export type CaseCommand = { [Name in keyof Commands]: { readonly command: Name; readonly data: t.TypeOf<Commands[Name]['codec']> } }[keyof Commands];

const decide = (state: StatutoryCaseState, { command, data }: CaseCommand, { on }: DecisionContext<StatutoryCaseState>): E.Either<CaseRefusal, readonly NewFact[]> => {
  const refuse = (tag: CaseRefusal['_tag'], field: string, expected: string, value?: string) => E.left(failure(tag, `agreements/${command}`, `data.${field}`, expected, value));
  const accepted = E.right([{ type: caseCommands[command].type, data }]);
  if (command === 'registerCase') return state.registered === null ? accepted : refuse('CaseRegisteredAlready', 'case', 'a stream without a case');
  if (state.registered === null) return refuse('CaseNotRegistered', 'clock', 'a case registered before');
  const { between, at: moment } = data as { readonly between?: Period; readonly at?: Parameters<typeof swedishDay>[0] };
  if (between !== undefined && between.to !== on) return refuse('SelfContradiction', 'between.to', `the command's own day ${on}: a fact is dated by the last day possible`, between.to);
  if (moment !== undefined && swedishDay(moment) !== on) return refuse('SelfContradiction', 'at', `an instant on the command's own day ${on}`, moment);
  if (command === 'startClock') {
    if (at(state.clocks, data.clock) !== undefined) return refuse('KeyTaken', 'clock', 'a name this case has not used for it', data.clock);
    const rule = statutoryRuleOn(data.duty, on);
    return E.isLeft(rule) ? refuse('NoRuleInForce', 'duty', rule.left.expected, `${data.duty} on ${on}`) : accepted;
  }
  if (at(state.clocks, data.clock) === undefined) return refuse('UnknownClock', 'clock', Object.keys(state.clocks).join(', ') || 'a clock that has been started', data.clock);
  if (state.ended.some(({ clock }) => clock === data.clock)) return refuse('ClockEndedAlready', 'clock', 'a clock that has not ended', data.clock);
  if (command === 'endClock' && data.case !== state.registered.case) return refuse('SelfContradiction', 'case', 'the reference of the case itself');
  return accepted;
};

const duties = ({ fact, after, spells }: StepOf<StatutoryCaseState>): readonly NewFact[] => {
  const { data } = fact;
  if (fact.type === 'StatutoryCaseRegistered' || !('clock' in data)) return [];
  const clock = at(after.clocks, data.clock);
  if (clock === undefined) return [];
  const spell = `clock/${clock.clock}`;
  const begin = (ground: EventId, zero: DayZero): readonly NewFact[] => {
    const rule = statutoryRuleOn(clock.duty, zero.on);
    const due = E.chain((one: StatutoryRule) => statutoryDue(one, zero))(rule);
    if (E.isLeft(rule) || E.isLeft(due)) return [];
    const { name } = spells.begin(spell, { rule: rule.right, ground, key: clock.clock, stage: 'open' });
    return [
      incur(ground, {
        rule: rule.right,
        ...(name === undefined ? {} : { name }),
        title: rule.right.title,
        debtor: 'board',
        ...(rule.right.creditor === undefined ? {} : { creditor: rule.right.creditor }),
        due: due.right,
        ...concernsOf(after),
      }),
    ];
  };
  if (fact.type === 'ClockStarted') return [...begin(fact.id, { on: fact.occurredOn, ...zeroOf(fact.data) }), ...pastActs(after, clock.clock, fact, spells)];
  const open = spells.latest(spell);
  if (open === undefined || open.stage !== 'open') return [];
  switch (fact.type) {
    case 'ClockMet': {
      const performed = dutyPerformed(open.obligation, fact.occurredOn, { on: fact.occurredOn, between: fact.data.between }, { evidence: evidenceOf(fact.data) });
      spells.to(spell, 'met');
      const rule = statutoryRuleOn(clock.duty, fact.occurredOn);
      const again = E.isRight(rule) && rule.right.again !== undefined;
      return [performed, ...(again ? begin(fact.id, { on: fact.data.between?.from ?? fact.occurredOn, again: true }) : [])];
    }
    case 'ClockExtended': {
      const due = dueOn(fact.data.until, 'decision');
      return E.isLeft(due) ? [] : [aboutObligation('DueDateChanged', open.obligation, { due: due.right, cause: 'decision', reason: 'more time by a decision', grantedBy: fact.data.by })];
    }
    case 'ClockEnded':
      spells.to(spell, 'ended');
      return [dutyDischarged(open.obligation, fact.data.power, `no longer owed: ${fact.data.ground}`)];
  }
};

const zeroOf = ({ at: moment, between }: Extract<Logged, { readonly type: 'ClockStarted' }>['data']): Omit<DayZero, 'on'> => ({ at: moment, between });

const evidenceOf = ({ evidence }: Extract<Logged, { readonly type: 'ClockMet' }>['data']): string =>
  evidence === undefined ? 'recorded as done' : evidence.kind === 'outside' ? evidence.number : `recorded in ${evidence.stream}`;

/** What was done on an earlier day than the time is told to have begun to run: it was met all the same. */
const pastActs = (after: StatutoryCaseState, clock: string, fact: Logged, spells: StepOf<StatutoryCaseState>['spells']): readonly NewFact[] => {
  const met = after.met.find((each) => each.clock === clock);
  const open = spells.latest(`clock/${clock}`);
  if (met === undefined || open === undefined) return [];
  spells.to(`clock/${clock}`, 'met');
  return [dutyPerformed(open.obligation, fact.occurredOn, met, { evidence: evidenceOf(met) })];
};

/** The number that the case has elsewhere, if it is told; never the reference to the person. */
const concernsOf = ({ registered }: StatutoryCaseState): { readonly concerns?: readonly string[] } => (registered?.reference?.kind === 'outside' ? { concerns: [registered.reference.number] } : {});

/** Everything that the facts of a case entail, in folding order. */
export const caseDuties = (whole: StatutoryCaseState): readonly Entailed[] => foldDuties(whole, whole.log, noStatutoryCase, evolveOwn, [duties]);

/** Decider of the streams `statutoryCase-…`. */
export const caseDecider: Decider<StatutoryCaseState, CaseCommand> = {
  category: 'statutoryCase',
  concernsPersons: true,
  commands: Object.fromEntries(Object.entries(caseCommands).map(([name, { codec }]) => [name, codec])),
  initial: noStatutoryCase,
  evolve: evolveWith<Logged, StatutoryCaseState>(evolveOwn),
  decide,
  ...entailing(caseDuties),
};

/**
 * What the check shows about a case: hours that the days of the ledger cannot tell apart, and times whose instant nobody told.
 *
 * @example caseFindings(row.state)
 */
export const caseFindings = (state: StatutoryCaseState): readonly DomainFinding[] =>
  Object.values(state.clocks).flatMap((clock) => {
    const rule = statutoryRuleOn(clock.duty, clock.on);
    if (E.isLeft(rule) || rule.right.plus?.startsWith('PT') !== true) return [];
    const last = lastInstantOf(rule.right, clock.at);
    if (last === null) return [finding('missing', 'instant-not-told', `Klockslag är inte angivet: ${rule.right.title.sv}`, `The instant is not told: ${rule.right.title.en}`, [clock.event], { clock: clock.clock })];
    const met = state.met.find((each) => each.clock === clock.clock);
    if (met === undefined) return [];
    if (met.at !== undefined && met.at <= last) return [];
    // Another day is judged by the ledger; on the last day only the instant tells.
    if (met.on !== swedishDay(last)) return [];
    return met.at === undefined
      ? [finding('missing', 'instant-not-told', `Klockslag är inte angivet: ${rule.right.title.sv}`, `The instant is not told: ${rule.right.title.en}`, [met.event], { clock: clock.clock, last })]
      : [finding('breach', 'after-the-hour', `Gjort för sent på den sista dagen: ${rule.right.title.sv}`, `Done too late on the last day: ${rule.right.title.en}`, [clock.event, met.event], { clock: clock.clock, last, done: met.at })];
  });
