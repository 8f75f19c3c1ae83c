/** One grant from terms to closing, and what was to be answered about it on three days. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { formatAmount, type Finding } from '@frist/obligations';

import { balancesOf } from '@frist/grants';

import { type GrantBook, grantBook } from './support';

const journal = readFileSync(join(__dirname, 'golden', 'grant.journal.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as [string, string, Record<string, unknown>]);

let grant: GrantBook;

beforeAll(async () => {
  grant = await grantBook(null, '2020-12-31');
  for (const [on, command, data] of journal) await grant.tell(on, command, data);
});

const inWords = (finding: Finding): string =>
  finding.about === 'register'
    ? `${finding.kind}: ${finding.rule} ${finding.values === undefined ? '' : JSON.stringify(finding.values)}`.trimEnd()
    : `${finding.kind}: ${finding.title.en} [${finding.debtor} → ${finding.creditor ?? '?'}] ${finding.lifecycle}, ${finding.delivery}, ${finding.timeliness}${finding.days === null ? '' : ` ${finding.days}`}${finding.force === null ? '' : `, ${finding.force}`}${finding.anomalies.length === 0 ? '' : ` !${finding.anomalies.map(({ rule }) => rule).join()}`}`;

it.each(['2019-10-15', '2020-02-15', '2020-12-31'])('as of %s', async (asOf) => {
  const { counts, conditional, findings } = await grant.check(asOf);
  const { grant: whole, tranches, parts } = balancesOf(await grant.state(asOf));
  const lines = Object.entries({ grant: whole, ...tranches, ...parts }).map(([key, balance]) => `${key}: ${Object.entries(balance).map(([name, amount]) => `${name} ${formatAmount(amount, 'en')}`).join(', ')}`);
  expect([...lines, '', JSON.stringify({ ...counts, conditional }), '', ...findings.map(inWords)].join('\n').replaceAll('\u00a0', ' ')).toMatchSnapshot();
});
