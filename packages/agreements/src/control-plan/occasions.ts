/** When a control is to be carried out, from the words of the plan: months, quarters, every quarter, every month. */
import { type CivilDate, daysInMonth, type Period, quarterEnd, quarterStart, unsafeCivilDate, unsafeQuarter } from '@frist/calendar';

/** One occasion: the instance it is, and its days. */
export interface Occasion {
  readonly instance: string;
  readonly period: Period;
}

const months: readonly (readonly string[])[] = [
  ['january', 'januari'], ['february', 'februari'], ['march', 'mars'], ['april'], ['may', 'maj'], ['june', 'juni'],
  ['july', 'juli'], ['august', 'augusti'], ['september'], ['october', 'oktober'], ['november'], ['december'],
];
const everyQuarter = /^(?:(?:at least )?(?:every|each|per|once (?:a|per)) quarter|quarterly|varje kvartal|kvartalsvis)$/;
const everyMonth = /^(?:every month|monthly|varje månad|månadsvis)$/;
const everyYear = /^(?:every year|yearly|once a year|during the year|varje år|årligen|en gång per år|under året)$/;
const oneQuarter = /^(?:q|kvartal |quarter |kv\.? ?)([1-4])$/;

/**
 * The occasions in a year, in order; null where the words are not understood. Nothing is guessed.
 *
 * @example occasionsIn('March and September', 2023) // two, named '2023-03-01' and '2023-09-01'
 */
export const occasionsIn = (words: string, year: number): readonly Occasion[] | null => {
  const text = words.normalize('NFC').trim().toLowerCase().replace(/\.$/, '');
  const digits = String(year).padStart(4, '0');
  const quarter = (n: number): Occasion => {
    const name = unsafeQuarter(`${digits}-Q${n}`);
    return { instance: name, period: { from: quarterStart(name), to: quarterEnd(name) } };
  };
  if (everyQuarter.test(text)) return [1, 2, 3, 4].map(quarter);
  if (everyMonth.test(text)) return months.map((_, i) => monthOf(digits, year, i + 1));
  if (everyYear.test(text)) return [{ instance: digits, period: { from: day(`${digits}-01-01`), to: day(`${digits}-12-31`) } }];
  const found: Occasion[] = [];
  for (const part of text.split(/\s*(?:,|;|\+|&|\band\b|\boch\b|\bsamt\b)\s*/).filter((one) => one !== '')) {
    const q = oneQuarter.exec(part)?.[1];
    const month = months.findIndex((names) => names.includes(part.replace(/^(?:in|i|during|under) /, '')));
    if (q !== undefined) found.push(quarter(Number(q)));
    else if (month >= 0) found.push(monthOf(digits, year, month + 1));
    else return null;
  }
  const inOrder = found.sort((a, b) => (a.period.from < b.period.from ? -1 : 1));
  const distinct = new Set(inOrder.map(({ instance }) => instance));
  return inOrder.length > 0 && distinct.size === inOrder.length ? inOrder : null;
};

const day = (text: string): CivilDate => unsafeCivilDate(text);

const monthOf = (digits: string, year: number, month: number): Occasion => {
  const prefix = `${digits}-${String(month).padStart(2, '0')}`;
  return { instance: `${prefix}-01`, period: { from: day(`${prefix}-01`), to: day(`${prefix}-${daysInMonth(year, month)}`) } };
};
