/**
 * The survey: which streams hold sealed data of which subjects, when the last entry was made in each, whose data have been
 * disposed of. Read from the stored texts alone, with neither keys nor a catalogue.
 *
 * It is no projection of facts, for it must see what a projection is spared: boxes in facts that have been retracted are
 * still there, corrections are entries, and a fact can concern two subjects. It is kept in a read model of the store
 * and goes on from where it stopped.
 */
import { type CivilDate, endOfSwedishDay, type Instant, maxDate, swedishDay } from '@frist/calendar';
import { type Board, type Envelope, type EventStore, failure, type Position, type ReadFailure, sealedIn, type StoredEvent, type StreamName, type SubjectRef } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import { subjectOfStream, subjectStream } from './subject-events';

/** A stream that has been written to, and whom its boxes concern. */
export interface Holding {
  readonly stream: StreamName;
  readonly board: Board;
  /** The day of the last entry: the later of the day it is about and the day it was told. */
  readonly lastEntry: CivilDate;
  readonly subjects: readonly SubjectRef[];
}

/** What is known without keys. Refreshed, it grows; its sets may be given to a sealer, which then heeds what is new. */
export interface Survey {
  /** Reads what has been recorded since. */
  readonly refresh: () => TaskEither<ReadFailure, void>;
  /** Subjects whose disposal is on record, whatever has been recorded about that record since. */
  readonly disposed: ReadonlySet<SubjectRef>;
  /** Subjects of whom there is a box. */
  readonly sealed: { readonly has: (subject: SubjectRef) => boolean };
  /** Subjects of whom there is a box or a stream about the keeping of their data, in order. */
  readonly subjects: (board?: Board) => readonly SubjectRef[];
  /** Boards that hold a box of a subject or tell of the keeping of its data, in order. */
  readonly boardsOf: (subject: SubjectRef) => readonly Board[];
  /** Streams with boxes of a subject, in order. */
  readonly of: (subject: SubjectRef) => readonly Holding[];
  /** The last entry in any stream that holds a box of the subject; null: there is none. */
  readonly lastEntry: (subject: SubjectRef) => CivilDate | null;
  /** Whether a box stands in an event recorded after the record of disposal: one that was on its way then, or a correction that keeps it. */
  readonly writtenSinceDisposal: (subject: SubjectRef) => boolean;
  /** When the last event of the store was recorded. */
  readonly lastRecordedAt: () => Instant | null;
}

/** Streams that tell of the keeping and the seeing of data are no entries in a file. */
const isEntry = (stream: string): boolean => !/^(?:subject|access|keyStore)-/.test(stream);
const streamKey = (stream: StreamName): string => `s|${stream}`;
const latestKey = 'latest';
const model = 'frist-confidentiality-survey';

interface Kept {
  readonly board: Board;
  last: CivilDate;
  /** With the position of the last event that holds a box of theirs. */
  readonly subjects: Record<SubjectRef, number>;
  /** Position of the record of disposal. */
  disposed?: number;
}

const subjectsOf = ({ subjects }: Kept): readonly SubjectRef[] => Object.keys(subjects) as SubjectRef[];

const pageSize = 2_000;

/**
 * Reads the survey of a store: what is kept of it, then what is new.
 *
 * Errors: those of the store; `MalformedEvent`.
 *
 * @example const survey = await openSurvey(store)(); sealerFrom(keys, { disposed: survey.right.disposed, sealed: survey.right.sealed })
 */
export const openSurvey =
  (store: EventStore): TaskEither<ReadFailure, Survey> =>
  async () => {
    const streams = new Map<StreamName, Kept>();
    const bySubject = new Map<SubjectRef, Set<StreamName>>();
    const disposed = new Set<SubjectRef>();
    const keptModel = store.readModels.open(model, '1');
    let position: Position | null = null;
    let latest: Instant | null = null;

    const know = (stream: StreamName, kept: Kept): void => {
      streams.set(stream, kept);
      for (const subject of subjectsOf(kept)) bySubject.set(subject, (bySubject.get(subject) ?? new Set()).add(stream));
      if (kept.disposed !== undefined) disposed.add(subjectOfStream(stream));
    };

    const read = keptModel.read((view) => {
      position = view.checkpoint;
      latest = view.get(latestKey) as Instant | null;
      for (const [key, value] of view.scan({ from: 's|', to: 's}' })) know(key.slice(2) as StreamName, JSON.parse(value) as Kept);
    });
    if (E.isLeft(read)) return read;

    const see = (stored: StoredEvent): E.Either<ReadFailure, StreamName> => {
      const event = envelopeIn(stored);
      if (event === null) return E.left({ ...failure('MalformedEvent', 'confidentiality/survey', '$', 'canonical JSON of an envelope'), position: stored.position });
      const { stream, board, occurredOn, recordedAt, knownSince, type } = event;
      const places = sealedIn([stored]);
      if (E.isLeft(places)) return places;
      const told = knownSince === undefined || endOfSwedishDay(knownSince) > recordedAt ? swedishDay(recordedAt) : knownSince;
      const entry = maxDate(occurredOn, told);
      const kept = streams.get(stream) ?? { board, last: entry, subjects: {} };
      if (entry > kept.last) kept.last = entry;
      for (const { context } of places.right) kept.subjects[context.subject] = stored.position;
      if (type === 'DisposalCarriedOut' && stream.startsWith('subject-')) kept.disposed ??= stored.position;
      know(stream, kept);
      if (latest === null || recordedAt > latest) latest = recordedAt;
      return E.right(stream);
    };

    const refresh = (): TaskEither<ReadFailure, void> => async () => {
      const from = position;
      const touched = new Set<StreamName>();
      for (;;) {
        const page = await store.readAll({ direction: 'forwards', limit: pageSize, ...(position === null ? {} : { after: position }) })();
        if (E.isLeft(page)) return page;
        for (const stored of page.right.events) {
          const seen = see(stored);
          if (E.isLeft(seen)) return seen;
          touched.add(seen.right);
          position = stored.position;
        }
        if (!page.right.more) break;
      }
      // What cannot be kept (a store for reading only, another process that was quicker) is read again next time.
      if (position !== null && position !== from && latest !== null) {
        const put = new Map<string, string>([[latestKey, latest]]);
        for (const stream of touched) put.set(streamKey(stream), JSON.stringify(streams.get(stream)));
        keptModel.commit({ from, to: position, put, remove: [] });
      }
      return E.right(undefined);
    };

    const fresh = await refresh()();
    if (E.isLeft(fresh)) return fresh;
    const of = (subject: SubjectRef): readonly Holding[] =>
      [...(bySubject.get(subject) ?? [])].sort().map((stream) => {
        const kept = streams.get(stream) as Kept;
        return { stream, board: kept.board, lastEntry: kept.last, subjects: [...subjectsOf(kept)].sort() };
      });
    return E.right({
      refresh,
      disposed,
      sealed: { has: (subject) => bySubject.has(subject) },
      subjects: (board) => {
        const found = new Set<SubjectRef>();
        for (const [stream, kept] of streams) {
          if (board !== undefined && kept.board !== board) continue;
          for (const subject of subjectsOf(kept)) found.add(subject);
          if (stream.startsWith('subject-')) found.add(subjectOfStream(stream));
        }
        return [...found].sort();
      },
      boardsOf: (subject) => {
        const kept = [...(bySubject.get(subject) ?? []), subjectStream(subject)].flatMap((stream) => streams.get(stream) ?? []);
        return [...new Set(kept.map(({ board }) => board))].sort();
      },
      of,
      lastEntry: (subject) => of(subject).reduce<CivilDate | null>((latestDay, { stream, lastEntry }) => (!isEntry(stream) ? latestDay : latestDay === null ? lastEntry : maxDate(latestDay, lastEntry)), null),
      writtenSinceDisposal: (subject) => {
        const at = streams.get(subjectStream(subject))?.disposed;
        return at !== undefined && [...(bySubject.get(subject) ?? [])].some((stream) => (streams.get(stream)?.subjects[subject] ?? at) > at);
      },
      lastRecordedAt: () => latest,
    });
  };

type Told = Pick<Envelope, 'stream' | 'board' | 'occurredOn' | 'recordedAt' | 'knownSince' | 'type'>;

const envelopeIn = ({ text }: StoredEvent): Told | null => {
  try {
    const event = JSON.parse(text) as Told | null;
    return typeof event?.stream === 'string' && typeof event.occurredOn === 'string' && typeof event.recordedAt === 'string' ? event : null;
  } catch {
    return null;
  }
};
