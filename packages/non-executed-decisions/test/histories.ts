/** Random histories of two decisions and the board's compilations: told late, corrected, retracted, adopted, sent. */
import { adoptionCommand, type CompiledSpell, sendingCommand } from '@frist/non-executed-decisions';
import { testActor } from '@frist/testing';
import fc from 'fast-check';

import { endOf, type Happened, headingsIn, type ModelAdoption, type What } from './model';
import { type Book, commandId, contactPerson, day, right, subject } from './support';

const commands: Readonly<Record<What, string>> = { decide: 'recordDecision', start: 'startExecution', part: 'beginPartialExecution', interrupt: 'interruptExecution', resume: 'resumeExecution', close: 'closeWithoutExecution' };
const dataOf = (what: What) => (what === 'decide' ? contactPerson : what === 'interrupt' ? { subject } : what === 'close' ? { subject, reason: 'withdrawn' } : {});

export const quarters = ['2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4', '2025-Q1', '2025-Q2', '2025-Q3'];
/** Any day, and often one on which something turns: last days of the decisions below, three months after each other, ends of quarters. */
const turning = ['2023-11-15', '2023-12-30', '2024-01-01', '2024-02-15', '2024-02-29', '2024-03-01', '2024-03-31', '2024-04-01', '2024-05-29', '2024-05-31', '2024-06-30', '2024-07-01', '2024-08-29', '2024-09-30', '2024-10-01', '2024-11-29', '2024-12-31', '2025-01-01', '2025-02-28', '2025-03-31', '2025-04-01', '2025-06-30', '2025-07-01'];
export const someDay = fc.oneof(fc.integer({ min: 0, max: 560 }).map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10)), fc.constantFrom(...turning.filter((on) => on >= '2024')));
const name = fc.constantFrom('a', 'b');

export type Deed =
  | { readonly tell: What; readonly name: string; readonly back: number }
  | { readonly aside: 'offer' | 'reason'; readonly name: string }
  | { readonly correct: number; readonly by: number }
  | { readonly retract: number }
  | { readonly report: 'inspectorate' | 'auditors'; readonly name: string; readonly quarter: number }
  | { readonly adopt: number; readonly send: boolean };

/** Each deed with the day on which it is recorded; what it tells lies up to so many days back. */
export const someDeed: fc.Arbitrary<readonly [string, Deed]> = fc.tuple(
  someDay,
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ tell: fc.constantFrom<What>('start', 'part', 'interrupt', 'interrupt', 'resume', 'resume', 'close'), name, back: fc.constantFrom(0, 0, 0, 5, 40, 150) }) },
    { weight: 1, arbitrary: fc.record({ aside: fc.constantFrom('offer' as const, 'reason' as const), name }) },
    { weight: 2, arbitrary: fc.record({ correct: fc.nat(20), by: fc.integer({ min: -120, max: 120 }) }) },
    { weight: 1, arbitrary: fc.record({ retract: fc.nat(20) }) },
    { weight: 3, arbitrary: fc.record({ report: fc.constantFrom('inspectorate' as const, 'auditors' as const), name, quarter: fc.nat(6) }) },
    { weight: 3, arbitrary: fc.record({ adopt: fc.nat(6), send: fc.boolean() }) },
  ),
);

const shifted = (on: string, days: number): string => new Date(Date.parse(`${on}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** A fact with all that was said of it: recorded when, and what it was corrected to when. */
interface Told {
  readonly id: string;
  readonly name: string;
  readonly what: What;
  readonly n: number;
  readonly recorded: string;
  readonly versions: { readonly recorded: string; readonly on: string | null }[];
}
export interface Reported {
  readonly name: string;
  readonly to: string;
  readonly quarter: string;
  readonly spell: string;
  readonly on: string;
  readonly n: number;
}

export interface History {
  readonly told: readonly Told[];
  readonly reported: readonly Reported[];
  readonly adoptions: readonly (ModelAdoption & { readonly sent: boolean; readonly performs: readonly string[] })[];
}

export const standingOf = (told: readonly Told[], asOf: string, knownAt: string): Readonly<Record<string, readonly Happened[]>> => {
  const found: Record<string, Happened[]> = { a: [], b: [] };
  for (const { name: of, what, n, versions } of told) {
    const on = versions.filter(({ recorded }) => recorded <= knownAt).at(-1)?.on;
    if (on !== undefined && on !== null && on <= asOf) found[of]?.push({ n, what, on });
  }
  return found;
};

export const carryOut = async (one: Book, starts: readonly [string, string], deeds: readonly (readonly [string, Deed])[], after: () => Promise<void> = async () => {}): Promise<History> => {
  const told: Told[] = [];
  const reported: Reported[] = [];
  const adoptions: History['adoptions'][number][] = [];
  let n = 0;
  const tell = async (recorded: string, of: string, what: What, on: string): Promise<void> => {
    const done = await one.run({ stream: one.stream(of), command: commands[what], on, data: dataOf(what) });
    n += 1;
    if (done._tag === 'Right') told.push({ id: done.right.events[0]?.id as string, name: of, what, n, recorded, versions: [{ recorded, on }] });
  };
  const inTime = [...deeds].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  one.test.setClock('2024-01-01');
  await tell('2024-01-01', 'a', 'decide', starts[0]);
  await tell('2024-01-01', 'b', 'decide', starts[1]);
  for (const [today, deed] of inTime) {
    await after();
    one.test.setClock(today);
    n += 1;
    if ('tell' in deed) await tell(today, deed.name, deed.tell, shifted(today, -deed.back));
    else if ('aside' in deed) {
      await one.run({ stream: one.stream(deed.name), command: deed.aside === 'offer' ? 'recordOffer' : 'recordReason', on: today, data: deed.aside === 'offer' ? { subject, offer: `offer-${n}` } : { subject, side: 'performer', category: 'no-staff' } });
    } else if ('correct' in deed || 'retract' in deed) {
      const alive = told.filter(({ versions }) => versions.at(-1)?.on !== null);
      const fact = alive[('correct' in deed ? deed.correct : deed.retract) % Math.max(1, alive.length)];
      if (fact === undefined) continue;
      const on = 'correct' in deed ? shifted(fact.versions.at(-1)?.on as string, deed.by) : null;
      const data = on === null ? { fact: fact.id, reason: 'not-so' } : { fact: fact.id, reason: 'wrong-day', occurredOn: on };
      const done = await one.run({ stream: one.stream(fact.name), command: on === null ? 'retractFact' : 'correctFact', on: today, data });
      if (done._tag === 'Right') fact.versions.push({ recorded: today, on });
      else expect(on === null || on > today).toBe(true);
    } else if ('report' in deed) {
      const of = quarters[deed.quarter] as string;
      const done = await one.run({ stream: one.stream(deed.name), command: 'reportNonExecution', on: today, data: { to: deed.report, quarter: of } });
      if (done._tag === 'Right') reported.push({ name: deed.name, to: deed.report, quarter: of, spell: (done.right.events[0]?.data as { spell: string }).spell, on: today, n });
    } else {
      const of = quarters[deed.adopt] as string;
      if (today < `${of.slice(0, 4)}-${['01', '04', '07', '10'][Number(of[6]) - 1]}-01`) continue;
      const now = await one.compile(of, today);
      const { decisions } = await one.rows({ asOf: day(today) });
      const meta = { id: commandId(`adopt-${n}`), board: one.test.board, on: day(today), actor: testActor, by: 'board' };
      const command = adoptionCommand(now, decisions, meta);
      const done = await one.run({ ...command, data: { ...command.data } });
      if (done._tag === 'Left') {
        expect(done.left[0]?._tag).toBe('AdoptedAlready');
        continue;
      }
      if (deed.send) right(await one.run({ ...sendingCommand(now, 'auditors', { ...meta, id: commandId(`send-${n}`) }) }));
      const keyOf = ({ spell, decision }: Pick<CompiledSpell, 'spell' | 'decision'>): string => `${['a', 'b'].find((each) => one.stream(each) === decision)}/${told.find(({ id }) => id === spell)?.n}`;
      const rows = now.rows.map((row) => ({ key: keyOf(row), ended: row.executedOn !== null ? ('executed' as const) : row.closedOn !== null ? ('closed' as const) : null }));
      const expected = headingsIn(of, { asOf: today, cutOff: endOf(of), decisions: standingOf(told, today, today), adoptions });
      expect(Object.fromEntries(rows.map((row) => [row.key, row.ended]))).toEqual(Object.fromEntries(Object.entries(expected).map(([key, { ended }]) => [key, ended])));
      adoptions.push({ quarter: of, on: today, n, rows, sent: deed.send, performs: deed.send ? now.rows.flatMap((row) => row.performs.map((each) => `${keyOf(row)} ${each}`)) : [] });
    }
  }
  await after();
  return { told, reported, adoptions };
};
