/** Diary numbers that certainly stand on more than one matter of a board. A number is a label, not a key: nothing is merged by it. */
import type { Board, EventId, Fact, RecordedOf, StreamName } from '@frist/event-sourcing';
import { type Crossing, type CrossingFinding, readDiaryNumbers } from '@frist/obligations';

import { finding } from '../finding';
import { MatterNumbered, MatterOpened } from './events';

/** A number as it is compared, and where it was printed. */
export interface NumberPrinted {
  readonly number: string;
  readonly printed: { readonly board: Board; readonly stream: StreamName; readonly event: EventId }[];
}

const types = [MatterOpened, MatterNumbered] as const;

const numbersIn = (fact: Fact): readonly string[] => {
  const { type, data } = fact as Fact & RecordedOf<(typeof types)[number]>;
  const raw = type === 'MatterOpened' ? (data.diaryNumbers ?? []) : [data.diaryNumber];
  return raw.flatMap(readDiaryNumbers).flatMap(({ complete, normalised }) => (complete ? [normalised] : []));
};

const findingsOf = ({ number, printed }: NumberPrinted): readonly CrossingFinding[] => {
  if (printed.length < 2) return [];
  const matters = new Map([...printed].reverse().map((one) => [one.stream, one]));
  if (matters.size < 2) return [];
  return [...matters.values()].map(({ board, stream, event }) => {
    const other = printed.find((one) => one.stream !== stream);
    return {
      ...finding('information', 'diary-number-in-several-matters', 'Samma diarienummer står på flera ärenden', 'The same diary number stands on several matters', [event, other?.event], { number, matters: String(matters.size) }),
      board,
      stream,
    };
  });
};

/** By board and number. A number that is incomplete is the same as no other, so it is in none of the rows. */
export const numbersOfMatters: Crossing<NumberPrinted> = {
  name: 'numbers-of-matters',
  version: '1',
  types,
  // Boards keep registers of their own, and letters outside ASCII are letters of boards.
  keysOf: (fact) => numbersIn(fact).map((number) => `${fact.board} ${encodeURIComponent(number)}`),
  initial: (key) => ({ number: decodeURIComponent(key.slice(key.indexOf(' ') + 1)), printed: [] }),
  evolve: (row, { board, stream, id: event }) => {
    row.printed.push({ board, stream, event });
    return row;
  },
  findings: findingsOf,
};
