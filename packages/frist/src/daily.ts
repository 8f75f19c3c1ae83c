/**
 * The check day by day, in one pass: what it would have said at the end of each day. An obligation is judged again only
 * on days on which its facts change or time moves it, so a quiet day costs nothing.
 */
import { addDays, type CivilDate, endOfSwedishDay, type Instant } from '@frist/calendar';
import { type Board, dailyFold, type Folding, type MemoryTable, memoryTable, type ProjectorSource, type ReadFailure, type StreamName } from '@frist/event-sourcing';
import { type Bilingual, type Due, type JudgedCourse, type Judging, lastDayOf, ledger, type Lifecycle, meetingCalendar, meetingsFrom, nearOf, type ObligationState, standingsOf, type Timeliness, timelinessValues } from '@frist/obligations';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { Assembly } from './assembly';

/** Which days, as known when. */
export interface DailyQuery {
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Fixes what is known. Absent: each day as known at its own end. */
  readonly knownAt?: Instant;
  readonly board?: Board;
  /** Days before the last permitted day from which something is due soon. Default 30. */
  readonly within?: number;
}

/** Where one thing owed stood. */
export interface DailyStanding {
  readonly lifecycle: Lifecycle;
  readonly timeliness: Timeliness;
}

/** One thing that stood otherwise than the day before; on the first day, everything on record. */
export interface DailyChange {
  readonly obligationId: string;
  readonly instance: string | null;
  readonly kind: string;
  readonly title: Bilingual;
  readonly concerns: readonly string[];
  readonly stream: StreamName;
  /** Null: not on record before, or no longer. */
  readonly from: DailyStanding | null;
  readonly to: DailyStanding | null;
  /** Whether a fact or a correction did it, and not the day alone. */
  readonly byFact: boolean;
}

/** The check at the end of one day: counts as the check gives them, and what stood otherwise than the day before. */
export interface DailyCheck {
  readonly day: CivilDate;
  readonly knownAt: Instant;
  readonly counts: Readonly<Record<Timeliness, number>>;
  readonly conditional: number;
  readonly changes: readonly DailyChange[];
}

interface Judged extends DailyStanding {
  readonly instance: string | null;
}

/** Runs over the days. The days must be in order; at most 40 years. */
export const dailyChecks =
  (source: ProjectorSource, assembly: Assembly, query: DailyQuery): TaskEither<ReadFailure, readonly DailyCheck[]> =>
  async () => {
    const obligations = memoryTable(ledger);
    const meetings = memoryTable(meetingCalendar);
    const inLedger: Folding = { projection: ledger, table: obligations } as unknown as Folding;
    const inMeetings: Folding = { projection: meetingCalendar, table: meetings } as unknown as Folding;
    const fold = await dailyFold(source, [inLedger, inMeetings], query.knownAt)();
    if (E.isLeft(fold)) return fold;
    const course = dailyCourse(assembly, obligations, query, () => meetingsFrom(meetings.rows));
    const days: DailyCheck[] = [];
    for (let day = query.from; day <= query.to; ) {
      const touched = fold.right.advance(day);
      const moved = (touched.get(inMeetings)?.size ?? 0) > 0;
      days.push({ day, knownAt: query.knownAt ?? endOfSwedishDay(day), ...course(day, touched.get(inLedger) ?? new Set(), moved) });
      const next = addDays(day, 1);
      if (E.isLeft(next)) break;
      day = next.right;
    }
    return E.right(days);
  };

/** Keeps the standings from day to day. */
const dailyCourse = (assembly: Assembly, table: MemoryTable<ObligationState>, query: DailyQuery, meetingsOf: () => Judging['meetings']) => {
  const within = query.within ?? 30;
  const standings = new Map<string, { readonly state: ObligationState; readonly judged: readonly Judged[] }>();
  const counts = Object.fromEntries(timelinessValues.map((value) => [value, 0])) as Record<Timeliness, number>;
  const appointments = new Map<CivilDate, Set<string>>();
  /** Recurring duties and those due at a meeting are judged every day: their days follow from more than their facts. */
  const daily = new Set<string>();
  let conditional = 0;

  const count = (judged: readonly Judged[], by: 1 | -1): void => {
    for (const { timeliness, lifecycle } of judged) {
      counts[timeliness] += by;
      if (lifecycle === 'conditional') conditional += by;
    }
  };

  return (day: CivilDate, touched: ReadonlySet<string>, meetingsMoved: boolean): Pick<DailyCheck, 'counts' | 'conditional' | 'changes'> => {
    const judging: Judging = { asOf: day, within, meetings: meetingsOf() };
    const keys = new Set(touched);
    for (const key of daily) keys.add(key);
    if (meetingsMoved) for (const [key, { state }] of standings) if (state.due?.kind === 'at-meeting') keys.add(key);
    for (const [appointed, due] of appointments) {
      if (appointed > day) continue;
      for (const key of due) keys.add(key);
      appointments.delete(appointed);
    }
    const changes: DailyChange[] = [];
    for (const key of keys) {
      const state = table.rows.get(key);
      const before = standings.get(key);
      const mine = state !== null && (query.board === undefined || state.board === query.board) ? state : null;
      const courses = mine === null ? [] : standingsOf(mine, judging, assembly.windowTables);
      const judged = courses.map(({ instance, standing }): Judged => ({ instance, lifecycle: standing.lifecycle, timeliness: standing.timeliness }));
      count(before?.judged ?? [], -1);
      count(judged, 1);
      if (mine === null) {
        standings.delete(key);
        daily.delete(key);
      } else {
        standings.set(key, { state: mine, judged });
        if (mine.incurred?.recurrence !== undefined || courses.some(({ due }) => due?.kind === 'at-meeting')) daily.add(key);
        else for (const turn of turnsOf(mine, courses, judging)) appointments.set(turn, (appointments.get(turn) ?? new Set()).add(key));
      }
      const about = mine ?? before?.state;
      if (about !== undefined) changes.push(...changesOf(about, before?.judged ?? [], judged, touched.has(key)));
    }
    return { counts: { ...counts }, conditional, changes: changes.sort(byObligation) };
  };
};

const byObligation = (a: DailyChange, b: DailyChange): number => {
  const [x, y] = [`${a.obligationId}|${a.instance ?? ''}`, `${b.obligationId}|${b.instance ?? ''}`];
  return x < y ? -1 : x > y ? 1 : 0;
};

const changesOf = (state: ObligationState, before: readonly Judged[], now: readonly Judged[], byFact: boolean): readonly DailyChange[] => {
  const about = {
    obligationId: state.id,
    kind: state.incurred?.kind ?? 'unknown',
    title: state.incurred?.title ?? { sv: 'Okänd skyldighet', en: 'Unknown obligation' },
    concerns: state.incurred?.concerns ?? [],
    stream: state.stream,
    byFact,
  };
  const standing = (judged: Judged | undefined): DailyStanding | null => (judged === undefined ? null : { lifecycle: judged.lifecycle, timeliness: judged.timeliness });
  const instances = [...new Set([...before, ...now].map(({ instance }) => instance))];
  return instances.flatMap((instance) => {
    const [from, to] = [before, now].map((all) => standing(all.find((judged) => judged.instance === instance))) as [DailyStanding | null, DailyStanding | null];
    const same = from?.lifecycle === to?.lifecycle && from?.timeliness === to?.timeliness;
    return same ? [] : [{ ...about, instance, from, to }];
  });
};

/** The days after this one on which time alone can change the standing. More than needed does no harm. */
const turnsOf = (state: ObligationState, courses: readonly JudgedCourse[], judging: Judging): readonly CivilDate[] => {
  const turns = new Set<CivilDate>();
  const at = (day: CivilDate | null | undefined, shift: number): void => {
    const moved = day === null || day === undefined ? null : addDays(day, shift);
    if (moved !== null && E.isRight(moved) && moved.right > judging.asOf) turns.add(moved.right);
  };
  const around = (due: Due | undefined): void => {
    if (due === undefined) return;
    const first = due.kind === 'fuzzy' ? due.fuzzy.earliest : due.kind === 'window' ? due.opens : null;
    for (const day of [first, lastDayOf(due)]) for (const shift of [-judging.within, 0, 1]) at(day, shift);
  };
  const { incurred, discharged, ended } = state;
  if (incurred?.activation.kind === 'by-time') at(incurred.activation.activatesOn, 0);
  for (const discharge of [discharged, ended, ...courses.map(({ course }) => course.discharged)]) at(discharge?.until, 1);
  for (const { due, course } of courses) {
    around(due);
    around(course.completion?.due);
  }
  if (courses.length === 0) at(nearOf(judging), 1);
  return [...turns];
};
