/**
 * A favourable decision: how its facts come to a state. What it accepts is in `decide.ts`, what it entails in `duties.ts`,
 * what does not agree in `findings.ts`.
 */
import type { EventId, Fact } from '@frist/event-sourcing';
import { recordedDutyOf } from '@frist/obligations';

import { clockFrom } from '../clock';
import { type DecisionState, type Logged, type Noted, offerOf, openSpell, type Spell, type SpellEnd, type SpellKind, type Stray } from './state';

/** Facts that a duty can follow from. */
const weighty: ReadonlySet<string> = new Set(['DecisionTaken', 'ExecutionStarted', 'PartialExecutionBegun', 'ExecutionInterrupted', 'ExecutionResumed', 'ClosedWithoutExecution', 'NonExecutionReported', 'EndReported']);

/** Folds one fact. Total: an order no decider would have allowed leaves strays, never an exception. */
export const evolveDecision = (state: DecisionState, recorded: Fact): DecisionState => {
  const duty = recordedDutyOf(recorded);
  if (duty !== null) return { ...state, recorded: [...state.recorded, duty] };
  const { id, type, occurredOn, data } = recorded;
  const fact = { id, type, occurredOn, data } as Logged;
  const next = evolveFacts(state, fact);
  return weighty.has(type) ? { ...next, log: [...state.log, fact] } : next;
};

/** Folds one fact of the decision, without the log. */
export const evolveFacts = (state: DecisionState, fact: Logged): DecisionState => {
  const noted = <Data extends object>(data: Data): Noted<Data> => ({ ...data, event: fact.id, on: fact.occurredOn });
  const stray = (rule: Stray['rule']): DecisionState => ({ ...state, strays: [...state.strays, { rule, event: fact.id, on: fact.occurredOn }] });
  switch (fact.type) {
    case 'DecisionTaken':
      return state.decided === null ? begun({ ...state, decided: noted(fact.data) }, 'decision', fact) : stray('decided-twice');

    // Execution
    case 'ExecutionStarted':
    case 'PartialExecutionBegun':
    case 'ExecutionInterrupted':
    case 'ExecutionResumed':
      if (state.decided === null) return stray('before-decision');
      return state.closed === null ? executed(state, fact, stray) : stray('after-closing');
    case 'ClosedWithoutExecution': {
      if (state.decided === null) return stray('before-decision');
      if (state.closed !== null) return stray('after-closing');
      const next = { ...(openSpell(state) === undefined ? stray('closed-while-executing') : ended(state, 'closed', fact)), closed: noted(fact.data) };
      return next;
    }

    // Meanwhile
    case 'OfferMade':
      return withOffer(state, fact.data.offer, { made: noted(fact.data), answer: offerOf(state, fact.data.offer)?.answer ?? null });
    case 'OfferAccepted':
    case 'OfferDeclined': {
      const { reason } = fact.data as { readonly reason?: NonNullable<DecisionState['offers'][string]['answer']>['reason'] };
      const answer = { accepted: fact.type === 'OfferAccepted', on: fact.occurredOn, event: fact.id, ...(reason === undefined ? {} : { reason }) };
      return withOffer(state, fact.data.offer, { made: offerOf(state, fact.data.offer)?.made ?? null, answer });
    }
    case 'FollowUpMade':
      return { ...state, followUps: [...state.followUps, noted(fact.data)] };
    case 'DelayReasonRecorded':
      return { ...state, reasons: [...state.reasons, noted(fact.data)] };
    case 'EffectsRecorded':
      return { ...state, effects: [...state.effects, noted(fact.data)] };
    case 'OtherSupportRecorded':
      return { ...state, support: [...state.support, noted(fact.data)] };
    case 'OtherDateStated':
      return { ...state, stated: [...state.stated, noted(fact.data)] };

    // Reports and fee
    case 'NonExecutionReported':
      return { ...state, reports: [...state.reports, noted(fact.data)] };
    case 'EndReported':
      return { ...state, endReports: [...state.endReports, noted(fact.data)] };
    case 'FeeApplicationServed':
      return { ...state, applications: [...state.applications, noted(fact.data)] };
    case 'FeeDecided':
      return { ...state, feeDecisions: [...state.feeDecisions, noted(fact.data)] };
  }
};

type Happened = Pick<Logged, 'id' | 'occurredOn' | 'type'>;

/** What starts, stops or goes on again moves the spells. */
const executed = (state: DecisionState, fact: Happened, stray: (rule: Stray['rule']) => DecisionState): DecisionState => {
  const open = openSpell(state);
  const started = open === undefined || open.kind !== 'decision' || open.partlyFrom !== undefined;
  switch (fact.type) {
    case 'ExecutionStarted':
      return open === undefined ? stray('executed-twice') : ended(state, 'executed', fact);
    case 'ExecutionResumed':
      return open === undefined || !started ? stray('resumed-without-interruption') : ended(state, 'executed', fact);
    case 'ExecutionInterrupted':
      if (!started) return stray('interrupted-without-execution');
      // A clock that runs already is not started anew by an interruption of what is carried out in part.
      return open === undefined ? begun(state, 'interruption', fact) : open.kind === 'interruption' ? stray('interrupted-twice') : state;
    default:
      if (open === undefined) return begun(state, 'partial', fact);
      if (open.kind === 'partial') return state;
      // In time, another clock runs from here; when the last day has passed, a part ends nothing.
      if (fact.occurredOn <= open.lastDay) return begun(ended(state, 'partly', fact), 'partial', fact);
      return { ...state, spells: [...state.spells.slice(0, -1), { ...open, partlyFrom: open.partlyFrom ?? fact.occurredOn }] };
  }
};

const begun = (state: DecisionState, kind: SpellKind, { id, occurredOn }: Happened): DecisionState => {
  const { lastDay, firstReportingQuarter } = clockFrom(occurredOn);
  const spell: Spell = { key: id, kind, from: occurredOn, lastDay, firstQuarter: firstReportingQuarter, end: null };
  return { ...state, spells: [...state.spells, spell] };
};

const ended = (state: DecisionState, how: SpellEnd, { id, occurredOn }: { readonly id: EventId; readonly occurredOn: Spell['from'] }): DecisionState => {
  const open = openSpell(state);
  return open === undefined ? state : { ...state, spells: [...state.spells.slice(0, -1), { ...open, end: { on: occurredOn, how, event: id } }] };
};

const withOffer = (state: DecisionState, key: string, offer: DecisionState['offers'][string]): DecisionState => ({
  ...state,
  offers: Object.fromEntries([...Object.entries(state.offers).filter(([other]) => other !== key), [key, offer]]),
});
