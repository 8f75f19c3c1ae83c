/** Statutory times against a model of its own: plain arithmetic on days, and the list of weekdays that 1930:173 2 § skips. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import type { StatutoryCaseState } from '@frist/agreements';

import { book } from './support';

const skipped = new Set(Object.values(JSON.parse(readFileSync(join(__dirname, '..', '..', 'calendar', 'test', 'vectors', 'non-working-weekdays-2019-2030.json'), 'utf8')) as Record<string, readonly string[]>).flat());
const toDay = (n: number): string => new Date(n * 86_400_000).toISOString().slice(0, 10);
const toNumber = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

const rolled = (text: string): string => {
  const weekday = new Date(`${text}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6 || skipped.has(text) ? rolled(toDay(toNumber(text) + 1)) : text;
};
const monthsLater = (text: string, months: number): string => {
  const [y, m, d] = text.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(y, m - 1 + months + 1, 0));
  return last.getUTCDate() < d ? last.toISOString().slice(0, 10) : new Date(Date.UTC(y, m - 1 + months, d)).toISOString().slice(0, 10);
};
const daysLater = (text: string, days: number): string => toDay(toNumber(text) + days);

/** The last day, from day 0; null while no such rule is in force. */
const lastDay: Readonly<Record<string, (start: string) => string | null>> = {
  'open-child-investigation': (start) => rolled(daysLater(start, 14)),
  'child-investigation': (start) => rolled(monthsLater(start, 4)),
  'consider-continued-care': (start) => monthsLater(start, 6),
  'follow-up-of-child': (start) => monthsLater(start, start < '2025-07-01' ? 2 : 6),
  'answer-reporter': (start) => (start < '2026-01-15' ? null : rolled(daysLater(start, 7))),
  'changed-activity': (start) => (start < '2026-01-01' ? null : rolled(monthsLater(start, 1))),
  'jourhem-ends': (start) => monthsLater(start, 2),
  'adoption-consent': (start) => rolled(daysLater(start, 14)),
  'hold-allvarssamtal': (start) => (start < '2027-01-02' ? null : rolled(daysLater(start, 14))),
  'answer-slow-case-request': (start) => rolled(daysLater(start, 28)),
};
const rules = Object.keys(lastDay);

const someStart = fc.oneof(fc.integer({ min: toNumber('2019-01-01'), max: toNumber('2029-06-30') }).map(toDay), fc.constantFrom('2025-06-30', '2025-07-01', '2024-06-07', '2025-12-10', '2026-01-14', '2026-01-15', '2028-02-29', '2023-10-31'));

it('agrees with the model on the last day, and on whether it was met in time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...rules), someStart, fc.option(fc.integer({ min: 0, max: 250 })), async (duty, start, after) => {
      const one = book<StatutoryCaseState>('statutoryCase');
      await one.tell('2018-01-01', 'registerCase', { case: '66666666-6666-4666-8666-666666666666' });
      const last = lastDay[duty]?.(start) ?? null;
      const clock = { clock: 'one', duty };
      if (last === null) {
        expect((await one.refusal(start, 'startClock', clock))._tag).toBe('NoRuleInForce');
        return;
      }
      await one.tell(start, 'startClock', clock);
      const [open] = await one.owed(duty, last);
      expect([open?.timeliness, open?.days]).toEqual(['due-today', 0]);
      expect((await one.owed(duty, daysLater(last, 1)))[0]?.timeliness).toBe('overdue');
      if (after === null) return;
      const met = daysLater(start, after);
      await one.tell(met, 'meetClock', { clock: 'one' });
      const { counts } = await one.check(met);
      expect([counts['met-on-time'], counts['met-late']]).toEqual(met <= last ? [1, 0] : [0, 1]);
    }),
    { numRuns: 250 },
  );
});
