/** How the readings of a date are called: by the rule that gave each, as `parseFuzzyDate` or the domain that reckoned it names it. */
import type { Lang } from '../language';

type Names = Readonly<Record<string, string>>;

const named: Readonly<Record<Lang, Names>> = {
  en: {
    on: 'the day', by: 'by the day', before: 'before the day', month: 'the month', 'calendar-quarter': 'the quarter of the calendar', 'contract-quarter': 'the quarter of the agreement',
    year: 'the year', 'contract-year': 'the year of the agreement', 'during-year': 'during the year', 'during-contract-year': 'during the year of the agreement',
    'early-year': 'early in the year', 'early-contract-year': 'early in the year of the agreement', 'end-of-year': 'the end of the year',
    'end-of-contract-year': 'the end of the year of the agreement', 'end-of-calendar-year': 'the end of the calendar year', 'end-of-calendar-quarter': 'the end of the quarter of the calendar',
    'end-of-contract-quarter': 'the end of the quarter of the agreement', 'two-years': 'two years', 'three-years-told-in-2019': 'three years, as told in 2019',
    hours: 'hours, from a time of day that is not told', 'day-zero-between': 'from a day told only as a stretch', 'after-summer': 'after the summer', spring: 'the spring', summer: 'the summer', autumn: 'the autumn',
  },
  sv: {
    on: 'dagen', by: 'senast dagen', before: 'före dagen', month: 'månaden', 'calendar-quarter': 'kalenderns kvartal', 'contract-quarter': 'avtalets kvartal',
    year: 'året', 'contract-year': 'avtalsåret', 'during-year': 'under året', 'during-contract-year': 'under avtalsåret',
    'early-year': 'början av året', 'early-contract-year': 'början av avtalsåret', 'end-of-year': 'slutet av året',
    'end-of-contract-year': 'slutet av avtalsåret', 'end-of-calendar-year': 'slutet av kalenderåret', 'end-of-calendar-quarter': 'slutet av kalenderns kvartal',
    'end-of-contract-quarter': 'slutet av avtalets kvartal', 'two-years': 'två år', 'three-years-told-in-2019': 'tre år, enligt uppgift 2019',
    hours: 'timmar, från ett klockslag som inte är angivet', 'day-zero-between': 'från en dag angiven som ett spann', 'after-summer': 'efter sommaren', spring: 'våren', summer: 'sommaren', autumn: 'hösten',
  },
};

const reckoned: ReadonlySet<string> = new Set(['end-of-calendar-year', 'end-of-calendar-quarter', 'end-of-contract-quarter', 'two-years', 'three-years-told-in-2019', 'hours', 'day-zero-between']);

/** Whether a domain reckoned the reading, so that the text of the date is nobody's words for it. `end-of-contract-year` may be either, and stands beside `end-of-calendar-year` then. */
export const isReckoned = (rule: string): boolean => reckoned.has(rule);

/** What stands before the name of another rule; the longest first. */
const edges: Readonly<Record<Lang, readonly (readonly [prefix: string, word: string])[]>> = {
  en: [['by-end-of-', 'by the end of'], ['before-', 'before'], ['by-', 'by']],
  sv: [['by-end-of-', 'senast i slutet av'], ['before-', 'före'], ['by-', 'senast']],
};

/**
 * A reading's rule in words; a rule that is not known, as it is.
 *
 * @example readingName('by-end-of-month', 'sv') // 'senast i slutet av månaden'
 */
export const readingName = (rule: string, lang: Lang): string => {
  const nameOf = (text: string): string | undefined => (Object.hasOwn(named[lang], text) ? named[lang][text] : undefined);
  const name = nameOf(rule);
  if (name !== undefined) return name;
  const [prefix = '', word = ''] = edges[lang].find(([begins]) => rule.startsWith(begins)) ?? [];
  const rest = prefix === '' ? undefined : nameOf(rule.slice(prefix.length));
  return rest === undefined ? rule : `${word} ${rest}`;
};
