/** One step of the way through a grant's facts, and the spells in which a duty stands. */
import type { CivilDate, Period } from '@frist/calendar';
import type { EventId, NewFact } from '@frist/event-sourcing';
import { aboutObligation, type Amount, type DeadlineRule, type Due, isExact, type ObligationId, obligationIdOf } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import type { GrantState, Logged } from '../state';
import { dueFromTold, type ToldDate } from '../told';

/** Whom the grant binds, unless the terms name somebody else. */
export const holder = 'board';

/**
 * A fact, and the state before and after it. `whole` is the state by everything known, also by facts of later days: for
 * names and numbers only.
 */
export interface Step {
  readonly fact: Logged;
  readonly before: GrantState;
  readonly after: GrantState;
  readonly whole: GrantState;
  readonly spells: Spells;
}

/**
 * A fact about a duty as it ought to be on record: with its day, what caused it, and the fact that calls for the duty
 * (its ground, from which the obligation's id is made).
 */
export type Entailed = Required<NewFact> & { readonly ground: EventId };

/**
 * A duty that has ended does not come back; when there is reason for it again, it begins anew as another spell.
 * `stage` is the word that a kind of duty uses for where it stands.
 */
export interface Spell {
  readonly obligation: ObligationId;
  readonly stage: string;
  /** What it was incurred as, when that can change. */
  readonly terms?: string;
}

/** The obligation of a spell: its id, and the name that it is incurred under. */
export interface Begun {
  readonly obligation: ObligationId;
  readonly name?: string;
}

/** The latest spell of each duty, by name. */
export class Spells {
  readonly #latest = new Map<string, Spell>();
  readonly #begun = new Map<string, number>();
  readonly #grounds = new Map<ObligationId, EventId>();

  /** The fact that calls for an obligation. */
  groundOf(obligation: ObligationId): EventId | undefined {
    return this.#grounds.get(obligation);
  }

  /** The latest spell, ended or not. */
  latest(name: string): Spell | undefined {
    return this.#latest.get(name);
  }

  /**
   * Begins the next spell. The obligation of the first bears the plain name within its ground, later ones are numbered.
   *
   * @param ground the event that calls for the duty: its id stays when facts are recorded late or corrected
   * @param key tells duties of one ground apart
   */
  begin(spell: string, { rule, ground, key, stage, terms }: { readonly rule: DeadlineRule; readonly ground: EventId; readonly key?: string; readonly stage: string; readonly terms?: string }): Begun {
    const counted = `${rule.id}/${ground}/${key ?? ''}`;
    const ordinal = this.#begun.get(counted) ?? 0;
    this.#begun.set(counted, ordinal + 1);
    const name = [...(key === undefined ? [] : [key]), ...(ordinal === 0 ? [] : [String(ordinal)])].join('/');
    const obligation = obligationIdOf(ground, name === '' ? rule.id : `${rule.id}/${name}`);
    this.#grounds.set(obligation, ground);
    this.#latest.set(spell, { obligation, stage, ...(terms === undefined ? {} : { terms }) });
    return { obligation, ...(name === '' ? {} : { name }) };
  }

  /** Notes where the latest spell stands now. */
  to(name: string, stage: string): void {
    const latest = this.#latest.get(name);
    if (latest !== undefined) this.#latest.set(name, { ...latest, stage });
  }
}

/** The due date of a told date. It was checked when it was decided on; a correction may have put in one that cannot be read. */
export const dueOf = (told: ToldDate, from: CivilDate): Due => {
  const resolved = dueFromTold(told, from);
  return E.isRight(resolved) ? resolved.right : { kind: 'undated', basis: told.basis.kind };
};

/** Something done on a day, or within a stretch of days. */
export interface Done {
  readonly on: CivilDate;
  readonly between?: Period | undefined;
}

/**
 * A performance, told by a fact of the day `noted`. What was done on an earlier day than the terms that call for it keeps
 * its own day as the stretch of the performance: a duty has no facts dated before it is incurred.
 */
export const performed = (
  obligation: ObligationId,
  noted: CivilDate,
  { on, between }: Done,
  data: { readonly evidence: string; readonly performedBy?: string; readonly amount?: Amount },
): NewFact => {
  const stretch = between ?? (on < noted ? { from: on, to: on } : undefined);
  return aboutObligation('PerformanceRecorded', obligation, { ...data, ...(stretch === undefined ? {} : { between: stretch }) });
};

/** The condition of a duty has come true on a day. */
export const triggered = (obligation: ObligationId, anchor: CivilDate, evidence: string, causedBy?: EventId): NewFact => ({
  ...aboutObligation('ObligationTriggered', obligation, { anchor, evidence }),
  ...(causedBy === undefined ? {} : { causedBy }),
});

/** No longer owed. */
export const discharged = (obligation: ObligationId, power: string, reason: string, decision?: string): NewFact =>
  aboutObligation('ObligationDischarged', obligation, { power, reason, ...(decision === undefined ? {} : { decision }) });

/** Something of what is owed was done. `remains` is in words. */
export const partly = (obligation: ObligationId, part: string, remains: string, amount?: Amount): NewFact =>
  aboutObligation('PartialPerformanceRecorded', obligation, { part, remains, ...(amount === undefined ? {} : { amount }) });

/** An amount as a word in evidence. */
export const inWords = (amount: Amount): string => (isExact(amount) ? `${amount} öre` : amount._tag === 'unknown' ? 'an unknown amount' : `about ${amount.ore} öre`);

/** An optional creditor. */
export const creditor = (name: string | undefined): { readonly creditor?: string } => (name === undefined ? {} : { creditor: name });
