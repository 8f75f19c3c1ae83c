/**
 * The state of a favourable decision: what its facts come to, in folding order. Plain JSON. `log` holds the facts that
 * duties follow from, `recorded` what has been recorded about those duties.
 */
import type { CivilDate, Quarter } from '@frist/calendar';
import type { EventId, RecordedOf } from '@frist/event-sourcing';
import type { Lean, Noted, RecordedDuty } from '@frist/obligations';

import type { DecisionDataOf, DecisionEventType } from './events';

export type { Noted } from '@frist/obligations';

/** A fact as duties follow from it. */
export type Logged<Type extends DecisionEventType = DecisionEventType> = Type extends DecisionEventType ? Lean<RecordedOf<Type>> : never;

/** `decision` from the decision on; `interruption`; `partial`: only a part is carried out, which counts as an interruption (S). */
export type SpellKind = 'decision' | 'interruption' | 'partial';

/**
 * How a spell ended: executed (or resumed), closed without execution, or `partly`: carried out in part while there was
 * still time, from which day another clock runs.
 */
export type SpellEnd = 'executed' | 'closed' | 'partly';

/** One stretch of time in which what was granted is not carried out. A row of a compilation is one of these. */
export interface Spell {
  /** The fact that began it. It stays when days are corrected. */
  readonly key: EventId;
  readonly kind: SpellKind;
  /** Day 0. */
  readonly from: CivilDate;
  /** Three months later by 1930:173 1 §, never moved. */
  readonly lastDay: CivilDate;
  /** The quarter of the last day. */
  readonly firstQuarter: Quarter;
  readonly end: { readonly on: CivilDate; readonly how: SpellEnd; readonly event: EventId } | null;
  /** Carried out in part only after the last day: that ends nothing. */
  readonly partlyFrom?: CivilDate;
}

/** A fact that does not fit those before it, by day. It changes no clock, and the check shows it. */
export interface Stray {
  readonly rule:
    | 'before-decision'
    | 'decided-twice'
    | 'executed-twice'
    | 'interrupted-without-execution'
    | 'interrupted-twice'
    | 'resumed-without-interruption'
    | 'closed-while-executing'
    | 'after-closing';
  readonly event: EventId;
  readonly on: CivilDate;
}

/** What became of one offer. */
export interface Offer {
  readonly made: Noted<DecisionDataOf<'recordOffer'>> | null;
  readonly answer: { readonly accepted: boolean; readonly on: CivilDate; readonly event: EventId; readonly reason?: DecisionDataOf<'declineOffer'>['reason'] } | null;
}

/** See the top of the file. Lists in folding order. */
export interface DecisionState {
  readonly decided: Noted<DecisionDataOf<'recordDecision'>> | null;
  readonly spells: readonly Spell[];
  readonly closed: Noted<DecisionDataOf<'closeWithoutExecution'>> | null;
  readonly strays: readonly Stray[];
  readonly offers: Readonly<Record<string, Offer>>;
  readonly followUps: readonly Noted<DecisionDataOf<'recordFollowUp'>>[];
  readonly reasons: readonly Noted<DecisionDataOf<'recordReason'>>[];
  readonly effects: readonly Noted<DecisionDataOf<'recordEffects'>>[];
  readonly support: readonly Noted<DecisionDataOf<'recordOtherSupport'>>[];
  readonly stated: readonly Noted<DecisionDataOf<'stateOtherDate'>>[];
  readonly reports: readonly Noted<DecisionDataOf<'reportNonExecution'>>[];
  readonly endReports: readonly Noted<DecisionDataOf<'reportEnd'>>[];
  readonly applications: readonly Noted<DecisionDataOf<'recordFeeApplication'>>[];
  readonly feeDecisions: readonly Noted<DecisionDataOf<'recordFeeDecision'>>[];
  readonly log: readonly Logged[];
  readonly recorded: readonly RecordedDuty[];
}

/** Before the first fact. */
export const noDecision: DecisionState = {
  decided: null,
  spells: [],
  closed: null,
  strays: [],
  offers: {},
  followUps: [],
  reasons: [],
  effects: [],
  support: [],
  stated: [],
  reports: [],
  endReports: [],
  applications: [],
  feeDecisions: [],
  log: [],
  recorded: [],
};

/** The spell that is running, if one is. */
export const openSpell = ({ spells }: DecisionState): Spell | undefined => {
  const last = spells.at(-1);
  return last?.end === null ? last : undefined;
};

/** The spell begun by a fact. */
export const spellOf = ({ spells }: DecisionState, key: EventId): Spell | undefined => spells.find((spell) => spell.key === key);

/** Own value of an offer's key: an offer may be called `constructor`. */
export const offerOf = ({ offers }: DecisionState, key: string): Offer | undefined => (Object.hasOwn(offers, key) ? offers[key] : undefined);
