/** Event ids as they stand in the file. */
import type { EventId } from '@frist/event-sourcing';

/** The sixteen bytes of a UUID. */
export const idBytes = (id: EventId): Uint8Array => Buffer.from(id.replaceAll('-', ''), 'hex');

/**
 * 52 bits of an id, as a number that JavaScript and SQLite hold exactly: the first 32 and the last 20, so that UUIDs of
 * every version differ in them. Two ids may share a key; whoever finds a key compares the ids.
 */
export const idKey = (id: EventId): number => Number.parseInt(id.slice(0, 8), 16) * 0x100000 + Number.parseInt(id.slice(31), 16);
