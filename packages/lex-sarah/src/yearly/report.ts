/** `frist report lex-sarah --year 2019`: the yearly statistics of each board, and what it stated held against them. */
import { minDate, yearOf } from '@frist/calendar';
import { type Board, failure } from '@frist/event-sourcing';
import type { DomainReport, RegisterRow, ReportSection, ReportView } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import type { Deviation } from '../deviation/deviation';
import type { OrganisationWithDuties } from '../organisation/organisation';
import { type UnitChange, unitsFrom } from '../organisation/units';
import type { LexSarahReport } from '../report/report';
import { countYear, yearDays } from '../statistics/count';
import { countDeviations } from '../statistics/deviations';
import { completedLastIn, shelvesOf } from '../statistics/years';
import type { CountPart } from '../summary/compare';
import type { StatedSummary } from '../summary/summary';
import type { Target } from '../targets';
import { column, none, number, tableOf, text, unknown } from './cells';
import { assessmentTable, completedTable, deviationTable, measureTable, notificationTable, type Scoped } from './figures-tables';
import { statedTables } from './stated-tables';
import { countByUnit, type FollowUnit, openCounts, type UnitCount } from './units';

/** What the report may be told from outside. */
export interface YearlyOptions {
  readonly targets: readonly Target[];
  /** Units with fewer reports than this stand together where everybody may read. */
  readonly smallestUnit: number;
  /** The role needed to see each unit by itself. */
  readonly role: string;
}

interface BoardYear {
  readonly year: number;
  readonly view: ReportView;
  readonly reports: readonly LexSarahReport[];
  readonly deviations: readonly Deviation[];
  readonly organisation: readonly OrganisationWithDuties[];
  readonly summaries: readonly StatedSummary[];
  /** Each unit by itself: only for viewers with the role. */
  readonly each: boolean;
  /** Completed in the year before and not among `reports`. */
  readonly alsoYearBefore: number;
}

/** The report `lex-sarah`. Without `units=all` it holds aggregates only, and anybody may read it. */
export const yearlyReport = (options: YearlyOptions): DomainReport => ({
  name: 'lex-sarah',
  help: { sv: 'Årsstatistik över lex Sarah och avvikelser', en: 'Yearly statistics of lex Sarah and deviations' },
  parameters: [
    { name: 'year', form: 'YYYY', help: { sv: 'Året', en: 'The year' }, required: true },
    { name: 'units', form: 'open | all', help: { sv: 'Enheter med få rapporter tillsammans (open), eller varje enhet för sig (all)', en: 'Units with few reports together (open), or each unit by itself (all)' }, choices: ['open', 'all'] },
  ],
  severalBoards: true,
  requires: ({ units }) => (units === 'all' ? options.role : null),
  build: (view, parameters) => {
    const { year: told = '', units = 'open' } = parameters;
    const last = yearOf(view.asOf);
    const year = /^\d{4}$/.test(told) ? Number(told) : 0;
    if (year < 1990 || year > last) return E.left(failure('InvalidParameter', 'lex-sarah/report-year', 'year', `a year from 1990 to ${last}, YYYY`, told));
    if (units !== 'open' && units !== 'all') return E.left(failure('InvalidParameter', 'lex-sarah/report-units', 'units', 'open or all', units));
    // Of what was over by the year before, only the number is asked for, unless each unit is told by itself.
    const over = completedLastIn(year - 1);
    const yearBefore = units === 'all' ? [] : over;
    const rows = {
      reports: view.rows<LexSarahReport>('lex-sarah', [...shelvesOf(year), ...(units === 'all' ? over : [])]),
      deviations: view.rows<Deviation>('deviations', [String(year), String(year - 1)]),
      organisation: view.rows<OrganisationWithDuties>('lex-sarah-organisation'),
      summaries: view.rows<StatedSummary>('lex-sarah-stated', [String(year)]),
    };
    const alsoYearBefore = countsOf(view, 'lex-sarah', yearBefore);
    const boards = [...new Set([...Object.values(rows).flatMap((all: readonly RegisterRow[]) => all.map(({ board }) => board)), ...alsoYearBefore.keys()])].sort();
    const of = <State>(all: readonly RegisterRow<State>[], board: Board): readonly State[] => all.filter((row) => row.board === board).map(({ state }) => state);
    const sections = boards.flatMap((board) =>
      sectionsOf(options, {
        year, view, each: units === 'all', alsoYearBefore: alsoYearBefore.get(board) ?? 0,
        reports: of(rows.reports, board), deviations: of(rows.deviations, board), organisation: of(rows.organisation, board), summaries: of(rows.summaries, board),
      }).map((section) => (boards.length === 1 ? section : { ...section, key: `${board} ${section.key}`, title: { sv: `${board}: ${section.title.sv}`, en: `${board}: ${section.title.en}` } })),
    );
    return E.right({
      title: { sv: `Avvikelser inklusive lex Sarah ${year}`, en: `Deviations including lex Sarah ${year}` },
      head: [
        { key: 'concerns', label: { sv: 'Avser', en: 'Concerns' }, value: text(String(year)) },
        { key: 'cutOff', label: { sv: 'Avstämningsdag', en: 'Cut-off day' }, value: { _tag: 'day', day: minDate(view.asOf, yearDays(year).to) } },
      ],
      sections,
      anything: boards.length > 0,
    });
  },
});

/** Rows on shelves by board; counted without reading them where the view can. */
const countsOf = (view: ReportView, register: string, shelves: readonly string[]): ReadonlyMap<Board, number> => {
  if (shelves.length === 0) return new Map();
  if (view.counts !== undefined) return view.counts(register, shelves);
  const counts = new Map<Board, number>();
  for (const { board } of view.rows(register, shelves)) counts.set(board, (counts.get(board) ?? 0) + 1);
  return counts;
};

const sectionsOf = ({ targets, smallestUnit }: YearlyOptions, from: BoardYear): readonly ReportSection[] => {
  const { year, view, reports, deviations, organisation, summaries, each, alsoYearBefore } = from;
  const { asOf } = view;
  const changes: readonly UnitChange[] = organisation.flatMap((one) => one.changes).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const unitOf = unitsFrom(changes);
  const follow: FollowUnit = (then, on) => unitOf(then, on, asOf);
  const counting = { year, asOf, targets };
  const { from: first, to: last } = yearDays(year);
  const received = reports.flatMap((report) => (report.received !== null && report.received.on >= first && report.received.on <= last ? [report.received] : []));
  const byUnit = countByUnit(received, follow);
  const complete = organisation.some(({ registerKeptFrom }) => registerKeptFrom !== null && registerKeptFrom <= first);
  const whole: Scoped = { unit: null, year: countYear(reports, { ...counting, alsoYearBefore }) };
  // A register that holds nothing of the year and is not said to be complete knows nothing, which is not zero.
  const known = complete || reports.length > 0 || alsoYearBefore > 0;
  const scoped = !known ? [] : each ? [whole, ...unitYears(reports, follow).map(([unit, own]): Scoped => ({ unit, year: countYear(own, counting) }))] : [whole];
  const countPart = countPartOf(from, follow, targets);
  const sections: ReportSection[] = [
    { key: 'received', title: { sv: 'Inkomna rapporter', en: 'Reports received' }, tables: [each ? eachUnitTable(byUnit) : openUnitsTable(byUnit, smallestUnit)] },
    { key: 'completed', title: { sv: 'Färdigställda utredningar', en: 'Completed investigations' }, tables: [completedTable(scoped, targets)] },
    { key: 'assessments', title: { sv: 'Bedömning', en: 'Assessment' }, tables: [assessmentTable(scoped)] },
    { key: 'notifications', title: { sv: 'Anmälningar till IVO', en: 'Notifications to the inspectorate' }, tables: [notificationTable(scoped, targets)] },
    { key: 'measures', title: { sv: 'Åtgärder', en: 'Measures' }, tables: [measureTable(scoped)] },
    { key: 'deviations', title: { sv: 'Avvikelser', en: 'Deviations' }, tables: [deviationTable(complete || deviations.length > 0 ? [countDeviations(deviations, counting)] : [])] },
  ];
  if (summaries.length > 0) sections.push({ key: 'stated', title: { sv: 'Angivna uppgifter jämförda med registret', en: 'Stated figures compared with the register' }, tables: summaries.flatMap((summary) => statedTables(summary, countPart, complete)) });
  return sections;
};

const unitYears = (reports: readonly LexSarahReport[], follow: FollowUnit): readonly (readonly [string, readonly LexSarahReport[]])[] => {
  const byUnit = new Map<string, LexSarahReport[]>();
  for (const report of reports) {
    if (report.received === null) continue;
    const { now, then } = follow(report.received.unit, report.received.on);
    const unit = now ?? then;
    byUnit.set(unit, [...(byUnit.get(unit) ?? []), report]);
  }
  return [...byUnit].sort(([a], [b]) => (a < b ? -1 : 1));
};

/** The year of a part of the board. What anybody may read says nothing of single units. */
const countPartOf =
  ({ year, view: { asOf }, reports, deviations, each, alsoYearBefore }: BoardYear, follow: FollowUnit, targets: readonly Target[]): CountPart =>
  ({ area, unit }) => {
    const all = area === undefined && unit === undefined;
    if (!all && !each) return null;
    const belongs = (told: { readonly unit: string; readonly on: Parameters<FollowUnit>[1]; readonly area?: string } | null): boolean => {
      if (all) return true;
      if (told === null) return false;
      const found = follow(told.unit, told.on);
      return (unit === undefined || unit === found.then || unit === found.now) && (area === undefined || area === (told.area ?? found.area));
    };
    const own = { reports: reports.filter(({ received }) => belongs(received)), deviations: deviations.filter(({ reported }) => belongs(reported)) };
    if (!all && own.reports.length + own.deviations.length === 0) return null;
    return {
      reports: countYear(own.reports, { year, asOf, targets, ...(all ? { alsoYearBefore } : {}) }),
      deviations: countDeviations(own.deviations, { year, asOf }),
      deviationsYearBefore: countDeviations(own.deviations, { year: year - 1, asOf }).received,
    };
  };

const eachUnitTable = (counts: readonly UnitCount[]) =>
  tableOf<UnitCount>(
    'received',
    [
      column('area', 'Verksamhetsområde', 'Area', ({ area }) => (area === null ? unknown : text(area))),
      column('unit', 'Enhet (dåvarande/nuvarande)', 'Unit (then/now)', ({ then, now }) => text(now === then ? then : { sv: `${then} / ${now ?? 'upphörd'}`, en: `${then} / ${now ?? 'closed'}` })),
      column('reportingUnit', 'Rapporterande enhet', 'Reporting unit', ({ reportingUnit }) => (reportingUnit === null ? unknown : text(reportingUnit))),
      column('unitConcerned', 'Enhet rapporten gäller', 'Unit concerned', ({ then }) => text(then)),
      column('count', 'Antal', 'Number', ({ count }) => number(count)),
    ],
    counts,
    { notes: [totalNote(counts)] },
  );

const openUnitsTable = (counts: readonly UnitCount[], smallest: number) => {
  const { units, others } = openCounts(counts, smallest);
  const rows = [...units.map((unit) => ({ ...unit, unit: text(unit.unit) })), ...(others > 0 ? [{ area: null, unit: text({ sv: 'Övriga enheter', en: 'Other units' }), count: others }] : [])];
  return tableOf<(typeof rows)[number]>(
    'received',
    [
      column('area', 'Verksamhetsområde', 'Area', ({ area }) => (area === null ? unknown : text(area))),
      column('unit', 'Enhet (dåvarande/nuvarande)', 'Unit (then/now)', ({ unit }) => unit),
      column('reportingUnit', 'Rapporterande enhet', 'Reporting unit', () => none),
      column('unitConcerned', 'Enhet rapporten gäller', 'Unit concerned', ({ unit }) => unit),
      column('count', 'Antal', 'Number', ({ count }) => number(count)),
    ],
    rows,
    { notes: [totalNote(counts), { sv: `Enheter med färre än ${smallest} rapporter redovisas som Övriga enheter så att ingen enskild kan pekas ut.`, en: `Units with fewer than ${smallest} reports stand together as other units, so that nobody can be singled out.` }] },
  );
};

const totalNote = (counts: readonly UnitCount[]) => {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return { sv: `Summa: ${total}.`, en: `Total: ${total}.` };
};
