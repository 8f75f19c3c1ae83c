import { calendarDigest, computeLimit, type Limit } from '@frist/calendar';
import { memoryEventStore } from '@frist/event-sourcing';
import type { DeadlineRule } from '@frist/obligations';

import { createFrist } from '../src';
import { decisionsDomain, decisionStream, executeRule } from './decisions';
import { actor, board, day, otherBoard, right, testClock } from './promises';

const setUp = () => {
  const clock = testClock('2026-03-10T08:00:00Z');
  const store = memoryEventStore({ clock });
  const over = (rules: readonly DeadlineRule[]) => right(createFrist({ store, clock, domains: [decisionsDomain(rules)] }));
  const decide = async (on: string, data: object = {}) => right(await over([executeRule]).execute({ id: `c-${on}`, board, stream: decisionStream(on), command: 'decide', on, actor, data })());
  return { over, decide };
};

const limit = right(computeLimit({ start: day('2026-01-12'), plus: 'P3M' as never, roll: 'statutory' }));
/** As if another calendar had given another day. */
const journaled = (changed: Partial<Limit>) => ({ due: { kind: 'fixed', basis: 'statute', limit: { ...limit, ...changed } } });
const otherDigest = 'se/2026-2026/sha256:0000000000000000000000000000000000000000000000000000000000000000' as Limit['calendar'];

describe('rules', () => {
  test('are listed with their domain, every version of each', () => {
    const second = { ...executeRule, version: 2, validFrom: day('2026-01-01') };
    const { over } = setUp();
    expect(over([second, { ...executeRule, validTo: day('2025-12-31') }]).rules().map(({ domain, id, version }) => [domain, id, version])).toEqual([
      ['decisions', 'decisions/execute', 1],
      ['decisions', 'decisions/execute', 2],
    ]);
  });

  test('no date drifts by the rules and the calendar that gave it', async () => {
    const { over, decide } = setUp();
    await decide('2026-01-12');
    await decide('2026-01-13', journaled({}));
    expect(right(await over([executeRule]).ruleDrifts()())).toMatchObject({ judged: 2, drifts: [] });
  });

  test('another version of the rule, from before the decision on', async () => {
    const { over, decide } = setUp();
    await decide('2025-12-20');
    await decide('2026-01-12');
    const rules = [{ ...executeRule, validTo: day('2025-12-31') }, { ...executeRule, version: 2, validFrom: day('2026-01-01'), plus: 'P2M' as never }];
    expect(right(await over(rules).ruleDrifts()()).drifts).toMatchObject([
      {
        rule: 'decisions/execute', cause: 'rule', journaledVersion: 1, currentVersion: 2, title: { en: 'Execute the decision' },
        journaled: { endDay: '2026-04-12', lastPermittedDay: '2026-04-13' }, today: { endDay: '2026-03-12', lastPermittedDay: '2026-03-12' },
      },
    ]);
    // The journaled date stands.
    expect(right(await over(rules).check()()).counts).toMatchObject({ overdue: 0 });
  });

  test('another calendar', async () => {
    const { over, decide } = setUp();
    await decide('2026-01-12', journaled({ lastPermittedDay: day('2026-04-14'), calendar: otherDigest }));
    expect(right(await over([executeRule]).ruleDrifts()()).drifts).toMatchObject([
      { cause: 'calendar', journaled: { lastPermittedDay: '2026-04-14' }, today: { lastPermittedDay: '2026-04-13' }, calendar: { journaled: otherDigest, today: right(calendarDigest(2026, 2026)) } },
    ]);
  });

  test('no rule in force for the day, or a calendar that nobody knows', async () => {
    const { over, decide } = setUp();
    await decide('2026-01-12');
    expect(right(await over([{ ...executeRule, validTo: day('2025-12-31') }]).ruleDrifts()()).drifts).toMatchObject([{ cause: 'unknown', currentVersion: null, today: { lastPermittedDay: '2026-04-13' } }]);
  });

  test('in a view, and of a board', async () => {
    const { over, decide } = setUp();
    await decide('2026-01-12', journaled({ lastPermittedDay: day('2026-04-14'), calendar: otherDigest }));
    const frist = over([executeRule]);
    expect(right(await frist.ruleDrifts({ asOf: day('2026-01-11') })())).toMatchObject({ judged: 0, drifts: [] });
    expect(right(await frist.ruleDrifts({ board: otherBoard })())).toMatchObject({ judged: 0, drifts: [] });
    expect(right(await frist.ruleDrifts({ board })()).drifts).toHaveLength(1);
  });
});
