/** Statistics for the council: nothing about anybody. */
import type { Cell, ReportColumn, ReportSection, ReportTable } from '@frist/obligations';

import type { Statistics, StatisticsLine, StatisticsTable } from '../compilation/events';
import { column, none, number, several, text } from './cells';
import { labels } from './labels';

/** Two tables: decisions, and interruptions apart. */
export const councilSections = (statistics: Statistics): readonly ReportSection[] => [
  {
    key: 'statistics',
    title: { sv: 'Statistik', en: 'Statistics' },
    tables: [
      tableOf('decisions', statistics, statistics.decisions, 'Tabell 1: Beslut som inte verkställts inom tre månader från beslutet.', 'Table 1: Decisions not executed within three months from the decision.'),
      tableOf('interruptions', statistics, statistics.interruptions, 'Tabell 2: Beslut där verkställigheten avbrutits och inte återupptagits inom tre månader.', 'Table 2: Decisions whose execution was interrupted and not resumed within three months.'),
    ],
  },
];

const tableOf = (key: string, statistics: Statistics, { lines, total }: StatisticsTable, sv: string, en: string): ReportTable => {
  const split = statistics.splitBySex;
  const columns: readonly ReportColumn[] = [column('legalBasis'), column('kind'), column('count'), ...(split ? [column('women'), column('men')] : []), column('daysEach'), column('shortest'), column('median'), column('longest')];
  const row = (line: StatisticsLine, name: Cell): readonly Cell[] => [
    several(line.acts.map((act) => text(act === 'unknown' ? labels.untold : act))),
    name,
    number(line.count),
    ...(split ? [number(line.women ?? 0), number(line.men ?? 0)] : []),
    several(line.days.map(number)),
    ...extremes(line.days),
  ];
  const names = lines.map((line): Cell => text(line.kind === undefined ? labels.others : (line.kind.label ?? line.kind.category)));
  return {
    key,
    title: { sv, en },
    columns,
    rows: lines.length === 0 ? [] : [...lines.map((line, i) => row(line, names[i] ?? none)), row(total, text(labels.sum))],
    empty: labels.nothing,
    notes: notesOf(statistics, lines),
  };
};

const extremes = (days: readonly number[]): readonly Cell[] => {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [none, none, none];
  const [low, high] = [days[Math.floor((days.length - 1) / 2)] ?? first, days[Math.floor(days.length / 2)] ?? last];
  const median = (low + high) / 2;
  return [number(first), { _tag: 'number', value: median, ...(Number.isInteger(median) ? {} : { decimals: 1 }) }, number(last)];
};

const notesOf = ({ smallestGroup: n, splitDropped }: Statistics, lines: StatisticsTable['lines']): ReportTable['notes'] & object => [
  ...(lines.some(({ kind }) => kind === undefined)
    ? [{ sv: `Grupper med färre än ${n} redovisas som Övriga insatser så att ingen enskild kan pekas ut.`, en: `Groups of fewer than ${n} are shown as Other interventions so that nobody can be singled out.` }]
    : []),
  ...(splitDropped === true && lines.length > 0 ? [{ sv: 'Fördelningen på kvinnor och män redovisas inte, så att ingen enskild kan pekas ut.', en: 'The split by sex is left out so that nobody can be singled out.' }] : []),
];
