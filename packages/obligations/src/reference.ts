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

/** One that points to something recorded here. */
export type RecordedReference = Extract<Reference, { readonly kind: 'recorded' }>;

/**
 * A reference in a few words, for where only words will do.
 *
 * @example referenceText({ kind: 'outside', number: '§ 112', keptBy: 'KS' }) // '§ 112 (KS)'
 */
export const referenceText = (reference: Reference): string =>
  reference.kind === 'recorded' ? (reference.event ?? reference.stream) : `${reference.number}${reference.keptBy === undefined ? '' : ` (${reference.keptBy})`}`;
