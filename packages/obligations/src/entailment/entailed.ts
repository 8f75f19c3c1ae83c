/**
 * Duties as a left fold of the facts: each fact entails what it changes, given the facts before it. So what ought to be
 * on record about the duties of a stream can be told at any time from its facts alone, and when a fact is told late,
 * corrected or retracted, the record is brought in line with it.
 */
import type { EventId, Fact, NewFact, RecordedEvent, RecordedOf } from '@frist/event-sourcing';
import { type ObligationId, obligationFactTypes } from '../facts';
import type { DeadlineRule } from '../rules';
import { obligationIdOf } from '../duty';

/** What a fold needs of an event. */
export type Lean<Recorded extends RecordedEvent = RecordedEvent> = Pick<Recorded, 'id' | 'type' | 'occurredOn' | 'data'>;

type ObligationFactType = (typeof obligationFactTypes)[number];

/** A fact about a duty, as recorded in the stream that entails it, and the event that caused it. */
export type RecordedDuty<Type extends ObligationFactType = ObligationFactType> = Type extends ObligationFactType ? Lean<RecordedOf<Type>> & { readonly cause?: EventId } : never;

/**
 * A fact about a duty as it ought to be on record: with its day, what caused it, and the fact that calls for the duty
 * (its ground, from which the obligation's id is made).
 */
export type Entailed = Required<NewFact> & { readonly ground: EventId };

const dutyTypes: ReadonlySet<string> = new Set(obligationFactTypes.map(({ type }) => type));

/**
 * A fact about a duty as a state keeps it in `recorded`, or null when the fact is none.
 *
 * @example const duty = recordedDutyOf(fact); if (duty !== null) return { ...state, recorded: [...state.recorded, duty] };
 */
export const recordedDutyOf = ({ id, type, occurredOn, data, causationId: cause }: Fact): RecordedDuty | null =>
  dutyTypes.has(type) ? ({ id, type, occurredOn, data, ...(cause && { cause }) } as RecordedDuty) : null;

/** Where the latest spell of a duty stands, in a word of its own kind; `terms` is what it was incurred as, when that can change. */
export interface Spell {
  readonly obligation: ObligationId;
  readonly stage: string;
  readonly terms?: string;
}

/** The obligation of a spell: its id, and the name that it is incurred under. */
export interface Begun {
  readonly obligation: ObligationId;
  readonly name?: string;
}

/** What a spell begins with; see `Spells.begin`. */
export interface Beginning {
  readonly rule: DeadlineRule;
  readonly ground: EventId;
  readonly key?: string;
  readonly stage: string;
  readonly terms?: string;
}

/** The latest spell of each duty, by name. A duty that has ended does not come back; it begins anew as another spell. */
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
   * `ground` is the event that calls for the duty: its id stays when facts are recorded late or corrected. `key` tells duties
   * of one ground apart.
   */
  begin(spell: string, { rule, ground, key, stage, terms }: Beginning): Begun {
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

/** A step through a stream's facts: a fact, the state before and after it, and by everything known (for names and numbers only). */
export interface DutyStep<State, Logged> {
  readonly fact: Logged;
  readonly before: State;
  readonly after: State;
  readonly whole: State;
  readonly spells: Spells;
}

/**
 * Everything that facts in folding order entail. `O(n)` in the number of facts and of what they entail.
 *
 * @param whole the state by everything known
 * @param kinds one function per kind of duty: what a step changes about it
 * @example foldDuties(state, state.log, nothing, evolve, [investigationDuty, measureDuties])
 */
export const foldDuties = <State, Logged extends Lean>(
  whole: State,
  log: readonly Logged[],
  initial: State,
  evolve: (state: State, fact: Logged) => State,
  kinds: readonly ((step: DutyStep<State, Logged>) => readonly NewFact[])[],
): readonly Entailed[] => {
  const spells = new Spells();
  let before = initial;
  return log.flatMap((fact) => {
    const after = evolve(before, fact);
    const step = { fact, before, after, whole, spells };
    before = after;
    return kinds
      .flatMap((kind) => kind(step))
      .map(({ type, data, occurredOn = fact.occurredOn, causedBy = fact.id }): Entailed => {
        const { obligation } = data as { readonly obligation: ObligationId };
        return { type, data, occurredOn, causedBy, ground: spells.groundOf(obligation) ?? causedBy };
      });
  });
};
