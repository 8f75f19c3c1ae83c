/** The feed: read back by the letter of RFC 5545, whatever a title holds. */
import { unsafeInstant } from '@frist/calendar';
import { compareFacts } from '@frist/event-sourcing';
import { evolveObligation, findingsAbout, lastDayOf, noMeetings, noObligation, type Bilingual, type Due, type ObligationFinding, dueOn } from '@frist/obligations';
import { dueCalendar } from '@frist/reports';
import { type GivenFact, recordedFacts, someObligationFacts } from '@frist/testing';
import { isLeft } from 'fp-ts/Either';
import fc from 'fast-check';

import { hostileText } from './hostile';
import { asked, day } from './support';

const idOf = (n: number): string => `00000000-0000-5000-8000-00000000000${n}`;
const asOf = day('2025-01-15');
const options = asked({ asOf });

const findingsOf = (id: string, facts: readonly GivenFact[]): readonly ObligationFinding[] =>
  findingsAbout([...recordedFacts(facts)].sort(compareFacts).reduce(evolveObligation, noObligation(id)), { asOf, within: 30, meetings: noMeetings }, new Map());

interface Entry {
  readonly [name: string]: string;
}

/** Unfolded, parted, unescaped. Fails the test where the form is not that of the standard. */
const entriesOf = (feed: string): readonly Entry[] => {
  expect(feed.endsWith('\r\n')).toBe(true);
  const folded = feed.split('\r\n').slice(0, -1);
  expect(folded.filter((line) => Buffer.byteLength(line) > 75 || /[\r\n]/.test(line))).toEqual([]);
  const lines = feed.slice(0, -2).replace(/\r\n[ \t]/g, '').split('\r\n');
  expect([lines[0], lines.at(-1)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR']);
  const entries: Entry[] = [];
  let current: Record<string, string> | null = null;
  for (const line of lines) {
    const [, name = '', value = ''] = /^([A-Z-]+(?:;[A-Z]+=[A-Z]+)*):(.*)$/su.exec(line) ?? [];
    expect(name).not.toBe('');
    if (line === 'BEGIN:VEVENT') current = {};
    else if (line === 'END:VEVENT') {
      entries.push(current ?? {});
      current = null;
    } else if (current !== null) {
      expect(current[name]).toBeUndefined();
      expect(value).toMatch(/^(?:[^\\;,]|\\[\\;,n])*$/su);
      current[name] = value.replace(/\\([\\;,n])/g, (_all, sign: string) => (sign === 'n' ? '\n' : sign));
    }
  }
  return entries;
};

const squeezed = (raw: string): string => raw.replace(/\p{Surrogate}/gu, '\ufffd').replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Zs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ').trim();

const isOwed = ({ lifecycle, completion }: ObligationFinding): boolean => ['conditional', 'active', 'suspended'].includes(lifecycle) || completion !== null;
const dueOf = ({ due, completion }: ObligationFinding): Due | null => (completion === null ? due : (completion.due ?? null));

it('has one entry for each duty that is owed and has a day', () => {
  fc.assert(
    fc.property(fc.tuple(someObligationFacts(idOf(1)), someObligationFacts(idOf(2))), hostileText, ([a, b], title) => {
      const retitled = (finding: ObligationFinding): ObligationFinding => ({ ...finding, title: { sv: title, en: title } });
      const findings = [...findingsOf(idOf(1), a), ...findingsOf(idOf(2), b)].map(retitled);
      const dated = findings.filter((finding) => {
        const due = dueOf(finding);
        return isOwed(finding) && due !== null && lastDayOf(due) !== null;
      });
      const entries = entriesOf(dueCalendar(findings, options));
      expect(entries.map(({ UID }) => UID)).toEqual(dated.map(({ obligationId, instance }) => (instance === null ? obligationId : `${obligationId}/${instance}`)));
      entries.forEach((entry, n) => {
        expect(entry['DTSTAMP']).toBe('20250121T083012Z');
        const [from = '', to = ''] = [entry['DTSTART;VALUE=DATE'], entry['DTEND;VALUE=DATE']];
        expect(from).toMatch(/^\d{8}$/);
        expect(to > from).toBe(true);
        const instance = dated[n]?.instance;
        expect(squeezed(entry['SUMMARY'] ?? '').startsWith(squeezed(`${title}${instance === null ? '' : ` · ${instance ?? ''}`}`))).toBe(true);
      });
    }),
    { numRuns: 300 },
  );
});

const title: Bilingual = { sv: 'Redovisa; till Socialstyrelsen, med bilagor', en: 'Account to the authority; with annexes' };
const fixed = (on: string): Due => {
  const due = dueOn(day(on), 'regulation');
  if (isLeft(due)) throw new Error(due.left);
  return due.right;
};

it.each(['sv', 'en'] as const)('tells both days, for whom, on what ground: %s', (lang) => {
  const incurred: GivenFact = [
    'ObligationIncurred',
    {
      obligation: idOf(1), kind: 'test/duty', title, debtor: 'socialnämnden', creditor: 'Socialstyrelsen', mode: 'achievement', basis: { kind: 'regulation', reference: 'förordning (2023:1)', confidence: 'U' },
      rule: { id: 'test/duty', version: 1 }, due: fixed('2025-03-15'), activation: { kind: 'conditional', trigger: { sv: 'mottagande', en: 'receipt' } }, concerns: ['SN/2024:115', 'Mot hemlöshet'],
    },
    day('2024-01-01'),
  ];
  const feed = dueCalendar(findingsOf(idOf(1), [incurred]), { ...options, lang, knownAt: unsafeInstant('2025-01-15T10:00:00.000Z') });
  expect(feed.replaceAll('\r\n', '\n')).toMatchSnapshot();
});

it.each([['sv', 'komplettering'], ['en', 'completion']] as const)('what was sent back stands on the day of its completion: %s', (lang, word) => {
  const duty = {
    obligation: idOf(1), kind: 'test/duty', title, debtor: 'socialnämnden', mode: 'achievement', basis: { kind: 'regulation', reference: 'förordning (2023:1)', confidence: 'U' },
    rule: { id: 'test/duty', version: 1 }, due: fixed('2025-03-14'), activation: { kind: 'at-once' }, concerns: [],
  };
  const facts: readonly GivenFact[] = [
    ['ObligationIncurred', duty, day('2024-01-01')],
    ['PerformanceRecorded', { obligation: idOf(1), evidence: 'x' }, day('2024-01-02')],
    ['SubmissionReturned', { obligation: idOf(1), by: 'x', due: fixed('2025-02-03') }, day('2024-01-03')],
  ];
  const [entry] = entriesOf(dueCalendar(findingsOf(idOf(1), facts), { ...options, lang }));
  expect(entry).toMatchObject({ SUMMARY: `${title[lang]} (${word})`, 'DTSTART;VALUE=DATE': '20250203', 'DTEND;VALUE=DATE': '20250204' });
});

it('has a frame without entries', () => {
  expect(entriesOf(dueCalendar([], { ...options, board: null }))).toEqual([]);
});
