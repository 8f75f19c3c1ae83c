/**
 * Rules over time: which journaled due dates would be others by today's rules or today's calendar. A journaled date
 * stands whatever this says; moving one is an explicit `DueDateChanged`.
 */
import { type CalendarDigest, type CivilDate, computeLimit, digestOfToday, type Limit, statedLimit } from '@frist/calendar';
import * as E from 'fp-ts/Either';

import type { Due } from './due';
import type { ObligationState } from './obligation';
import type { DeadlineRule, RuleBook } from './rules';
import { rolls } from './text';

/** Both days of a due date. */
export interface BothDays {
  readonly endDay: CivilDate;
  readonly lastPermittedDay: CivilDate;
}

/** One journaled due date that today would be another, or that today cannot judge. */
export interface RuleDrift {
  readonly obligationId: string;
  readonly instance: string | null;
  readonly rule: string;
  readonly journaledVersion: number;
  /** The version in force today for the day of the fact; null when there is none. */
  readonly currentVersion: number | null;
  /** `calendar`: the same rule, other holidays. `rule`: another length, rolling or version. `unknown`: no rule or calendar to judge by. */
  readonly cause: 'calendar' | 'rule' | 'unknown';
  readonly journaled: BothDays;
  readonly today: BothDays | null;
  /** The calendar by which it was computed, and what today's calendar gives for the same years. */
  readonly calendar: { readonly journaled: CalendarDigest; readonly today: CalendarDigest | null };
}

/**
 * Every journaled date of an obligation that would move. Dates told in words have nothing to compute, so they never do.
 *
 * @example driftOf(state, book) // [] as long as neither rule nor calendar has changed
 */
export const driftOf = (state: ObligationState, book: RuleBook): readonly RuleDrift[] => {
  if (state.incurred === null) return [];
  const dues: readonly (readonly [string | null, Due | undefined])[] = [[null, state.due], ...Object.entries(state.instances ?? {}).map(([key, course]) => [key, course.due] as const)];
  return dues.flatMap(([instance, due]) => {
    const limit = due === undefined ? null : limitOf(due);
    return due === undefined || limit === null ? [] : compare(state, book, instance, due, limit);
  });
};

const limitOf = (due: Due): Limit | null => (due.kind === 'fixed' || due.kind === 'window' ? due.limit : due.kind === 'soft' ? (due.lastDay ?? null) : null);

const compare = (state: ObligationState, book: RuleBook, instance: string | null, due: Due, limit: Limit): readonly RuleDrift[] => {
  const { incurred } = state;
  if (incurred === null) return [];
  const found = book.inForce(incurred.rule.id, limit.start ?? state.incurredOn);
  const rule = E.isRight(found) ? found.right : null;
  const digest = digestOfToday(limit.calendar);
  const calendar = { journaled: limit.calendar, today: E.isRight(digest) ? digest.right : null };
  const about = { obligationId: state.id, instance, rule: incurred.rule.id, journaledVersion: incurred.rule.version, currentVersion: rule?.version ?? null, journaled: daysOf(limit), calendar };
  const byCalendar = recompute(limit, limit.roll, limit.plus);
  const byRule = rule === null ? null : recompute(limit, rollOf(rule, due, limit), limit.plus === undefined ? undefined : (rule.plus ?? limit.plus));
  if (rule === null || byRule === null || calendar.today === null) return [{ ...about, cause: 'unknown', today: byRule ?? byCalendar }];
  if (same(byRule, about.journaled)) return [];
  return [{ ...about, cause: byCalendar !== null && same(byCalendar, byRule) ? 'calendar' : 'rule', today: byRule }];
};

/** The rule decides where it says so; else the basis of the date told, as when it was journaled. A window or a soft bound never rolls. */
const rollOf = (rule: DeadlineRule, due: Due, limit: Limit): 'statutory' | 'none' =>
  due.kind !== 'fixed' ? limit.roll : limit.start === undefined ? (rolls(due.basis) ? 'statutory' : 'none') : (rule.roll ?? (rolls(rule.basis.kind) ? 'statutory' : 'none'));

const recompute = (limit: Limit, roll: 'statutory' | 'none', plus: Limit['plus']): BothDays | null => {
  const again = limit.start !== undefined && plus !== undefined ? computeLimit({ start: limit.start, plus, roll }) : statedLimit({ day: limit.endDay, roll });
  return E.isLeft(again) ? null : daysOf(again.right);
};

const daysOf = ({ endDay, lastPermittedDay }: Limit): BothDays => ({ endDay, lastPermittedDay });

const same = (a: BothDays, b: BothDays): boolean => a.endDay === b.endDay && a.lastPermittedDay === b.lastPermittedDay;
