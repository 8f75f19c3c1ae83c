/** Values as they are told: short names, amounts that may be approximate or unknown, dates that may be words or several readings. */
import { CivilDate, combineReadings, Confidence, type FuzzyDate, parseFuzzyDate, Period, statedLimit } from '@frist/calendar';
import { closed, type Failure, failure, matching, nonBlank, wholeNumber } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';

import { UnknownAmount } from './amount';
import { type Due, dueOn } from './due';
import { type BasisKind, LegalBasis, rolls } from './text';

/** An amount in öre as a paper tells it: never negative; approximate ("ca 0,8 mkr") or unknown where that is all there is. */
export const ToldAmount = t.union(
  [wholeNumber, closed('Approximate', { _tag: t.literal('approximate'), ore: wholeNumber }, { text: nonBlank(100) }), UnknownAmount],
  'ToldAmount',
);
/** See the codec. */
export type ToldAmount = t.TypeOf<typeof ToldAmount>;

/** A number of things counted; unknown is told as such and never counts as 0. */
export const ToldCount = t.union([wholeNumber, UnknownAmount], 'ToldCount');
/** See the codec. */
export type ToldCount = t.TypeOf<typeof ToldCount>;

/** Brand of {@link Key}. */
export interface KeyBrand {
  readonly ShortName: unique symbol;
}
/** Short name of a part, term, measure, meeting or the like within its stream. Never personal. */
export const Key = matching<KeyBrand>('Key', /^[a-z0-9][a-z0-9-]{0,59}$/, 'a short name of lower case letters, digits and hyphens');
/** See the codec. */
export type Key = t.TypeOf<typeof Key>;

const ToldReading = closed('ToldReading', { confidence: Confidence }, { day: CivilDate, text: nonBlank(200), year: wholeNumber, source: nonBlank(300) });

/**
 * A date as told: a day, or words, or several readings that disagree, on a basis. With neither, no date was told.
 * `year` is the year the words leave out.
 */
export const ToldDate = closed('ToldDate', { basis: LegalBasis }, { day: CivilDate, text: nonBlank(200), year: wholeNumber, readings: t.readonlyArray(ToldReading) });
/** See the codec. */
export type ToldDate = t.TypeOf<typeof ToldDate>;

/** When a fact happened, where no paper gives the day: the first and the last possible. The fact is dated by the last. */
export const happenedBetween = { between: Period };

/** A date that cannot be read as told: which form was expected. */
export type UnclearDate = Failure<'UnclearDate'>;

/** How a told date is read. */
export interface ToldCircumstances {
  /** The day the date was told, from which "as soon as possible" runs. */
  readonly from: CivilDate;
  /** First day of an agreement's first year: "the first quarter", "the end of the year" then have two readings. */
  readonly contractYearStart?: CivilDate;
  /** A stretch of days is when something is to be done, so that it is met through its last day, by each reading. */
  readonly stretches?: true;
}

type Reading = FuzzyDate['readings'][number];
type Refuse = (field: string, expected: string, value?: string) => E.Either<UnclearDate, never>;

/**
 * How a domain resolves dates as told, once, when the fact is recorded. A day set by statute or regulation rolls
 * (1930:173 2 §), others do not; words keep their text and their readings; what cannot be read is refused, not guessed.
 *
 * Errors: `UnclearDate`, of the rule `<domain>/date-as-told`. Basis: lag (1930:173) 2 §.
 *
 * @example datesToldIn('agreements')({ basis, text: 'the end of the year', year: 2025 }, { from, contractYearStart }) // Right: 2025-12-31 or 2026-02-28
 */
export const datesToldIn = (domain: string) => {
  const unclear: Refuse = (field, expected, value) => E.left(failure('UnclearDate', `${domain}/date-as-told`, field, expected, value));
  return (told: ToldDate, circumstances: ToldCircumstances): E.Either<UnclearDate, Due> => {
    const basis = told.basis.kind;
    const forms = [told.day, told.text, told.readings].filter((form) => form !== undefined).length;
    if (forms > 1) return unclear('due', 'one of day, text and readings');
    if (told.day !== undefined) {
      const due = dueOn(told.day, basis);
      return E.isLeft(due) ? unclear('due.day', due.left, told.day) : due;
    }
    if (told.text !== undefined) return dueFromWords(told, told.text, circumstances, unclear);
    return told.readings === undefined ? E.right({ kind: 'undated', basis }) : dueFromReadings(basis, told.readings, circumstances, unclear);
  };
};

/** The due date of a told date that was checked before; `undated` where a correction has put in one that cannot be read. */
export const dueAsTold = (told: ToldDate, circumstances: ToldCircumstances): Due => {
  const resolved = datesToldIn('obligations')(told, circumstances);
  return E.isRight(resolved) ? resolved.right : { kind: 'undated', basis: told.basis.kind };
};

const contextOf = ({ contractYearStart }: ToldCircumstances, year: number | undefined) => ({ ...(year === undefined ? {} : { year }), ...(contractYearStart === undefined ? {} : { contractYearStart }) });

const dueFromReadings = (basis: BasisKind, told: NonNullable<ToldDate['readings']>, circumstances: ToldCircumstances, unclear: Refuse): E.Either<UnclearDate, Due> => {
  const read: Reading[] = [];
  for (const { day, text, year, confidence, source } of told) {
    const note = source === undefined ? {} : { source };
    if ((day === undefined) === (text === undefined)) return unclear('due.readings', 'a day or a text in each reading');
    if (day !== undefined) read.push({ earliest: day, latest: day, rule: 'told', confidence, ...note });
    if (text === undefined) continue;
    const parsed = parseFuzzyDate(text, { confidence, ...note, ...contextOf(circumstances, year) });
    if (E.isLeft(parsed)) return unclear('due.readings', parsed.left.expected, text);
    read.push(...parsed.right.readings);
  }
  return fuzzyDue(basis, { text: told.map(({ day, text: words }) => words ?? day).join(' / ') || '-', read, field: 'due.readings' }, circumstances, unclear);
};

interface Read {
  readonly text: string;
  readonly read: readonly Reading[];
  readonly field: string;
}

/** A reading that is one day, on a basis that rolls, is that day's last permitted day. */
const fuzzyDue = (basis: BasisKind, { text, read, field }: Read, { stretches }: ToldCircumstances, unclear: Refuse): E.Either<UnclearDate, Due> => {
  const readings: Reading[] = [];
  for (const one of read) {
    const limit = rolls(basis) && one.earliest === one.latest ? statedLimit({ day: one.latest, roll: 'statutory' }) : null;
    if (limit !== null && E.isLeft(limit)) return unclear(field, limit.left.expected, text);
    const day = limit?.right.lastPermittedDay ?? (stretches === true ? one.latest : null);
    readings.push(day === null ? one : { ...one, earliest: day, latest: day });
  }
  const combined = combineReadings(text, readings);
  return E.isLeft(combined) ? unclear(field, combined.left.expected) : E.right({ kind: 'fuzzy', basis, fuzzy: combined.right });
};

const dueFromWords = ({ basis, year }: ToldDate, text: string, circumstances: ToldCircumstances, unclear: Refuse): E.Either<UnclearDate, Due> => {
  const fuzzy = parseFuzzyDate(text, { confidence: basis.confidence, ...contextOf(circumstances, year) });
  if (E.isLeft(fuzzy)) return unclear('due.text', fuzzy.left.expected, text);
  const [first] = fuzzy.right.readings;
  if (first?.soft !== true) return fuzzyDue(basis.kind, { text: fuzzy.right.text, read: fuzzy.right.readings, field: 'due.text' }, circumstances, unclear);
  const lastDay = statedLimit({ day: fuzzy.right.latest, roll: rolls(basis.kind) ? 'statutory' : 'none' });
  return E.isLeft(lastDay)
    ? unclear('due.text', lastDay.left.expected, text)
    : E.right({ kind: 'soft', basis: basis.kind, word: { sv: text, en: text }, from: circumstances.from, lastDay: lastDay.right });
};
