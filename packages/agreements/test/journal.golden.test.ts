/** The agreement and the control plan of a real board's papers: their whole calendar, and what was to be answered on some days. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { factsOf, fold, readStreamEvents, type StreamName } from '@frist/event-sourcing';
import type { Finding } from '@frist/obligations';
import { testRegister, type TestRegister } from '@frist/testing';

import { agreementRegister, type AgreementState, agreementsDomain, calendarOf } from '@frist/agreements';

import { right } from './support';

interface Line {
  readonly id: string;
  readonly stream: StreamName;
  readonly command: string;
  readonly on: string;
  readonly data: Record<string, unknown>;
}

const journal = readFileSync(join(__dirname, '..', '..', '..', 'examples', 'botkyrka', 'agreements.journal.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Line);
const test: TestRegister = testRegister({ domains: [agreementsDomain], today: '2028-12-31', board: 'botkyrka/socialnamnden' });

beforeAll(async () => {
  for (const { id, stream, command, on, data } of journal) await test.record({ id, stream, command, on, data });
});

const inWords = (finding: Finding): string =>
  finding.about === 'register'
    ? `${finding.kind}: ${finding.rule} ${finding.values === undefined ? '' : JSON.stringify(finding.values)}`.trimEnd()
    : `${finding.title.en} [${finding.debtor}]${finding.instance === null ? '' : ` ${finding.instance}`} ${finding.lifecycle}, ${finding.timeliness}${finding.days === null ? '' : ` ${finding.days}`}`;

it('gives its full calendar of instances from start to end in one call', async () => {
  const stream = journal[0]?.stream as StreamName;
  const state: AgreementState = fold(agreementRegister.decider, factsOf(right(await readStreamEvents(test.register.store, test.register.catalogue, stream)())), agreementRegister.decider.initial);
  const calendar = calendarOf(state);
  expect(calendar.map(({ kind, key, owedBy, instance, actBy, lastDay }) => [actBy ?? '–', lastDay ?? '–', kind, key, instance ?? '', owedBy ?? ''].join(' | ')).join('\n')).toMatchSnapshot();
  const per = (key: string): number => calendar.filter((entry) => entry.key === key).length;
  expect([per('steering-group'), per('follow-up'), per('statistics'), per('yearly-report'), per('activities'), per('budget'), per('follow-up-structure'), per('final-report')]).toEqual([12, 12, 12, 3, 3, 15, 1, 1]);
});

it.each(['2024-12-31', '2025-03-01', '2028-03-01'])('as of %s', async (asOf) => {
  const { counts, conditional, findings } = await test.check(asOf);
  expect([JSON.stringify({ ...counts, conditional }), '', ...findings.map(inWords)].join('\n')).toMatchSnapshot();
});
