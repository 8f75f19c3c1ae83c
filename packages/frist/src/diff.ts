/** Two views compared: what changed in obligations, balances and states, each change with the events that did it. */
import { bucketsFrom, type Board, compareFacts, type EventId, type Fact, factsOf, isCorrection, isKnown, type ProjectorSource, type ReadFailure, readStreamEvents, type RecordedEvent, type StreamName, type View } from '@frist/event-sourcing';
import { type Amount, completionOf, type JudgedCourse, type Judging, ledger, meetingCalendar, meetingsFrom, meetingsIn, type ObligationState, resolveMeeting, standingsOf, tellsOfMeetings } from '@frist/obligations';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { Assembly } from './assembly';
import type { Diff, DiffStanding, FigureChange, ObligationChange } from './diff-types';
import { deniedRole, maySeeStream } from './may-see';
import type { Query, QueryFailure, ViewTimes } from './query';
import type { Snapshot, Views } from './views';

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
  /** By obligation and instance. */
  readonly owed: ReadonlyMap<string, Owed>;
  /** In which there are facts about an obligation. */
  readonly streams: ReadonlyMap<string, readonly StreamName[]>;
  readonly registers: ReadonlyMap<string, ReadonlyMap<StreamName, Figures>>;
  /** Streams that tell of meetings, by board and body. */
  readonly meetings: ReadonlyMap<string, readonly StreamName[]>;
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
    const viewer = to.viewer ?? from.viewer;
    const culprits = culpritsOf(source, before.right.times, after.right.times);

    const obligations: ObligationChange[] = [];
    for (const key of union(before.right.owed.keys(), after.right.owed.keys())) {
      const [was, is] = [before.right.owed.get(key), after.right.owed.get(key)];
      if (was !== undefined && is !== undefined && sameJson(was.standing, is.standing)) continue;
      const { state } = (is ?? was) as Owed;
      const instance = key.slice(state.id.length + 1) || null;
      const bodies = new Set([was, is].flatMap((owed) => [owed?.standing.due, owed?.standing.completion?.due].flatMap((due) => (due?.kind === 'at-meeting' ? [due.body] : []))));
      const events = await culprits([
        { streams: [before.right, after.right].flatMap(({ streams }) => streams.get(state.id) ?? []), about: (fact) => ledger.types.has(fact.type) && ledger.keyOf(fact) === state.id && isOf(fact, instance) },
        {
          streams: [...bodies].flatMap((body) => [before.right, after.right].flatMap(({ meetings }) => meetings.get(`${state.board}|${body}`) ?? [])),
          about: (fact) => tellsOfMeetings(fact, (body) => bodies.has(body)),
        },
      ]);
      if (E.isLeft(events)) return events;
      obligations.push({
        about: 'obligation',
        board: state.board,
        stream: state.stream,
        obligationId: state.id,
        instance,
        kind: state.incurred?.kind ?? 'unknown',
        title: state.incurred?.title ?? { sv: 'Okänd skyldighet', en: 'Unknown obligation' },
        concerns: state.incurred?.concerns ?? [],
        from: was?.standing ?? null,
        to: is?.standing ?? null,
        events: events.right.filter(({ stream }) => maySeeStream(assembly, viewer, stream)),
        withheld: events.right.filter(({ stream }) => !maySeeStream(assembly, viewer, stream)).length,
      });
    }

    const figures: FigureChange[] = [];
    const withheld = assembly.registers.flatMap(({ register: { name, requires } }) => {
      const holds = [before.right, after.right].some(({ registers }) => (registers.get(name)?.size ?? 0) > 0);
      return requires === undefined || !holds || deniedRole(viewer, requires) === null ? [] : [{ register: name, role: requires }];
    });
    for (const { register, projection } of assembly.registers) {
      if (withheld.some((each) => each.register === register.name)) continue;
      const [rowsBefore, rowsAfter] = [before.right.registers.get(register.name), after.right.registers.get(register.name)];
      for (const stream of union(rowsBefore?.keys() ?? [], rowsAfter?.keys() ?? [])) {
        const [was, is] = [rowsBefore?.get(stream), rowsAfter?.get(stream)];
        const names = union(Object.keys(was?.figures ?? {}), Object.keys(is?.figures ?? {})).filter((name) => !sameJson(was?.figures[name], is?.figures[name]));
        if (names.length === 0) continue;
        const events = await culprits([{ streams: [stream], about: (fact) => projection.types.has(fact.type) && projection.keyOf(fact) === stream }]);
        if (E.isLeft(events)) return events;
        const { board, concerns } = (is ?? was) as Figures;
        for (const figure of names) {
          figures.push({ about: 'figure', board, stream, register: register.name, concerns, figure, from: was?.figures[figure] ?? null, to: is?.figures[figure] ?? null, events: events.right });
        }
      }
    }
    return E.right({ from: before.right.times, to: after.right.times, obligations, figures, withheld });
  };

const heldIn = (assembly: Assembly, { times, boards, rows, entry, keep }: Snapshot, only: Board | undefined): Held => {
  const judging = { asOf: times.asOf, within: 30, meetings: meetingsFrom(rows(meetingCalendar)) };
  const owed = new Map<string, Owed>();
  const streams = new Map<string, readonly StreamName[]>();
  const registers = new Map(assembly.registers.map(({ register }) => [register.name, new Map<StreamName, Figures>()]));
  const meetings = new Map<string, StreamName[]>();
  for (const board of boards) {
    if (only !== undefined && only !== board) continue;
    for (const [id, state] of [...rows(ledger).list(bucketsFrom(`${board}|`))]) {
      streams.set(id, [...(entry(ledger, id)?.streams ?? [state.stream])]);
      for (const judged of standingsOf(state, judging, assembly.windowTables)) owed.set(`${id}|${judged.instance ?? ''}`, { state: keep(state), standing: keep(standing(state, judged, judging)) });
    }
    for (const { register, projection } of assembly.registers) {
      for (const [, row] of rows(projection).list(bucketsFrom(`${board}|`))) {
        registers.get(register.name)?.set(row.stream, keep({ board, concerns: register.concerns(row.state), figures: register.figures?.(row.state) ?? {} }));
      }
    }
    for (const [stream, row] of rows(meetingCalendar).list(bucketsFrom(`${board}|`))) {
      for (const body of new Set(meetingsIn(row).map((meeting) => meeting.body))) {
        meetings.set(`${board}|${body}`, [...(meetings.get(`${board}|${body}`) ?? []), stream as StreamName]);
      }
    }
  }
  return { times, owed, streams, registers, meetings };
};

const standing = (state: ObligationState, judged: JudgedCourse, judging: Judging): DiffStanding => {
  const { course, due, standing: { lifecycle, timeliness } } = judged;
  const completion = completionOf(state, judged, judging);
  return {
    lifecycle,
    delivery: course.delivery,
    timeliness,
    due: due === undefined ? null : resolveMeeting(state, due, judging.meetings),
    completion: completion === null ? null : { due: completion.due ?? null, timeliness: completion.timeliness },
  };
};

/** Whether a fact can bear on an instance: it names that one, or none. */
const isOf = (fact: Fact, instance: string | null): boolean => {
  const { instance: named } = fact.data as { readonly instance?: string };
  return instance === null || named === undefined || named === instance;
};

/** One stream in both views. */
interface Compared {
  readonly byId: ReadonlyMap<EventId, RecordedEvent>;
  /** Facts that one view holds and the other does not, or holds otherwise. */
  readonly differing: ReadonlyMap<EventId, readonly Fact[]>;
  /** Known to one view only, by the fact that they are about in the end. */
  readonly corrections: ReadonlyMap<EventId, readonly RecordedEvent[]>;
  /** The fact that a correction is about in the end; any other event itself. */
  readonly rootOf: (id: EventId) => EventId;
}

const compare = (events: readonly RecordedEvent[], from: View, to: View): Compared => {
  const [was, is] = [from, to].map((view) => new Map(factsOf(events, view).map((fact) => [fact.id, fact]))) as [Map<EventId, Fact>, Map<EventId, Fact>];
  const differing = new Map<EventId, readonly Fact[]>();
  for (const id of new Set([...was.keys(), ...is.keys()])) {
    const [a, b] = [was.get(id), is.get(id)];
    if (a === undefined || b === undefined || a.occurredOn !== b.occurredOn || !sameJson(a.data, b.data)) differing.set(id, [a, b].filter((fact) => fact !== undefined));
  }
  const roots = new Map<EventId, EventId>();
  const rootOf = (id: EventId): EventId => roots.get(id) ?? id;
  const corrections = new Map<EventId, readonly RecordedEvent[]>();
  for (const event of events) {
    if (!isCorrection(event)) continue;
    const root = rootOf(event.data.corrects);
    roots.set(event.id, root);
    if (isKnown(event, from) !== isKnown(event, to)) corrections.set(root, [...(corrections.get(root) ?? []), event]);
  }
  return { byId: new Map(events.map((event) => [event.id, event])), differing, corrections, rootOf };
};

/** Where to look for what made a difference. */
interface Where {
  readonly streams: readonly StreamName[];
  readonly about: (fact: Fact) => boolean;
}

/** The events that made a difference, in order of recording. Reads each stream once. */
const culpritsOf = (source: ProjectorSource, from: View, to: View) => {
  const read = new Map<StreamName, Compared>();
  return async (places: readonly Where[]): Promise<E.Either<ReadFailure, readonly RecordedEvent[]>> => {
    const found = new Map<EventId, RecordedEvent>();
    for (const { streams, about } of places) {
      for (const stream of new Set(streams)) {
        let compared = read.get(stream);
        if (compared === undefined) {
          const events = await readStreamEvents(source.store, source.catalogue, stream)();
          if (E.isLeft(events)) return events;
          read.set(stream, (compared = compare(events.right, from, to)));
        }
        const { byId, differing, corrections, rootOf } = compared;
        const add = (id: EventId): void => {
          for (const event of [byId.get(id), ...(corrections.get(id) ?? [])]) if (event !== undefined) found.set(event.id, event);
        };
        for (const [id, facts] of differing) {
          if (!facts.some(about)) continue;
          add(id);
          for (const { causationId } of facts) {
            const cause = causationId === undefined ? undefined : rootOf(causationId);
            if (cause !== undefined && differing.has(cause)) add(cause);
          }
        }
      }
    }
    return E.right([...found.values()].sort((a, b) => a.position - b.position || compareFacts(a, b)));
  };
};

const union = <A extends string>(a: Iterable<A>, b: Iterable<A>): readonly A[] => [...new Set([...a, ...b])].sort((x, y) => (x < y ? -1 : x > y ? 1 : 0));

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
