/** Ids that are in registers already. A change here is a change of every register.
 * The values were computed with another implementation of RFC 9562 (Python's uuid5). */
import { boardNamespace, eventIdOf, fristNamespace, streamFor, type Board, type CommandId, Uuid } from '../src';

const board = 'botkyrka/socialnamnden' as Board;

it('never move', () => {
  expect(fristNamespace).toBe('5c1f3d0a-6b0e-5c55-9d43-7f2a4be10c64');
  expect(boardNamespace(board)).toBe('9fbabeaf-061d-5233-b4ed-01b6b2496890');
  expect(eventIdOf(board, 'imp-1' as CommandId, 0)).toBe('393d8fe7-493f-5dff-966c-8357bdec62c8');
  expect(eventIdOf(board, 'imp-1' as CommandId, 12)).toBe('b256c20d-5bc6-59eb-840e-832b4be039fa');
  expect(streamFor(board, 'grant', 'ökad bemanning')).toBe('grant-979d78e5-1af2-5c10-a5e8-1afff42c1743');
});

it('are UUIDs of version 5, and differ by board, command and index', () => {
  const ids = [
    eventIdOf(board, 'a' as CommandId, 1), eventIdOf(board, 'a' as CommandId, 2), eventIdOf(board, 'b' as CommandId, 1),
    eventIdOf('x' as Board, 'a' as CommandId, 1), eventIdOf(board, 'a/1' as CommandId, 1),
  ];
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    expect(Uuid.is(id)).toBe(true);
    expect(id[14]).toBe('5');
  }
});
