/**
 * A state grant, from terms to repayment: how its facts come to a state. What it accepts is in `decide.ts`, what it
 * entails in `duties.ts`, what does not agree in `findings.ts`.
 */
import type { Fact } from '@frist/event-sourcing';
import { addAmounts, isExact, recordedDutyOf } from '@frist/obligations';

import { meets, placed, within } from './scope';
import { type AccountStep, at, type GrantState, type Logged, type Move, type MoveKind, type Noted, type Scope } from './state';
import { owedUnderTerms } from './repayable';
import type { Key } from './told';

/** The grounds of a reclaim that takes the place of what the terms say about unused money. */
const takesOver: readonly string[] = ['unused', 'no-account'];

/** Facts that no duty follows from. */
const silent: ReadonlySet<string> = new Set(['DistributorSet', 'ResponsibleAppointed', 'ShareCapSet', 'ForecastRecorded', 'ClaimProposed', 'DistributionDecided', 'UseReplanned', 'TotalStated', 'OtherFigureStated', 'ReportDrafted', 'DispatchListRecorded', 'GrantClosed']);

/**
 * Folds one fact. Total: any order of facts gives a state, and a fact about something that is not (or no longer) on
 * record is kept as well as it can be.
 */
export const evolveGrant = (state: GrantState, recorded: Fact): GrantState => {
  const duty = recordedDutyOf(recorded);
  if (duty !== null) return { ...state, recorded: [...state.recorded, duty] };
  const { id, type, occurredOn, data } = recorded;
  const fact = { id, type, occurredOn, data } as Logged;
  const next = evolveTerms(state, fact);
  return silent.has(type) ? next : { ...next, log: [...state.log, fact] };
};

/** Folds one fact of the grant, without the log. */
export const evolveTerms = (state: GrantState, fact: Logged): GrantState => {
  const noted = <Data extends object>(data: Data): Noted<Data> => ({ ...data, event: fact.id, on: fact.occurredOn });
  const move = (kind: MoveKind, { amount, tranche, part, between, share, reclaim }: Omit<Move, 'kind' | 'event' | 'on'>): readonly Move[] => {
    const optional = { ...(tranche && { tranche }), ...(part && { part }), ...(share && { share }), ...(reclaim && { reclaim }), ...(between && { between }) };
    return [...state.moves, { kind, amount, event: fact.id, on: fact.occurredOn, ...optional }];
  };
  const step = (key: Key, what: AccountStep): GrantState => ({ ...state, accounts: { ...state.accounts, [key]: [...(at(state.accounts, key) ?? []), what] } });
  const wanted = (scope: Scope): readonly Scope[] => state.refused.filter((refused) => !meets(placed(state, refused), placed(state, scope)));
  switch (fact.type) {
    // Terms
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
    case 'CounterPerformanceShown':
      return { ...state, shown: { ...state.shown, [fact.data.condition]: noted(fact.data) } };

    // Claims
    case 'ForecastRecorded':
      return { ...state, forecasts: [...state.forecasts, noted(fact.data)] };
    case 'ClaimProposed':
      return { ...state, proposals: [...state.proposals, noted(fact.data)] };
    case 'ClaimDecided':
      return { ...state, decisions: [...state.decisions, noted(fact.data)], refused: wanted(fact.data) };
    case 'ClaimDeclined':
      return { ...state, declined: [...state.declined, noted(fact.data)], refused: [...state.refused, scopeOf(fact.data)] };
    case 'ClaimSubmitted':
      return { ...state, claims: [...state.claims, noted(fact.data)], moves: move('claimed', fact.data), refused: wanted(fact.data) };
    case 'GrantAwarded':
      return { ...state, moves: move('awarded', fact.data) };
    case 'ClaimRejected': {
      const rejected = placed(state, fact.data);
      const claims = state.claims.map((claim) => (within(placed(state, claim), rejected) ? { ...claim, rejected: true as const } : claim));
      return { ...state, rejected: [...state.rejected, noted(fact.data)], claims, refused: [...state.refused, scopeOf(fact.data)] };
    }

    // Money
    case 'MoneyReceived':
      return { ...state, moves: move('received', fact.data), refused: wanted(fact.data) };
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
      return { ...state, replans: [...state.replans, noted(fact.data)] };
    case 'TotalStated':
      return { ...state, totals: [...state.totals, noted(fact.data)] };
    case 'OtherFigureStated':
      return { ...state, otherFigures: [...state.otherFigures, noted(fact.data)] };

    // Accounts
    case 'ReportDrafted':
      return step(fact.data.report, { step: 'drafted', ...noted(fact.data) });
    case 'ReportApproved':
      return step(fact.data.report, { step: 'approved', ...noted(fact.data) });
    case 'ReportSubmitted':
      return step(fact.data.report, { step: 'submitted', ...noted(fact.data) });
    case 'ReportReturned':
      return step(fact.data.report, { step: 'returned', ...noted(fact.data) });
    case 'ReportAccepted':
      return step(fact.data.report, { step: 'accepted', ...noted(fact.data) });
    case 'DispatchListRecorded':
      return step(fact.data.report, { step: 'dispatched', ...noted(fact.data) });

    // Repayment
    case 'MoneyRepaid':
      return { ...state, moves: move('repaid', fact.data) };
    case 'MoneyReclaimed': {
      const next = { ...state, reclaims: { ...state.reclaims, [fact.data.reclaim]: noted(fact.data) } };
      return takesOver.includes(fact.data.ground) ? { ...next, answered: answeredNow(state) } : next;
    }
    case 'RepaymentWaived': {
      const next = { ...state, waivers: [...state.waivers, noted(fact.data)] };
      return fact.data.reclaim === undefined && fact.data.amount === undefined ? { ...next, answered: answeredNow(state) } : next;
    }
    case 'GrantClosed':
      return { ...state, closed: fact.occurredOn };
  }
};

const scopeOf = ({ tranche, part }: Scope): Scope => ({ ...(tranche && { tranche }), ...(part && { part }) });

/** All that is owed under the terms for the money received so far has been answered for. */
const answeredNow = (state: GrantState): GrantState['answered'] => {
  const owed = owedUnderTerms(state);
  const more = isExact(owed) ? Math.max(owed, 0) : owed;
  return { receipts: state.moves.filter(({ kind }) => kind === 'received').length, amount: addAmounts([state.answered.amount, more]) };
};
