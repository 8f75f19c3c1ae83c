/**
 * A state grant, from terms to repayment: state, evolve, decide. What it entails is in `duties.ts`.
 *
 * Reality is recorded even where it does not agree with itself; `findings.ts` shows that. A command is refused only
 * when it contradicts itself, names what the grant does not have, or says again what may be said once.
 */
import type { CivilDate, Period } from '@frist/calendar';
import { type DecisionContext, type EventId, type Fact, type Failure, failure, type NewFact, type RecordedOf } from '@frist/event-sourcing';
import type { ObligationDischarged, ObligationId, ObligationIncurred, PerformanceRecorded } from '@frist/obligations';
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import { grantCommands, type GrantEventType } from './events';
import { dueFromTold, type Key, type ToldAmount, type ToldDate } from './told';

type DataOf<T extends { readonly codec: t.Mixed }> = t.TypeOf<T['codec']>;
type Commands = typeof grantCommands;

/** A fact of the grant with where it was told. */
type Noted<Data> = Data & { readonly event: EventId; readonly on: CivilDate };

/** What a sum of money did. */
export type MoveKind = 'claimed' | 'awarded' | 'received' | 'transferred' | 'used' | 'repaid';

export interface Move {
  readonly kind: MoveKind;
  readonly amount: ToldAmount;
  readonly tranche?: Key;
  readonly part?: Key;
  readonly activity?: Key;
  readonly event: EventId;
  readonly on: CivilDate;
  readonly between?: Period;
}

export interface Report extends Noted<DataOf<Commands['requireReport']>> {
  readonly drafted?: CivilDate;
  readonly approved?: CivilDate;
  readonly submitted?: Noted<DataOf<Commands['submitReport']>>;
  readonly returned?: CivilDate;
  readonly accepted?: CivilDate;
  readonly dispatchedTo?: readonly string[];
}

export interface GrantState {
  readonly registered: Noted<DataOf<Commands['registerGrant']>> | null;
  readonly tranches: Readonly<Record<Key, Noted<DataOf<Commands['addTranche']>>>>;
  readonly parts: Readonly<Record<Key, Noted<DataOf<Commands['addPart']>>>>;
  readonly responsible: string | null;
  readonly distributor: string | null;
  readonly deadlines: readonly Noted<DataOf<Commands['setClaimDeadline']>>[];
  readonly usePeriod: Noted<DataOf<Commands['setUsePeriod']>> | null;
  readonly reports: Readonly<Record<Key, Report>>;
  readonly repayment: Noted<DataOf<Commands['setRepaymentTerms']>> | null;
  readonly caps: readonly Noted<DataOf<Commands['setShareCap']>>[];
  readonly shares: Readonly<Record<Key, Noted<DataOf<Commands['setOnwardShare']>>>>;
  readonly counters: Readonly<Record<Key, Noted<DataOf<Commands['setCounterPerformance']>> & { readonly shown?: true }>>;
  readonly forecasts: readonly Noted<DataOf<Commands['recordForecast']>>[];
  readonly proposals: readonly Noted<DataOf<Commands['proposeClaim']>>[];
  readonly decisions: readonly Noted<DataOf<Commands['decideClaim']>>[];
  readonly declined: readonly Noted<DataOf<Commands['declineClaim']>>[];
  readonly rejected: readonly Noted<DataOf<Commands['rejectClaim']>>[];
  readonly claims: readonly Noted<DataOf<Commands['submitClaim']>>[];
  readonly moves: readonly Move[];
  readonly uses: readonly Noted<DataOf<Commands['recordUse']>>[];
  readonly totals: readonly Noted<DataOf<Commands['stateTotal']>>[];
  readonly otherFigures: readonly Noted<DataOf<Commands['stateOtherFigure']>>[];
  readonly distributions: readonly Noted<DataOf<Commands['decideDistribution']>>[];
  readonly reclaims: Readonly<Record<Key, Noted<DataOf<Commands['reclaim']>>>>;
  readonly waivers: readonly Noted<DataOf<Commands['waiveRepayment']>>[];
  readonly closed: CivilDate | null;
  /** The duty to repay what is unused, while it stands. */
  readonly repayDuty: ObligationId | null;
}

export const noGrant: GrantState = {
  registered: null,
  tranches: {},
  parts: {},
  responsible: null,
  distributor: null,
  deadlines: [],
  usePeriod: null,
  reports: {},
  repayment: null,
  caps: [],
  shares: {},
  counters: {},
  forecasts: [],
  proposals: [],
  decisions: [],
  declined: [],
  rejected: [],
  claims: [],
  moves: [],
  uses: [],
  totals: [],
  otherFigures: [],
  distributions: [],
  reclaims: {},
  waivers: [],
  closed: null,
  repayDuty: null,
};

export type GrantFact = RecordedOf<GrantEventType | typeof ObligationIncurred | typeof ObligationDischarged | typeof PerformanceRecorded>;

/** Total: a fact about a report nobody required is kept as well as it can be. */
export const evolveGrant = (state: GrantState, recorded: Fact): GrantState => {
  const fact = recorded as GrantFact;
  const noted = <Data extends object>(data: Data): Noted<Data> => ({ ...data, event: fact.id, on: fact.occurredOn });
  const move = (kind: MoveKind, data: Omit<Move, 'kind' | 'event' | 'on'>): readonly Move[] => {
    const { amount, tranche, part, between } = data;
    return [...state.moves, { kind, amount, event: fact.id, on: fact.occurredOn, ...(tranche && { tranche }), ...(part && { part }), ...(between && { between }) }];
  };
  const onReport = (key: Key, change: Partial<Report>): GrantState => {
    const report = state.reports[key];
    return report === undefined ? state : { ...state, reports: { ...state.reports, [key]: { ...report, ...change } } };
  };
  switch (fact.type) {
    case 'GrantRegistered':
      return { ...state, registered: noted(fact.data) };
    case 'TrancheAdded':
      return { ...state, tranches: { ...state.tranches, [fact.data.tranche]: noted(fact.data) } };
    case 'PartAdded':
      return { ...state, parts: { ...state.parts, [fact.data.part]: noted(fact.data) } };
    case 'ResponsibleAppointed':
      return { ...state, responsible: fact.data.role };
    case 'DistributorSet':
      return { ...state, distributor: fact.data.role };
    case 'ClaimDeadlineSet':
      return { ...state, deadlines: [...state.deadlines, noted(fact.data)] };
    case 'UsePeriodSet':
      return { ...state, usePeriod: noted(fact.data) };
    case 'ReportRequired':
      return { ...state, reports: { ...state.reports, [fact.data.report]: noted(fact.data) } };
    case 'RepaymentTermsSet':
      return { ...state, repayment: noted(fact.data) };
    case 'ShareCapSet':
      return { ...state, caps: [...state.caps, noted(fact.data)] };
    case 'OnwardShareSet':
      return { ...state, shares: { ...state.shares, [fact.data.share]: noted(fact.data) } };
    case 'CounterPerformanceSet':
      return { ...state, counters: { ...state.counters, [fact.data.condition]: noted(fact.data) } };
    case 'CounterPerformanceShown': {
      const counter = state.counters[fact.data.condition];
      return counter === undefined ? state : { ...state, counters: { ...state.counters, [fact.data.condition]: { ...counter, shown: true } } };
    }
    case 'ForecastRecorded':
      return { ...state, forecasts: [...state.forecasts, noted(fact.data)] };
    case 'ClaimProposed':
      return { ...state, proposals: [...state.proposals, noted(fact.data)] };
    case 'ClaimDecided':
      return { ...state, decisions: [...state.decisions, noted(fact.data)] };
    case 'ClaimDeclined':
      return { ...state, declined: [...state.declined, noted(fact.data)] };
    case 'ClaimRejected':
      return { ...state, rejected: [...state.rejected, noted(fact.data)] };
    case 'ClaimSubmitted':
      return { ...state, claims: [...state.claims, noted(fact.data)], moves: move('claimed', fact.data) };
    case 'GrantAwarded':
      return { ...state, moves: move('awarded', fact.data) };
    case 'MoneyReceived':
      return { ...state, moves: move('received', fact.data) };
    case 'DistributionDecided':
      return { ...state, distributions: [...state.distributions, noted(fact.data)] };
    case 'MoneyTransferred':
      return { ...state, moves: move('transferred', fact.data) };
    case 'MoneyUsed': {
      const { activity, lines, between } = fact.data;
      const used = lines.map((line): Move => ({ kind: 'used', ...line, activity, event: fact.id, on: fact.occurredOn, ...(between && { between }) }));
      return { ...state, uses: [...state.uses, noted(fact.data)], moves: [...state.moves, ...used] };
    }
    case 'UseReplanned':
      return state;
    case 'TotalStated':
      return { ...state, totals: [...state.totals, noted(fact.data)] };
    case 'OtherFigureStated':
      return { ...state, otherFigures: [...state.otherFigures, noted(fact.data)] };
    case 'ReportDrafted':
      return onReport(fact.data.report, { drafted: fact.occurredOn });
    case 'ReportApproved':
      return onReport(fact.data.report, { approved: fact.occurredOn });
    case 'ReportSubmitted':
      return onReport(fact.data.report, { submitted: noted(fact.data) });
    case 'ReportReturned':
      return onReport(fact.data.report, { returned: fact.occurredOn });
    case 'ReportAccepted':
      return onReport(fact.data.report, { accepted: fact.occurredOn });
    case 'DispatchListRecorded':
      return onReport(fact.data.report, { dispatchedTo: fact.data.recipients });
    case 'MoneyRepaid':
      return { ...state, moves: move('repaid', fact.data) };
    case 'MoneyReclaimed':
      return { ...state, reclaims: { ...state.reclaims, [fact.data.reclaim]: noted(fact.data) } };
    case 'RepaymentWaived':
      return { ...state, waivers: [...state.waivers, noted(fact.data)] };
    case 'GrantClosed':
      return { ...state, closed: fact.occurredOn };
    case 'ObligationIncurred':
      return fact.data.kind === 'grants/repay-unused' ? { ...state, repayDuty: fact.data.obligation } : state;
    case 'ObligationDischarged':
    case 'PerformanceRecorded':
      return fact.data.obligation === state.repayDuty ? { ...state, repayDuty: null } : state;
    default:
      // Other facts about obligations stand in the same stream; the ledger folds them.
      return state;
  }
};

/** One command, told apart by its name. */
export type GrantCommand = { [Name in keyof Commands]: { readonly command: Name; readonly data: DataOf<Commands[Name]> } }[keyof Commands];

export type GrantRefusal = Failure<
  'GrantNotRegistered' | 'GrantRegisteredAlready' | 'KeyTaken' | 'UnknownTranche' | 'UnknownPart' | 'UnknownReport' | 'UnknownShare' | 'UnknownReclaim' | 'UnknownCondition' | 'UnknownActivity' | 'UnclearDate' | 'SelfContradiction'
>;

/** Records what is said, unless it contradicts itself or names what the grant does not have. */
export const decideGrant = (state: GrantState, command: GrantCommand, context: DecisionContext<GrantState>): E.Either<GrantRefusal, readonly NewFact[]> => {
  const refusal = firstRefusal(state, command, context);
  return refusal === null ? E.right([{ type: grantCommands[command.command].type, data: command.data }]) : E.left(refusal);
};

const firstRefusal = (state: GrantState, { command, data }: GrantCommand, { on }: DecisionContext<GrantState>): GrantRefusal | null => {
  const refuse = (tag: GrantRefusal['_tag'], field: string, expected: string, value?: string): GrantRefusal => failure(tag, `grants/${command}`, `data.${field}`, expected, value);
  if (command === 'registerGrant') return state.registered === null ? null : refuse('GrantRegisteredAlready', 'name', 'a stream without a grant');
  if (state.registered === null) return refuse('GrantNotRegistered', 'name', 'a grant registered before');
  const known = <A>(tag: GrantRefusal['_tag'], field: string, key: Key | undefined, among: Readonly<Record<Key, A>>): GrantRefusal | null =>
    key === undefined || Object.prototype.hasOwnProperty.call(among, key) ? null : refuse(tag, field, Object.keys(among).join(', ') || 'one that has been added', key);
  const free = <A>(field: string, key: Key, among: Readonly<Record<Key, A>>): GrantRefusal | null =>
    Object.prototype.hasOwnProperty.call(among, key) ? refuse('KeyTaken', field, 'a name this grant has not used for it', key) : null;
  const scoped = (scope: { readonly tranche?: Key; readonly part?: Key }, field = ''): GrantRefusal | null =>
    known('UnknownTranche', `${field}tranche`, scope.tranche, state.tranches) ?? known('UnknownPart', `${field}part`, scope.part, state.parts);
  const dated = (told: ToldDate | undefined, field: string): GrantRefusal | null => {
    const due = told === undefined ? null : dueFromTold(told, on);
    return due !== null && E.isLeft(due) ? refuse('UnclearDate', `${field}${due.left.field.replace(/^due/, '')}`, due.left.expected, due.left.value) : null;
  };
  const within = ({ between }: { readonly between?: Period }): GrantRefusal | null =>
    between === undefined || between.to === on ? null : refuse('SelfContradiction', 'between.to', `the command's own day ${on}: a fact is dated by the last day possible`, between.to);
  const share = (percent: number): GrantRefusal | null => (percent >= 1 && percent <= 100 ? null : refuse('SelfContradiction', 'percent', 'a share from 1 to 100', String(percent)));
  const first = (...checks: readonly (GrantRefusal | null)[]): GrantRefusal | null => checks.find((check) => check !== null) ?? null;

  switch (command) {
    case 'addTranche':
      return free('tranche', data.tranche, state.tranches);
    case 'addPart':
      return first(free('part', data.part, state.parts), known('UnknownTranche', 'tranche', data.tranche, state.tranches));
    case 'setClaimDeadline':
      return first(scoped(data), dated(data.due, 'due'));
    case 'setUsePeriod':
      return data.from !== undefined && data.until !== undefined && data.from > data.until ? refuse('SelfContradiction', 'until', `a day not before ${data.from}`, data.until) : null;
    case 'requireReport':
      return first(
        free('report', data.report, state.reports),
        ...(data.tranches ?? []).map((key) => known('UnknownTranche', 'tranches', key, state.tranches)),
        ...(data.parts ?? []).map((key) => known('UnknownPart', 'parts', key, state.parts)),
        dated(data.due, 'due'),
      );
    case 'setRepaymentTerms':
      return dated(data.due, 'due');
    case 'setShareCap':
      return share(data.percent);
    case 'setOnwardShare':
      return first(free('share', data.share, state.shares), share(data.percent), dated(data.due, 'due'));
    case 'setCounterPerformance':
      return free('condition', data.condition, state.counters);
    case 'showCounterPerformance':
      return known('UnknownCondition', 'condition', data.condition, state.counters);
    case 'recordForecast':
    case 'proposeClaim':
    case 'decideClaim':
    case 'declineClaim':
    case 'rejectClaim':
    case 'recordAward':
    case 'stateTotal':
      return scoped(data);
    case 'submitClaim':
    case 'recordReceipt':
      return first(scoped(data), within(data));
    case 'transferOnward':
      return first(scoped(data), known('UnknownShare', 'share', data.share, state.shares), within(data));
    case 'recordUse':
      return first(
        data.lines.length === 0 ? refuse('SelfContradiction', 'lines', 'at least one line') : null,
        ...data.lines.map((line, i) => scoped(line, `lines[${i}].`)),
        within(data),
      );
    case 'replanUse':
      return state.uses.some(({ activity }) => activity === data.activity) ? null : refuse('UnknownActivity', 'activity', 'an activity on record', data.activity);
    case 'decideDistribution':
      return first(...data.lines.map((line, i) => known('UnknownPart', `lines[${i}].part`, line.part, state.parts)));
    case 'draftReport':
    case 'approveReport':
    case 'acceptReport':
    case 'recordDispatchList':
      return known('UnknownReport', 'report', data.report, state.reports);
    case 'submitReport':
      return first(known('UnknownReport', 'report', data.report, state.reports), within(data));
    case 'returnReport':
      return first(known('UnknownReport', 'report', data.report, state.reports), dated(data.due, 'due'));
    case 'repay':
      return first(scoped(data), known('UnknownReclaim', 'reclaim', data.reclaim, state.reclaims), within(data));
    case 'reclaim':
      return first(free('reclaim', data.reclaim, state.reclaims), known('UnknownReport', 'report', data.report, state.reports), dated(data.due, 'due'));
    case 'waiveRepayment':
      return known('UnknownReclaim', 'reclaim', data.reclaim, state.reclaims);
    case 'appointResponsible':
    case 'setDistributor':
    case 'stateOtherFigure':
    case 'closeGrant':
      return null;
  }
};
