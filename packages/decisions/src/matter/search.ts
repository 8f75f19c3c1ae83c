/** Finding matters: by any spelling of a number, or by words of the title. Pure functions of a register's rows. */
import { type DiaryNumber, isSameDiaryNumber, mayBeDiaryNumber, readDiaryNumbers, type Reference, type RegisterRow } from '@frist/obligations';

import { citedAs, type MatterState } from './matter';

type Row = RegisterRow<MatterState>;

/** How a matter was found: its number certainly is the one sought, may be it, or only words agree. */
export interface MatterFound {
  readonly row: Row;
  readonly how: 'number' | 'perhaps' | 'words';
}

const numbersOf = ({ state }: Row): readonly DiaryNumber[] => [
  ...state.numbers.flatMap(({ raw }) => readDiaryNumbers(raw)),
  ...state.references.flatMap(({ reference }) => (reference.kind === 'outside' ? readDiaryNumbers(reference.number) : [])),
];

const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();

const wordsOf = (text: string): readonly string[] => text.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '');

/** Whether a text holds another at a place. Digits are a number together: `42` does not stand in `420`. */
const holds = (text: string, sought: string, place: number): boolean =>
  text.startsWith(sought, place) && !(isDigit(sought.at(0)) && isDigit(text[place - 1])) && !(isDigit(sought.at(-1)) && isDigit(text[place + sought.length]));

const saysSo = (text: string, phrase: string): boolean => {
  for (let place = text.indexOf(phrase); place >= 0; place = text.indexOf(phrase, place + 1)) if (holds(text, phrase, place)) return true;
  return false;
};

const isDigit = (unit: string | undefined): boolean => unit !== undefined && /\d/.test(unit);

/**
 * Matters that somebody may look for: certain ones first, then possible ones, then those of which the title or a printed number
 * holds the text as it stands, or all its words, in whatever order, each whole or the beginning of one; each as the rows stand.
 * A search shows and never merges: what looks alike stays apart.
 *
 * @example searchMatters(rows, 'sn 2020:42') // finds what is printed as SN/2020:00042
 */
export const searchMatters = (rows: readonly Row[], text: string): readonly MatterFound[] => {
  const sought = readDiaryNumbers(text);
  const phrase = plain(text);
  // A number is sought as one: its parts are no words.
  const words = sought.some(({ serial }) => serial !== undefined) ? [] : wordsOf(phrase);
  if (phrase === '') return [];
  const grade = (row: Row): MatterFound['how'] | null => {
    const kept = numbersOf(row);
    if (sought.some((one) => kept.some((other) => isSameDiaryNumber(one, other)))) return 'number';
    if (sought.some((one) => kept.some((other) => mayBeDiaryNumber(one, other)))) return 'perhaps';
    const texts = [row.state.opened?.title ?? '', ...row.state.numbers.map(({ raw }) => raw)].map(plain);
    return texts.some((each) => saysSo(each, phrase) || (words.length > 0 && words.every((word) => wordsOf(each).some((own) => holds(own, word, 0))))) ? 'words' : null;
  };
  const found = rows.flatMap((row): readonly MatterFound[] => {
    const how = grade(row);
    return how === null ? [] : [{ row, how }];
  });
  const order = ['number', 'perhaps', 'words'];
  return found.sort((a, b) => order.indexOf(a.how) - order.indexOf(b.how));
};

/** Numbers that certainly stand on more than one matter of a board, with these matters. Nothing is merged by it. `O(numbers)`. */
export const numbersInSeveralMatters = (rows: readonly Row[]): readonly { readonly number: string; readonly rows: readonly Row[] }[] => {
  const found = new Map<string, { readonly number: string; readonly rows: Row[] }>();
  for (const row of rows) {
    const own = new Set(row.state.numbers.flatMap(({ raw }) => readDiaryNumbers(raw)).flatMap(({ complete, normalised }) => (complete ? [normalised] : [])));
    for (const number of own) {
      const there = found.get(`${row.board} ${number}`);
      if (there === undefined) found.set(`${row.board} ${number}`, { number, rows: [row] });
      else there.rows.push(row);
    }
  }
  return [...found.values()].filter((one) => one.rows.length > 1).sort((a, b) => (a.number < b.number ? -1 : 1));
};

/**
 * What a reference leads to among the matters: a decision, nothing but a proposal, something else of a matter (`other`), the
 * matter as a whole, or nothing. Null for a number kept elsewhere. References stay as told; nothing is resolved on writing.
 *
 * @example leadsTo(rows, grant.decision) === 'proposal' // what it calls a decision has only been proposed
 */
export const leadsTo = (rows: readonly Row[], reference: Reference): 'decision' | 'proposal' | 'other' | 'matter' | 'nothing' | null => {
  if (reference.kind === 'outside') return null;
  const row = rows.find(({ stream }) => stream === reference.stream);
  if (row === undefined) return 'nothing';
  return reference.event === undefined ? 'matter' : (citedAs(row.state, reference.event) ?? 'nothing');
};
