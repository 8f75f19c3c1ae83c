/** From a line of a journal to a command. */
import { type Board, canonicalJson, closed, CommandEnvelope, decodeWith, type Failure, failure, looksLikeIdentityNumber, type NotCanonical } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import type { ImportLine } from './import-types';
import { maxLineLength, tooLong } from './journal-lines';
import { repeatedKey } from './repeated-key';

const { board, ...required } = CommandEnvelope.required;
const { causedBy, knownSince, source } = CommandEnvelope.optional;

/** One line of a journal. `board` may be left to the import's default. */
export const JournalLine = closed('JournalLine', required, { board, causedBy, knownSince, source });

/** A line that cannot become a command, with as much as could be told of it. */
export interface BadLine {
  readonly id: string | null;
  /** Null when the line does not tell. */
  readonly stream: string | null;
  readonly reasons: readonly Failure[];
}

/** Reads one line, or tells everything that is wrong with its form, with paths in its JSON. */
export const journalCommand = (line: ImportLine, defaultBoard: Board | undefined): E.Either<BadLine, CommandEnvelope> => {
  const bad = (...reasons: readonly Failure[]): E.Either<BadLine, never> => E.left({ id: null, stream: null, reasons });
  if (line.flaw !== undefined) return bad(line.flaw);
  // No UTF-16 unit takes more than three bytes.
  if (line.text.length * 3 > maxLineLength && Buffer.byteLength(line.text) > maxLineLength) return bad(tooLong(Buffer.byteLength(line.text)));
  const text = line.line === 1 ? line.text.replace(/^\ufeff/, '') : line.text;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return bad(failure('InvalidJson', 'frist/journal-line', '$', 'one whole JSON object', whereBroken(error, text)));
  }
  const decoded = decodeWith(JournalLine, json, '');
  const twice = repeatedKey(text);
  const reasons: Failure[] = E.isLeft(decoded) ? decoded.left.map((reason) => (reason.field === '' ? { ...reason, field: '$' } : reason)) : [];
  if (twice !== null) reasons.unshift(failure('InvalidJson', 'frist/journal-line', twice, 'each key once'));
  const told = json as { readonly id?: unknown; readonly stream?: unknown; readonly board?: unknown } | null;
  const named = E.isRight(decoded) ? (decoded.right.board ?? defaultBoard) : defaultBoard;
  if (named === undefined && typeof told === 'object' && told !== null && !Array.isArray(told) && told.board === undefined) {
    reasons.push(failure('InvalidData', 'frist/journal-board', 'board', 'a board in the line, or one given for the whole import'));
  }
  if (E.isLeft(decoded) || named === undefined || reasons.length > 0) return E.left({ id: textOrNull(told?.id), stream: textOrNull(told?.stream), reasons });
  return E.right({ ...decoded.right, board: named });
};

/** An id in the wrong place may be somebody's: then it is not repeated. */
const textOrNull = (value: unknown): string | null => (typeof value === 'string' && !looksLikeIdentityNumber(value) ? value.slice(0, 128) : null);

/** The place that the engine names; never the text itself, which may be about a person. */
const whereBroken = (error: unknown, text: string): string => {
  const at = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
  return at === undefined || Number(at) >= text.length ? `it breaks off after ${text.length} characters` : `broken at character ${Number(at) + 1}`;
};

/** Two commands with the same content say the same. */
export const contentOf = (command: CommandEnvelope): E.Either<NotCanonical, string> =>
  E.mapLeft((reason: NotCanonical) => ({ ...reason, field: reason.field.replace(/^\$\./, '').slice(0, 80) }))(canonicalJson(command));
