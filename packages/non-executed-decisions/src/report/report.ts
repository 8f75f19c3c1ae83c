/** The report `non-executed`: one compilation, three recipients. */
import { type CivilDate, parseCivilDate, parseQuarter, type Quarter, quarterNumber, quarterYear } from '@frist/calendar';
import { type Failure, failure } from '@frist/event-sourcing';
import type { Bilingual, Cell, DomainReport, RegisterRow, ReportField, ReportSection, ReportView, WindowTable } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { adoptedBy, type CompilationState } from '../compilation/compilation';
import { compile, type Compilation } from '../compilation/compile';
import { differences } from '../compilation/differences';
import type { Statistics } from '../compilation/events';
import { defaultSmallestGroup, statisticsOf } from '../compilation/statistics';
import type { DecisionState } from '../decision/state';
import { type Recipient, recipientNames } from '../words';
import { auditorSections } from './auditors';
import { day, field, several, text, unknown } from './cells';
import { councilSections } from './council';
import { inspectorateSections } from './inspectorate';
import { differencesSection, generalRemarks, proposalSection, remarksSection, rowRemarks } from './remarks';

type Parameters = Readonly<Record<string, string>>;

const invalid = (name: string, expected: string, value?: string): E.Either<Failure, never> => E.left(failure('InvalidParameter', 'non-executed-decisions/report', name, expected, value));

interface Asked {
  readonly to: Recipient;
  readonly quarter: Quarter;
  readonly cutOff?: CivilDate;
  readonly smallestGroup: number;
  readonly splitBySex: boolean;
  readonly compare: boolean;
}

const asked = (parameters: Parameters): E.Either<Failure, Asked> => {
  const { to, quarter: told = '', 'cut-off': day, 'smallest-group': group = String(defaultSmallestGroup), 'split-by-sex': split = 'no', compare = 'no' } = parameters;
  if (to !== 'inspectorate' && to !== 'auditors' && to !== 'council') return invalid('to', 'inspectorate, auditors or council', to);
  const quarter = parseQuarter(told);
  if (E.isLeft(quarter)) return invalid('quarter', quarter.left.expected, told);
  const cutOff = day === undefined ? undefined : parseCivilDate(day);
  if (cutOff !== undefined && E.isLeft(cutOff)) return invalid('cut-off', cutOff.left.expected, day);
  if (!/^[1-9]\d{0,5}$/.test(group)) return invalid('smallest-group', 'a whole number, 1 or more', group);
  if (split !== 'yes' && split !== 'no') return invalid('split-by-sex', 'yes or no', split);
  if (compare !== 'yes' && compare !== 'no') return invalid('compare', 'yes or no', compare);
  return E.right({ to, quarter: quarter.right, ...(cutOff === undefined ? {} : { cutOff: cutOff.right }), smallestGroup: Number(group), splitBySex: split === 'yes', compare: compare === 'yes' });
};

/** Of the decisions that were executed in time only those are read that an earlier compilation names. */
const decisionsOf = (view: ReportView, compilations: readonly CompilationState[]): readonly RegisterRow<DecisionState>[] => {
  const live = view.rows<DecisionState>('non-executed-decisions', ['live']);
  const known = new Set(live.map(({ stream }) => stream));
  const named = compilations.some(({ adoptions }) => adoptions.some(({ rows }) => rows.some(({ decision }) => !known.has(decision))));
  return named ? view.rows<DecisionState>('non-executed-decisions') : live;
};

const build =
  (windows: WindowTable) =>
  (view: ReportView, parameters: Parameters): ReturnType<DomainReport['build']> => {
    const ask = asked(parameters);
    if (E.isLeft(ask)) return ask;
    const { to, quarter, smallestGroup, splitBySex, compare } = ask.right;
    const compilations = view.rows<CompilationState>('compilations').map(({ state }) => state);
    const rows = decisionsOf(view, compilations);
    const own = compilations.find(({ adoptions }) => adoptions.some((adoption) => adoption.quarter === quarter));
    const adopted = own === undefined ? undefined : adoptedBy(own, view.asOf);
    // Measured as the board measured it, unless another day is asked for.
    const cutOff = ask.right.cutOff ?? adopted?.cutOff;
    const compilation = compile({ quarter, asOf: view.asOf, decisions: rows, compilations, windows, ...(cutOff === undefined ? {} : { cutOff }) });
    const states = new Map(rows.map(({ stream, state }) => [stream, state]));
    const head = headOf(compilation, to, own, adopted);
    const title = { sv: `Sammanställning av ej verkställda beslut, kvartal ${quarterNumber(quarter)} ${quarterYear(quarter)}`, en: `Non-executed decisions, ${quarter}` };
    const anything = rows.length > 0 || compilations.length > 0;
    if (to === 'council') {
      const now = statisticsOf(compilation, { smallestGroup, splitBySex });
      if (E.isLeft(now)) return now;
      const sent = own?.sendings.findLast(({ statistics }) => statistics !== undefined)?.statistics;
      return E.right({ title, head, anything, sections: [...statisticsSections(now.right, sent, compare), remarksSection([...generalRemarks(compilation), ...sinceSent(now.right, sent)])] });
    }
    const sections = to === 'inspectorate' ? inspectorateSections(compilation, states) : auditorSections(compilation, states);
    const sent = adopted === undefined ? [] : differences(adopted.rows, adopted.cutOff === compilation.cutOff ? compilation : compile({ quarter, asOf: view.asOf, decisions: rows, compilations, windows, cutOff: adopted.cutOff }));
    return E.right({
      title,
      head,
      anything,
      sections: [
        ...sections,
        remarksSection([...generalRemarks(compilation), ...rowRemarks(compilation)]),
        adopted === undefined ? proposalSection : differencesSection(sent, compilation),
      ],
    });
  };

/**
 * What was sent stands as it was. Beside it today's figures would tell by their difference what concerns a single person,
 * so both are shown only to those who may see that.
 */
const statisticsSections = (now: Statistics, sent: Statistics | undefined, compare: boolean): readonly ReportSection[] => {
  if (sent === undefined) return councilSections(now);
  const titled = (key: string, sv: string, en: string, statistics: Statistics) => councilSections(statistics).map((section) => ({ ...section, key, title: { sv, en } }));
  const asSent = titled('as-sent', 'Statistik som den sändes', 'Statistics as sent', sent);
  return compare ? [...asSent, ...titled('now', 'Statistik enligt nu kända uppgifter', 'Statistics by what is known now', now)] : asSent;
};

const sinceSent = (now: Statistics, sent: Statistics | undefined): readonly Bilingual[] => {
  const figures = ({ decisions, interruptions }: Statistics): string => JSON.stringify([decisions.total.days, interruptions.total.days]);
  return sent === undefined || figures(sent) === figures(now) ? [] : [{ sv: 'Uppgifterna i registret har ändrats sedan statistiken sändes.', en: 'What is on record has changed since the statistics were sent.' }];
};

const headOf = (compilation: Compilation, to: Recipient, own: CompilationState | undefined, adopted: ReturnType<typeof adoptedBy>): readonly ReportField[] => {
  const { window, name, cutOff, quarter } = compilation;
  const sendings = (own?.sendings ?? []).filter((sent) => sent.to === to).map(({ on }) => day(on));
  const adoption: readonly Cell[] = adopted === undefined ? [] : [day(adopted.on), text(adopted.by), ...(adopted.paragraph === undefined ? [] : [text(adopted.paragraph)])];
  return [
    field('diaryNumber', adopted?.diaryNumber === undefined ? unknown : text(adopted.diaryNumber)),
    field('quarter', text({ sv: `kvartal ${quarterNumber(quarter)} ${quarterYear(quarter)}`, en: quarter })),
    ...(name === null ? [] : [field('boardsName', text(name.text))]),
    field('cutOff', day(cutOff)),
    field('window', window === null ? unknown : text(`${window.opens}–${window.closes}`)),
    field('adopted', several(adoption, text({ sv: 'Inte antagen', en: 'Not adopted' }))),
    field('dispatch', several((adopted?.dispatch ?? []).map(text), text(recipientNames[to]))),
    field('sent', several(sendings, text({ sv: 'Inte avsänd', en: 'Not sent' }))),
  ];
};

/** The report over one table of windows. */
export const nonExecutedReport = (windows: WindowTable): DomainReport => ({
  name: 'non-executed',
  help: { sv: 'Ej verkställda beslut ett kvartal: till IVO, revisorerna eller fullmäktige', en: 'Non-executed decisions of a quarter: to the inspectorate, the auditors or the council' },
  parameters: [
    { name: 'quarter', form: '2024-Q4', help: { sv: 'kvartalet som mäts', en: 'the quarter measured' }, required: true },
    { name: 'to', form: 'inspectorate|auditors|council', help: { sv: 'mottagare', en: 'recipient' }, required: true, choices: ['inspectorate', 'auditors', 'council'] },
    { name: 'cut-off', form: 'YYYY-MM-DD', help: { sv: 'avstämningsdag; annars kvartalets sista dag, eller den nämnden använde', en: 'cut-off day; else the last day of the quarter, or the one the board used' } },
    { name: 'split-by-sex', form: 'yes|no', help: { sv: 'dela statistiken på kvinnor och män', en: 'split statistics by sex' }, choices: ['yes', 'no'] },
    { name: 'compare', form: 'yes|no', help: { sv: 'visa statistiken som den sändes bredvid nu kända uppgifter', en: 'show statistics as sent beside what is known now' }, choices: ['yes', 'no'] },
    { name: 'smallest-group', form: 'N', help: { sv: 'minsta grupp som redovisas för sig; annars 5', en: 'smallest group shown by itself; else 5' } },
  ],
  // Single decisions are secret whoever they are sent to (OSL 26 kap. 1 §). Statistics are open, in the form in which they
  // single nobody out, neither by themselves nor held against figures of another day or of smaller groups.
  requires: ({ to, compare, 'cut-off': cutOff, 'smallest-group': group }) =>
    to === 'council' && cutOff === undefined && compare !== 'yes' && (group === undefined || Number(group) >= defaultSmallestGroup) ? null : 'person-data',
  build: build(windows),
});
