/** The log kept inside the append: an event and its leaf are stored together or not at all. */
import type { AppendHook, StoredEvent } from '@frist/event-sourcing';

import { appendLeaves } from './append-leaves';
import { leafHash } from './hash';
import { readTip } from './log-pages';
import type { Leaf } from './log-storage';

/** The name of the hook's slot. */
export const auditLogName = 'audit-log';

const batch = 1_000;

export const leafOf = (event: StoredEvent): Leaf => ({ hash: leafHash(event.text), position: event.position });

/**
 * The append hook that keeps the log. A store that has been written to without it is caught up by the first append
 * with it, about 5 µs an event. When the log covers an event that the store no longer has at its end, the append is
 * refused (`HookFailed`): what was cut off would otherwise be covered over.
 *
 * @example openSqliteEventStore({ file, clock, onAppend: [auditHook()] })
 */
export const auditHook = (): AppendHook => ({
  name: auditLogName,
  onAppend: (events, slot, earlier) => {
    let tip = readTip(slot);
    while (tip.last !== earlier.last) {
      const missed = earlier.last === null || (tip.last !== null && tip.last > earlier.last) ? [] : earlier.read(tip.last, batch);
      if (missed.length === 0) throw new Error('the log covers events that the store does not have');
      appendLeaves(slot, missed.map(leafOf), tip);
      tip = readTip(slot);
    }
    appendLeaves(slot, events.map(leafOf), tip);
  },
});

