/** What a failure found, and what a register names by a code, is said in words of both languages, not as if somebody had typed it. */
import { defaultDomains } from 'frist';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { dutyName } from '../src/messages/duty-names';
import { expectsSv } from '../src/messages/expects-sv';
import { inProcess } from './support';

const events = readFileSync(join(__dirname, '..', '..', 'agreements', 'src', 'statutory', 'events.ts'), 'utf8');
const standingDuties = [...(/oneOf\('StandingDuty', \[([^\]]*)\]/.exec(events)?.[1] ?? '').matchAll(/'([^']+)'/g)].map(([, code = '']) => code);

const nested = `{"id":"x","data":${'['.repeat(600)}${']'.repeat(600)}}`;
const surrogate = '{"id":"a-1","board":"exempel/socialnamnden","stream":"assignment-7c3aac71-b612-5f34-8538-585121a00e05","command":"giveAssignment","on":"2024-01-01","actor":{"role":"r","ref":"a"},"data":{"title":"\\ud800"}}';
const files = { 'j.jsonl': ['{"id":1', '[1,2]', '{"id":"a"} x', nested, surrogate].join('\n') };

it.each([
  ['sv', ['det tar slut efter 7 tecken; väntat: ett helt JSON-objekt', '$: en lista; väntat: ett objekt', '$: det brister vid tecken 12; väntat', 'data.title: en ensam surrogat: ett halvt tecken']],
  ['en', ['it breaks off after 7 characters; expected one whole JSON object', '$: a list; expected an object', '$: broken at character 12; expected', 'data.title: a lone surrogate: half a character']],
])('in %s', async (lang, said) => {
  const { code, err } = await inProcess(['import', '--store', 'memory:', 'j.jsonl', '--lang', lang], { files });
  expect(code).toBe(3);
  for (const one of said) expect(err).toContain(one);
  expect(err).not.toMatch(/"(?:it breaks|a list|broken|a lone|nesting)/);
});

it('a value in its one way of writing is asked for in Swedish', () => {
  expect(expectsSv("Instant as '2026-03-28T21:30:00.000Z'")).toBe('tidpunkten skriven 2026-03-28T21:30:00.000Z');
  expect(expectsSv("Duration as 'P1W'")).toBe('samma skrivet P1W');
});

it('standing duties are named by the titles of their rules', () => {
  const rules = defaultDomains.find(({ name }) => name === 'agreements')?.rules ?? [];
  const titles = (code: string) => [...new Set(rules.filter(({ id }) => id === `agreements/${code}`).map(({ title }) => JSON.stringify(title)))];
  expect(standingDuties.length).toBeGreaterThan(3);
  for (const code of standingDuties) expect(titles(code)).toEqual([JSON.stringify({ sv: dutyName(code, 'sv'), en: dutyName(code, 'en') })]);
  expect([dutyName('constructor', 'sv'), dutyName('SN 2024:5', 'en')]).toEqual(['constructor', 'SN 2024:5']);
});
