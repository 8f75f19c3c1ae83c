/** Whatever is told, in whatever order, corrected or taken back: the record about the duties is what the facts entail. */
import { factsOf } from '@frist/event-sourcing';
import { dutiesOnRecord } from '@frist/testing';
import fc from 'fast-check';

import { begin, beginningsOf, carryOut, commandsOf, type Deed, deedsOf, inOrder, revisedDeedsOf } from './histories';

/** Ids follow from the commands, which are numbered as they are given. */
const withoutIds = (duties: Readonly<Record<string, readonly string[]>>): readonly string[] =>
  Object.values(duties).map((facts) => facts.join('\n').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*')).sort();

const kinds = Object.keys(commandsOf) as (keyof typeof commandsOf)[];

it.each(kinds)('%s: has on record exactly what the facts entail, in the same order for each duty', async (kind) => {
  await fc.assert(
    fc.asyncProperty(deedsOf(commandsOf[kind]), async (deeds) => {
      const book = await begin[kind]();
      await carryOut(book, deeds);
      expect(dutiesOnRecord(factsOf(await book.events()))).toEqual(await book.dutiesEntailed());
      for (const duty of await book.register.obligations()) expect((duty.anomalies ?? []).filter(({ rule }) => rule !== 'obligations/performed-after-end' && rule !== 'obligations/returned-before-submitted')).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

it.each(kinds)('%s: has it also when what was told is said otherwise', async (kind) => {
  await fc.assert(
    fc.asyncProperty(revisedDeedsOf(commandsOf[kind], beginningsOf[kind]), async (deeds) => {
      const book = await begin[kind]();
      await carryOut(book, deeds);
      expect(dutiesOnRecord(factsOf(await book.events()))).toEqual(await book.dutiesEntailed());
    }),
    { numRuns: 40 },
  );
});

it.each(kinds)('%s: does not depend on the order in which things are told', async (kind) => {
  await fc.assert(
    fc.asyncProperty(deedsOf(commandsOf[kind], 10), async (deeds) => {
      const told = await begin[kind]();
      const stands = await carryOut(told, deeds.filter((deed) => 'tell' in deed));
      const chronicle = await begin[kind]();
      const again = await carryOut(chronicle, inOrder(stands).map((tell): Deed => ({ tell })));
      // Told in order some of it may be refused, since it names what is told later.
      fc.pre(again.length === stands.length);
      expect(withoutIds(dutiesOnRecord(factsOf(await told.events())))).toEqual(withoutIds(dutiesOnRecord(factsOf(await chronicle.events()))));
      // What is told as it happens never has to be taken back.
      expect((await chronicle.events()).map(({ type }) => type)).not.toContain('FactRetracted');
    }),
    { numRuns: 40 },
  );
});
