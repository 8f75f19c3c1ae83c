/** Swedish days and instants against the host's own time zone data, 1980–2060. */
import fc from 'fast-check';

import {
  addDays, addHours, compareInstants, endOfSwedishDay, Instant, instantFromEpochMs, instantToEpochMs, parseInstant, startOfSwedishDay, swedishDay,
  swedishLocalText, swedishLocalToInstant,
} from '@frist/calendar';

import { intlSwedishDay, iso, utc } from './naive-model';
import { day, right } from './support';

const FROM = utc('1980-01-01');
const TO = utc('2060-12-31');
const ms = fc.integer({ min: FROM, max: TO });
const anyMs = fc.integer({ min: Date.parse('0001-01-02T00:00:00Z'), max: Date.parse('9999-12-30T00:00:00Z') });
const RUNS = { numRuns: 2000 };

it('the Swedish day is the one Europe/Stockholm has', () => {
  fc.assert(fc.property(ms, (at) => expect(swedishDay(right(instantFromEpochMs(at)))).toBe(intlSwedishDay(at))), RUNS);
});

it('and so it is on every day of the eighty-one years, around midnight', () => {
  const wrong: string[] = [];
  for (let date = FROM; date <= TO; date += 86_400_000) {
    // The hours in which a Swedish day can begin, to the millisecond on both sides.
    for (const hour of [22, 23]) {
      for (const at of [date + hour * 3_600_000 - 1, date + hour * 3_600_000]) {
        const found = swedishDay(right(instantFromEpochMs(at)));
        if (found !== intlSwedishDay(at)) wrong.push(`${new Date(at).toISOString()} ${found}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

it('a day begins when the one before has ended', () => {
  fc.assert(
    fc.property(fc.integer({ min: utc('0001-01-02'), max: utc('9999-12-30') }), (at) => {
      const date = day(iso(at));
      const [first, last] = [startOfSwedishDay(date), endOfSwedishDay(date)];
      expect([swedishDay(first), swedishDay(last), Instant.is(first), Instant.is(last)]).toEqual([date, date, true, true]);
      expect(instantToEpochMs(startOfSwedishDay(right(addDays(date, 1))))).toBe(instantToEpochMs(last) + 1);
      expect((instantToEpochMs(last) + 1 - instantToEpochMs(first)) / 3_600_000).toBeGreaterThanOrEqual(23);
    }),
    RUNS,
  );
});

it('instants are the milliseconds of the host, and their texts are in the order of time', () => {
  fc.assert(
    fc.property(anyMs, anyMs, (a, b) => {
      const [first, second] = [right(instantFromEpochMs(a)), right(instantFromEpochMs(b))];
      expect(first).toBe(new Date(a).toISOString());
      expect(instantToEpochMs(first)).toBe(a);
      expect(compareInstants(first, second)).toBe(Math.sign(a - b));
    }),
    RUNS,
  );
});

it('a canonical text with one character changed is an instant only if the host reads it as one', () => {
  fc.assert(
    fc.property(anyMs, fc.integer({ min: 0, max: 23 }), fc.constantFrom(...'0123456789-:.TZ+x /'), (at, place, character) => {
      const text = new Date(at).toISOString();
      const changed = text.slice(0, place) + character + text.slice(place + 1);
      const host = Date.parse(changed);
      expect([changed, Instant.is(changed)]).toEqual([changed, !Number.isNaN(host) && new Date(host).toISOString() === changed && changed >= '0001']);
      expect(Instant.decode(changed)._tag === 'Right').toBe(Instant.is(changed));
    }),
    { numRuns: 5000 },
  );
});

it('any offset names the same instant as UTC', () => {
  fc.assert(
    fc.property(ms, fc.integer({ min: -14 * 60, max: 14 * 60 }), (at, offset) => {
      const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((n) => String(n).padStart(2, '0'));
      const local = new Date(at + offset * 60_000).toISOString().slice(0, -1);
      expect(right(parseInstant(`${local}${offset < 0 ? '-' : '+'}${hours}:${minutes}`))).toBe(new Date(at).toISOString());
    }),
    RUNS,
  );
});

it('a local time is found again, unless the clocks showed it twice', () => {
  fc.assert(
    fc.property(ms, (at) => {
      const instant = right(instantFromEpochMs(at));
      const text = swedishLocalText(instant);
      expect(right(parseInstant(text))).toBe(instant);
      const found = swedishLocalToInstant(text.slice(0, 23));
      if (found._tag === 'Right') expect(found.right).toBe(instant);
      else expect(found.left._tag).toBe('AmbiguousLocalTime');
    }),
    RUNS,
  );
});

it('hours are absolute', () => {
  fc.assert(
    fc.property(ms, fc.integer({ min: -1000, max: 1000 }), (at, hours) => {
      expect(instantToEpochMs(right(addHours(right(instantFromEpochMs(at)), hours)))).toBe(at + hours * 3_600_000);
    }),
  );
});
