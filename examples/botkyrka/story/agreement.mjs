// A partnership agreement: everything that it makes due from its first day to its last, in one call.
import { calendarOf } from '@frist/agreements';

import { chapter, grouped, right, say, t, table } from './say.mjs';

/** The agreement's own days; what its terms say stands as they say it. */
const ownDays = {
  'payment-period': ({ from, to }) => t(`betalningsperiod ${from} – ${to}`, `payment period ${from} – ${to}`),
  'last-day-for-notice': () => t('sista dag för uppsägning', 'the last day for notice'),
  'prepare-renewal': () => t('förbered en förlängning', 'prepare the renewal'),
  end: () => t('avtalet upphör', 'the agreement ends'),
};

export const agreement = async (frist) => {
  const [{ state }] = right(await frist.register('agreements')()).rows;
  const { name, period } = state.registered;
  const entries = calendarOf(state);
  chapter(`Avtalet ”${name}”, ${period.from} – ${period.to}`, `The agreement “${name}”, ${period.from} – ${period.to}`);
  say(t(
    `${entries.length} poster i kalendern. ”Varje kvartal” och ”varje år” kan räknas efter kalendern eller från avtalets början: den tidigare dagen gäller som varning, efter den senare (/) är det säkert för sent.`,
    `${entries.length} entries in its calendar. “Every quarter” and “every year” may be counted by the calendar or from the agreement's first day: the earlier day is acted on, after the later (/) it is certainly late.`,
  ));
  const groups = grouped(entries, ({ actBy, lastDay }) => `${actBy} ${lastDay}`);
  table([...groups.values()].map((group) => {
    const [{ actBy, lastDay }] = group;
    const whats = [...grouped(group, ({ kind, period, what }) => ownDays[kind]?.(period) ?? what)].map(([what, { length }]) => (length > 1 ? `${what} (× ${length})` : what));
    return [actBy ?? t('utan dag', 'no day told'), lastDay === actBy || group.some(({ kind }) => kind === 'payment-period') ? '' : `/ ${lastDay}`, whats.join('; ')];
  }));
};
