/** A date told in words: the words, the earliest and the latest day they allow, and every reading kept apart. */
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';

import { CivilDate, maxDate, minDate } from './civil-date';
import { closedRecord } from './codec';
import { Confidence } from './confidence';
import { type CalendarError, refuse } from './error';

/**
 * One reading: the days it allows (both included), the rule that gave it (`early-year`, `before`, `contract-quarter`,
 * or `told` for what somebody stated outright), how sure it is, and where it is told. `soft` marks "as soon as
 * possible": what is owed at once, with `latest` as its outer bound.
 */
export interface FuzzyReading {
  readonly earliest: CivilDate;
  readonly latest: CivilDate;
  readonly rule: string;
  readonly soft?: true;
  readonly confidence: Confidence;
  readonly source?: string;
}

/**
 * `text` as written. `earliest` and `latest` are the outermost days of all readings: certainly overdue only after
 * `latest`; from `earliest` through `latest` the answer is "undetermined", unless the two are one day.
 */
export interface FuzzyDate {
  readonly text: string;
  readonly earliest: CivilDate;
  readonly latest: CivilDate;
  readonly readings: readonly FuzzyReading[];
}

const isSaid = (u: unknown): u is string => typeof u === 'string' && u.trim() !== '';
const Said = new t.Type<string, string, unknown>('Said', isSaid, (u, c) => (isSaid(u) ? t.success(u) : t.failure(u, c, 'text that is not blank')), t.identity);

/** The codec: closed, and in order. */
export const FuzzyReading: t.Type<FuzzyReading, unknown, unknown> = closedRecord(
  'FuzzyReading',
  { earliest: CivilDate, latest: CivilDate, rule: Said, confidence: Confidence },
  { soft: t.literal(true), source: Said },
  ({ earliest, latest }) => (earliest <= latest ? undefined : 'earliest ≤ latest'),
);

const outermost = (first: FuzzyReading, readings: readonly FuzzyReading[]): { readonly earliest: CivilDate; readonly latest: CivilDate } => {
  let { earliest, latest } = first;
  for (const reading of readings) {
    earliest = minDate(earliest, reading.earliest);
    latest = maxDate(latest, reading.latest);
  }
  return { earliest, latest };
};

/** The codec, for events: closed, at least one reading, and the outermost days must be those of the readings. */
export const FuzzyDate: t.Type<FuzzyDate, unknown, unknown> = closedRecord(
  'FuzzyDate',
  { text: Said, earliest: CivilDate, latest: CivilDate, readings: t.readonlyArray(FuzzyReading) },
  {},
  ({ earliest, latest, readings }) => {
    const [first] = readings;
    if (first === undefined) return 'at least one reading';
    const outer = outermost(first, readings);
    return outer.earliest === earliest && outer.latest === latest ? undefined : `earliest ${outer.earliest} and latest ${outer.latest}, as the readings say`;
  },
);

/**
 * One fuzzy date from several readings, such as what a paper told and what the authority's page says. Readings that
 * contradict each other are kept; the outermost days span them all. The order is kept.
 *
 * Errors: `UnclearWording` without a reading or a text, `InvalidPeriod` for a reading that ends before it begins.
 *
 * @example combineReadings('in early 2020', [...parsed.readings, { earliest: day, latest: day, rule: 'told', confidence: 'S', source }])
 */
export const combineReadings = (text: string, readings: readonly FuzzyReading[]): E.Either<CalendarError, FuzzyDate> => {
  const [first] = readings;
  if (first === undefined) return refuse('UnclearWording', 'fuzzy-date', text, 'at least one reading', 'readings');
  if (!isSaid(text)) return refuse('UnclearWording', 'fuzzy-date', text, 'the words as they are written', 'text');
  for (const { earliest, latest } of readings) {
    if (earliest > latest) return refuse('InvalidPeriod', 'fuzzy-date', `${earliest} – ${latest}`, 'a latest day no earlier than the earliest', 'readings');
  }
  return E.right({ text, ...outermost(first, readings), readings: [...readings] });
};

/** Whether all readings agree on one single day, so that nothing is undetermined. */
export const isSingleDay = ({ earliest, latest }: FuzzyDate): boolean => earliest === latest;
