// Matters with no, one or several diary numbers, found by any spelling. What looks alike is shown, and never merged.
import { searchMatters } from '@frist/decisions';

import { chapter, right, say, t, table } from './say.mjs';

export const matters = async (frist) => {
  chapter('Ärenden', 'Matters');
  const { rows } = right(await frist.register('matters')());
  const numbersOf = ({ state }) => state.numbers.map(({ raw }) => raw).join(', ') || t('inget diarienummer', 'no diary number');
  const byNumber = rows.map((row) => [numbersOf(row), row.state.opened.title]).sort(([a], [b]) => (a < b ? -1 : 1));
  table(byNumber);
  for (const text of ['sn 2020:42', 'Dnr 2020:262']) {
    say(t(`Sökning på ”${text}”:`, `Searched for “${text}”:`));
    table(searchMatters(rows, text).map(({ row, how }) => [{ number: t('säkert', 'certain'), perhaps: t('kanske', 'perhaps'), words: t('ord', 'words') }[how], numbersOf(row), row.state.opened.title]));
  }
};
