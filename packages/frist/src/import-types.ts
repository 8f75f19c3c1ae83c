/** What an import takes and answers. */
import type { Board, ExecutionFailure, Failure } from '@frist/event-sourcing';

/** One line of a journal, already split from its file; see `journalLines`. */
export interface ImportLine {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** Why the line could not even be read as text. */
  readonly flaw?: Failure;
}

/** A line of a journal. */
export type Place = Pick<ImportLine, 'file' | 'line'>;

/** Why a line was refused: where it is, where in its JSON, what was expected. */
export interface ImportFailure {
  readonly file: string;
  /** Null when the whole import failed, e.g. because the store did. */
  readonly line: number | null;
  /** The command's id, when the line has got one. */
  readonly id: string | null;
  readonly reason: ExecutionFailure | Failure;
  /**
   * The rehearsal goes on without a refused line, so a later line about the same stream may be refused only for want
   * of it. Then this names the first line refused.
   */
  readonly mayFollowFrom?: Place;
}

/** What the lines of a journal may leave out. */
export interface ImportOptions {
  /** For lines that name no board. */
  readonly board?: Board;
}

/** What an import came to. */
export interface Imported {
  readonly commands: number;
  /** Commands that had been recorded before, or came earlier in the same import with the same content. */
  readonly repeated: number;
  /** Events recorded now. */
  readonly events: number;
  /** False when the store cannot append atomically: then running the import again completes it. */
  readonly atomic: boolean;
}
