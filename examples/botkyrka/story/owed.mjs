// What was owed, as of some days: by all that is known now, and by what was known on the day itself.
import { parseKnownAt, unsafeCivilDate } from 'frist';

import { chapter, lang, right, say, t, table } from './say.mjs';

const days = ['2019-11-01', '2020-02-15', '2020-06-30', '2023-12-31', '2024-12-17'];

export const owed = async (frist) => {
  chapter('Vad nämnden var skyldig', 'What the board owed');
  say(t(
    'Under varje dag: det som har blivit försenat sedan dagen ovanför. Inom parentes: hur det såg ut med det som var känt just den dagen.',
    'Under each day: what has become overdue since the day above it. In brackets: how it looked by what was known on that very day.',
  ));
  const before = new Set();
  for (const day of days) {
    const asOf = unsafeCivilDate(day);
    const { counts, findings } = right(await frist.check({ asOf })());
    const then = right(await frist.check({ asOf, knownAt: right(parseKnownAt(day)) })()).counts;
    const told = ({ overdue, undetermined }) => t(`${overdue} försenade, ${undetermined} obestämda`, `${overdue} overdue, ${undetermined} undetermined`);
    say(`${day}: ${told(counts)} (${told(then)})`);
    const rows = new Map();
    for (const { about, timeliness, obligationId, instance, title, concerns, days: late } of findings) {
      if (about !== 'obligation' || timeliness !== 'overdue' || before.has(`${obligationId} ${instance}`)) continue;
      before.add(`${obligationId} ${instance}`);
      const what = [title[lang], ...concerns.slice(0, 1).filter((name) => !title[lang].includes(name))].join(' · ');
      rows.set(what, [...(rows.get(what) ?? []), late]);
    }
    table([...rows].map(([what, late]) => [Math.max(...late), t('dagar', 'days'), late.length > 1 ? `${what} (${t(`${late.length} gånger, den äldsta`, `${late.length} times, the oldest`)})` : what]), [0]);
  }
};
