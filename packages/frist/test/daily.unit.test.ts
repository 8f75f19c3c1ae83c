import { memoryEventStore } from '@frist/event-sourcing';
import type { Instant } from '@frist/calendar';

import { createFrist } from '../src';
import { day, right, testClock } from './promises';

it.each([
  [{ from: day('2020-02-02'), to: day('2020-02-01') }, 'from'],
  [{ from: day('1980-01-01'), to: day('2026-01-01') }, 'from'],
  [{ from: day('2020-01-01'), to: day('2020-02-01'), knownAt: '2020-02-01' as Instant }, 'knownAt'],
])('days or an instant that are none are refused: %j', async (query, field) => {
  const clock = testClock('2026-01-12T09:00:00Z');
  const frist = right(createFrist({ store: memoryEventStore({ clock }), clock }));
  expect(await frist.daily(query)()).toMatchObject({ _tag: 'Left', left: { _tag: 'InvalidQuery', field } });
});
