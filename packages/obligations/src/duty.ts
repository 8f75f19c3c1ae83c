/** What a domain's decider says when a fact entails a duty: small constructors of obligation facts. */
import { calendarDigest, type CivilDate, yearOf } from '@frist/calendar';
import type { EventId, Fact, NewFact } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';
import { v5 } from 'uuid';

import type { ObligationIncurred, ObligationId } from './facts';
import type { Recurrence } from './recurrence';
import type { DeadlineRule } from './rules';

type Incurred = t.TypeOf<typeof ObligationIncurred.codec>;

/**
 * The id of an obligation: from the event that causes it, and what tells it from others of the same cause.
 *
 * @param name kind/recipient/ordinal, e.g. `grants/return-report/0`; nothing personal
 */
export const obligationIdOf = (cause: EventId, name: string): ObligationId => v5(name, cause) as ObligationId;

/** A duty to be incurred; what follows from the rule is filled in. */
export type Duty = Omit<Incurred, 'obligation' | 'kind' | 'rule' | 'basis' | 'activation' | 'mode'> &
  Partial<Pick<Incurred, 'activation' | 'mode' | 'basis'>> & {
    /** Tells duties of one kind and cause apart: a recipient, an ordinal. Nothing personal. */
    readonly name?: string;
    readonly rule: DeadlineRule;
  };

/** `ObligationIncurred` under a rule, caused by an event. Active at once, and an achievement, unless the duty says otherwise. */
export const incur = (cause: EventId, { name, rule, ...duty }: Duty): NewFact<'ObligationIncurred', Incurred> => ({
  type: 'ObligationIncurred',
  data: {
    activation: { kind: 'at-once' },
    mode: 'achievement',
    basis: rule.basis,
    ...duty,
    obligation: obligationIdOf(cause, name === undefined ? rule.id : `${rule.id}/${name}`),
    kind: rule.id,
    rule: { id: rule.id, version: rule.version },
  },
});

/** Any other fact about an obligation. */
export const aboutObligation = <Type extends string, Data extends object>(
  type: Type,
  obligation: ObligationId,
  data: Data,
): NewFact<Type, Data & { readonly obligation: ObligationId }> => ({ type, data: { ...data, obligation } });

/** Journals the calendar of the years that a rolling recurrence touches, so that a later change of the calendar shows. */
export const withCalendar = (recurrence: Recurrence, until: CivilDate): Recurrence => {
  if ((recurrence.due.kind !== 'after-period' && recurrence.due.kind !== 'on-day') || recurrence.due.roll === 'none') return recurrence;
  const calendar = calendarDigest(yearOf(recurrence.anchor), yearOf(until) + 1);
  return E.isLeft(calendar) ? recurrence : { ...recurrence, due: { ...recurrence.due, calendar: calendar.right } };
};

/** What a fact about an obligation rests on: the fact that incurred it. For a decider's `restsOn`. */
export const dutyRestsOn = (consequence: NewFact, facts: readonly Fact[]): readonly Fact[] => {
  const { obligation } = consequence.data as { readonly obligation?: ObligationId };
  if (obligation === undefined || consequence.type === 'ObligationIncurred') return [];
  return facts.filter((fact) => fact.type === 'ObligationIncurred' && (fact.data as Incurred).obligation === obligation);
};
