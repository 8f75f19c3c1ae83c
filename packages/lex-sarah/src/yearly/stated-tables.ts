/** Stated figures held against the register, as tables. */
import type { Bilingual, Cell, ReportTable } from '@frist/obligations';

import { type ComparedFigure, compareFigures, type CountPart, type Verdict } from '../summary/compare';
import type { StatedFigure } from '../summary/events';
import { figureKinds } from '../summary/figures';
import type { StatedSummary } from '../summary/summary';
import { column, number, tableOf, text, unknown } from './cells';

const verdicts: Readonly<Record<Verdict | 'contradicts-another', Bilingual>> = {
  supported: { sv: 'Stöds', en: 'Supported' },
  contradicted: { sv: 'Motsägs', en: 'Contradicted' },
  'cannot-be-tested': { sv: 'Kan inte prövas', en: 'Cannot be tested' },
  'contradicts-another': { sv: 'Motsäger annan angiven uppgift', en: 'Contradicts another stated figure' },
};

const statedCell = ({ value }: StatedFigure): Cell => {
  if (typeof value === 'number') return number(value);
  if (value._tag === 'unknown') return unknown;
  if (value.text !== undefined) return text(value.text);
  return text(value._tag === 'about' ? { sv: `ca ${value.value}`, en: `about ${value.value}` } : { sv: `mer än ${value.value}`, en: `more than ${value.value}` });
};

const nameOf = ({ figure, area, unit, text: told }: StatedFigure): Cell => {
  const { sv, en } = figureKinds[figure].label;
  const part = [area, unit].filter((each) => each !== undefined).join(', ');
  const note = figure === 'other' ? `: ${told ?? ''}` : '';
  return text({ sv: `${sv}${note}${part === '' ? '' : ` (${part})`}`, en: `${en}${note}${part === '' ? '' : ` (${part})`}` });
};

const verdictCell = ({ verdict, contradictions }: ComparedFigure): Cell => {
  const cells = [text(verdicts[verdict]), ...(contradictions.length === 0 ? [] : [text(verdicts['contradicts-another'])])];
  return cells.length === 1 ? (cells[0] as Cell) : { _tag: 'several', cells };
};

/** The comparison, the contradictions, and the lists of numbers of one summary. */
export const statedTables = (summary: StatedSummary, count: CountPart, complete: boolean): readonly ReportTable[] => {
  const compared = compareFigures(summary.figures, count, complete);
  const contradictions = [...new Set(compared.flatMap((figure) => figure.contradictions))];
  const comparison = tableOf<ComparedFigure>(
    'stated',
    [
      column('figure', 'Uppgift', 'Figure', ({ stated }) => nameOf(stated)),
      column('stated', 'Angivet', 'Stated', ({ stated }) => statedCell(stated)),
      column('counted', 'Enligt registret', 'By the register', ({ counted }) => (counted === null ? unknown : number(Math.round(counted * 10) / 10))),
      column('difference', 'Skillnad', 'Difference', ({ difference }) => (difference === null ? unknown : number(Math.round(difference * 10) / 10))),
      column('verdict', 'Bedömning', 'Verdict', verdictCell),
    ],
    compared,
    { notes: [...(complete ? [] : [incomplete]), ...contradictions.map(({ title: { sv, en }, shown }) => ({ sv: `${sv}: ${shown}.`, en: `${en}: ${shown}.` }))] },
  );
  const lists = tableOf<StatedSummary['lists'][number]>(
    'numbers',
    [
      column('title', 'Förteckning', 'List', ({ title }) => (title === undefined ? unknown : text(title))),
      column('numbers', 'Antal nummer', 'Numbers', ({ labels }) => number(labels.length)),
      column('different', 'Olika nummer', 'Different numbers', ({ labels }) => number(new Set(labels).size)),
      column('repeated', 'Förekommer flera gånger', 'Occur more than once', ({ labels }) => text([...new Set(labels.filter((label, i) => labels.indexOf(label) !== i))].join(', ') || { sv: 'Inget', en: 'None' })),
    ],
    summary.lists,
    { title: { sv: 'Nummer som nämnden informerats om', en: 'Numbers that the board was told of' } },
  );
  return summary.lists.length === 0 ? [comparison] : [comparison, lists];
};

const incomplete: Bilingual = {
  sv: 'Registret är inte angivet som fullständigt för året. En uppgift motsägs då bara av att registret innehåller mer.',
  en: 'The register is not said to be complete for the year. A figure is then contradicted only by a register that holds more.',
};
