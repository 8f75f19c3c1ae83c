/** Event ids as they stand in the file: sixteen bytes (made by `unhex(id, '-')`), and a key to find them by. */
import type { EventId } from '@frist/event-sourcing';

/**
 * 52 bits of an id, as a number that JavaScript and SQLite hold exactly: the first 32 and the last 20, so that UUIDs of
 * every version differ in them. Two ids may share a key; whoever finds a key compares the ids.
 */
export const idKey = (id: EventId): number => digits(id, 0, 8) * 0x100000 + digits(id, 31, 36);

const digits = (id: string, from: number, to: number): number => {
  let value = 0;
  for (let i = from; i < to; i += 1) {
    const code = id.charCodeAt(i);
    value = value * 16 + (code < 58 ? code - 48 : code - 87);
  }
  return value;
};
