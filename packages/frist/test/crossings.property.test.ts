/** What streams speak of together, against a model that looks through all facts of the view each time. */
import { endOfSwedishDay, swedishDay } from '@frist/calendar';
import { type Fact, factsOf, memoryEventStore, type RecordedEvent, type StreamName } from '@frist/event-sourcing';
import type { RecordedReference } from '@frist/obligations';
import * as fc from 'fast-check';

import { createFrist, type Query } from '../src';
import { assemble } from '../src/assembly';
import { allEvents } from './naive';
import { board, otherBoard, promisesDomain, right, testClock } from './promises';
import { plus, start, step, take } from './random-history';

const { catalogue } = right(assemble([promisesDomain]));

type Words = { readonly words?: readonly string[]; readonly of?: { readonly kind: string }; readonly decision?: { readonly kind: string }; readonly also?: readonly { readonly kind: string }[] };

const referencesIn = ({ type, data }: Fact): readonly RecordedReference[] => {
  const { of, decision, also = [] } = data as Words;
  return type === 'WordSaid' ? [of, decision, ...also].filter((one): one is RecordedReference => one?.kind === 'recorded') : [];
};

const sorted = (all: readonly object[]): readonly string[] => all.map((one) => JSON.stringify(one)).sort();

const expectedFrom = (facts: readonly Fact[]): readonly string[] => {
  const nowhere = facts.flatMap((fact) =>
    referencesIn(fact)
      .filter(({ stream, event }) => !facts.some((other) => other.stream === stream && (event === undefined || other.id === event)))
      .map(({ stream, event }) => ({ rule: 'references/leads-nowhere', board: fact.board, stream: fact.stream, events: [fact.id], values: { stream, ...(event === undefined ? {} : { event }) } })),
  );
  const misled = facts.flatMap((fact) => {
    const { decision } = fact.data as Words;
    const named = decision?.kind !== 'recorded' ? undefined : facts.find(({ id, stream, type }) => id === (decision as RecordedReference).event && stream === (decision as RecordedReference).stream && type === 'PromiseMade');
    return fact.type !== 'WordSaid' || named === undefined || named.stream === fact.stream ? [] : [{ rule: 'references/proposal-cited-as-decision', board: fact.board, stream: fact.stream, events: [fact.id, named.id], values: { stream: named.stream } }];
  });
  const said = facts.flatMap((fact) => (fact.type === 'WordSaid' ? ((fact.data as Words).words ?? []).map((word) => ({ word, board: fact.board, stream: fact.stream })) : []));
  const shared = said.filter(({ word, stream }) => said.some((other) => other.word === word && other.stream !== stream));
  return [...new Set(sorted([...nowhere, ...misled, ...shared.map(({ word, board: of, stream }) => ({ rule: 'promises/same-word', board: of, stream, events: [], values: { word } }))]))];
};

test('references that lead nowhere or to what only is proposed, and what several say, in every view', async () => {
  let [nowhere, misled, shared] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
      const clock = testClock(start);
      const store = memoryEventStore({ clock });
      const frist = right(createFrist({ store, clock, domains: [promisesDomain] }));
      const recorded: RecordedEvent[] = [];
      const expectFound = async (query: Query): Promise<void> => {
        const { findings, asOf, knownAt } = right(await frist.check(query)());
        const found = findings.flatMap((one) => (one.about === 'register' && /nowhere|proposal-cited|same-word/.test(one.rule) ? [one] : [])).map(({ rule, board: of, stream, events, values }) => ({ rule, board: of, stream, events, values }));
        const streams = new Map<StreamName, RecordedEvent[]>();
        for (const event of await allEvents(store, catalogue)) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
        const facts = [...streams.values()].flatMap((own) => factsOf(own, { asOf, knownAt }));
        const expected = expectedFrom(facts).filter((one) => query.board === undefined || (JSON.parse(one) as { readonly board: string }).board === query.board);
        expect(sorted(found)).toEqual(expected);
        nowhere += expected.filter((one) => one.includes('nowhere')).length;
        misled += expected.filter((one) => one.includes('proposal-cited')).length;
        shared += expected.filter((one) => one.includes('same-word')).length;
      };
      for (const [n, next] of steps.entries()) {
        await take(frist, clock, recorded, next.kind === 'keep' ? { ...next, kind: 'say' } : next, n);
        if (next.ask < 5) await expectFound({});
      }
      const today = swedishDay(clock());
      for (const query of [{}, { asOf: plus(today, -3) }, { knownAt: endOfSwedishDay(plus(today, -4)) }, { asOf: plus(today, -6), knownAt: endOfSwedishDay(plus(today, -2)) }]) {
        for (const only of [{}, { board }, { board: otherBoard }]) await expectFound({ ...query, ...only });
      }
    }),
    { numRuns: 100 },
  );
  // The histories have what is to be found.
  expect([nowhere > 100, misled > 20, shared > 100]).toEqual([true, true, true]);
});
