/** The options that every reading command takes, from text to values. All that is wrong is told at once. */
import { addDuration, asDuration, type CalendarError, type CivilDate, daysBetween, parseCivilDate, parseKnownAt } from '@frist/calendar';
import { Board } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { Query } from 'frist';

import { ExitCode } from './exit-code';
import { optionSentence } from './option-text';
import { type Context, failed, type Outcome } from './outcome';
import type { Raw } from './raw';
import { clean } from './render/clean';

export interface ReadingOptions {
  readonly query: Query;
  readonly store: string;
  /** Journals to read into memory first. */
  readonly journals: readonly string[];
  readonly json: boolean;
}

const defaultStore = 'sqlite:frist.db';
const memoryStore = 'memory:';

/** The store that is meant: what `--store` says, memory when only `--import` is given, else what the variable FRIST_STORE says. */
export const storeOf = (raw: Raw, { terminal }: Pick<Context, 'terminal'>): string => raw.store ?? (raw.import === undefined ? terminal.env.FRIST_STORE || defaultStore : memoryStore);

/** `--board`, when given, or why not. */
export const boardOf = (raw: Raw, { words }: Context): E.Either<string, Board | undefined> => {
  if (raw.board === undefined) return E.right(undefined);
  return Board.is(raw.board)
    ? E.right(raw.board)
    : E.left(words.usage.badValue('--board', clean(raw.board), words.errors.expects('a board name in lower case letters and digits, parts joined by / . or -')));
};

/** Parses them, or says everything that is wrong with them (exit 2). */
export const readingOptions = (raw: Raw, context: Context): E.Either<Outcome, ReadingOptions> => {
  const { words } = context;
  const problems: string[] = [];
  const parsed = <A>(option: string, text: string | undefined, parse: (text: string) => E.Either<CalendarError, A>): A | undefined => {
    if (text === undefined) return undefined;
    const value = parse(text);
    if (E.isRight(value)) return value.right;
    problems.push(optionSentence(option, value.left, words));
    return undefined;
  };
  const asOf = parsed('--as-of', raw.asOf, parseCivilDate);
  const knownAt = parsed('--known-at', raw.knownAt, parseKnownAt);
  const board = boardOf(raw, context);
  if (E.isLeft(board)) problems.push(board.left);
  if (raw.import !== undefined && storeOf(raw, context) !== memoryStore) problems.push(words.usage.importNeedsMemory);
  if (problems.length > 0 || E.isLeft(board)) return E.left(failed(ExitCode.usage, ...problems));
  return E.right({
    query: {
      ...(asOf === undefined ? {} : { asOf }),
      ...(knownAt === undefined ? {} : { knownAt }),
      ...(board.right === undefined ? {} : { board: board.right }),
    },
    store: storeOf(raw, context),
    journals: raw.import ?? [],
    json: raw.format === 'json',
  });
};

/** Days of `--within`, counted from a day; 30 when it is not given. */
export const withinDays = (text: string | undefined, from: CivilDate, { words }: Context): E.Either<Outcome, number> => {
  if (text === undefined) return E.right(30);
  const duration = asDuration(text);
  if (E.isLeft(duration)) return E.left(failed(ExitCode.usage, optionSentence('--within', duration.left, words)));
  const end = addDuration(from, duration.right);
  const days = E.isLeft(end) ? 0 : daysBetween(from, end.right);
  return days >= 1 ? E.right(days) : E.left(failed(ExitCode.usage, words.usage.badValue('--within', clean(text), words.usage.within)));
};
