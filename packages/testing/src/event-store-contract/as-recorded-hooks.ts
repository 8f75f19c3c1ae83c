/** Append hooks are told of what is stored as recorded, as of any other append. */
import assert from 'node:assert/strict';

import type { AppendHook, StoredEvent } from '@frist/event-sourcing';

import { answered, type Bench, followAll, freshStream, refused } from './harness';
import { recorded, someHistory } from './recorded-history';

export const asRecordedHooks = ({ on }: Bench): void => {
  const seen: (readonly StoredEvent[])[] = [];
  const counting: AppendHook = {
    name: 'counting',
    onAppend: (events, slot) => {
      seen.push([...events]);
      slot.put('count', Uint8Array.of((slot.get('count')?.[0] ?? 0) + events.length));
      if (events.some(({ text }) => text.includes('"type":"Refused"'))) throw new Error('refused by the hook');
    },
  };
  on(
    'a hook sees what is written and nothing else, and undoes it by throwing',
    async (store) => {
      if (store.appendAsRecorded === undefined || store.hookSlot === undefined) return;
      const history = someHistory();
      const part = await answered(store.appendAsRecorded(history.slice(0, 2)));
      await answered(store.appendAsRecorded(history.slice(0, 2)));
      const whole = await answered(store.appendAsRecorded(history));
      assert.deepEqual(seen, [part, whole.slice(2)]);
      const stream = freshStream();
      await refused(store.appendAsRecorded([recorded(stream, 0, 30), recorded(stream, 1, 30, { type: 'Refused' })]), 'HookFailed');
      assert.deepEqual(await followAll(store, 100), whole);
      assert.deepEqual([...(store.hookSlot('counting').get('count') ?? [])], [history.length]);
      // Nothing of what was refused is remembered: neither ids, nor the stream, nor the time.
      assert.equal((await answered(store.appendAsRecorded([recorded(stream, 0, 20)]))).length, 1);
    },
    () => [counting],
  );
};
