/** The computed cases that concern this package's rules: each is told as facts, and the duty that follows carries its dates. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { conclusionAllowedFrom } from '@frist/decisions';

import { bodyBook, bothDays, matterBook } from './support';

interface Case {
  readonly id: string;
  readonly op: string;
  readonly rule: string;
  readonly why: string;
  readonly start: string;
  readonly amount: number;
  readonly unit: string;
  readonly endDay: string;
  readonly lastPermittedDay: string;
  readonly expected: string;
}

type Days = ReturnType<typeof bothDays>;

const body = async () => {
  const book = bodyBook();
  await book.tell('2020-01-01', 'registerBody', { body: 'socialnämnden', kind: 'board' });
  return book;
};

/** By the words of the case's own rule; what is not among them is another package's. */
const told: readonly (readonly [rule: RegExp, tell: (start: string) => Promise<Days>])[] = [
  [/^KL 5:69\/6:35 \+14 d/, async (start) => {
    const book = await body();
    await book.tell(start, 'holdMeeting', { meeting: 'm' });
    return bothDays((await book.duties('verify-minutes'))[0]);
  }],
  [/^KL 8:12 \+2 d/, async (start) => {
    const book = await body();
    await book.tell('2020-01-01', 'holdMeeting', { meeting: 'm' });
    await book.tell(start, 'verifyMinutes', { meeting: 'm', verification: 'ordinary' });
    return bothDays((await book.duties('announce-verification'))[0]);
  }],
  [/^KL 13:5 \+3 v/, async (start) => {
    const book = await body();
    await book.tell('2020-01-01', 'holdMeeting', { meeting: 'm' });
    await book.tell('2020-01-02', 'verifyMinutes', { meeting: 'm', verification: 'ordinary' });
    await book.tell(start, 'announceMinutes', { meeting: 'm', verification: 'ordinary' });
    return bothDays((await book.duties('appeal-legality'))[0]);
  }],
  [/^FL 44 § \+3 v/, async (start) => {
    const book = matterBook();
    await book.tell('2020-01-01', 'openMatter', { title: 'A matter' });
    await book.tell('2020-01-02', 'decideMatter', { decision: 'it', body: 'socialnämnden', text: 'said' });
    await book.tell(start, 'serveDecision', { decision: 'it', party: 'private' });
    return bothDays((await book.duties('appeal-ordinary'))[0]);
  }],
  [/^FL 12 § \+4 v/, async (start) => {
    const book = matterBook();
    await book.tell('2020-01-01', 'openMatter', { title: 'A matter', openedBy: 'private-party' });
    await book.tell(start, 'requestConclusion', {});
    return bothDays((await book.duties('answer-conclusion-request'))[0]);
  }],
];

const files = ([['stored', join(__dirname, 'vectors')], ['shared', join(process.env['FRIST_SHARED'] ?? join(__dirname, '..', '..', '..', '..', 'shared'), 'vectors')]] as const)
  .map(([where, folder]) => [where, join(folder, 'deadlines.json')] as const)
  .filter(([, file]) => existsSync(file));

describe.each(files)('deadlines.json, %s', (_where, file) => {
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Case[] };
  const own = cases.filter(({ op, rule }) => op === 'statutoryDeadline' && told.some(([words]) => words.test(rule)));

  it.each(own)('$id $rule: $why', async ({ endDay, lastPermittedDay, rule, start }) => {
    const [, tell] = told.find(([words]) => words.test(rule)) ?? [];
    expect(await tell?.(start)).toEqual([endDay, lastPermittedDay]);
  });

  it.each(cases.filter(({ rule }) => rule === 'FL 12 § 6 mån'))('$id $rule: $why', async ({ expected, start }) => {
    const book = matterBook();
    await book.tell(start, 'openMatter', { title: 'A matter', openedBy: 'private-party' });
    const from = conclusionAllowedFrom(await book.state());
    expect(`request allowed from ${from ?? ''}`).toBe(expected);
  });

  it('leaves no case of these acts aside', () => {
    const ofTheseActs = cases.filter(({ op, rule }) => op === 'statutoryDeadline' && /^(?:KL|FL) /.test(rule));
    expect(own.map(({ id }) => id)).toEqual(ofTheseActs.map(({ id }) => id));
    expect(own.length).toBeGreaterThanOrEqual(7);
  });
});

it('a party that represents the public appeals from the day of the decision', async () => {
  const book = matterBook();
  await book.tell('2025-11-01', 'openMatter', { title: 'A matter' });
  await book.tell('2025-12-03', 'decideMatter', { decision: 'it', body: 'socialnämnden', text: 'said' });
  await book.tell('2025-12-10', 'serveDecision', { decision: 'it', party: 'public' });
  await book.tell('2025-12-10', 'serveDecision', { decision: 'it', party: 'private' });
  expect((await book.duties('appeal-ordinary')).map(bothDays)).toEqual(expect.arrayContaining([['2025-12-24', '2025-12-29'], ['2025-12-31', '2026-01-02']]));

});
