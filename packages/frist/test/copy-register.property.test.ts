/** Random registers copied from store to store, interrupted, doubled and grown meanwhile: the same texts, the same root. */
import { leafHash, logRoot, openLog, base64, rootAt, treeOf } from '@frist/audit';
import { type EventStore, failure } from '@frist/event-sourcing';
import * as fc from 'fast-check';
import * as E from 'fp-ts/Either';

import { type Copied, copyRegister, openStore } from '../src';
import { emptyStore, eventsOf, folder, late, registerOf, textsOf } from './copy';
import { left, right } from './promises';
import { step } from './random-history';

const there = folder();
afterAll(() => there.remove());

let made = 0;
const file = async (): Promise<EventStore> => right(await openStore(there.url(`${(made += 1)}.db`), { clock: late })());
const copy = async (from: EventStore, to: EventStore): Promise<Copied> => right(await copyRegister({ from, to })());

/** By the definition, over the whole list. */
const rootOver = (texts: readonly string[]): string => base64(right(rootAt(treeOf(texts.length, texts.map(leafHash)), texts.length)));

const history = fc.array(step, { maxLength: 40 });

it('memory to file to memory keeps texts, order and root, whatever was recorded', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const [first, second, third] = [await registerOf(steps), await file(), await emptyStore()];
      const texts = await textsOf(first);
      const root = rootOver(texts);
      expect(await copy(first, second)).toEqual({ events: texts.length, copied: texts.length, alreadyThere: 0, root });
      expect(await copy(second, third)).toEqual({ events: texts.length, copied: texts.length, alreadyThere: 0, root });
      for (const store of [second, third]) {
        expect(await textsOf(store)).toEqual(texts);
        expect(base64(right(logRoot(right(await openLog(store, 'as kept')()))))).toBe(root);
      }
      expect((await eventsOf(second)).map(({ revision }) => revision)).toEqual((await eventsOf(first)).map(({ revision }) => revision));
      expect(await copy(first, third)).toEqual({ events: texts.length, copied: 0, alreadyThere: texts.length, root });
      for (const store of [first, second, third]) await store.close()();
    }),
    { numRuns: 30 },
  );
});

/** Answers so many calls, then fails; what failed may have been stored or not. */
const failingAfter = (store: EventStore, calls: number, stored: boolean): EventStore => {
  let left = calls;
  const gone = E.left(failure('StoreUnavailable', 'test/gone', 'store', 'a store that is there'));
  return {
    ...store,
    readAll: (page) => async () => ((left -= 1) < 0 ? gone : await store.readAll(page)()),
    appendAsRecorded: (events) => async () => {
      if ((left -= 1) >= 0) return (await store.appendAsRecorded?.(events)()) ?? gone;
      // Without transactions, any prefix may be there.
      if (stored) await store.appendAsRecorded?.(events.slice(0, Math.ceil(events.length / 2)))();
      return gone;
    },
  };
};

it('interrupted anywhere and done again, it ends in the same register', async () => {
  const interruption = fc.record({ calls: fc.nat({ max: 6 }), stored: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), fc.array(interruption, { maxLength: 6 }), async (steps, interruptions) => {
      const [from, to] = [await registerOf(steps), await emptyStore()];
      const texts = await textsOf(from);
      for (const { calls, stored } of interruptions) {
        const done = await copyRegister({ from, to: failingAfter(to, calls, stored) })();
        if (E.isLeft(done)) expect(done.left).toMatchObject({ rule: 'test/gone' });
        expect(await textsOf(to)).toEqual(texts.slice(0, (await textsOf(to)).length));
      }
      expect(await copy(from, to)).toMatchObject({ events: texts.length, root: rootOver(texts) });
      expect(await textsOf(to)).toEqual(texts);
    }),
    { numRuns: 40 },
  );
});

it('a target that holds anything else is refused at the first event that differs, and is not written to', async () => {
  await fc.assert(
    fc.asyncProperty(history, history, fc.nat({ max: 40 }), async (steps, others, common) => {
      const from = await registerOf(steps);
      const to = await registerOf([...steps.slice(0, common), ...others]);
      const [texts, before] = [await textsOf(from), await textsOf(to)];
      const at = before.findIndex((text, i) => text !== texts[i]);
      const done = await copyRegister({ from, to })();
      if (at < 0) {
        expect(right(done).events).toBe(texts.length);
        expect(await textsOf(to)).toEqual(texts);
      } else {
        const event = (await eventsOf(at < texts.length ? from : to))[at];
        const { stream } = JSON.parse(event?.text ?? '') as { readonly stream: string };
        expect(left(done)).toMatchObject({ _tag: 'CopyDiverged', index: at, stream, revision: event?.revision });
        expect(await textsOf(to)).toEqual(before);
      }
    }),
    { numRuns: 40 },
  );
});

it('written to meanwhile, and copied twice at once: one register, the beginning of the source or all of it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), fc.array(step, { minLength: 1, maxLength: 20 }), async (steps, later) => {
      const url = there.url(`${(made += 1)}.db`);
      const from = await registerOf(steps);
      const targets = [right(await openStore(url, { clock: late })()), right(await openStore(url, { clock: late })())];
      const before = (await textsOf(from)).length;
      const [one, two] = await Promise.all([...targets.map((to) => copy(from, to)), registerOf([...steps, ...later], from)]);
      const texts = await textsOf(from);
      for (const done of [one, two] as readonly Copied[]) {
        expect(done.events).toBeGreaterThanOrEqual(before);
        expect(done.root).toBe(rootOver(texts.slice(0, done.events)));
      }
      const [to, other] = targets as [EventStore, EventStore];
      expect(await textsOf(to)).toEqual(texts.slice(0, (await textsOf(to)).length));
      expect(await copy(from, other)).toMatchObject({ events: texts.length, root: rootOver(texts) });
      for (const store of targets) await store.close()();
    }),
    { numRuns: 25 },
  );
});
