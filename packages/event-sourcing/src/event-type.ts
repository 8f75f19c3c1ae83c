/** Types of events: a name, a version, a codec, and the way up from every older version. */
import type * as t from 'io-ts';

import type { RecordedEvent } from './envelope';

/** Turns data of one version into data of the next. Pure and total; sealed fields are carried over as they are. */
export type Upcaster = (data: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** An event type of any data, as it stands in a catalogue. */
export interface AnyEventType {
  readonly type: string;
  readonly version: number;
  readonly codec: t.Mixed;
  readonly upcasters: Readonly<Record<number, Upcaster>>;
}

/** One type of event. `upcasters[n]` leads from version n to n + 1, for every n from 1 below `version`. */
export interface EventType<Type extends string, Data> extends AnyEventType {
  readonly type: Type;
  readonly codec: t.Type<Data, unknown>;
}

/**
 * Declares a type of event.
 *
 * @example
 * const GrantClosed = eventType('GrantClosed', closed('GrantClosed', { reason: nonBlank(500) }));
 */
export const eventType = <Type extends string, Data>(
  type: Type,
  codec: t.Type<Data, unknown>,
  history: { readonly version: number; readonly upcasters: Readonly<Record<number, Upcaster>> } = { version: 1, upcasters: {} },
): EventType<Type, Data> => ({ type, codec, ...history });

/** The recorded event of an {@link EventType}. */
export type RecordedOf<T> = T extends EventType<infer Type, infer Data> ? RecordedEvent<Type, Data> : never;

/** What a decider returns for an {@link EventType}. */
export type NewFactOf<T> = T extends EventType<infer Type, infer Data> ? { readonly type: Type; readonly data: Data } : never;
