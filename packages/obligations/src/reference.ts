/** References from one stream to another, or to papers elsewhere. Kept as told; never resolved in a decider. */
import { closed, EventId, nonBlank, StreamName } from '@frist/event-sourcing';
import * as t from 'io-ts';

/** A stream of this register, and the event in it that is meant where one is. */
export const RecordedReference = closed('RecordedReference', { kind: t.literal('recorded'), stream: StreamName }, { event: EventId });

/** A number that somebody else keeps, raw as written: `KS/2019:322`, `§ 112 KS`. */
export const OutsideReference = closed('OutsideReference', { kind: t.literal('outside'), number: nonBlank(120) }, { keptBy: nonBlank(120) });

/** The codec, told apart by `kind`. */
export const Reference = t.union([RecordedReference, OutsideReference], 'Reference');
/** A pointer to something recorded here, or to a number kept elsewhere. */
export type Reference = t.TypeOf<typeof Reference>;

/**
 * Those that lead nowhere: a finding, never a refusal, since what they name may be recorded later. A number kept
 * elsewhere cannot be judged here.
 *
 * @param holds whether the register holds a stream, or an event in it
 * @example danglingReferences([{ kind: 'recorded', stream }], (name) => streams.has(name))
 */
export const danglingReferences = (references: readonly Reference[], holds: (stream: StreamName, event?: EventId) => boolean): readonly Reference[] =>
  references.filter((reference) => reference.kind === 'recorded' && !holds(reference.stream, reference.event));
