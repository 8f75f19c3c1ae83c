/** The last section: what stands out about a compilation, and what was sent against what is known today. */
import { type Quarter, quarterNumber, quarterYear } from '@frist/calendar';
import type { Bilingual, Cell, ReportSection } from '@frist/obligations';

import type { Compilation } from '../compilation/compile';
import type { CompiledSpell, SpellInReading } from '../compilation/row';
import type { Difference } from '../compilation/differences';
import { headingTitle } from '../compilation/words';
import { text, none } from './cells';
import { labels } from './labels';

const inWords = (quarter: Quarter): string => `kvartal ${quarterNumber(quarter)} ${quarterYear(quarter)}`;
const nameOf = ({ intervention, decidedOn, kind, since }: CompiledSpell): string => `${intervention.label ?? intervention.category} ${decidedOn}${kind === 'decision' ? '' : ` (${since})`}`;

const standings: Readonly<Record<SpellInReading['standing'], Bilingual>> = {
  first: { sv: 'rapporteras första gången', en: 'is reported for the first time' },
  earlier: { sv: 'skulle ha rapporterats tidigare', en: 'should have been reported earlier' },
  later: { sv: 'ska rapporteras först senare', en: 'is not due until later' },
  again: { sv: 'har rapporterats tidigare', en: 'has been reported before' },
};

/** Remarks about the whole, without rows: what anybody may see. */
export const generalRemarks = ({ draft, window, name, readings, quarter }: Compilation): readonly Bilingual[] => [
  ...(draft ? [{ sv: `${inWords(quarter)} hade inte löpt ut: sammanställningen är ett utkast.`, en: `${quarter} had not ended: the compilation is a draft.` }] : []),
  ...(window !== null && !window.verified ? [{ sv: `IVO:s rapporteringsfönster ${window.opens}–${window.closes} är inte verifierat.`, en: `The inspectorate’s window ${window.opens}–${window.closes} is not verified.` }] : []),
  ...(window === null ? [{ sv: 'IVO:s rapporteringsfönster för kvartalet är inte känt.', en: 'The inspectorate’s window for the quarter is not known.' }] : []),
  ...(name !== null
    ? [
        {
          sv: `”${name.text}” kan vara det kvartal som mäts (${readings.map(({ measured }) => inWords(measured)).join(') eller det då nämnden rapporterar (som mäter ')}).`,
          en: `“${name.text}” can be the quarter measured (${readings.map(({ measured }) => measured).join(') or the one in which the board reports (which measures ')}).`,
        },
      ]
    : []),
];

/** Remarks about single rows: only for those who may see them. */
export const rowRemarks = ({ rows, readings, lost }: Compilation): readonly Bilingual[] => [
  ...rows
    .filter(({ missed }) => missed.length > 0)
    .map((row) => ({
      sv: `${nameOf(row)}: tre månader gick ut ${row.lastDay}; skulle ha redovisats för ${row.missed.map(inWords).join(', ')}.`,
      en: `${nameOf(row)}: three months ran out on ${row.lastDay}; should have been reported for ${row.missed.join(', ')}.`,
    })),
  ...(readings.length < 2
    ? []
    : rows.map((row) => ({
        sv: `${nameOf(row)}: ${row.readings.map(({ measured, standing }) => `om ${inWords(measured)} mäts ${standings[standing].sv}`).join('; ')}.`,
        en: `${nameOf(row)}: ${row.readings.map(({ measured, standing }) => `if ${measured} is measured, ${standings[standing].en}`).join('; ')}.`,
      }))),
  ...lost.map(({ decision, lastNamed, why }) =>
    why === 'gone'
      ? { sv: `${decision} redovisades för ${inWords(lastNamed)} och finns inte längre i registret.`, en: `${decision} was reported for ${lastNamed} and is not on record any more.` }
      : { sv: `${decision} redovisades för ${inWords(lastNamed)}, men enligt nu kända uppgifter hade tre månader inte gått.`, en: `${decision} was reported for ${lastNamed}, but by what is known now three months had not passed.` },
  ),
];

/** The section of remarks. */
export const remarksSection = (remarks: readonly Bilingual[]): ReportSection => ({ key: 'findings', title: labels.findings, text: remarks.length === 0 ? [labels.noFindings] : remarks });

const fields: Readonly<Record<Difference['field'], Bilingual>> = {
  row: { sv: 'Rad', en: 'Row' },
  heading: { sv: 'Rubrik', en: 'Heading' },
  decidedOn: labels.decidedOn,
  since: { sv: 'Beslut eller avbrott', en: 'Decision or interruption' },
  executedOn: labels.executedOn,
  closedOn: { sv: 'Avslutat datum', en: 'Closed on' },
  intervention: labels.kind,
};

/** What was sent and what is known today, side by side. */
export const differencesSection = (found: readonly Difference[], compilation: Compilation): ReportSection => {
  const value = (field: Difference['field'], told: string | null): Cell => (told === null ? none : text(field === 'heading' ? headingTitle(told as Parameters<typeof headingTitle>[0], quarterNumber(compilation.quarter)) : told));
  return {
    key: 'differences',
    title: { sv: 'Skillnader mot det som antogs och sändes', en: 'Differences from what was adopted and sent' },
    tables: [
      {
        key: 'differences',
        columns: [
          { key: 'decision', label: { sv: 'Beslut', en: 'Decision' } },
          { key: 'field', label: { sv: 'Uppgift', en: 'Field' } },
          { key: 'sent', label: { sv: 'Som antogs', en: 'As adopted' } },
          { key: 'now', label: { sv: 'Enligt nu kända uppgifter', en: 'By what is known now' } },
        ],
        rows: found.map(({ decision, field, sent, now }) => [text(decision), text(fields[field]), value(field, sent), value(field, now)]),
        empty: { sv: 'Inga skillnader.', en: 'No differences.' },
      },
    ],
  };
};

/** What the board is asked to decide, as long as it has not. */
export const proposalSection: ReportSection = {
  key: 'proposal',
  title: { sv: 'Förslag till beslut', en: 'Proposal' },
  text: [{ sv: 'Socialnämnden antar rapporterna som sina egna och vidarebefordrar dem till berörda mottagare.', en: 'The board adopts the reports as its own and passes them on to the recipients concerned.' }],
};
