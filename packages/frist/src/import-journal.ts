/**
 * Importing a journal. All commands are rehearsed in memory; only when none is refused are they committed: at once
 * where the store can, else in order, where running the import again completes it.
 */
import { type Board, execute, type ExecutionFailure, failure, type Register } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { Imported, ImportFailure, ImportLine, ImportOptions } from './import-types';
import { type CommandLine, rehearse, type Rehearsed } from './rehearsal';

type Outcome<A> = E.Either<readonly ImportFailure[], A>;

/** What stands before writing: whether the keys belong to the board's register, and that they do, once something is to be recorded. */
export interface Gate {
  readonly check: (board: Board) => TaskEither<ExecutionFailure, void>;
  readonly bind: (board: Board) => TaskEither<ExecutionFailure, void>;
}

/** How often another writer may come between rehearsal and commit. */
const attempts = 5;

/** Imports lines into a register. */
export const journalImporter =
  (register: Register, gate?: Gate) =>
  (lines: readonly ImportLine[], progress: (done: number, of: number) => void = () => undefined, options: ImportOptions = {}): TaskEither<readonly ImportFailure[], Imported> =>
  async () => {
    const { store } = register;
    const atOnce = store.appendAtomically !== undefined;
    const steps = atOnce ? lines.length : 2 * lines.length;
    const fails = (reason: ExecutionFailure): Outcome<never> => E.left([{ file: lines[0]?.file ?? '', line: null, id: null, reason }]);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const rehearsed = await rehearse(register, lines, options, (done) => progress(done, steps), gate?.check);
      if (rehearsed === 'overtaken') continue;
      if (E.isLeft(rehearsed)) return rehearsed;
      const { commands, repeated } = rehearsed.right;
      // Nothing has been refused: only now is anything recorded at all.
      for (const board of gate === undefined ? [] : new Set(commands.map(({ command }) => command.board))) {
        const bound = await gate?.bind(board)();
        if (bound !== undefined && E.isLeft(bound)) return fails(bound.left);
      }
      if (!atOnce) return commitInOrder(register, lines, commands, (done) => progress(lines.length + done, steps));
      const committed = await commitAtOnce(register, rehearsed.right);
      // All of it was there already: the next rehearsal counts it as what it is.
      if (E.isRight(committed)) {
        if (committed.right === 'repeated') continue;
        return E.right({ commands: lines.length, repeated, events: committed.right, atomic: true });
      }
      // Somebody wrote to one of the streams since it was read, or recorded one of the commands elsewhere.
      if (committed.left._tag !== 'Conflict' && committed.left._tag !== 'RepeatedEventId') return fails(committed.left);
    }
    return fails(failure('TooManyConflicts', 'frist/import', 'store', `no other writer during ${attempts} attempts`));
  };

const commitAtOnce = async ({ store }: Register, { overlay }: Rehearsed): Promise<E.Either<ExecutionFailure, number | 'repeated'>> => {
  const requests = overlay.pending();
  if (requests.length === 0 || store.appendAtomically === undefined) return E.right(0);
  const done = await store.appendAtomically(requests)();
  if (E.isLeft(done)) return done;
  if (done.right.every(({ repeated }) => repeated)) return E.right('repeated');
  return E.right(done.right.reduce((sum, { events, repeated }) => sum + (repeated ? 0 : events.length), 0));
};

const commitInOrder = async (register: Register, lines: readonly ImportLine[], commands: readonly CommandLine[], progress: (done: number) => void): Promise<Outcome<Imported>> => {
  const run = execute(register);
  let repeated = lines.length - commands.length;
  let events = 0;
  for (const [i, { command, place }] of commands.entries()) {
    const done = await run(command)();
    if (E.isLeft(done)) return E.left(done.left.map((reason) => ({ ...place, id: command.id, reason })));
    if (done.right.repeated) repeated += 1;
    else events += done.right.events.length;
    progress(i + 1);
  }
  progress(lines.length);
  return E.right({ commands: lines.length, repeated, events, atomic: false });
};
