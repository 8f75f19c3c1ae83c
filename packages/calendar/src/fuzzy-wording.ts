/**
 * The grammar of the wordings that papers use, in Swedish and English: from text to what it names, without yet
 * deciding which days that is. What is not listed is not understood; nothing is guessed.
 */

/** What a wording names. A missing `year` is told by the context; `thatYear` means "the year" without a number. */
export type Named =
  | { readonly kind: 'day'; readonly month: number; readonly day: number; readonly year?: number }
  | { readonly kind: 'month'; readonly month: number; readonly year?: number; readonly within: boolean }
  | { readonly kind: 'quarter'; readonly number: 1 | 2 | 3 | 4; readonly year?: number; readonly within: boolean }
  | { readonly kind: 'year' | 'early' | 'end'; readonly year?: number; readonly within: boolean }
  | { readonly kind: 'after-summer' | 'spring' | 'summer' | 'autumn' | 'winter'; readonly year?: number };

/** How the day lies to what is named: `on` it, `by` its last day, `before` its first, `by-end` when the end is spelled out. */
export type Bound = 'on' | 'by' | 'before' | 'by-end';

export interface Wording {
  readonly soft: boolean;
  readonly bound: Bound;
  readonly named: Named;
}

const MONTHS: readonly (readonly string[])[] = [
  ['january', 'januari', 'jan'], ['february', 'februari', 'feb'], ['march', 'mars', 'mar'], ['april', 'apr'], ['may', 'maj'],
  ['june', 'juni', 'jun'], ['july', 'juli', 'jul'], ['august', 'augusti', 'aug'], ['september', 'sept', 'sep'],
  ['october', 'oktober', 'oct', 'okt'], ['november', 'nov'], ['december', 'dec'],
];
const ORDINALS: readonly (readonly string[])[] = [
  ['first', 'första', '1st', '1:a'], ['second', 'andra', '2nd', '2:a'], ['third', 'tredje', '3rd', '3:e'], ['fourth', 'fjärde', '4th', '4:e'],
];
const SEASONS: Readonly<Record<string, 'spring' | 'summer' | 'autumn' | 'winter'>> = {
  spring: 'spring', våren: 'spring', summer: 'summer', sommaren: 'summer',
  autumn: 'autumn', fall: 'autumn', hösten: 'autumn', winter: 'winter', vintern: 'winter',
};

const numberOf = (list: readonly (readonly string[])[], word: string | undefined): number => list.findIndex((names) => names.includes(word ?? '')) + 1;
const anyOf = (words: readonly string[]): string => `(?:${words.join('|')})`;
const MONTH = `(?<month>${anyOf(MONTHS.flat())})\\.?`;
const WITHIN = '(?:(?<within>in|during|i|under) )?(?:the whole of |hela )?';
const YEAR = '(?<year>\\d{4})';
const THAT_YEAR = '(?:the year|each year|every year|året|varje år)';
const MAYBE_YEAR = `(?:,? (?:of |år )?${YEAR})?`;
const OF_YEAR = `(?:,? (?:of |av |under )?(?:${YEAR}|${THAT_YEAR}))?`;

const pattern = (source: string): RegExp => new RegExp(`^${source}$`);

const DAYS = [
  pattern(`(?:on |den )?${YEAR}-(?<m>\\d{2})-(?<day>\\d{2})`),
  pattern(`(?:on |on the |the |den )?(?<day>\\d{1,2})(?:st|nd|rd|th|:a|:e)? (?:of )?${MONTH}${MAYBE_YEAR}`),
  pattern(`(?:on )?${MONTH} (?<day>\\d{1,2})(?:st|nd|rd|th)?${MAYBE_YEAR}`),
];
const QUARTERS = [
  pattern(`${WITHIN}(?:the |det )?(?<ordinal>${anyOf(ORDINALS.flat())}) (?:quarter|kvartalet|kvartal)${OF_YEAR}`),
  pattern(`${WITHIN}(?:q|kvartal ?|kv\\.? ?|quarter )(?<number>[1-4])${OF_YEAR}`),
  pattern(`${WITHIN}${YEAR}[- ]?(?:q|kvartal ?|kv\\.? ?)(?<number>[1-4])`),
];
const MONTH_ALONE = pattern(`${WITHIN}${MONTH}${MAYBE_YEAR}`);
const YEAR_ALONE = pattern(`${WITHIN}(?:år )?(?:${YEAR}|${THAT_YEAR})`);
const EARLY = pattern(`(?:in |at |i |vid )?(?:the )?(?:early(?: in)?|beginning of|start of|början (?:av|på)|tidigt(?: under)?) (?:${YEAR}|${THAT_YEAR})`);
const END = pattern(`(?:at |in |i |vid )?(?:the )?(?:(?:end of|slutet (?:av|på)|utgången av) (?:${YEAR}|${THAT_YEAR})|årets slut|årets utgång)`);
const AFTER_SUMMER = pattern(`(?:after (?:the )?summer|efter sommaren)${MAYBE_YEAR}`);
const SEASON = pattern(`(?:(?:in|during|i|under) )?(?:the )?(?<season>${anyOf(Object.keys(SEASONS))})${MAYBE_YEAR}`);

type Groups = Readonly<Record<string, string | undefined>>;

const match = (patterns: readonly RegExp[], text: string): Groups | undefined => {
  for (const one of patterns) {
    const found = one.exec(text);
    if (found !== null) return found.groups ?? {};
  }
  return undefined;
};

const yearIn = ({ year }: Groups): { readonly year?: number } => (year === undefined ? {} : { year: Number(year) });

const nameOf = (text: string): Named | undefined => {
  const day = match(DAYS, text);
  if (day !== undefined) {
    return { kind: 'day', month: day['m'] === undefined ? numberOf(MONTHS, day['month']) : Number(day['m']), day: Number(day['day']), ...yearIn(day) };
  }
  const quarter = match(QUARTERS, text);
  if (quarter !== undefined) {
    const number = quarter['number'] === undefined ? numberOf(ORDINALS, quarter['ordinal']) : Number(quarter['number']);
    return { kind: 'quarter', number: number as 1 | 2 | 3 | 4, ...yearIn(quarter), within: quarter['within'] !== undefined };
  }
  const month = match([MONTH_ALONE], text);
  if (month !== undefined) return { kind: 'month', month: numberOf(MONTHS, month['month']), ...yearIn(month), within: month['within'] !== undefined };
  for (const [kind, form] of [['year', YEAR_ALONE], ['early', EARLY], ['end', END]] as const) {
    const found = match([form], text);
    if (found !== undefined) return { kind, ...yearIn(found), within: found['within'] !== undefined };
  }
  const after = match([AFTER_SUMMER], text);
  if (after !== undefined) return { kind: 'after-summer', ...yearIn(after) };
  const season = match([SEASON], text);
  const kind = SEASONS[season?.['season'] ?? ''];
  return season === undefined || kind === undefined ? undefined : { kind, ...yearIn(season) };
};

const SOFT = /^(?:as soon as possible|så snart som möjligt|snarast möjligt|snarast)(?:, ?| )(?:(?:but|and|men|och|dock) )?(?<rest>.+)$/;
const BOUNDS: readonly (readonly [Bound, RegExp])[] = [
  // "Before the end of" (före utgången av) lets the last day in; it comes before the general "before".
  ['by-end', /^(?:at the latest )?(?:by|before|at) the end of (?<rest>.+)$/],
  ['by-end', /^(?:senast (?:i slutet av|vid slutet av|vid utgången av)|(?:senast )?(?:före|innan) (?:utgången|slutet) av|senast (?:den )?sista) (?<rest>.+)$/],
  ['by-end', /^(?:senast vid|(?:senast )?före|(?:senast )?innan) (?<rest>årets (?:slut|utgång))$/],
  ['before', /^(?:(?:at the latest |no later than |senast )?(?:before|före|innan)) (?<rest>.+)$/],
  ['by', /^(?:by|at the latest(?:,? (?:by|on))?|no later than|not later than|on or before|senast) (?<rest>.+)$/],
  ['by', /^(?<rest>.+?),? at the latest$/],
];

const bounded = (text: string): { readonly bound: Bound; readonly rest: string } => {
  for (const [bound, form] of BOUNDS) {
    // "At the end of 2020" alone is a time of its own, not a bound.
    if (bound === 'by-end' && text.startsWith('at the end of')) continue;
    const rest = form.exec(text)?.groups?.['rest'];
    if (rest !== undefined) return { bound, rest };
  }
  return { bound: 'on', rest: text };
};

/** Reads a wording; `undefined` when it is not one of those known. */
export const readWording = (text: string): Wording | undefined => {
  const plain = text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase().replace(/\.$/, '');
  const rest = SOFT.exec(plain)?.groups?.['rest'];
  const { bound, rest: name } = bounded(rest ?? plain);
  // "As soon as possible" without an outer bound names no day at all.
  if (rest !== undefined && bound === 'on') return undefined;
  const named = nameOf(name);
  return named === undefined ? undefined : { soft: rest !== undefined, bound, named };
};
