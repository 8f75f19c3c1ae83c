/** The check day by day, for people: the days on which something changed, each with its counts. */
import type { DailyChange, DailyCheck, DailyStanding } from 'frist';

import type { DailyAbout } from '../json/daily';
import type { Context } from '../outcome';
import { clean } from './clean';
import { lines, type Page, pageOf, wrap } from './page';
import { knownAtText } from './times';

/** The days as text. Of the first only the counts are shown: nothing is known of the day before. */
export const dailyTable = (days: readonly DailyCheck[], { from, to, knownAt, board }: DailyAbout, context: Context): string => {
  const { words, terminal } = context;
  const { compare, head, record } = words;
  const page = pageOf(terminal);
  const [first, ...later] = days;
  const changed = later.filter(({ changes }) => changes.length > 0);
  return lines([
    page.bold(knownAt === null || first === undefined ? head.daily(from, to) : compare.view(head.daily(from, to), knownAtText(first.knownAt))),
    ...(board === null ? [] : [`${record.board}: ${clean(board)}`]),
    ...(first === undefined ? [] : ['', page.bold(first.day), `  ${compare.atStart}: ${countsText(first, context)}`]),
    ...changed.flatMap((daily) => ['', page.bold(daily.day), ...daily.changes.flatMap((change) => changeLines(change, page, context)), `  ${page.dim(countsText(daily, context))}`]),
    '',
    page.bold(compare.days(changed.length, days.length)),
    ...wrap(head.foot, page.width).map(page.dim),
  ]);
};

const countsText = ({ counts }: DailyCheck, { words }: Context): string =>
  words.check.counts(counts.overdue, counts['due-today'] + counts['due-soon'], 30, counts.undetermined);

const changeLines = (change: DailyChange, page: Page, context: Context): readonly string[] => {
  const { lang, words } = context;
  const { compare } = words;
  const named = [change.title[lang], change.instance, ...change.concerns].filter((part) => part !== null).join(' · ');
  const what = `${standingText(change.from, context)} → ${standingText(change.to, context)}, ${change.byFact ? compare.byFact : compare.byDay}`;
  return wrap(`${named}: ${what} [${change.obligationId}]`, page.width - 4).map((line, i) => `${i === 0 ? '  - ' : '    '}${line}`);
};

/** Timeliness says most; where it does not apply, the lifecycle says why. */
const standingText = (standing: DailyStanding | null, { words }: Context): string => {
  if (standing === null) return words.compare.absent;
  const { lifecycle, timeliness } = standing;
  return timeliness === 'not-applicable' || lifecycle === 'conditional' || lifecycle === 'suspended' ? words.check.lifecycle[lifecycle] : words.check.timeliness[timeliness];
};
