/**
 * Random histories against a small model of their own: decide, interrupt, resume, execute in part and whole, close,
 * offer, reason, report, adopt and send, told late, corrected and retracted. In every quarter and in both times each
 * reportable spell stands under exactly one heading, none is lost, none appears too early; and what is owed agrees.
 */
import { endOfSwedishDay } from '@frist/calendar';
import { catchUp, type Coverage, type Folding, memoryTable, nothingCovered, type Projection, type Table } from '@frist/event-sourcing';
import { check, ledger, noMeetings, type ObligationFinding, registerProjection } from '@frist/obligations';
import { dutiesEntailed, dutiesOnRecord } from '@frist/testing';
import fc from 'fast-check';

import { boardWindows, entailedByDecision, inspectorateWindows, nonExecutedDecisionsDomain } from '@frist/non-executed-decisions';

import { carryOut, type History, quarters, type Reported, someDay, someDeed, standingOf } from './histories';
import { endOf, type Happened, headingsIn, owedFor, quarterIn, spellsOf } from './model';
import { type Book, book, day, quarter, right } from './support';

const starts = fc.tuple(fc.constantFrom('2023-08-15', '2023-11-30', '2024-01-01', '2023-12-31'), fc.constantFrom('2023-09-30', '2023-10-01', '2023-11-29'));

const agrees = async (one: Book, history: History, asOf: string, knownAt: string): Promise<void> => {
  const decisions = standingOf(history.told, asOf, knownAt);
  const adoptions = history.adoptions.filter(({ on }) => on <= asOf && on <= knownAt);
  const keyOf = (decision: string, spell: string): string => `${['a', 'b'].find((each) => one.stream(each) === decision)}/${history.told.find(({ id }) => id === spell)?.n}`;
  for (const of of quarters) {
    const now = await one.compile(of, asOf, { knownAt: endOfSwedishDay(day(knownAt)), cutOff: day(endOf(of)) });
    const model = headingsIn(of, { asOf, cutOff: endOf(of), decisions, adoptions });
    const rows = now.rows.map((row) => [keyOf(row.decision, row.spell), row.heading] as const);
    expect(new Set(rows.map(([key]) => key)).size).toBe(rows.length);
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(Object.entries(model).map(([key, { heading }]) => [key, heading])));
    for (const row of now.rows) expect(row.lastDay < asOf && row.lastDay <= endOf(of)).toBe(true);
    // None is lost: what was last told as open stands under a heading, or is named as lost.
    const told = new Map([...adoptions].filter((adoption) => adoption.quarter < of).sort((a, b) => (a.quarter < b.quarter ? -1 : a.quarter > b.quarter ? 1 : a.on < b.on ? -1 : a.on > b.on ? 1 : a.n - b.n)).flatMap(({ rows: all }) => all.map(({ key, ended }) => [key, ended] as const)));
    const here = new Set([...rows.map(([key]) => key), ...now.lost.map(({ decision, spell }) => keyOf(decision, spell))]);
    for (const [key, ended] of told) if (ended === null) expect(here.has(key)).toBe(true);
  }
  const { findings } = await one.test.check(asOf, { settled: true, knownAt: endOfSwedishDay(day(knownAt)) });
  for (const to of ['inspectorate', 'auditors'] as const) {
    const kind = `non-executed-decisions/report-to-${to}`;
    const listed = findings.filter((each): each is ObligationFinding => each.about === 'obligation' && each.kind === kind && each.instance !== null && endOf(each.instance) < asOf);
    const standing = new Map(listed.map((each) => [`${keyOf(each.stream, each.cause as string)} ${each.instance}`, each.lifecycle]));
    for (const [of, all] of Object.entries(decisions)) {
      for (const spell of spellsOf(all)) {
        const id = history.told.find(({ n }) => n === spell.n)?.id;
        for (const each of quarters.filter((one_) => endOf(one_) < asOf)) {
          const performed =
            history.reported.some((report) => report.to === to && report.spell === id && report.quarter === each && report.on <= asOf && report.on <= knownAt && wasOwed(all, report, spell.n, of)) ||
            (to === 'auditors' && adoptions.some(({ performs }) => performs.includes(`${of}/${spell.n} ${each}`)));
          const lifecycle = standing.get(`${of}/${spell.n} ${each}`);
          const owed = owedFor(spell, each);
          if (owed) expect([of, spell.n, each, lifecycle]).toEqual([of, spell.n, each, performed ? 'fulfilled' : 'active']);
          else if (!performed) expect(['discharged', undefined]).toContain(lifecycle);
        }
      }
    }
  }
};

/** By the facts before a report, by day and then as recorded, the spell stood so that a report for the quarter was owed. */
const wasOwed = (all: readonly Happened[], report: Reported, n: number, of: string): boolean => {
  const spell = spellsOf(all.filter((one) => one.on < report.on || (one.on === report.on && one.n < report.n))).find((each) => each.n === n);
  return report.name === of && spell !== undefined && owedFor(spell, report.quarter);
};

it('agrees with the model in every quarter, as of any day, as known on any day', async () => {
  await fc.assert(
    fc.asyncProperty(starts, fc.array(someDeed, { maxLength: 22 }), fc.array(fc.tuple(someDay, someDay), { minLength: 1, maxLength: 3 }), async (days, deeds, views) => {
      const one = book('2024-01-01');
      const history = await carryOut(one, days, deeds);
      one.test.setClock('2025-10-05');
      for (const [asOf, knownAt] of [...views, ['2025-10-05', '2025-10-05'] as const]) await agrees(one, history, asOf, knownAt);
    }),
    { numRuns: 150 },
  );
}, 300_000);

it('has on record exactly what the facts of a decision entail', async () => {
  const entailedBy = entailedByDecision({ inspectorate: inspectorateWindows, auditors: boardWindows });
  await fc.assert(
    fc.asyncProperty(starts, fc.array(someDeed, { maxLength: 22 }), async (days, deeds) => {
      const one = book('2024-01-01');
      await carryOut(one, days, deeds);
      for (const name of ['a', 'b']) expect(dutiesOnRecord(await one.facts(name))).toEqual(dutiesEntailed(entailedBy(await one.state(name))));
    }),
    { numRuns: 80 },
  );
}, 300_000);

it('knows the quarter of a day as the package does', () => {
  for (const on of ['2024-01-01', '2024-03-31', '2024-04-01', '2024-12-31']) expect(quarter(quarterIn(on))).toBe(quarterIn(on));
});

it('rows and checks are the same, folded command by command or in one replay, over the streams of decisions and compilations', async () => {
  const { registers, windowTables } = nonExecutedDecisionsDomain;
  const tables = new Map(windowTables.map((table) => [`${table.id}/${table.version}`, table]));
  await fc.assert(
    fc.asyncProperty(starts, fc.array(someDeed, { maxLength: 16 }), someDay, async (days, deeds, asOf) => {
      const one = book('2024-01-01');
      const { store, catalogue } = one.test.register;
      const open = () => {
        const kept = { ledger: memoryTable(ledger), rows: registers.map((register) => ({ register, rows: memoryTable(registerProjection(register)) })) };
        const group: readonly Folding[] = [
          { projection: ledger as Projection, table: kept.ledger as unknown as Table },
          ...kept.rows.map(({ register, rows }) => ({ projection: registerProjection(register) as Projection, table: rows as unknown as Table })),
        ];
        let covered: Coverage = nothingCovered;
        return { kept, follow: async () => void (covered = right(await catchUp({ store, catalogue }, group, covered)())) };
      };
      const [bitByBit, atOnce] = [open(), open()];
      await carryOut(one, days, deeds, bitByBit.follow);
      await atOnce.follow();
      const everything = { from: '', to: '\x7f' };
      expect(bitByBit.kept.ledger.rows.list(everything)).toEqual(atOnce.kept.ledger.rows.list(everything));
      bitByBit.kept.rows.forEach(({ rows }, i) => expect(rows.rows.list(everything)).toEqual(atOnce.kept.rows[i]?.rows.rows.list(everything)));
      const [first, second] = [bitByBit, atOnce].map(({ kept }) =>
        check({ boards: [one.test.board], ledger: kept.ledger.rows, registers: kept.rows.map(({ register, rows }) => ({ register, rows: rows.rows as never })), windowTables: tables }, { asOf: day(asOf), meetings: noMeetings }),
      );
      expect(first).toEqual(second);
    }),
    { numRuns: 60 },
  );
}, 300_000);
