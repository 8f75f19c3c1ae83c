/** Two views compared, for people: a block a change, before and after, and the events that did it. */
import { type Due, formatMoney, saidDue } from '@frist/obligations';
import { type Diff, type DiffStanding, type FigureChange, type ObligationChange, sayAs, type ViewTimes } from 'frist';

import { dutyName } from '../messages/duty-names';
import type { Context } from '../outcome';
import { clean } from './clean';
import { eventLine } from './event-lines';
import { dueText } from './finding-text';
import { heading, labelled, lines, type Page, pageOf, wrap } from './page';
import { knownAtText } from './times';

const layout = { indent: 4, column: 12 };

/** The comparison as text. */
export const diffTable = ({ from, to, obligations, figures, withheld }: Diff, context: Context): string => {
  const { words, terminal } = context;
  const { compare, head } = words;
  const page = pageOf(terminal);
  const view = ({ asOf, knownAt }: ViewTimes): string => compare.view(asOf, knownAtText(knownAt));
  const unchanged = obligations.length === 0 && figures.length === 0;
  return lines([
    ...wrap(head.diff(view(from), view(to)), page.width).map(page.bold),
    ...(obligations.length === 0 ? [] : heading(page, compare.obligations, obligations.length)),
    ...obligations.flatMap((change, i) => [...(i === 0 ? [] : ['']), ...owedLines(change, page, context)]),
    ...(figures.length === 0 ? [] : heading(page, compare.figures, figures.length)),
    ...figuresLines(figures, page, context),
    ...(withheld.length === 0 ? [] : ['', ...wrap(compare.withheldFigures(withheld.map(({ register, role }) => `${register} (${role})`).join(', ')), page.width)]),
    '',
    page.bold(unchanged ? compare.nothing : compare.changes(obligations.length, figures.length)),
    ...wrap(head.foot, page.width).map(page.dim),
  ]);
};

const owedLines = (change: ObligationChange, page: Page, context: Context): readonly string[] => {
  const { words, lang } = context;
  const { check, compare } = words;
  const row = (label: string, text: string): readonly string[] => (text === '' ? [] : labelled(page, label, text, layout));
  return [
    ...wrap(change.title[lang], page.width - 2).map((line) => `  ${page.bold(line)}`),
    ...row(check.labels.concerns, change.concerns.join(' · ')),
    ...row(check.labels.period, change.instance ?? ''),
    ...row(compare.before, standingText(change.from, change.kind, context)),
    ...row(compare.after, standingText(change.to, change.kind, context)),
    ...row(check.labels.id, change.obligationId),
    ...eventLines(change, page, context),
  ];
};

const standingText = (standing: DiffStanding | null, kind: string, context: Context): string => {
  const { domains, lang, words } = context;
  const { check, compare } = words;
  if (standing === null) return compare.absent;
  const { lifecycle, delivery, timeliness, due, completion } = standing;
  const when = (day: Due | null): string => dueText(day === null ? null : saidDue(day, sayAs(lang, kind, domains)), context);
  const shown = [check.lifecycle[lifecycle], delivery === 'none' ? null : check.delivery[delivery], check.timeliness[timeliness], when(due), completion === null ? null : `${check.labels.completion.toLowerCase()} ${when(completion.due)}: ${check.timeliness[completion.timeliness]}`];
  return [...new Set(shown.filter((part) => part !== null))].join('; ');
};

/** Figures of one stream stand together, over the events that changed them. */
const figuresLines = (figures: readonly FigureChange[], page: Page, context: Context): readonly string[] =>
  figures.flatMap((change, i) => {
    const isNext = (other: FigureChange | undefined): boolean => other?.stream === change.stream && other.register === change.register;
    const named = change.concerns.length === 0 ? change.stream : change.concerns.map((concern) => dutyName(concern, context.lang)).join(' · ');
    return [
      ...(isNext(figures[i - 1]) ? [] : [...(i === 0 ? [] : ['']), ...wrap(named, page.width - 2).map((line) => `  ${page.bold(line)}`)]),
      ...wrap(`${change.figure}: ${figureText(change.from, context)} → ${figureText(change.to, context)}`, page.width - 4).map((line) => `    ${line}`),
      ...(isNext(figures[i + 1]) ? [] : eventLines(change, page, context)),
    ];
  });

const figureText = (figure: FigureChange['from'], { words, lang }: Context): string => {
  if (figure === null) return words.compare.absent;
  if (typeof figure === 'string') return clean(figure);
  if (typeof figure === 'number') return formatMoney(figure, lang);
  return figure._tag === 'unknown' ? words.grants.unknown : `${words.grants.about} ${formatMoney(figure.ore, lang)}`;
};

const eventLines = ({ events, withheld = 0 }: Pick<ObligationChange, 'events'> & Partial<Pick<ObligationChange, 'withheld'>>, page: Page, { words }: Context): readonly string[] => {
  const { compare } = words;
  if (events.length === 0) return labelled(page, compare.events, withheld === 0 ? compare.byTime : compare.withheld(withheld), layout);
  return [`    ${page.dim(compare.events)}`, ...events.flatMap((event) => eventLine(event, page, null).map((line) => `    ${line}`))];
};
