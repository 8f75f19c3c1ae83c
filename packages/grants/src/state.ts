/**
 * The state of a grant: what its facts come to, in folding order. Plain JSON.
 *
 * `log` holds the facts that duties follow from, `recorded` what has been recorded about those duties, so that the two
 * can be held against each other; see `duties.ts`.
 */
import type { CivilDate, Period } from '@frist/calendar';
import type { EventId, RecordedOf } from '@frist/event-sourcing';
import type { Amount, ByKey, Lean, Noted, RecordedDuty } from '@frist/obligations';
import type * as t from 'io-ts';

import type { grantCommands, GrantEventType } from './events';
import type { Key, ToldAmount } from './told';

export { at, type Noted } from '@frist/obligations';

/** Data of a type of event. */
export type DataOf<T extends { readonly codec: t.Mixed }> = t.TypeOf<T['codec']>;
type Commands = typeof grantCommands;
type CommandName = keyof Commands;

/** What a fact is about: the whole grant, a tranche of it, or a part. */
export interface Scope {
  readonly tranche?: Key;
  readonly part?: Key;
}

/** The {@link Noted} facts that a command records. */
export type NotedOf<Name extends CommandName> = Noted<DataOf<Commands[Name]>>;

/** What a sum of money did. */
export type MoveKind = 'claimed' | 'awarded' | 'received' | 'transferred' | 'used' | 'repaid';

/** A sum of money that did something, in öre as told. `between`: the first and the last day possible. */
export interface Move extends Scope {
  readonly kind: MoveKind;
  readonly amount: ToldAmount;
  readonly activity?: Key;
  /** The share cap that a sum used counts against. */
  readonly condition?: Key;
  /** The onward share that a transfer pays. */
  readonly share?: Key;
  /** The reclaim that a repayment answers. */
  readonly reclaim?: Key;
  readonly event: EventId;
  readonly on: CivilDate;
  readonly between?: Period;
}

/** A fact of the grant as duties follow from it. */
export type Logged<Type extends GrantEventType = GrantEventType> = Type extends GrantEventType ? Lean<RecordedOf<Type>> : never;

/** What became of one account: drafts, approvals, submissions, returns, acceptances and dispatch lists, in order. */
export type AccountStep = Noted<
  | ({ readonly step: 'drafted' } & DataOf<Commands['draftReport']>)
  | ({ readonly step: 'approved' } & DataOf<Commands['approveReport']>)
  | ({ readonly step: 'submitted' } & DataOf<Commands['submitReport']>)
  | ({ readonly step: 'returned' } & DataOf<Commands['returnReport']>)
  | ({ readonly step: 'accepted' } & DataOf<Commands['acceptReport']>)
  | ({ readonly step: 'dispatched' } & DataOf<Commands['recordDispatchList']>)
>;

/** See the top of the file. Amounts in öre; lists in folding order. */
export interface GrantState {
  readonly registered: NotedOf<'registerGrant'> | null;
  readonly tranches: ByKey<NotedOf<'addTranche'>>;
  readonly parts: ByKey<NotedOf<'addPart'>>;
  /** Role of the responsible person, who proposes the internal distribution. */
  readonly responsible: string | null;
  /** Role that decides the internal distribution, where the terms or a memo name one. */
  readonly distributor: string | null;
  readonly deadlines: readonly NotedOf<'setClaimDeadline'>[];
  /** The latest told. */
  readonly usePeriod: NotedOf<'setUsePeriod'> | null;
  readonly reports: ByKey<NotedOf<'requireReport'>>;
  /** By report; steps may be dated before the day the report was required. */
  readonly accounts: ByKey<readonly AccountStep[]>;
  /** The latest told. */
  readonly repayment: NotedOf<'setRepaymentTerms'> | null;
  readonly caps: readonly NotedOf<'setShareCap'>[];
  readonly shares: ByKey<NotedOf<'setOnwardShare'>>;
  readonly counters: ByKey<NotedOf<'setCounterPerformance'>>;
  readonly shown: ByKey<NotedOf<'showCounterPerformance'>>;
  readonly forecasts: readonly NotedOf<'recordForecast'>[];
  readonly proposals: readonly NotedOf<'proposeClaim'>[];
  readonly decisions: readonly NotedOf<'decideClaim'>[];
  readonly declined: readonly NotedOf<'declineClaim'>[];
  readonly rejected: readonly NotedOf<'rejectClaim'>[];
  /** What was declined or rejected and neither decided on, claimed nor received since. */
  readonly refused: readonly Scope[];
  readonly claims: readonly (NotedOf<'submitClaim'> & { readonly rejected?: true })[];
  readonly moves: readonly Move[];
  readonly uses: readonly NotedOf<'recordUse'>[];
  readonly replans: readonly NotedOf<'replanUse'>[];
  readonly totals: readonly NotedOf<'stateTotal'>[];
  readonly otherFigures: readonly NotedOf<'stateOtherFigure'>[];
  readonly distributions: readonly NotedOf<'decideDistribution'>[];
  readonly reclaims: ByKey<NotedOf<'reclaim'>>;
  readonly waivers: readonly NotedOf<'waiveRepayment'>[];
  /**
   * What the funder has answered for as a whole, by waiving it or by reclaiming it on a ground that takes the place of
   * the terms: nothing of that is owed under the terms any more. `receipts` is how many receipts it covers.
   */
  readonly answered: { readonly receipts: number; readonly amount: Amount };
  readonly closed: CivilDate | null;
  readonly log: readonly Logged[];
  readonly recorded: readonly RecordedDuty[];
}

/** Before the first fact. */
export const noGrant: GrantState = {
  registered: null,
  tranches: {},
  parts: {},
  responsible: null,
  distributor: null,
  deadlines: [],
  usePeriod: null,
  reports: {},
  accounts: {},
  repayment: null,
  caps: [],
  shares: {},
  counters: {},
  shown: {},
  forecasts: [],
  proposals: [],
  decisions: [],
  declined: [],
  rejected: [],
  refused: [],
  claims: [],
  moves: [],
  uses: [],
  replans: [],
  totals: [],
  otherFigures: [],
  distributions: [],
  reclaims: {},
  waivers: [],
  answered: { receipts: 0, amount: 0 },
  closed: null,
  log: [],
  recorded: [],
};
