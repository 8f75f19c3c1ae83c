/** A diff is the difference of two checks, and names the events that differ: against a comparison of everything. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { verifyStore } from '@frist/audit';
import { endOfSwedishDay, swedishDay } from '@frist/calendar';
import { type EventStore, type Fact, factsOf, isCorrection, isKnown, memoryEventStore, type RecordedEvent, rootOf, type StreamName, type View } from '@frist/event-sourcing';
import type { ObligationFinding } from '@frist/obligations';
import * as fc from 'fast-check';

import { createFrist, type Diff, type Frist, openStore, type Query } from '../src';
import { assemble } from '../src/assembly';
import { allEvents } from './naive';
import { promisesDomain, right, testClock } from './promises';
import { plus, start, step, take } from './random-history';

const { catalogue } = right(assemble([promisesDomain]));

const standingsIn = async (frist: Frist, query: Query): Promise<ReadonlyMap<string, object>> => {
  const { findings } = right(await frist.check({ ...query, settled: true })());
  const owed = findings.filter((finding): finding is ObligationFinding => finding.about === 'obligation');
  return new Map(owed.map(({ obligationId, instance, lifecycle, delivery, timeliness, due, completion }) => [`${obligationId}|${instance ?? ''}`, { lifecycle, delivery, timeliness, due, completion: completion === null ? null : { due: completion.due ?? null, timeliness: completion.timeliness } }]));
};

const figuresIn = async (frist: Frist, query: Query): Promise<ReadonlyMap<string, unknown>> => {
  const { rows } = right(await frist.register<{ kept: number; notes: readonly string[] }>('promises', query)());
  return new Map<string, unknown>(rows.flatMap(({ stream, state }): (readonly [string, unknown])[] => [[`${stream}|kept`, state.kept * 100] as const, [`${stream}|notes`, `${state.notes.length}`] as const]));
};

const differences = <A>(a: ReadonlyMap<string, A>, b: ReadonlyMap<string, A>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    [...new Set([...a.keys(), ...b.keys()])]
      .filter((key) => JSON.stringify(a.get(key)) !== JSON.stringify(b.get(key)))
      .map((key) => [key, { from: a.get(key) ?? null, to: b.get(key) ?? null }]),
  );

type Told = { readonly obligation?: string; readonly instance?: string; readonly body?: string };

interface Disputed {
  readonly facts: ReadonlyMap<string, readonly Fact[]>;
  readonly corrections: readonly (readonly [string, RecordedEvent])[];
  /** The bodies of which either view knows a meeting, each after its board. */
  readonly meeting: ReadonlySet<string>;
}

/** Every event that the two views do not agree on: facts that differ, and corrections of them that one does not know. */
const disputed = async (store: EventStore, from: View, to: View): Promise<Disputed> => {
  const streams = new Map<StreamName, RecordedEvent[]>();
  for (const event of await allEvents(store, catalogue)) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  const facts = new Map<string, readonly Fact[]>();
  const corrections: (readonly [string, RecordedEvent])[] = [];
  const meeting = new Set<string>();
  for (const events of streams.values()) {
    const [was, is] = [factsOf(events, from), factsOf(events, to)];
    for (const known of [was, is]) {
      const own = known.findLast(({ type }) => type === 'BodyRegistered');
      for (const { type, board, data } of known) {
        if (type.startsWith('Meeting')) meeting.add(`${board}|${(data as Told).body ?? ''}`);
        if (type === 'BodyMeetingHeld' && own !== undefined) meeting.add(`${board}|${(own.data as Told).body ?? ''}`);
      }
    }
    for (const { id } of events) {
      const both = [was, is].map((known) => known.find((fact) => fact.id === id));
      const [a, b] = both.map((fact) => fact && JSON.stringify([fact.occurredOn, fact.data]));
      if (a !== b) facts.set(id, both.filter((fact) => fact !== undefined));
    }
    for (const event of events) if (isCorrection(event) && isKnown(event, from) !== isKnown(event, to)) corrections.push([rootOf(event.id, events)?.id ?? '', event]);
  }
  return { facts, corrections, meeting };
};

const expectDiff = async (frist: Frist, store: EventStore, from: Query, to: Query): Promise<Diff> => {
  const diff = right(await frist.diff(from, to)());
  const owed = Object.fromEntries(diff.obligations.map(({ obligationId, instance, from, to }) => [`${obligationId}|${instance ?? ''}`, { from, to }]));
  expect(owed).toEqual(differences(await standingsIn(frist, diff.from), await standingsIn(frist, diff.to)));
  const figures = Object.fromEntries(diff.figures.map(({ stream, figure, from, to }) => [`${stream}|${figure}`, { from, to }]));
  expect(figures).toEqual(differences(await figuresIn(frist, diff.from), await figuresIn(frist, diff.to)));

  const events = await allEvents(store, catalogue);
  const { facts, corrections, meeting } = await disputed(store, diff.from, diff.to);
  const caused = (about: (fact: Fact) => boolean): readonly string[] => {
    const roots = new Set<string>();
    for (const [id, versions] of facts) {
      if (!versions.some(about)) continue;
      roots.add(id);
      for (const { causationId } of versions) {
        const cause = causationId === undefined ? undefined : (rootOf(causationId, events)?.id ?? causationId);
        if (cause !== undefined && facts.has(cause)) roots.add(cause);
      }
    }
    return [...roots, ...corrections.filter(([root]) => roots.has(root)).map(([, { id }]) => id)].sort();
  };
  for (const { obligationId, instance, from, to, events } of diff.obligations) {
    const bodies = [from, to].flatMap((standing) => [standing?.due, standing?.completion?.due].flatMap((due) => (due?.kind === 'at-meeting' ? [due.body] : [])));
    const about = ({ type, board, data }: Fact): boolean => {
      const told = data as Told;
      // A meeting that was held is of the stream's own body, and all of a board's meetings are in one stream.
      if (/^Meeting|^Body/.test(type)) return board === diff.obligations.find((change) => change.obligationId === obligationId)?.board && bodies.some((body) => (told.body ?? body) === body && meeting.has(`${board}|${body}`));
      return told.obligation === obligationId && (instance === null || (told.instance ?? instance) === instance);
    };
    expect(events.map(({ id }) => id).sort()).toEqual(caused(about));
  }
  for (const { stream, events } of diff.figures) {
    const about = (fact: Fact): boolean => fact.stream === (stream as StreamName) && /^Promise|^Note|^DutyTold|^WordSaid/.test(fact.type);
    expect(events.map(({ id }) => id).sort()).toEqual(caused(about));
    expect(events.length).toBeGreaterThan(0);
  }
  return diff;
};

/** Views that a history is looked at in: now, earlier, later, and as known earlier. */
const viewsAround = (today: ReturnType<typeof swedishDay>, back: number, ahead: number, known: number): readonly Query[] => {
  const knownAt = endOfSwedishDay(plus(today, -known));
  return [{}, { asOf: plus(today, -back), knownAt }, { asOf: plus(today, ahead) }, { knownAt }];
};

test('a diff is the difference of two checks, with exactly the events that differ', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), fc.nat(40), fc.nat(40), fc.nat(20), async (steps, back, ahead, known) => {
      const clock = testClock(start);
      const store = memoryEventStore({ clock });
      const frist = right(createFrist({ store, clock, domains: [promisesDomain] }));
      const recorded: RecordedEvent[] = [];
      for (const [n, next] of steps.entries()) await take(frist, clock, recorded, next, n);
      const today = swedishDay(clock());
      const views = viewsAround(today, back, ahead, known);
      for (const view of views) {
        const same = right(await frist.diff(view, view)());
        expect([same.obligations, same.figures]).toEqual([[], []]);
        for (const other of views) await expectDiff(frist, store, view, other);
      }
      // Nothing is about a later day, so from here on only time passes.
      const passing = await expectDiff(frist, store, { asOf: plus(today, 61) }, { asOf: plus(today, 400) });
      expect(passing.obligations.flatMap(({ events }) => events)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('over SQLite as well, kept in a file and opened again in between', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'frist-diff-'));
  let run = 0;
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 25 }), fc.nat(24), fc.nat(40), fc.nat(40), fc.nat(20), async (steps, restart, back, ahead, known) => {
        const clock = testClock(start);
        const url = `sqlite:${join(folder, `${(run += 1)}.db`)}`;
        const opened = async () => {
          const store = right(await openStore(url, { clock })());
          return { store, frist: right(createFrist({ store, clock, domains: [promisesDomain] })) };
        };
        const recorded: RecordedEvent[] = [];
        let { store, frist } = await opened();
        for (const [n, next] of steps.entries()) {
          if (n === restart % steps.length) {
            // The head has been kept up to here, or not at all.
            if (restart % 2 === 0) right(await frist.check()());
            right(await frist.close()());
            ({ store, frist } = await opened());
          }
          await take(frist, clock, recorded, next, n);
        }
        right(await frist.close()());
        ({ store, frist } = await opened());
        const views = viewsAround(swedishDay(clock()), back, ahead, known);
        for (const view of views) for (const other of views) await expectDiff(frist, store, view, other);
        expect(right(await verifyStore(store, { checkpoints: [], keys: [] })())).toMatchObject({ intact: true, covered: (await allEvents(store, catalogue)).length });
        right(await frist.close()());
      }),
      { numRuns: 15 },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
