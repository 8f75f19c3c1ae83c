/** Ids that follow from what they identify, so that a repeat is recognisable. */
import { v5 } from 'uuid';

import type { Board, CommandId, EventId, StreamName } from './envelope';

/** The product's own namespace for UUIDs of version 5. Never to be changed: recorded ids follow from it. */
export const fristNamespace = '5c1f3d0a-6b0e-5c55-9d43-7f2a4be10c64';

const boards = new Map<Board, string>();

/** Namespace of a board's register. */
export const boardNamespace = (board: Board): string => {
  const known = boards.get(board);
  if (known !== undefined) return known;
  const made = v5(board, fristNamespace);
  boards.set(board, made);
  return made;
};

/** The id of the event that a command yields at an index, counted from 0. */
export const eventIdOf = (board: Board, command: CommandId, index: number): EventId =>
  v5(`${command}/${index}`, boardNamespace(board)) as EventId;

/** A stream whose uuid follows from a name within the board. Never put anything personal into the name: it can be guessed back. */
export const streamFor = (board: Board, category: string, name: string): StreamName =>
  `${category}-${v5(`${category}/${name}`, boardNamespace(board))}` as StreamName;
