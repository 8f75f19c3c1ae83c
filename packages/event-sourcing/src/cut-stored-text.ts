/** A stored text taken apart again: the inverse of `composeStoredText`, without parsing what an event says. */
import { Instant } from '@frist/calendar';
import * as E from 'fp-ts/Either';

import { wholeNumber } from './codec/values';
import { EventId, StreamName } from './envelope';
import { type Failure, failure } from './failure';
import { composeStoredText, type RecordedElsewhere } from './stored-event';

/** The text is not one that a store composes. */
export type NotStoredText = Failure<'StoreCorrupt'>;

/** Where a member of the outermost object stands: its key, its value, and the end of that. */
interface Member {
  readonly key: number;
  readonly value: number;
  readonly end: number;
}

/**
 * Cuts a stored text where a store has put `recordedAt` and `revision`. Composed again it is the same text, unit for unit,
 * whatever the data say: members of the envelope are told from members of the same name within it. It checks no more
 * than that; whether the text is canonical and means something is for `verifyStore` and the catalogue.
 *
 * @example cutStoredText(stored.text) // right({ stream, event: { id, head, tail }, recordedAt, revision })
 */
export const cutStoredText = (text: string): E.Either<NotStoredText, RecordedElsewhere> => {
  const members = membersOf(text);
  const valueOf = (name: string): unknown => {
    const member = members?.get(name);
    if (member === undefined) return undefined;
    const value = text.slice(member.value, member.end);
    try {
      return JSON.parse(value);
    } catch {
      return undefined;
    }
  };
  const [id, stream, recordedAt, revision] = ['id', 'stream', 'recordedAt', 'revision'].map(valueOf);
  const [start, end] = [members?.get('recordedAt')?.key, members?.get('revision')?.end];
  if (EventId.is(id) && StreamName.is(stream) && Instant.is(recordedAt) && wholeNumber.is(revision) && start !== undefined && end !== undefined) {
    const event = { id, head: text.slice(0, start), tail: text.slice(end) };
    // Not so where the two are no neighbours, or the number is written in another way.
    if (composeStoredText(event, recordedAt, revision) === text) return E.right({ stream, event, recordedAt, revision });
  }
  return E.left(failure('StoreCorrupt', 'event-store/stored-text', 'text', 'the canonical text of an envelope, as stores compose it'));
};

/** The members of the outermost object, or null where the text is no object or has a member twice. Keys stand in it without escapes. */
const membersOf = (text: string): ReadonlyMap<string, Member> | null => {
  const members = new Map<string, Member>();
  if (text[0] !== '{') return null;
  for (let at = 1; ; ) {
    const keyEnd = text[at] === '"' ? endOfString(text, at) : -1;
    if (keyEnd < 0 || text[keyEnd] !== ':') return null;
    const end = endOfValue(text, keyEnd + 1);
    const name = text.slice(at + 1, keyEnd - 1);
    if (members.has(name)) return null;
    members.set(name, { key: at, value: keyEnd + 1, end });
    if (text[end] === ',') at = end + 1;
    else return text[end] === '}' && end === text.length - 1 ? members : null;
  }
};

/** Index after the string that begins at an index, or -1 where it does not end. */
const endOfString = (text: string, from: number): number => {
  for (let quote = text.indexOf('"', from + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let escapes = 0;
    while (text[quote - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return quote + 1;
  }
  return -1;
};

/** Index after the value that begins at an index; beyond the text where it does not end. */
const endOfValue = (text: string, from: number): number => {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      const end = endOfString(text, at);
      if (end < 0) return text.length;
      if (depth === 0) return end;
      at = end - 1;
    } else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      // The end of the object around it, or of itself.
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (character === ',' && depth === 0) return at;
  }
  return text.length;
};
