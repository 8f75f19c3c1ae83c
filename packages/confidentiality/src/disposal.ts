/**
 * Disposal (gallring): what is due, and its carrying out.
 *
 * The order that survives a crash anywhere: the decision is recorded (`DisposalDecided`), the key is destroyed in the key
 * store, what was done is recorded (`DisposalCarriedOut`). After a crash behind the first step the data are still there and
 * everything is asked again; behind the second they are gone, and doing it again records it.
 */
import { type CivilDate, swedishDay } from '@frist/calendar';
import { type Actor, type Board, type CommandId, execute, type ExecutionFailure, failure, type Failure, factsOf, fold, type ReadFailure, readStreamEvents, type RecordedEvent, type Register, type SubjectRef } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { KeyFailure, KeyState, KeyStore } from './key-store';
import { type Municipality, type Retention, retentionOf } from './retention';
import type { RetentionRule } from './retention-rules';
import { nothingKept, subjectDecider, type SubjectState } from './subject';
import { CaseReference, subjectStream } from './subject-events';
import type { Survey } from './survey';

/** The day, and what the rules are told beside the record. */
export interface DisposalTerms {
  readonly asOf: CivilDate;
  readonly municipality?: Municipality;
  /** Default: `retentionRules`. */
  readonly rules?: readonly RetentionRule[];
}

/** What is to become of a subject's data. */
export type DisposalAnswer =
  | Retention
  /** Destroyed, by which decision. `writtenSince`: see {@link Survey.writtenSinceDisposal}. */
  | { readonly retention: 'disposed'; readonly decision: string; readonly on: CivilDate; readonly writtenSince: boolean };

/** A subject in the list. */
export interface DisposalEntry {
  readonly subject: SubjectRef;
  /** Usually one. */
  readonly boards: readonly Board[];
  readonly lastEntry: CivilDate | null;
  readonly streams: readonly string[];
  /** What the key store knows; null where none was asked. `none` with streams: the key is lost, or this is another key store. */
  readonly key: KeyState['_tag'] | null;
  readonly answer: DisposalAnswer;
}

/** Why the list cannot be made. */
export type DisposalQueryFailure = ReadFailure | KeyFailure;

const stateOf = (events: readonly RecordedEvent[]): SubjectState => fold(subjectDecider, factsOf(events), nothingKept);

type Source = Pick<Register, 'store' | 'catalogue'>;

const entryOf = (source: Source, survey: Survey, keys: KeyStore | null, subject: SubjectRef, terms: DisposalTerms): TaskEither<DisposalQueryFailure, DisposalEntry & { readonly state: SubjectState }> =>
  async () => {
    const events = await readStreamEvents(source.store, source.catalogue, subjectStream(subject))();
    if (E.isLeft(events)) return events;
    const state = stateOf(events.right);
    const found = keys?.find(subject) ?? E.right(null);
    if (E.isLeft(found)) return found;
    const lastEntry = survey.lastEntry(subject);
    // The record itself, for a retraction of it brings nothing back.
    const record = events.right.find(({ type }) => type === 'DisposalCarriedOut');
    const told = record?.data as { readonly decision: string } | undefined;
    const answer: DisposalAnswer =
      record === undefined || told === undefined
        ? retentionOf({ state, lastEntry, ...terms })
        : { retention: 'disposed', decision: told.decision, on: record.occurredOn, writtenSince: survey.writtenSinceDisposal(subject) };
    return E.right({ subject, boards: survey.boardsOf(subject), lastEntry, streams: survey.of(subject).map(({ stream }) => stream), key: found.right?._tag ?? null, answer, state });
  };

/**
 * Every subject of a board with what is to become of its data on a day: due, not due and why, undecidable and why, done.
 * Reads without keys; a key store that is given tells of keys that are lost and of subjects with a key and nothing else.
 *
 * @example disposalDue({ store, catalogue }, survey, keys, { board, asOf })()
 */
export const disposalDue =
  (source: Source, survey: Survey, keys: KeyStore | null, { board, ...terms }: DisposalTerms & { readonly board?: Board }): TaskEither<DisposalQueryFailure, readonly DisposalEntry[]> =>
  async () => {
    const fresh = await survey.refresh()();
    if (E.isLeft(fresh)) return fresh;
    const entries: DisposalEntry[] = [];
    for (const subject of survey.subjects(board)) {
      const entry = await entryOf(source, survey, keys, subject, terms)();
      if (E.isLeft(entry)) return entry;
      const { state, ...rest } = entry.right;
      entries.push(rest);
    }
    return E.right(entries);
  };

/** One disposal, by a decision. */
export interface DisposalOrder extends DisposalTerms {
  /** Id of the command; its events have ids that follow from it. */
  readonly id: CommandId;
  readonly board: Board;
  readonly subject: SubjectRef;
  /** By which it was decided, e.g. `SN 2026:12 § 45`. */
  readonly decision: string;
  readonly actor: Actor;
  /** The key is known to be lost, and the data with it: they are recorded as disposed of all the same. */
  readonly keyIsLost?: boolean;
}

/** What became of it. `before`: it had been carried out, and only a key that was there again was destroyed, if any. */
export interface DisposalDone {
  readonly subject: SubjectRef;
  readonly before: boolean;
  readonly fingerprint: string | null;
}

/**
 * Why nothing was destroyed, or why what was done could not be recorded: then doing it again completes it.
 * `NoDisposalDecided`: no decision given. `RetentionRuns`, `DisposalUndecidable`: by the rules. `ClockWentBack`: the clock
 * is on a day before the last that is on record. `AsOfInTheFuture`. `KeyNotHeld`: there are boxes, but no key in this key
 * store: it is another register's, or an old copy. `StoreReadOnly`.
 */
export type DisposalFailure = Failure<'NoDisposalDecided' | 'RetentionRuns' | 'DisposalUndecidable' | 'ClockWentBack' | 'AsOfInTheFuture' | 'KeyNotHeld' | 'StoreReadOnly'> | DisposalQueryFailure | ExecutionFailure;

const refuse = (tag: 'NoDisposalDecided' | 'RetentionRuns' | 'DisposalUndecidable' | 'ClockWentBack' | 'AsOfInTheFuture' | 'KeyNotHeld' | 'StoreReadOnly', field: string, expected: string, value?: string): E.Either<readonly DisposalFailure[], never> =>
  E.left([failure(tag, 'confidentiality/disposal', field, expected, value)]);

/**
 * Destroys a subject's key for ever, by a decision, when the rules allow it, and records it: see the head of this file.
 * The record is an event in `subject-…`, which an evidence pack proves like any other.
 *
 * What it cannot reach: copies of the key file, as long as there is a wrapping key for them; and another process that has
 * sealed an event and not yet stored it, whose event nobody will read ({@link DisposalAnswer} shows it).
 *
 * @example carryOutDisposal(register, keys, survey)({ id, board, subject, decision: 'SN 2026:12 § 45', asOf, actor })()
 */
export const carryOutDisposal =
  (register: Register, keys: KeyStore, survey: Survey) =>
  (order: DisposalOrder): TaskEither<readonly DisposalFailure[], DisposalDone> =>
  async () => {
    const { id, board, subject, decision, asOf, actor } = order;
    const today = swedishDay(register.clock());
    if (register.store.capabilities.readOnly) return refuse('StoreReadOnly', 'store', 'a store that can be written to: a disposal is recorded');
    if (!CaseReference.is(decision)) return refuse('NoDisposalDecided', 'decision', 'the number of a decision, such as SN 2026:12 § 45');
    if (asOf > today) return refuse('AsOfInTheFuture', 'asOf', `a day not after ${today}`, asOf);

    /** Everything anew, for it may have changed since. */
    const look = async (): Promise<E.Either<readonly DisposalFailure[], DisposalEntry & { readonly state: SubjectState }>> => {
      const fresh = await survey.refresh()();
      if (E.isLeft(fresh)) return E.left([fresh.left]);
      const last = survey.lastRecordedAt();
      if (last !== null && swedishDay(last) > today) return refuse('ClockWentBack', 'clock', `a day not before ${swedishDay(last)}, on which something was recorded`, today);
      const entry = await entryOf(register, survey, keys, subject, order)();
      return E.isLeft(entry) ? E.left([entry.left]) : entry;
    };
    const write = (command: string, data: object, step: string): TaskEither<readonly ExecutionFailure[], unknown> =>
      execute(register)({ id: `${id}/${step}`, board, stream: subjectStream(subject), command, on: today, actor, data });

    const first = await look();
    if (E.isLeft(first)) return first;
    const { answer, state, key } = first.right;
    if (answer.retention === 'disposed') {
      const again = keys.destroy(subject);
      return E.isLeft(again) ? E.left([again.left]) : E.right({ subject, before: true, fingerprint: again.right.fingerprint });
    }
    const begun = state.decided?.decision === decision;
    if (key === 'none' && survey.sealed.has(subject) && order.keyIsLost !== true) return refuse('KeyNotHeld', 'keys', 'the key store of this register, which holds the key of this subject', subject);
    // The key is gone and the intent on record: what is left is to say so, whatever the rules say by now.
    if (!(begun && key === 'destroyed')) {
      const allowed = allows(answer);
      if (E.isLeft(allowed)) return allowed;
      if (!begun) {
        const { lastEntry } = first.right;
        const data = { decision, asOf, files: allowed.right, keyStore: keys.id, ...(lastEntry === null ? {} : { lastEntry }) };
        const decided = await write('decideDisposal', data, 'decided')();
        if (E.isLeft(decided)) return decided;
      }
    }
    const second = await look();
    if (E.isLeft(second)) return second;
    const intent = second.right.state.decided;
    if (intent?.decision !== decision) return refuse('NoDisposalDecided', 'decision', 'a disposal that has been decided and not withdrawn', decision);
    if (second.right.key !== 'destroyed') {
      const still = allows(second.right.answer);
      if (E.isLeft(still)) return still;
    }
    const destroyed = keys.destroy(subject);
    if (E.isLeft(destroyed)) return E.left([destroyed.left]);
    const { fingerprint } = destroyed.right;
    const { lastEntry, streams } = second.right;
    const record = { decision, decided: intent.event, keyStore: keys.id, streams: streams.length, ...(fingerprint === null ? {} : { fingerprint }), ...(lastEntry === null ? {} : { lastEntry }) };
    const recorded = await write('recordDisposal', record, 'carried-out')();
    if (E.isLeft(recorded)) return recorded;
    const noted = await survey.refresh()();
    return E.isLeft(noted) ? E.left([noted.left]) : E.right({ subject, before: false, fingerprint });
  };

const allows = (answer: DisposalAnswer): E.Either<readonly DisposalFailure[], readonly object[]> => {
  if (answer.retention === 'due') return E.right(answer.files);
  const why = answer.retention === 'disposed' ? '' : answer.because.map(({ reason, file, keptUntil }) => [file, reason, keptUntil].filter((part) => part !== undefined).join(' ')).join(', ');
  return answer.retention === 'undecidable'
    ? refuse('DisposalUndecidable', 'subject', 'a subject of whom everything is known that the rules ask for', why)
    : refuse('RetentionRuns', 'subject', 'a subject for whom no retention rule runs', why);
};
