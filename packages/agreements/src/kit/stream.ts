/** What the aggregates of this package have in common: noted facts by key, the log that duties follow from, findings. */
import type { CivilDate } from '@frist/calendar';
import type { AnyEventType, EventId, EventType, Fact } from '@frist/event-sourcing';
import { type ByKey, type DutyStep, findingsIn, type Lean, type RecordedDuty, recordedDutyOf } from '@frist/obligations';
import type * as t from 'io-ts';

import type { agreementFindingRules } from '../finding-rules';

export { at, type ByKey, noted, type Noted } from '@frist/obligations';

/** Data of a type of event. */
export type DataOf<T extends { readonly codec: t.Mixed }> = t.TypeOf<T['codec']>;

/** A fact of a union of event types, as duties follow from it. */
export type LoggedOf<Type> = Type extends EventType<infer Name, infer Data> ? { readonly id: EventId; readonly type: Name; readonly occurredOn: CivilDate; readonly data: Data } : never;

/** The part of a state that duties are told from: its own facts, and what has been recorded about its duties. */
export interface Folded<Logged extends Lean> {
  readonly log: readonly Logged[];
  readonly recorded: readonly RecordedDuty[];
}

/** A step through the facts of a stream. */
export type StepOf<State extends Folded<Lean>> = DutyStep<State, State['log'][number]>;

/** A record with one value more, or another value, under a key. */
export const put = <A>(record: ByKey<A>, key: string, value: A): ByKey<A> => ({ ...record, [key]: value });

/** `evolve` of a decider from how its own facts are folded: those are logged, and facts about its duties kept apart. */
export const evolveWith =
  <Logged extends Lean, State extends Folded<Logged>>(own: (state: State, fact: Logged) => State) =>
  (state: State, recorded: Fact): State => {
    const duty = recordedDutyOf(recorded);
    if (duty !== null) return { ...state, recorded: [...state.recorded, duty] };
    const { id, type, occurredOn, data } = recorded;
    const fact = { id, type, occurredOn, data } as unknown as Logged;
    return { ...own(state, fact), log: [...state.log, fact] };
  };

/** Codecs of commands that record an event of the same content. */
export const codecsOf = (commands: Readonly<Record<string, AnyEventType>>): Readonly<Record<string, t.Mixed>> =>
  Object.fromEntries(Object.entries(commands).map(([name, { codec }]) => [name, codec]));

/** Makes findings of rules `agreements/…`. */
export const finding = findingsIn<(typeof agreementFindingRules)[number]>('agreements');

/** Shortens what stands in a title or in evidence. */
export const short = (text: string, length = 380): string => (text.length <= length ? text : `${text.slice(0, length - 1)}…`);

/** What something concerns: those told, each once. */
export const concerning = (...texts: readonly (string | undefined)[]): readonly string[] => [...new Set(texts.filter((text) => text !== undefined))];
