/** The rehearsal of an import: every line is read and executed in memory, over what is recorded; nothing is written. */
import { createHash } from 'node:crypto';

import { type Board, type CommandEnvelope, execute, type ExecutionFailure, failure, overlayStore, type OverlayStore, type Register } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { ImportFailure, ImportLine, ImportOptions, Place } from './import-types';
import { contentOf, journalCommand } from './journal-command';
import { type NumberedLine, refusedLines, type RefusedLines } from './refused-lines';

/** A line that is a command. */
export interface CommandLine extends NumberedLine {
  readonly command: CommandEnvelope;
}

export interface Rehearsed {
  /** Each once, in order. */
  readonly commands: readonly CommandLine[];
  /** How many had been recorded before, or stood in the journal before. */
  readonly repeated: number;
  /** All that is new. */
  readonly overlay: OverlayStore;
}

/** Rehearses all lines, or tells everything that is wrong with them; `overtaken` when that has to be done again. */
export const rehearse = async (
  register: Register,
  lines: readonly ImportLine[],
  options: ImportOptions,
  progress: (done: number) => void,
  check?: (board: Board) => TaskEither<ExecutionFailure, void>,
): Promise<E.Either<readonly ImportFailure[], Rehearsed> | 'overtaken'> => {
  const overlay = overlayStore(register.store, register.clock);
  const run = execute({ ...register, store: overlay });
  const refused = refusedLines();
  const once = onlyOnce();
  const commands: CommandLine[] = [];
  let repeated = 0;
  for (const [index, text] of lines.entries()) {
    if (index % pause === 0) await breathe();
    const line = read(text, index, options, refused);
    if (line !== null) {
      const first = once(line);
      if (E.isLeft(first)) refused.add(line, [first.left]);
      else if (!first.right) repeated += 1;
      else {
        commands.push(line);
        // Before anything of the line is sealed: the keys of another register are not to be added to.
        const fits = await check?.(line.command.board)();
        if (fits !== undefined && E.isLeft(fits)) return E.left([{ file: line.place.file, line: null, id: null, reason: fits.left }]);
        const done = await run(line.command)();
        if (E.isRight(done)) repeated += done.right.repeated ? 1 : 0;
        else {
          const broken = done.left.find(isOfStore);
          if (broken !== undefined) return E.left([{ file: line.place.file, line: null, id: null, reason: broken }]);
          refused.add(line, done.left);
        }
      }
    }
    progress(index + 1);
  }
  const failures = refused.failures();
  // Another process recorded some of these commands meanwhile: what was refused may be a repeat.
  if (overlay.overtaken()) return 'overtaken';
  return failures.length > 0 ? E.left(failures) : E.right({ commands, repeated, overlay });
};

/** Lines between two pauses, in which a host can do something else. */
const pause = 256;
const breathe = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

const read = (line: ImportLine, index: number, { board }: ImportOptions, refused: RefusedLines): CommandLine | null => {
  const place: Place = { file: line.file, line: line.line };
  const command = journalCommand(line, board);
  if (E.isRight(command)) return { index, place, id: command.right.id, stream: command.right.stream, command: command.right };
  const { id, stream, reasons } = command.left;
  refused.add({ index, place, id, stream }, reasons);
  return null;
};

/** Tells whether a command stands in the journal for the first time; one id with two contents is refused with both places. */
const onlyOnce = (): ((line: CommandLine) => E.Either<ExecutionFailure, boolean>) => {
  const seen = new Map<string, { readonly place: Place; readonly digest: string }>();
  return ({ command, place }) => {
    const key = `${command.board} ${command.id}`;
    const content = contentOf(command);
    if (E.isLeft(content)) return content;
    const digest = createHash('sha256').update(content.right).digest('base64url');
    const before = seen.get(key);
    if (before === undefined) seen.set(key, { place, digest });
    if (before === undefined || before.digest === digest) return E.right(before === undefined);
    const there = `${before.place.file}:${before.place.line}`;
    return E.left(failure('CommandIdReused', 'frist/unique-ids', 'id', `a new id for a command with other content than ${there}`, command.id));
  };
};

/** A failure of the store itself, which no line is to blame for. */
const isOfStore = ({ _tag }: ExecutionFailure): boolean => _tag.startsWith('Store') || _tag === 'NotAStore';
