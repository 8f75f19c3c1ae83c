/** Random histories, told late, corrected and retracted, against a model that looks at nothing but days: in both times. */
import fc from 'fast-check';

import { received, register } from './support';

const dayOf = (n: number): string => new Date(Date.UTC(2024, 11, 1 + n)).toISOString().slice(0, 10);
const last = 60;

type Kind = 'receiveView' | 'handOverView' | 'answerView' | 'withdrawView';
/** Something told about one of the views; `ago` days before the day on which it is told. */
type Deed = { readonly view: string; readonly wait: number; readonly ago: number } & ({ readonly tell: Kind } | { readonly correct: number } | { readonly retract: number });

const someDeed: fc.Arbitrary<Deed> = fc
  .tuple(
    fc.record({ view: fc.constantFrom('a', 'b'), wait: fc.integer({ min: 0, max: 8 }), ago: fc.oneof(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 14 })) }),
    fc.oneof(
      { weight: 5, arbitrary: fc.record({ tell: fc.constantFrom<Kind>('receiveView', 'receiveView', 'handOverView', 'answerView', 'answerView', 'withdrawView') }) },
      { weight: 2, arbitrary: fc.record({ correct: fc.nat(20) }) },
      { weight: 1, arbitrary: fc.record({ retract: fc.nat(20) }) },
    ),
  )
  .map(([circumstances, what]) => ({ ...circumstances, ...what }));

/** Told about a fact on day `at`: that it happened on day `on`, or (null) that it never did. */
interface Told {
  readonly at: number;
  readonly on: number | null;
}
interface Fact {
  readonly id: string;
  readonly view: string;
  readonly kind: Kind;
  readonly told: Told[];
}

const data: Readonly<Record<Kind, object>> = { receiveView: received, handOverView: { unit: 'home care' }, answerView: { evidence: 'letter' }, withdrawView: {} };

const carryOut = async (one: ReturnType<typeof register>, deeds: readonly Deed[]): Promise<readonly Fact[]> => {
  const facts: Fact[] = [];
  let at = 0;
  for (const deed of deeds) {
    at = Math.min(at + deed.wait, last);
    const on = at - deed.ago;
    one.setToday(dayOf(at));
    if ('tell' in deed) {
      const done = await one.attempt(deed.view, dayOf(on), deed.tell, data[deed.tell]);
      if (done._tag === 'Right') facts.push({ id: done.right.events[0]?.id ?? '', view: deed.view, kind: deed.tell, told: [{ at, on }] });
      continue;
    }
    const fact = facts[('correct' in deed ? deed.correct : deed.retract) % Math.max(facts.length, 1)];
    if (fact === undefined || fact.told.at(-1)?.on === null) continue;
    const done = 'correct' in deed
      ? await one.attempt(fact.view, dayOf(at), 'correctFact', { fact: fact.id, reason: 'wrong-day', occurredOn: dayOf(on) })
      : await one.attempt(fact.view, dayOf(at), 'retractFact', { fact: fact.id, reason: 'not-so' });
    if (done._tag === 'Right') fact.told.push({ at, on: 'correct' in deed ? on : null });
  }
  return facts;
};

/** The days of a view's facts, as known on a day and as of a day, in order; then how it stands. */
const standingOf = (facts: readonly Fact[], view: string, asOf: number, knownAt: number): { readonly timeliness: string; readonly due: number } => {
  const days = facts
    .filter((fact) => fact.view === view)
    .flatMap(({ kind, told }) => {
      const on = told.filter(({ at }) => at <= knownAt).at(-1)?.on ?? null;
      return on === null || on > asOf ? [] : [{ kind, on }];
    })
    .sort((a, b) => a.on - b.on);
  const came = days.findIndex(({ kind }) => kind === 'receiveView');
  if (came < 0) return { timeliness: 'none', due: 0 };
  const due = (days[came]?.on ?? 0) + 10;
  // Whatever was settled by the time the view came in, an answer before all; then what came first.
  const settles = ({ kind }: { readonly kind: Kind }): boolean => kind === 'answerView' || kind === 'withdrawView';
  const before = days.slice(0, came).filter(settles);
  const end = before.find(({ kind }) => kind === 'answerView') ?? before[0] ?? days.slice(came).find(settles);
  const timeliness =
    end !== undefined ? (end.kind === 'withdrawView' ? 'not-applicable' : end.on <= due ? 'met-on-time' : 'met-late') : asOf > due ? 'overdue' : asOf === due ? 'due-today' : 'due-soon';
  return { timeliness, due };
};

it('agrees with the model as of any day, as known on any day', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someDeed, { maxLength: 18, size: 'max' }), fc.array(fc.tuple(fc.integer({ min: 0, max: last }), fc.integer({ min: 0, max: last })), { minLength: 1, maxLength: 3 }), async (deeds, views) => {
      const one = register(dayOf(0));
      const facts = await carryOut(one, deeds);
      one.setToday(dayOf(last));
      for (const [asOf, knownAt] of [...views, [last, last] as const]) {
        const expected = new Map<string, [number, number, number]>();
        for (const view of ['a', 'b']) {
          const { timeliness, due } = standingOf(facts, view, asOf, knownAt);
          expect([view, await one.standing(view, dayOf(asOf), dayOf(knownAt))]).toEqual([view, timeliness]);
          const place = ['met-on-time', 'met-late', 'overdue'].indexOf(timeliness);
          if (place < 0) continue;
          const year = dayOf(due).slice(0, 4);
          const counts = expected.get(year) ?? [0, 0, 0];
          expected.set(year, counts.map((count, i) => (i === place ? count + 1 : count)) as [number, number, number]);
        }
        expect(await one.shares(dayOf(asOf), dayOf(knownAt))).toEqual([...expected].sort(([a], [b]) => (a < b ? -1 : 1)).map(([year, counts]) => [year, ...counts]));
      }
    }),
    { numRuns: Number(process.env['FRIST_RUNS'] ?? 60) },
  );
}, 300_000);
