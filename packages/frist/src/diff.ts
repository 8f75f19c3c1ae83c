/** Two views compared: what changed in obligations, balances and states, each change with the events that did it. */
import { bucketsFrom, type Board, compareFacts, type EventId, type Fact, factsOf, isCorrection, isKnown, type Projection, type ProjectorSource, type ReadFailure, readStreamEvents, type RecordedEvent, type StreamName, type View } from '@frist/event-sourcing';
import { type Amount, type Bilingual, type Delivery, type Due, type JudgedCourse, ledger, type Lifecycle, meetingCalendar, meetingsFrom, type ObligationState, standingsOf, type Timeliness } from '@frist/obligations';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { Assembly } from './assembly';
import type { Query, QueryFailure, ViewTimes } from './query';
import type { Snapshot, Views } from './views';

/** Where one thing owed stood in a view. */
export interface DiffStanding {
  readonly lifecycle: Lifecycle;
  readonly delivery: Delivery;
  readonly timeliness: Timeliness;
  readonly due: Due | null;
}

export interface ObligationChange {
  readonly about: 'obligation';
  readonly board: Board;
  readonly stream: StreamName;
  readonly obligationId: string;
  readonly instance: string | null;
  readonly kind: string;
  readonly title: Bilingual;
  readonly concerns: readonly string[];
  /** Null: not in that view. */
  readonly from: DiffStanding | null;
  readonly to: DiffStanding | null;
  /** What one view holds and the other does not, corrections included. Empty: the passing of time alone. */
  readonly events: readonly RecordedEvent[];
}

/** One figure or state of a register: a balance, whether an account was submitted. */
export interface FigureChange {
  readonly about: 'figure';
  readonly board: Board;
  readonly stream: StreamName;
  readonly register: string;
  readonly concerns: readonly string[];
  readonly figure: string;
  readonly from: Amount | string | null;
  readonly to: Amount | string | null;
  readonly events: readonly RecordedEvent[];
}

export interface Diff {
  readonly from: ViewTimes;
  readonly to: ViewTimes;
  readonly obligations: readonly ObligationChange[];
  readonly figures: readonly FigureChange[];
}

interface Owed {
  readonly state: ObligationState;
  readonly standing: DiffStanding;
}

interface Figures {
  readonly board: Board;
  readonly concerns: readonly string[];
  readonly figures: Readonly<Record<string, Amount | string>>;
}

/** Everything one view holds that can be compared. */
interface Held {
  readonly times: ViewTimes;
  readonly owed: ReadonlyMap<string, Owed>;
  readonly registers: ReadonlyMap<string, ReadonlyMap<StreamName, Figures>>;
}

/** Compares two views. Cost: one look at each, and the streams in which something changed. */
export const differ =
  (source: ProjectorSource, assembly: Assembly, views: Views) =>
  (from: Query, to: Query): TaskEither<QueryFailure, Diff> =>
  async () => {
    const before = await views.see(from, (snapshot) => heldIn(assembly, snapshot, from.board))();
    if (E.isLeft(before)) return before;
    const after = await views.see(to, (snapshot) => heldIn(assembly, snapshot, to.board))();
    if (E.isLeft(after)) return after;
    const culprits = culpritsOf(source, before.right.times, after.right.times);

    const obligations: ObligationChange[] = [];
    for (const key of union(before.right.owed.keys(), after.right.owed.keys())) {
      const [was, is] = [before.right.owed.get(key), after.right.owed.get(key)];
      if (was !== undefined && is !== undefined && sameJson(was.standing, is.standing)) continue;
      const { state } = (is ?? was) as Owed;
      const events = await culprits(new Set([...streamsOf(was), ...streamsOf(is)]), ledger, state.id);
      if (E.isLeft(events)) return events;
      obligations.push({
        about: 'obligation',
        board: state.board,
        stream: state.stream,
        obligationId: state.id,
        instance: key.slice(state.id.length + 1) || null,
        kind: state.incurred?.kind ?? 'unknown',
        title: state.incurred?.title ?? { sv: 'Okänd skyldighet', en: 'Unknown obligation' },
        concerns: state.incurred?.concerns ?? [],
        from: was?.standing ?? null,
        to: is?.standing ?? null,
        events: events.right,
      });
    }

    const figures: FigureChange[] = [];
    for (const { register, projection } of assembly.registers) {
      const [rowsBefore, rowsAfter] = [before.right.registers.get(register.name), after.right.registers.get(register.name)];
      for (const stream of union(rowsBefore?.keys() ?? [], rowsAfter?.keys() ?? [])) {
        const [was, is] = [rowsBefore?.get(stream), rowsAfter?.get(stream)];
        const names = union(Object.keys(was?.figures ?? {}), Object.keys(is?.figures ?? {})).filter((name) => !sameJson(was?.figures[name], is?.figures[name]));
        if (names.length === 0) continue;
        const events = await culprits(new Set([stream]), projection, stream);
        if (E.isLeft(events)) return events;
        const { board, concerns } = (is ?? was) as Figures;
        for (const figure of names) {
          figures.push({ about: 'figure', board, stream, register: register.name, concerns, figure, from: was?.figures[figure] ?? null, to: is?.figures[figure] ?? null, events: events.right });
        }
      }
    }
    return E.right({ from: before.right.times, to: after.right.times, obligations, figures });
  };

const heldIn = (assembly: Assembly, { times, boards, rows, keep }: Snapshot, only: Board | undefined): Held => {
  const judging = { asOf: times.asOf, within: 30, meetings: meetingsFrom(rows(meetingCalendar)) };
  const owed = new Map<string, Owed>();
  const registers = new Map(assembly.registers.map(({ register }) => [register.name, new Map<StreamName, Figures>()]));
  for (const board of boards) {
    if (only !== undefined && only !== board) continue;
    for (const [id, state] of rows(ledger).list(bucketsFrom(`${board}|`))) {
      for (const judged of standingsOf(state, judging, assembly.windowTables)) owed.set(`${id}|${judged.instance ?? ''}`, { state: keep(state), standing: keep(standing(judged)) });
    }
    for (const { register, projection } of assembly.registers) {
      for (const [, row] of rows(projection).list(bucketsFrom(`${board}|`))) {
        registers.get(register.name)?.set(row.stream, keep({ board, concerns: register.concerns(row.state), figures: register.figures?.(row.state) ?? {} }));
      }
    }
  }
  return { times, owed, registers };
};

const standing = ({ course, due, standing: { lifecycle, timeliness } }: JudgedCourse): DiffStanding => ({ lifecycle, delivery: course.delivery, timeliness, due: due ?? null });

const streamsOf = (owed: Owed | undefined): readonly StreamName[] => (owed === undefined ? [] : [owed.state.stream]);

/**
 * The events that one view counts and the other does not, or counts otherwise, about one key of a projection; with the
 * corrections that made the difference. In order of recording.
 */
const culpritsOf = (source: ProjectorSource, from: View, to: View) => {
  const read = new Map<StreamName, readonly RecordedEvent[]>();
  return async (streams: ReadonlySet<StreamName>, projection: Pick<Projection, 'types' | 'keyOf'>, key: string): Promise<E.Either<ReadFailure, readonly RecordedEvent[]>> => {
    const found = new Map<EventId, RecordedEvent>();
    for (const stream of streams) {
      let events = read.get(stream);
      if (events === undefined) {
        const all = await readStreamEvents(source.store, source.catalogue, stream)();
        if (E.isLeft(all)) return all;
        read.set(stream, (events = all.right));
      }
      const byId = new Map(events.map((event) => [event.id, event]));
      const mine = (facts: readonly Fact[]): ReadonlyMap<EventId, Fact> => new Map(facts.filter((fact) => projection.types.has(fact.type) && projection.keyOf(fact) === key).map((fact) => [fact.id, fact]));
      const [was, is] = [mine(factsOf(events, from)), mine(factsOf(events, to))];
      const add = (id: EventId | undefined): void => {
        const event = id === undefined ? undefined : byId.get(id);
        if (event !== undefined) found.set(event.id, event);
      };
      for (const id of union(was.keys(), is.keys())) {
        const [a, b] = [was.get(id), is.get(id)];
        if (a !== undefined && b !== undefined && a.correctedBy === b.correctedBy) continue;
        add(id);
        add(a?.correctedBy);
        add(b?.correctedBy);
        add((b ?? a)?.causationId);
        // A fact that is gone although known in both has been retracted by one of these.
        for (const event of events) if (isCorrection(event) && event.data.corrects === id && isKnown(event, from) !== isKnown(event, to)) add(event.id);
      }
    }
    return E.right([...found.values()].sort((a, b) => a.position - b.position || compareFacts(a, b)));
  };
};

const union = <A extends string>(a: Iterable<A>, b: Iterable<A>): readonly A[] => [...new Set([...a, ...b])].sort((x, y) => (x < y ? -1 : x > y ? 1 : 0));

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
