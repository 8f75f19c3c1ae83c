/** The store port, executable: one suite that every store must pass. */
import type { EventStore } from '@frist/event-sourcing';

import { appending } from './appending';
import { asRecorded } from './as-recorded';
import { closing } from './closing';
import { type Bench, type EventStoreContract, type Runner, settableClock } from './harness';
import { hooks } from './hooks';
import { idempotence } from './idempotence';
import { payloads } from './payloads';
import { property } from './property';
import { readModels } from './read-models';
import { reading } from './reading';
import { time } from './time';
import { writers } from './writers';

export { type ContractStoreOptions, encodedEvent, type EventStoreContract } from './harness';

/**
 * Describes the port's contract as tests of one store. It asserts with node:assert and takes `describe` and `it` from the
 * runner's globals, so it depends on no runner.
 *
 * What a store may leave out, it says in its capabilities: without `findEvent` it need not know ids outside of the
 * stream; without `appendAsRecorded` nothing is copied into it; without `hookSlot`, hooks are not looked at; without `shared`, neither a second writer nor a restart is.
 * Types of events unknown to the reader are no matter of the store (it keeps text); decoding states that policy.
 *
 * @example eventStoreContract({ name: 'memory', shared: false, open: async (options) => memoryEventStore(options) })
 */
export const eventStoreContract = (contract: EventStoreContract): void => {
  const { describe, it } = contract.runner ?? (globalThis as unknown as Runner);
  let made = 0;
  const on: Bench['on'] = (name, body, onAppend) =>
    it(name, async () => {
      const clock = settableClock();
      const data = `data-${(made += 1)}`;
      const opened: EventStore[] = [];
      const open = async (): Promise<EventStore> => {
        const store = await contract.open({ clock, data, ...(onAppend === undefined ? {} : { onAppend: onAppend() }) });
        opened.push(store);
        return store;
      };
      try {
        await body(await open(), clock, open);
      } finally {
        for (const store of opened) await store.close()();
      }
    });
  const bench: Bench = { contract, it, on };
  describe(`event store contract: ${contract.name}`, () => {
    describe('appending', () => appending(bench));
    describe('repeats', () => idempotence(bench));
    describe('as recorded elsewhere', () => asRecorded(bench));
    describe('reading', () => reading(bench));
    describe('time and text', () => time(bench));
    describe('payloads', () => payloads(bench));
    describe('writers and followers', () => writers(bench));
    describe('append hooks', () => hooks(bench));
    describe('read models', () => readModels(bench));
    describe('closing', () => closing(bench));
    describe('against a model', () => property(bench));
    if (contract.cleanUp !== undefined) it('cleans up', async () => void (await contract.cleanUp?.()));
  });
};
