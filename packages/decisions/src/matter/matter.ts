/** A matter: how its facts come to a state, and where its decisions stand. What it accepts is in `decide.ts`. */
import { addDays, type CivilDate } from '@frist/calendar';
import type { EventId, Fact, RecordedOf, StreamName } from '@frist/event-sourcing';
import { type Lean, type RecordedDuty, recordedDutyOf, type Reference } from '@frist/obligations';
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import type { PrintedNumber } from '../finding';
import { at, type ByKey, type Noted, noted, shortened } from '../told';
import type { matterCommands, MatterEventType } from './events';

type Commands = typeof matterCommands;
/** Data of the event that a command records, with the event and its day. */
export type MatterNoted<Name extends keyof Commands> = Noted<t.TypeOf<Commands[Name]['codec']>>;

/** A fact of the matter as duties follow from it. */
export type MatterLogged<Type extends MatterEventType = MatterEventType> = Type extends MatterEventType ? Lean<RecordedOf<Type>> : never;

/** What the facts of a matter come to, in folding order. Plain JSON; what is personal is held as stored. */
export interface MatterState {
  readonly opened: MatterNoted<'openMatter'> | null;
  /** Every number printed for it, raw. */
  readonly numbers: readonly PrintedNumber[];
  readonly references: readonly MatterNoted<'addReference'>[];
  readonly proposals: ByKey<MatterNoted<'propose'>>;
  readonly decisions: ByKey<MatterNoted<'decideMatter'>>;
  /** What became of conditions, by `decision/condition`. */
  readonly conditions: ByKey<MatterNoted<'resolveCondition'>>;
  /** Put off or sent back, in order; a decision ends it. */
  readonly putOff: readonly (MatterNoted<'tableMatter'> | MatterNoted<'referBack'>)[];
  /** Decisions that were ended by a fact of their own, by key. What a later decision supersedes is told by {@link successorOf}. */
  readonly ended: ByKey<{ readonly how: 'superseded' | 'withdrawn' | 'set-aside'; readonly on: CivilDate; readonly event: EventId }>;
  readonly declined: ByKey<MatterNoted<'declineRenewal'>>;
  readonly uses: readonly MatterNoted<'useAuthorisation'>[];
  readonly dispatchLists: readonly MatterNoted<'listDispatch'>[];
  readonly dispatched: readonly MatterNoted<'dispatchDecision'>[];
  readonly served: readonly MatterNoted<'serveDecision'>[];
  readonly appeals: readonly MatterNoted<'recordAppeal'>[];
  readonly requests: readonly MatterNoted<'requestConclusion'>[];
  readonly refusals: readonly MatterNoted<'refuseConclusion'>[];
  readonly citations: readonly MatterNoted<'citeMatter'>[];
  readonly closed: MatterNoted<'closeMatter'> | null;
  readonly log: readonly MatterLogged[];
  readonly recorded: readonly RecordedDuty[];
}

/** Before the first fact. */
export const noMatter: MatterState = {
  opened: null,
  numbers: [],
  references: [],
  proposals: {},
  decisions: {},
  conditions: {},
  putOff: [],
  ended: {},
  declined: {},
  uses: [],
  dispatchLists: [],
  dispatched: [],
  served: [],
  appeals: [],
  requests: [],
  refusals: [],
  citations: [],
  closed: null,
  log: [],
  recorded: [],
};

/** Folds one fact. Total: what names something not on record is kept as well as it can be. */
export const evolveMatter = (state: MatterState, recorded: Fact): MatterState => {
  const duty = recordedDutyOf(recorded);
  if (duty !== null) return { ...state, recorded: [...state.recorded, duty] };
  const { id, type, occurredOn, data } = recorded;
  const fact = { id, type, occurredOn, data } as MatterLogged;
  return { ...evolveFacts(state, fact), log: [...state.log, fact] };
};

/** Folds one fact of the matter, without the log. */
export const evolveFacts = (state: MatterState, fact: MatterLogged): MatterState => {
  const { id: event, occurredOn: on } = fact;
  switch (fact.type) {
    case 'MatterOpened':
      return { ...state, opened: noted(fact), numbers: [...(fact.data.diaryNumbers ?? []).map((raw) => ({ raw, event })), ...state.numbers] };
    case 'MatterNumbered':
      return { ...state, numbers: [...state.numbers, { raw: fact.data.diaryNumber, event }] };
    case 'MatterReferenced':
      return { ...state, references: [...state.references, noted(fact)] };
    case 'MatterProposed':
      return { ...state, proposals: { ...state.proposals, [fact.data.proposal]: noted(fact) } };
    case 'MatterTabled':
      return { ...state, putOff: [...state.putOff, noted(fact)] };
    case 'MatterReferredBack':
      return { ...state, putOff: [...state.putOff, noted(fact)] };
    case 'MatterDecided':
      return { ...state, decisions: { ...state.decisions, [fact.data.decision]: noted(fact) }, putOff: [] };
    case 'MatterConditionResolved':
      return { ...state, conditions: { ...state.conditions, [`${fact.data.decision}/${fact.data.condition}`]: noted(fact) } };
    case 'MatterDecisionEnded':
      return { ...state, ended: { ...state.ended, [fact.data.decision]: { how: fact.data.how, on, event } } };
    case 'MatterRenewalDeclined':
      return { ...state, declined: { ...state.declined, [fact.data.decision]: noted(fact) } };
    case 'MatterAuthorisationUsed':
      return { ...state, uses: [...state.uses, noted(fact)] };
    case 'MatterDispatchListed':
      return { ...state, dispatchLists: [...state.dispatchLists, noted(fact)] };
    case 'MatterDispatched':
      return { ...state, dispatched: [...state.dispatched, noted(fact)] };
    case 'MatterDecisionServed':
      return { ...state, served: [...state.served, noted(fact)] };
    case 'MatterAppealed':
      return { ...state, appeals: [...state.appeals, noted(fact)] };
    case 'MatterConclusionRequested':
      return { ...state, requests: [...state.requests, noted(fact)] };
    case 'MatterConclusionRefused':
      return { ...state, refusals: [...state.refusals, noted(fact)] };
    case 'MatterCited':
      return { ...state, citations: [...state.citations, noted(fact)] };
    case 'MatterClosed':
      return { ...state, closed: noted(fact) };
  }
};

/** Name and diary numbers that the matter concerns, raw as printed. */
export const matterConcerns = ({ opened, numbers }: MatterState): readonly string[] => [...new Set([...(opened === null ? [] : [shortened(opened.title, 200)]), ...numbers.map(({ raw }) => raw)])];

/**
 * Where a decision stands on a day. `proposed`: nothing but a proposal is on record under that name, which is no decision.
 * `conditional`: another body has not decided yet. `not-yet`: it takes effect later.
 */
export type DecisionStanding = 'unknown' | 'proposed' | 'conditional' | 'failed' | 'not-yet' | 'in-effect' | 'expired' | 'superseded' | 'withdrawn' | 'set-aside';

/**
 * Where a decision of a matter stands on a day, by the facts of the state (fold it as of that day for a view of the past).
 *
 * @example standingOfDecision(row.state, 'distance-meetings', unsafeCivilDate('2020-09-01')) // 'expired'
 */
export const standingOfDecision = (state: MatterState, key: string, asOf: CivilDate): DecisionStanding => {
  const decision = at(state.decisions, key);
  if (decision === undefined) return at(state.proposals, key) === undefined ? 'unknown' : 'proposed';
  const ended = at(state.ended, key);
  if (ended !== undefined && ended.on <= asOf) return ended.how;
  if (successors(state, key).some((one) => outcomeOf(state, one, asOf) === 'fulfilled' && holdsFrom(state, one) <= asOf && !neverHolds(state, one))) return 'superseded';
  const outcome = outcomeOf(state, decision, asOf);
  if (outcome === 'failed') return 'failed';
  if (decision.until !== undefined && asOf > decision.until) return 'expired';
  if (outcome === 'open') return 'conditional';
  return asOf < (decision.effectiveFrom ?? decision.on) ? 'not-yet' : 'in-effect';
};

type Decision = MatterNoted<'decideMatter'>;

/** What became of a decision's conditions, by a day where one is given: `fulfilled` when there is none. */
const outcomeOf = (state: MatterState, decision: Decision, by?: CivilDate): 'fulfilled' | 'failed' | 'open' => {
  const outcomes = conditionsOf(state, decision).map(({ resolved }) => (resolved !== null && (by === undefined || resolved.on <= by) ? resolved.outcome : 'open'));
  return outcomes.find((one) => one === 'failed') ?? outcomes.find((one) => one === 'open') ?? 'fulfilled';
};

/** The day on which a decision takes effect; where its conditions are met later, the day of the last of them. */
const holdsFrom = (state: MatterState, decision: Decision): CivilDate =>
  conditionsOf(state, decision).reduce((from, { resolved }) => (resolved !== null && resolved.on > from ? resolved.on : from), decision.effectiveFrom ?? decision.on);

/** Whether a decision never takes effect: a condition failed, or it was ended before, at the latest on the day itself. */
const neverHolds = (state: MatterState, decision: Decision): boolean => {
  const outcome = outcomeOf(state, decision);
  const ended = at(state.ended, decision.decision);
  return outcome === 'failed' || (ended !== undefined && (outcome === 'open' || ended.on <= holdsFrom(state, decision)));
};

const successors = (state: MatterState, key: string): readonly Decision[] =>
  Object.values(state.decisions).filter(({ supersedes = [] }) => supersedes.some((one) => one.kind === 'own' && one.decision === key));

/**
 * The decision of the matter that renews or supersedes another; null when there is none, or none that may still take effect:
 * it does not when a condition of it fails, or when it is ended before. From which day the other is superseded, {@link standingOfDecision} tells.
 */
export const successorOf = (state: MatterState, key: string): { readonly how: 'renewed' | 'superseded'; readonly decision: Decision } | null => {
  const standing = (all: readonly Decision[]): Decision | undefined => all.filter((one) => !neverHolds(state, one)).at(-1);
  const renewal = standing(Object.values(state.decisions).filter(({ renews }) => renews === key));
  if (renewal !== undefined) return { how: 'renewed', decision: renewal };
  const decision = standing(successors(state, key));
  return decision === undefined ? null : { how: 'superseded', decision };
};

/** The conditions of a decision, each with what became of it. */
export const conditionsOf = (state: MatterState, decision: Decision): readonly { readonly condition: string; readonly body: string; readonly resolved: MatterNoted<'resolveCondition'> | null }[] =>
  (decision.conditions ?? []).map(({ condition, body }) => ({ condition, body, resolved: at(state.conditions, `${decision.decision}/${condition}`) ?? null }));

/** The day after an authorisation's last day; null where it has none. */
export const expiresOn = ({ until }: Decision): CivilDate | null => {
  const next = until === undefined ? null : addDays(until, 1);
  return next === null || E.isLeft(next) ? null : next.right;
};

/**
 * The stable address of a decision point, for whatever names the decision that approved it. Null when the key names no
 * decision, be it that a proposal goes by that name.
 *
 * @example decisionReference(row.stream, row.state, 'accept-grant') // { kind: 'recorded', stream: 'matter-…', event: '…' }
 */
export const decisionReference = (stream: StreamName, state: MatterState, key: string): Extract<Reference, { readonly kind: 'recorded' }> | null => {
  const decision = at(state.decisions, key);
  return decision === undefined ? null : { kind: 'recorded', stream, event: decision.event };
};

/** What an event of a matter is to somebody who cites it as a decision. */
export const citedAs = (state: MatterState, event: EventId): 'decision' | 'proposal' | 'other' | null => {
  if (Object.values(state.decisions).some((one) => one.event === event)) return 'decision';
  if (Object.values(state.proposals).some((one) => one.event === event)) return 'proposal';
  return state.log.some(({ id }) => id === event) ? 'other' : null;
};
