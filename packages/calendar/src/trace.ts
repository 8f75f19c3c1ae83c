/** The steps from a start day to a limit, in the order they were taken: what answers "why this day?". */
import * as t from 'io-ts';

import { CivilDate } from './civil-date';
import { closedRecord } from './codec';
import { Duration, durationParts, type DurationUnit } from './duration';
import { dayName, isNonWorkingId, type NonWorkingId } from './holidays';

const NonWorkingIdCodec: t.Type<NonWorkingId, NonWorkingId, unknown> = new t.Type(
  'NonWorkingId',
  isNonWorkingId,
  (u, c) => (isNonWorkingId(u) ? t.success(u) : t.failure(u, c, 'the id of a non-working day')),
  t.identity,
);

/**
 * Plain JSON, told apart by `step`:
 * `start` the day time is counted from · `stated` a day told outright · `plus` the end day after adding a length,
 * `missingDay` being the day number that its month lacks (1930:173 1 §) · `skipped` a day passed over (2 §) ·
 * `kept` an end day that 2 § would have moved, had the rule been one that rolls · `last` the last permitted day.
 */
export type TraceStep =
  | { readonly step: 'start'; readonly date: CivilDate }
  | { readonly step: 'stated'; readonly date: CivilDate }
  | { readonly step: 'plus'; readonly plus: Duration; readonly date: CivilDate; readonly missingDay?: number }
  | { readonly step: 'skipped'; readonly date: CivilDate; readonly day: NonWorkingId }
  | { readonly step: 'kept'; readonly date: CivilDate; readonly day: NonWorkingId }
  | { readonly step: 'last'; readonly date: CivilDate };

const MissingDay = new t.Type<number, number, unknown>(
  'MissingDay',
  (u): u is number => u === 29 || u === 30 || u === 31,
  (u, c) => (u === 29 || u === 30 || u === 31 ? t.success(u) : t.failure(u, c, '29, 30 or 31')),
  t.identity,
);

const members: Readonly<Record<TraceStep['step'], t.Mixed>> = {
  start: closedRecord('start', { step: t.literal('start'), date: CivilDate }),
  stated: closedRecord('stated', { step: t.literal('stated'), date: CivilDate }),
  plus: closedRecord('plus', { step: t.literal('plus'), plus: Duration, date: CivilDate }, { missingDay: MissingDay }),
  skipped: closedRecord('skipped', { step: t.literal('skipped'), date: CivilDate, day: NonWorkingIdCodec }),
  kept: closedRecord('kept', { step: t.literal('kept'), date: CivilDate, day: NonWorkingIdCodec }),
  last: closedRecord('last', { step: t.literal('last'), date: CivilDate }),
};

const memberOf = (u: unknown): t.Mixed | undefined => {
  const tag: unknown = typeof u === 'object' && u !== null ? (u as { step?: unknown }).step : undefined;
  return typeof tag === 'string' && Object.prototype.hasOwnProperty.call(members, tag) ? members[tag as TraceStep['step']] : undefined;
};

/** The codec: one member is asked, the one that `step` names; unknown keys are refused. */
export const TraceStep: t.Type<TraceStep, unknown, unknown> = new t.Type<TraceStep, unknown, unknown>(
  'TraceStep',
  (u): u is TraceStep => memberOf(u)?.is(u) === true,
  (u, c) => memberOf(u)?.validate(u, c) ?? t.failure(u, c, `a step: ${Object.keys(members).join(', ')}`),
  t.identity,
);

const UNIT_NAMES: Readonly<Record<'sv' | 'en', Readonly<Record<DurationUnit, readonly [one: string, many: string]>>>> = {
  en: { days: ['day', 'days'], weeks: ['week', 'weeks'], months: ['month', 'months'], years: ['year', 'years'], hours: ['hour', 'hours'] },
  sv: { days: ['dag', 'dagar'], weeks: ['vecka', 'veckor'], months: ['månad', 'månader'], years: ['år', 'år'], hours: ['timme', 'timmar'] },
};

/**
 * A length in words.
 *
 * @example durationText(unsafeDuration('P3W'), 'sv') // '3 veckor'
 */
export const durationText = (duration: Duration, lang: 'sv' | 'en'): string => {
  const { amount, unit } = durationParts(duration);
  return `${amount} ${UNIT_NAMES[lang][unit][amount === 1 ? 0 : 1]}`;
};

/**
 * One step in words.
 *
 * @example traceText({ step: 'skipped', date: unsafeCivilDate('2024-06-21'), day: 'midsummer-eve' }, 'sv') // '2024-06-21 midsommarafton'
 */
export const traceText = (step: TraceStep, lang: 'sv' | 'en'): string => {
  const sv = lang === 'sv';
  switch (step.step) {
    case 'start':
      return `start ${step.date}`;
    case 'stated':
      return `${sv ? 'angiven dag' : 'stated'} ${step.date}`;
    case 'plus': {
      const end = `+ ${durationText(step.plus, lang)} = ${step.date}`;
      if (step.missingDay === undefined) return end;
      return `${end} ${sv ? `(månaden saknar dag ${step.missingDay}: dess sista dag)` : `(the month has no day ${step.missingDay}: its last day)`}`;
    }
    case 'skipped':
      return `${step.date} ${dayName(step.day, lang)}`;
    case 'kept':
      return `${step.date} ${dayName(step.day, lang)}, ${sv ? 'flyttas inte' : 'not moved'}`;
    case 'last':
      return `→ ${step.date}`;
  }
};

/** All steps in words, in order; join them with `'; '` for one line. */
export const renderTrace = (trace: readonly TraceStep[], lang: 'sv' | 'en'): readonly string[] => trace.map((step) => traceText(step, lang));
