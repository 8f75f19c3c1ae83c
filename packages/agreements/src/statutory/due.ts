/** When something is due under a statutory rule, from its day 0. */
import { addDays, addDuration, addHours, type CivilDate, combineReadings, type Duration, durationParts, endOfSwedishDay, type FuzzyDate, type Instant, type Period, startOfSwedishDay, statedLimit, swedishDay, unsafeDuration } from '@frist/calendar';
import { failure } from '@frist/event-sourcing';
import { applyRule, type Due, makeRuleBook, type RuleBook, type RuleFailure } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { type StatutoryRule, statutoryRules } from './rules';

/** Where time begins to run. */
export interface DayZero {
  readonly on: CivilDate;
  /** The instant, for hours. */
  readonly at?: Instant | undefined;
  /** Where only a stretch is told. */
  readonly between?: Period | undefined;
  /** Counted from the last time it was done. */
  readonly again?: boolean;
}

const book = makeRuleBook(statutoryRules);

/**
 * The version of a statutory rule in force on a day. Errors: `NoRuleInForce`.
 *
 * @example statutoryRuleOn('answer-reporter', unsafeCivilDate('2026-01-14')) // Left NoRuleInForce
 */
export const statutoryRuleOn = (id: string, on: CivilDate): E.Either<RuleFailure, StatutoryRule> =>
  E.chain((rules: RuleBook) => rules.inForce(`agreements/${id}`, on) as E.Either<RuleFailure, StatutoryRule>)(book);

/**
 * Applies a rule to its day 0, once. Days, weeks, months and years by lag (1930:173) 1 §, rolling by 2 § where the rule rolls;
 * hours are absolute; what the act gives no time for is a soft clock.
 *
 * Errors: `RuleWithoutLength`, `DateNotComputable`.
 *
 * @example statutoryDue(rule, { on: unsafeCivilDate('2025-12-10') }) // 14 days: end day 2025-12-24, last permitted day 2025-12-29
 */
export const statutoryDue = (rule: StatutoryRule, zero: DayZero): E.Either<RuleFailure, Due> => {
  const basis = rule.basis.kind;
  const first = zero.between?.from ?? zero.on;
  if (rule.soft !== undefined) return E.right({ kind: 'soft', basis, word: rule.soft, from: first });
  if (rule.plus !== undefined && durationParts(rule.plus).unit === 'hours') return E.right(inHours(rule, rule.plus, zero));
  const plus = zero.again === true ? (rule.again ?? rule.plus) : rule.plus;
  if (plus === undefined && rule.lengths !== undefined) {
    return fuzzy(rule, rule.title.sv, rule.lengths.flatMap(({ plus: told, rule: name, confidence }) => reading(first, zero.on, told, name, confidence)));
  }
  if (zero.between !== undefined && first !== zero.on && plus !== undefined) return fuzzy(rule, `${first} – ${zero.on} + ${plus}`, reading(first, zero.on, plus, 'day-zero-between', rule.basis.confidence));
  return applyRule(plus === undefined ? rule : { ...rule, plus }, zero.on);
};

type OneReading = FuzzyDate['readings'][number];

const reading = (first: CivilDate, last: CivilDate, plus: Duration, rule: string, confidence: OneReading['confidence']): readonly OneReading[] => {
  const [earliest, latest] = [addDuration(first, plus), addDuration(last, plus)];
  return E.isLeft(earliest) || E.isLeft(latest) ? [] : [{ earliest: earliest.right, latest: latest.right, rule, confidence }];
};

const fuzzy = (rule: StatutoryRule, text: string, readings: readonly OneReading[]): E.Either<RuleFailure, Due> => {
  const combined = combineReadings(text, readings);
  return E.isLeft(combined)
    ? E.left(failure('DateNotComputable', 'obligations/rules', rule.id, combined.left.expected))
    : E.right({ kind: 'fuzzy', basis: rule.basis.kind, fuzzy: combined.right });
};

/** The last instant of a rule in hours, when the instant that it runs from is known. */
export const lastInstantOf = ({ plus }: StatutoryRule, at: Instant | undefined): Instant | null => {
  const parts = plus === undefined ? null : durationParts(plus);
  if (parts?.unit !== 'hours' || at === undefined) return null;
  const last = addHours(at, parts.amount);
  return E.isLeft(last) ? null : last.right;
};

/** Hours are absolute: the Swedish day on which they end; without the instant, the days on which they can. */
const inHours = (rule: StatutoryRule, plus: Duration, { on, at, between }: DayZero): Due => {
  const basis = rule.basis.kind;
  const last = lastInstantOf(rule, at ?? endOfSwedishDay(on));
  const early = lastInstantOf(rule, at ?? startOfSwedishDay(between?.from ?? on));
  const [from, to] = [early === null ? on : swedishDay(early), last === null ? on : swedishDay(last)];
  const limit = statedLimit({ day: to, roll: 'none' });
  if (from !== to) {
    const told = combineReadings(`${on} + ${plus}`, [{ earliest: from, latest: to, rule: 'hours', confidence: 'I' }]);
    if (E.isRight(told)) return { kind: 'fuzzy', basis, fuzzy: told.right };
  }
  return E.isLeft(limit) ? { kind: 'undated', basis } : { kind: 'fixed', basis, limit: limit.right };
};

/**
 * From when a private party may, once, ask for a slow case to be concluded: the day after six months have passed. A condition
 * and no act, so it does not roll.
 *
 * Basis: förvaltningslagen 12 §. Errors: none within the calendar; null beyond it.
 *
 * @example slowCaseRequestFrom(unsafeCivilDate('2024-08-31')) // '2025-03-01'
 */
export const slowCaseRequestFrom = (opened: CivilDate): CivilDate | null => {
  const passed = addDuration(opened, unsafeDuration('P6M'));
  const next = E.isLeft(passed) ? passed : addDays(passed.right, 1);
  return E.isLeft(next) ? null : next.right;
};
