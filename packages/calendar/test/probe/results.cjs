// Prints a digest of many results of this package's sources; time-zones.e2e.test.ts runs it under several zones.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    swcrc: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
    module: { type: 'commonjs' },
  });
  module._compile(code, filename);
};
const calendar = require(join(__dirname, '..', '..', 'src', 'index.ts'));

const hash = createHash('sha256');
let results = 0;
const take = (value) => {
  hash.update(`${JSON.stringify(value)}\n`);
  results += 1;
};

const start = calendar.toEpochDay(calendar.unsafeCivilDate('1991-01-01'));
const plus = ['P14D', 'P3W', 'P3M', 'P1Y'].map(calendar.unsafeDuration);
for (let k = 0; k < 3000; k += 1) {
  const date = calendar.fromEpochDay(start + k * 7 + (k % 7)).right;
  take([date, calendar.weekday(date), calendar.quarterOf(date), calendar.startOfSwedishDay(date), calendar.endOfSwedishDay(date)]);
  for (const length of plus) take(calendar.computeLimit({ start: date, plus: length, roll: k % 2 === 0 ? 'statutory' : 'none' }));
  const instant = calendar.instantFromEpochMs(k * 912_345_678 - 3).right;
  take([instant, calendar.swedishDay(instant), calendar.parseInstant(calendar.swedishLocalText(instant))]);
  take(calendar.swedishLocalToInstant(`${date}T02:30`));
}
for (let year = 1990; year < 2200; year += 1) take([calendar.holidaysOfYear(year), calendar.calendarDigest(year, year)]);
for (const text of ['early 2020', 'senast 1 oktober', 'before 1 October', 'kvartal 1', 'i slutet av året']) take(calendar.parseFuzzyDate(text, { year: 2019 }));

const offset = [0, 180].map((day) => new Date(Date.UTC(2024, 0, 1 + day)).getTimezoneOffset()).join('/');
console.log(JSON.stringify({ offset, results, digest: hash.digest('hex') }));
