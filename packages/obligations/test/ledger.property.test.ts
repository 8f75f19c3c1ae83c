import { type Board, catchUp, compareFacts, encodeEvent, type Fact, type Folding, makeCatalogue, memoryEventStore, memoryReadModels, memoryTable, modelChanges, modelRows, nothingCovered, type Projection, type Table } from '@frist/event-sourcing';
import { check, findingsAbout, ledger, noMeetings, obligationFactTypes, type ObligationState, standingOf, standingsOf, timelinessValues } from '@frist/obligations';
import { type GivenFact, recordedFacts, someDay, someObligationFacts, testBoard } from '@frist/testing';
import type { Instant } from '@frist/calendar';
import * as fc from 'fast-check';

import { foldFacts, ledgerOf, right, windowTables } from './support';
import { naiveStanding } from './naive-model';

const idOf = (n: number): string => `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`;
const one = someObligationFacts(idOf(0));
/** The facts of several obligations, mixed. */
const some = fc.integer({ min: 1, max: 6 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, n) => someObligationFacts(idOf(n))))).map((lists) => lists.flat());
const recurs = (facts: readonly GivenFact[]): boolean => facts.some(([, data]) => (data as { recurrence?: unknown }).recurrence !== undefined);
const viewOf = (facts: readonly Fact[], asOf: string): readonly Fact[] => facts.filter(({ occurredOn }) => occurredOn <= asOf).sort(compareFacts);

it('every obligation stands where a naive model says, on any day', () => {
  fc.assert(
    fc.property(one.filter((facts) => !recurs(facts)), someDay(), fc.integer({ min: 0, max: 90 }), (given, asOf, within) => {
      const facts = viewOf(recordedFacts(given), asOf);
      const state = foldFacts(facts, idOf(0));
      const { lifecycle, timeliness } = standingOf(state, state, state.due, { asOf, within, meetings: noMeetings });
      expect({ lifecycle, timeliness, delivery: state.delivery }).toEqual(naiveStanding(facts, asOf, within));
    }),
    { numRuns: 2_000 },
  );
});

it('each instance of a recurring duty stands where the naive model says of its own facts alone', () => {
  fc.assert(
    fc.property(one.filter(recurs), someDay(), (given, asOf) => {
      const facts = viewOf(recordedFacts(given), asOf).filter(({ type, data }) => type !== 'ObligationDischarged' || (data as { instance?: string }).instance !== undefined);
      const first = facts[0];
      fc.pre(first?.type === 'ObligationIncurred' && facts.every(({ type }) => type !== 'ObligationSuperseded'));
      const state = foldFacts(facts, idOf(0));
      for (const { instance, due, standing } of standingsOf(state, { asOf, within: 30, meetings: noMeetings }, windowTables)) {
        if (instance === null || due === undefined) continue;
        // As if it were a duty of its own that has the instance's date and no other facts.
        const own = facts
          .filter(({ type, data }) => ['ObligationIncurred', 'ObligationTriggered', 'ObligationSuspended', 'ObligationResumed'].includes(type) || (data as { instance?: string }).instance === instance)
          .map((fact) => ({ ...fact, data: { ...(fact.data as object), instance: undefined, ...(fact.type === 'ObligationIncurred' ? { due } : fact.type === 'DueDateChanged' || fact.type === 'SubmissionReturned' ? {} : { due: undefined }) } }))
          .filter(({ type }) => type !== 'DueDateChanged' && type !== 'DueDateResolved');
        const { lifecycle, timeliness } = naiveStanding(own, asOf, 30);
        expect([instance, standing.lifecycle, standing.timeliness]).toEqual([instance, lifecycle, timeliness]);
      }
    }),
    { numRuns: 500 },
  );
});

const catalogue = right(makeCatalogue(obligationFactTypes));
const source = () => ({ store: memoryEventStore({ clock: () => '2030-01-01T00:00:00.000Z' as Instant }), catalogue });
const append = async ({ store }: ReturnType<typeof source>, facts: readonly Fact[]): Promise<void> => {
  for (const { id, stream, type, data, occurredOn, board, actor, commandId, commandDigest, correlationId } of facts) {
    const encoded = right(encodeEvent(catalogue, null, { id, stream, type, data, occurredOn, board, actor, commandId, commandDigest, correlationId }));
    right(await store.append({ stream, expected: 'any', events: [encoded] })());
  }
};
const folding = (table: Table<ObligationState>): Folding => ({ projection: ledger as Projection, table: table as unknown as Table });
const everything = { from: '', to: '\x7f' };

it('a ledger kept up batch by batch, in memory or in a read model, is the ledger folded at once', async () => {
  await fc.assert(
    fc.asyncProperty(some, fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 3 }), async (given, cuts) => {
      const facts = recordedFacts(given);
      const expected = ledgerOf([...new Set(facts.map(({ data }) => (data as { obligation: string }).obligation))].map((id) => foldFacts(facts.filter(({ data }) => (data as { obligation: string }).obligation === id), id)));
      const from = source();
      const table = memoryTable(ledger);
      const model = memoryReadModels().open('ledger', '1');
      let covered = nothingCovered;
      let done = 0;
      for (const cut of [...cuts.map((n) => Math.min(n, facts.length)).sort((a, b) => a - b), facts.length]) {
        await append(from, facts.slice(done, cut));
        done = cut;
        const changes = modelChanges(model);
        const kept = right(await catchUp(from, [folding(changes.table(ledger))], covered)());
        if (kept.position !== null) right(changes.commit(covered.position as never, kept));
        covered = right(await catchUp(from, [folding(table)], covered)());
      }
      const byKey = (rows: readonly (readonly [string, ObligationState, unknown?])[]) => JSON.parse(JSON.stringify(rows)) as unknown;
      expect(byKey(table.rows.list(everything))).toEqual(byKey(expected.list(everything)));
      expect(right(model.read((view) => modelRows(view, ledger).list(everything)))).toEqual(byKey(expected.list(everything)));
      // Rows are plain JSON: nothing is lost on the way to a file and back.
      for (const [, row] of table.rows.list(everything)) expect(JSON.parse(JSON.stringify(row))).toStrictEqual(row);
    }),
    { numRuns: 80 },
  );
});

describe('the check', () => {
  const boards = [testBoard, 'other/board' as Board];
  const statesOf = (given: readonly GivenFact[]) => {
    const ids = [...new Set(given.map(([, data]) => (data as { obligation: string }).obligation))];
    return ids.map((id, n) => {
      const facts = recordedFacts(given.filter(([, data]) => (data as { obligation: string }).obligation === id).map(([type, data, on, about]) => [type, data, on, { ...about, board: boards[n % 2] as Board }]));
      return foldFacts(facts, id);
    });
  };

  it('counts what a walk over every obligation counts, however things are filed; findings come in one order', () => {
    fc.assert(
      // At the head: not before the last day of any fact.
      fc.property(some, fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 400 }), fc.constantFrom(undefined, ...boards), fc.boolean(), (given, later, within, board, onlyNear) => {
        const states = statesOf(given);
        const last = given.map(([, , on]) => on).sort().at(-1) as string;
        const asOf = new Date(Date.parse(last) + later * 86_400_000).toISOString().slice(0, 10) as never;
        const judging = { asOf, within, meetings: noMeetings };
        const naive = Object.fromEntries(timelinessValues.map((value) => [value, 0]));
        const all = states.filter((state) => board === undefined || state.board === board).flatMap((state) => findingsAbout(state, judging, windowTables));
        for (const { timeliness } of all) naive[timeliness] = (naive[timeliness] ?? 0) + 1;
        const run = (rows: readonly ObligationState[], settled: boolean) =>
          check({ boards, ledger: ledgerOf(rows), registers: [], windowTables }, { asOf, within, onlyNear, settled, ...(board === undefined ? {} : { board }) });
        const result = run(states, false);
        expect(result.counts).toEqual(naive);
        expect(result.conditional).toBe(all.filter(({ lifecycle }) => lifecycle === 'conditional').length);
        expect(result.returned).toBe(all.filter(({ completion }) => completion !== null).length);
        expect(run([...states].reverse(), false)).toEqual(result);
        // Nothing overdue, due today, due soon or undetermined goes unlisted.
        const urgent = (values: readonly { readonly timeliness?: string }[]) => values.filter(({ timeliness }) => ['overdue', 'due-today', 'due-soon', 'undetermined'].includes(timeliness ?? '')).length;
        expect(urgent(result.findings as never)).toBe(urgent(all));
        if (!onlyNear) expect(run(states, true).findings).toHaveLength(all.length);
      }),
      { numRuns: 400 },
    );
  });
});
