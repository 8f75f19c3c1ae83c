/** What a search for matters finds by words, and what it does not take for a number. */
import type { RegisterRow } from '@frist/obligations';

import { type MatterState, searchMatters } from '@frist/decisions';

import { decisionsBook, matterBook } from './support';

const rows: RegisterRow<MatterState>[] = [];

beforeAll(async () => {
  const test = decisionsBook();
  for (const [title, diaryNumber] of [
    ['Yearly adjustment of fees', 'SN 2020:42'],
    ['Fees for meals', 'SN/2020:420'],
    ['Matavgifter i äldreomsorgen 2020', 'SN/2020:04'],
    ['Åtgärder 1:42', 'KS 2020:xx'],
    ['Remiss', 'SN/2019:286 (AVUX 2020:42)'],
  ] as const) {
    const matter = matterBook(test, title);
    await matter.tell('2020-01-10', 'openMatter', { title, diaryNumbers: [diaryNumber] });
    rows.push({ stream: matter.stream, board: test.board, state: await matter.state(), lastEvent: '' as never });
  }
});

const found = (text: string): readonly string[] => searchMatters(rows, text).map(({ row, how }) => `${how}: ${row.state.opened?.title ?? ''}`);

it.each([
  ['yearly fees', ['words: Yearly adjustment of fees']],
  ['FEES  year', ['words: Yearly adjustment of fees']],
  ['fee', ['words: Yearly adjustment of fees', 'words: Fees for meals']],
  ['yearly meals', []],
  // The text as it stands may begin within a word, as it could before.
  ['avgift', ['words: Matavgifter i äldreomsorgen 2020']],
  ['avgifter, äldre', []],
  ['matavgift äldre', ['words: Matavgifter i äldreomsorgen 2020']],
  ['aldre', []],
  ['A\u030Atgärder', ['words: Åtgärder 1:42']],
  ['–', []],
])('words: %s', (text, expected) => expect(found(text)).toEqual(expected));

it.each([
  ['SN 2020:42', ['number: Yearly adjustment of fees']],
  ['2020:42', ['perhaps: Yearly adjustment of fees', 'words: Remiss']],
  ['sn 2020:4', ['number: Matavgifter i äldreomsorgen 2020']],
  ['42', ['words: Yearly adjustment of fees', 'words: Åtgärder 1:42', 'words: Remiss']],
  ['2 2020', []],
  ['SN 2020', ['words: Yearly adjustment of fees', 'words: Fees for meals', 'words: Matavgifter i äldreomsorgen 2020', 'words: Remiss']],
  // A number’s board, year and serial are no words that may stand anywhere.
  ['AVUX 2020:286', []],
])('a number is whole, and found as no part of another: %s', (text, expected) => expect(found(text)).toEqual(expected));
