/**
 * Deadline rules as dated data. A rule is chosen by the day of the fact it applies to, given explicitly; there is no
 * default "latest". Versions are never deleted: what was journaled under one can always be explained.
 */
import { type CivilDate, computeLimit, type Duration } from '@frist/calendar';
import { type Failure, failure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import type { Due } from './due';
import { type Bilingual, type LegalBasis, rolls } from './text';

/** One version of one rule. */
export interface DeadlineRule {
  /** e.g. `grants/return-report`. */
  readonly id: string;
  readonly version: number;
  readonly title: Bilingual;
  /** In force from this day through `validTo`; absent: from the beginning, or still. Days of the facts it applies to. */
  readonly validFrom?: CivilDate;
  readonly validTo?: CivilDate;
  readonly basis: LegalBasis;
  /** What day 0 is, in words. */
  readonly dayZero: Bilingual;
  /** The length; absent where the date comes with the fact (as the dates of grants do). */
  readonly plus?: Duration;
  /** Whether 1930:173 2 § moves the last day. Absent: as the basis of the date told decides. */
  readonly roll?: 'statutory' | 'none';
}

/**
 * `NoRuleInForce` on that day · `OverlappingRules` two versions of one rule hold on one day, share a number, or one ends
 * before it begins · `RuleWithoutLength` its date comes with the fact · `DateNotComputable` by the calendar at hand.
 */
export type RuleFailure = Failure<'NoRuleInForce' | 'OverlappingRules' | 'RuleWithoutLength' | 'DateNotComputable'>;

/** Rules by id and day. */
export interface RuleBook {
  readonly rules: readonly DeadlineRule[];
  /** The version in force on the day of a fact. */
  readonly inForce: (id: string, on: CivilDate) => E.Either<RuleFailure, DeadlineRule>;
}

/**
 * Builds a rule book, or names the rule whose versions do not fit together.
 *
 * Errors: `OverlappingRules`.
 *
 * @example makeRuleBook([{ id: 'grants/return-report', version: 1, … }])
 */
export const makeRuleBook = (rules: readonly DeadlineRule[]): E.Either<RuleFailure, RuleBook> => {
  const byId = new Map<string, DeadlineRule[]>();
  for (const rule of rules) byId.set(rule.id, [...(byId.get(rule.id) ?? []), rule]);
  for (const [id, versions] of byId) {
    const sorted = [...versions].sort((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1));
    const clash = sorted.some((rule, i) => i > 0 && (sorted[i - 1]?.validTo === undefined || (sorted[i - 1]?.validTo ?? '') >= (rule.validFrom ?? '')));
    const twice = new Set(versions.map(({ version }) => version)).size !== versions.length;
    const backwards = versions.some(({ validFrom, validTo }) => validFrom !== undefined && validTo !== undefined && validTo < validFrom);
    if (clash || twice || backwards) return E.left(failure('OverlappingRules', 'obligations/rules', id, 'versions whose days and numbers differ'));
  }
  return E.right({
    rules,
    inForce: (id, on) => {
      const rule = (byId.get(id) ?? []).find((version) => (version.validFrom ?? on) <= on && on <= (version.validTo ?? on));
      return rule === undefined ? E.left(failure('NoRuleInForce', 'obligations/rules', id, 'a rule in force on the day of the fact', on)) : E.right(rule);
    },
  });
};

/**
 * Applies a rule once, from day 0. The result is journaled and never computed again.
 *
 * Errors: `RuleWithoutLength`, `DateNotComputable`. Basis: lag (1930:173) 1–2 §§.
 *
 * @example applyRule(appealRule, unsafeCivilDate('2025-05-16')) // due 2025-06-06, last permitted day 2025-06-09
 */
export const applyRule = (rule: DeadlineRule, dayZero: CivilDate): E.Either<RuleFailure, Due> => {
  if (rule.plus === undefined) return E.left(failure('RuleWithoutLength', 'obligations/rules', rule.id, 'a rule with a length'));
  const roll = rule.roll ?? (rolls(rule.basis.kind) ? 'statutory' : 'none');
  const limit = computeLimit({ start: dayZero, plus: rule.plus, roll });
  return E.isLeft(limit)
    ? E.left(failure('DateNotComputable', 'obligations/rules', rule.id, limit.left.expected, dayZero))
    : E.right({ kind: 'fixed', basis: rule.basis.kind, limit: limit.right });
};
