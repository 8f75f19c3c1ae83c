/** A recorded history of everything this package follows, as untidy as papers are, and what was to be answered on four days. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Finding, lastDayOf } from '@frist/obligations';
import { testRegister, type TestRegister } from '@frist/testing';

import { agreementsDomain } from '@frist/agreements';

type Line = readonly [category: string, on: string, command: string, data: Record<string, unknown>];
const journal = readFileSync(join(__dirname, 'golden', 'untidy.journal.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Line);
const test: TestRegister = testRegister({ domains: [agreementsDomain], today: '2026-12-31' });

beforeAll(async () => {
  for (const [category, on, command, data] of journal) await test.record({ stream: test.streamOf(category, 'one'), command, on, data });
});

const inWords = (finding: Finding): string => {
  if (finding.about === 'register') return `${finding.kind}: ${finding.rule} ${finding.values === undefined ? '' : JSON.stringify(finding.values)}`.trimEnd();
  const { kind, instance, debtor, lifecycle, delivery, timeliness, days, due, remains, anomalies } = finding;
  const day = due === null ? null : lastDayOf(due);
  return `${kind}${instance === null ? '' : ` ${instance}`} [${debtor}] ${lifecycle}, ${delivery}, ${timeliness}${days === null ? '' : ` ${days}`}, ${day ?? due?.kind ?? 'no date'}${remains === null ? '' : `, left: ${remains}`}${anomalies.length === 0 ? '' : ` !${anomalies.map(({ rule }) => rule).join()}`}`;
};

it.each(['2024-05-01', '2024-12-31', '2025-06-01', '2026-12-31'])('as of %s', async (asOf) => {
  const { counts, conditional, findings } = await test.check(asOf, { settled: true });
  expect([JSON.stringify({ ...counts, conditional }), '', ...findings.map(inWords)].join('\n')).toMatchSnapshot();
});
