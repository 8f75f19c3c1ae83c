/** Generators (fast-check) of what an obligation's life can look like, tidy or not. */
import { addDays, type CivilDate, parseFuzzyDate, statedLimit, unsafeCivilDate, unsafeDuration } from '@frist/calendar';
import type { Due, Recurrence } from '@frist/obligations';
import * as fc from 'fast-check';
import { isLeft } from 'fp-ts/Either';

import type { GivenFact } from './given-when-then-facts';

const firstDay = unsafeCivilDate('2024-01-01');

/** A day of the years 2024–2025 (366 + 365 of them), or of the first `days` of these. */
export const someDay = (days = 731): fc.Arbitrary<CivilDate> =>
  fc.integer({ min: 0, max: days - 1 }).map((n) => {
    const day = addDays(firstDay, n);
    return isLeft(day) ? firstDay : day.right;
  });

const fixedOn = (day: CivilDate): Due => {
  const limit = statedLimit({ day, roll: 'none' });
  if (isLeft(limit)) throw new RangeError(limit.left.expected);
  return { kind: 'fixed', basis: 'agency', limit: limit.right };
};

/** A due date of any kind. */
export const someDue = (): fc.Arbitrary<Due> =>
  fc.oneof(
    { weight: 4, arbitrary: someDay().map(fixedOn) },
    fc.tuple(someDay(), someDay()).map(([a, b]): Due => {
      const limit = statedLimit({ day: a < b ? b : a, roll: 'none' });
      if (isLeft(limit)) throw new RangeError(limit.left.expected);
      return { kind: 'window', basis: 'agency', opens: a < b ? a : b, limit: limit.right };
    }),
    fc.constantFrom('early 2024', 'during 2025', 'early 2025').map((text): Due => {
      const fuzzy = parseFuzzyDate(text);
      if (isLeft(fuzzy)) throw new RangeError(fuzzy.left.expected);
      return { kind: 'fuzzy', basis: 'decision', fuzzy: fuzzy.right };
    }),
    someDay().map((from): Due => ({ kind: 'soft', basis: 'statute', word: { sv: 'genast', en: 'at once' }, from, target: unsafeDuration('P2M') })),
    fc.option(someDay(), { nil: undefined }).map((told): Due => ({ kind: 'at-meeting', basis: 'statute', body: 'socialnämnden', ...(told === undefined ? {} : { told }) })),
    fc.constant<Due>({ kind: 'undated', basis: 'decision' }),
    fc.constant<Due>({ kind: 'on-trigger', basis: 'agreement', trigger: { sv: 'mottagande', en: 'receipt' } }),
  );

/** A recurrence by quarter, year or month. */
export const someRecurrence = (): fc.Arbitrary<Recurrence> =>
  fc.record(
    {
      rhythm: fc.constantFrom<Recurrence['rhythm']>({ kind: 'quarter' }, { kind: 'year' }, { kind: 'every', every: unsafeDuration('P1M') }),
      anchor: someDay(),
      due: fc.constantFrom<Recurrence['due']>(
        { kind: 'after-period', plus: unsafeDuration('P1M'), roll: 'none', basis: 'agreement' },
        { kind: 'after-period', plus: unsafeDuration('P15D'), roll: 'statutory', basis: 'statute' },
        { kind: 'within-period', basis: 'agreement' },
        { kind: 'window-table', table: 'windows', version: 1, basis: 'agency' },
        { kind: 'window-table', table: 'lost', version: 1, basis: 'agency' },
      ),
      until: someDay(),
    },
    { requiredKeys: ['rhythm', 'anchor', 'due'] },
  );

const keys = ['2024-Q1', '2024-Q2', '2024-Q4', '2025-Q1', '2024', '2025'] as const;

/**
 * Facts about one obligation in any order, sensible or not. The first incurs it, unless `orphans` are wanted.
 *
 * @param obligation its id
 */
export const someObligationFacts = (obligation: string): fc.Arbitrary<readonly GivenFact[]> => {
  const instance = fc.option(fc.constantFrom(...keys), { nil: undefined, freq: 3 });
  const fact = <D extends object>(type: string, data: fc.Arbitrary<D>): fc.Arbitrary<GivenFact> =>
    fc.tuple(data, someDay(), fc.constantFrom('a', 'b')).map(([own, day, stream]): GivenFact => [type, { obligation, ...clean(own) }, day, { stream }]);
  const incurred = fact(
    'ObligationIncurred',
    fc.record({
      kind: fc.constant('test/duty'),
      title: fc.constantFrom({ sv: 'Redovisa', en: 'Report' }, { sv: 'Betala', en: 'Pay' }),
      debtor: fc.constant('socialnämnden'),
      mode: fc.constantFrom('achievement', 'achievement', 'achievement', 'maintenance', 'punctual'),
      basis: fc.constant({ kind: 'agency', reference: 'test', confidence: 'I' }),
      rule: fc.constant({ id: 'test/duty', version: 1 }),
      due: someDue(),
      activation: fc.oneof(
        { weight: 3, arbitrary: fc.constant({ kind: 'at-once' }) },
        fc.constant({ kind: 'conditional', trigger: { sv: 'mottagande', en: 'receipt' } }),
        someDay().map((activatesOn) => ({ kind: 'by-time', activatesOn })),
      ),
      recurrence: fc.option(someRecurrence(), { nil: undefined, freq: 2 }),
      mayPerformBeforeTrigger: fc.constantFrom(undefined, true as const),
      endsAtDueDate: fc.constantFrom(undefined, undefined, true as const),
    }),
  );
  const text = fc.constant('because');
  const due = someDue();
  const maybeDue = fc.option(due, { nil: undefined });
  const later = fc.oneof(
    { weight: 4, arbitrary: fact('PerformanceRecorded', fc.record({ evidence: text, instance, instanceDue: maybeDue })) },
    fact('ObligationTriggered', fc.record({ anchor: someDay(), evidence: text, due: maybeDue })),
    fact('DueDateResolved', fc.record({ due, instance })),
    fact('DueDateChanged', fc.record({ due, instance, reason: text, cause: fc.constantFrom('extension', 'correction', 'transition') })),
    fact('ObligationSuspended', fc.record({ reason: text, power: text, clockStops: fc.boolean() })),
    fact('ObligationResumed', fc.record({ reason: text, due: maybeDue })),
    fact('PartialPerformanceRecorded', fc.record({ part: text, remains: text, instance, amount: fc.constantFrom(undefined, 100, { _tag: 'unknown' as const }), perhapsAll: fc.constantFrom(undefined, true as const) })),
    fact('SubmissionReturned', fc.record({ by: text, instance, due: maybeDue })),
    fact('SubmissionAccepted', fc.record({ by: text, instance })),
    fact('ObligationDischarged', fc.record({ power: text, reason: text, instance, until: fc.option(someDay(), { nil: undefined }) })),
    fact('ObligationDischarged', fc.record({ power: text, reason: text, fromInstance: fc.constantFrom(...keys), until: fc.option(someDay(), { nil: undefined, freq: 4 }) })),
    fact('ObligationSuperseded', fc.record({ successor: fc.constant('00000000-0000-5000-8000-00000000ffff'), reason: text })),
    fact('BreachAcknowledged', fc.record({ by: text, reason: text, instance })),
  );
  return fc.tuple(incurred, fc.array(later, { maxLength: 6 })).map(([first, rest]) => [first, ...rest]);
};

/** Without keys whose value is undefined: the codecs refuse those. */
const clean = (data: object): object => Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
