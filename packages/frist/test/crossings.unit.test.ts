/** What the check shows of references and numbers across the streams of the domains that come with Frist. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { memoryKeyStore, type Viewer } from '@frist/confidentiality';
import { memoryEventStore, streamFor, type StreamName } from '@frist/event-sourcing';
import type { RegisterFinding } from '@frist/obligations';

import { createFrist, type Query } from '../src';
import { assemble } from '../src/assembly';
import { actor, at, board, day, left, otherBoard, promisesDomain, right, testClock } from './promises';

const streamOf = (category: string, name: string, of = board): StreamName => streamFor(of, category, name);
const [grant, matter, twin] = [streamOf('grant', 'g'), streamOf('matter', 'm'), streamOf('matter', 'twin')];

const book = () => {
  const clock = testClock('2026-03-02T09:00:00Z');
  const frist = right(createFrist({ store: memoryEventStore({ clock }), clock, keys: memoryKeyStore() }));
  let n = 0;
  const run = async (stream: StreamName, command: string, data: object, on = '2026-03-02', of = board) =>
    right(await frist.execute({ id: `c${(n += 1)}`, board: of, stream, command, on, actor, data })()).events[0]?.id ?? '';
  const found = async (rule: string, query: Query = {}): Promise<readonly RegisterFinding[]> =>
    right(await frist.check(query)()).findings.flatMap((finding) => (finding.about === 'register' && finding.rule === rule ? [finding] : []));
  return { frist, clock, run, nowhere: (query?: Query) => found('references/leads-nowhere', query), misled: (query?: Query) => found('references/proposal-cited-as-decision', query), several: (query?: Query) => found('decisions/diary-number-in-several-matters', query) };
};

const approval = (event?: string) => ({ report: 'r', by: 'socialnämnden', decisionReference: { kind: 'recorded', stream: matter, ...(event === undefined ? {} : { event }) } });

test('a reference is found until what it names is on record, and again when that is retracted', async () => {
  const { run, clock, nowhere, frist } = book();
  await run(grant, 'registerGrant', { name: 'Habitation', diaryNumbers: ['SN/2026:1'] });
  await run(grant, 'requireReport', { report: 'r', recipient: 'Agency', due: { basis: { kind: 'agency', reference: 'i', confidence: 'S' }, day: '2026-09-01' } });
  const approved = await run(grant, 'approveReport', approval());
  const finding = { about: 'register', kind: 'missing', board, stream: grant, events: [approved], concerns: ['Habitation', 'SN/2026:1'], values: { stream: matter }, title: { en: 'Refers to something that is not on record' } };
  expect(await nowhere()).toMatchObject([finding]);

  clock.set('2026-03-10T09:00:00Z');
  const opened = await run(matter, 'openMatter', { title: 'The account' }, '2026-03-05');
  expect(await nowhere()).toEqual([]);
  expect(await nowhere({ asOf: day('2026-03-04') })).toMatchObject([finding]);
  expect(await nowhere({ asOf: day('2026-03-10'), knownAt: at('2026-03-09T12:00:00.000Z') })).toMatchObject([finding]);

  // Another fact of the matter is no decision on it.
  await run(grant, 'approveReport', approval('00000000-0000-5000-8000-000000000000'));
  expect((await nowhere()).map(({ values }) => values)).toEqual([{ stream: matter, event: '00000000-0000-5000-8000-000000000000' }]);
  await run(grant, 'approveReport', approval(opened));
  clock.set('2026-03-12T09:00:00Z');
  right(await frist.execute({ id: 'r', board, stream: matter, command: 'retractFact', on: day('2026-03-12'), actor, data: { fact: opened, reason: 'another board' } })());
  expect(new Set((await nowhere()).map(({ values }) => values?.['event'] ?? null))).toEqual(new Set(['00000000-0000-5000-8000-000000000000', opened, null]));
  expect(await nowhere()).toHaveLength(3);
  expect(await nowhere({ board: otherBoard })).toEqual([]);
});

test('a proposal named where a decision is meant is a contradiction of whatever names it, in any order', async () => {
  const { run, clock, misled, nowhere, frist } = book();
  await run(matter, 'openMatter', { title: 'A' });
  const proposed = await run(matter, 'propose', { proposal: 'p', text: 'said' });
  const decision = { kind: 'recorded', stream: matter, event: proposed };
  const [agreement, plan, assignment] = [streamOf('agreement', 'a'), streamOf('controlPlan', 'p'), streamOf('assignment', 's')];
  await run(agreement, 'registerAgreement', { name: 'Agreement', period: { from: '2026-03-01', to: '2027-02-28' } });
  await run(plan, 'registerControlPlan', { year: 2026 });
  await run(twin, 'openMatter', { title: 'B' });
  const [approved, adopted, given, superseding] = [
    await run(agreement, 'approveAgreement', { by: 'socialnämnden', decision }),
    await run(plan, 'adoptPlan', { by: 'socialnämnden', decision }),
    await run(assignment, 'giveAssignment', { title: 'U', kind: 'assignment', givenBy: 'socialnämnden', due: { day: '2026-05-01' }, decision }),
    await run(twin, 'decideMatter', { decision: 'd', text: 'said', supersedes: [{ kind: 'own', decision: 'd' }, decision].slice(1) }),
  ];
  // Speaking of a proposal takes it for none; the matter tells of its own.
  await run(twin, 'addReference', { relation: 'concerns', reference: decision });
  await run(matter, 'decideMatter', { decision: 'own', text: 'said', supersedes: [decision] });
  const cites = ([stream, by]: readonly [StreamName, string]) => ({ kind: 'contradiction', stream, events: [by, proposed], values: { stream: matter } });
  const all = [[agreement, approved], [plan, adopted], [assignment, given], [twin, superseding]] as const;
  const inOrder = (some: readonly (readonly [StreamName, string])[]) => [...some].sort(([a], [b]) => (a < b ? -1 : 1)).map(cites);
  const found = async (query?: Query) => [...(await misled(query))].sort((a, b) => (a.stream < b.stream ? -1 : 1));
  expect([await found(), await nowhere()]).toMatchObject([inOrder(all), []]);

  // Told on a later day, it is on no record of the day before; taken back, it is on none.
  clock.set('2026-03-12T09:00:00Z');
  right(await frist.execute({ id: 'moved', board, stream: matter, command: 'correctFact', on: day('2026-03-12'), actor, data: { fact: proposed, reason: 'said', occurredOn: '2026-03-10' } })());
  expect([await found(), await misled({ asOf: day('2026-03-09') })]).toMatchObject([inOrder(all), []]);
  expect(await found({ asOf: day('2026-03-09'), knownAt: at('2026-03-10T12:00:00.000Z') })).toMatchObject(inOrder(all));
  right(await frist.execute({ id: 'gone', board, stream: matter, command: 'retractFact', on: day('2026-03-12'), actor, data: { fact: proposed, reason: 'said' } })());
  expect([await misled(), (await nowhere()).length]).toEqual([[], 6]);
});

test('a number on two matters of one board is told on both, and merges nothing', async () => {
  const { run, clock, several } = book();
  const opened = await run(matter, 'openMatter', { title: 'One', diaryNumbers: ['SN 2020:00042', 'SN/2020:42', 'SN/00553'] });
  clock.set('2026-03-03T09:00:00Z');
  const numbered = await run(twin, 'openMatter', { title: 'Two', diaryNumbers: ['SN/00553', '2020:42'] }, '2026-03-03').then(() => run(twin, 'addDiaryNumber', { diaryNumber: 'dnr SN/2020:42' }, '2026-03-03'));
  await run(streamOf('matter', 'm', otherBoard), 'openMatter', { title: 'Theirs', diaryNumbers: ['SN/2020:42'] }, '2026-03-03', otherBoard);
  const values = { number: 'SN/2020:42', matters: '2' };
  const both = [{ stream: matter, kind: 'information', events: [opened, numbered], values }, { stream: twin, kind: 'information', events: [numbered, opened], values }];
  expect(await several()).toMatchObject(both);
  expect(await several({ asOf: day('2026-03-02') })).toEqual([]);
});

test('letters of boards outside ASCII', async () => {
  const { run, several } = book();
  for (const stream of [matter, twin]) await run(stream, 'openMatter', { title: 'T', diaryNumbers: ['ÄON/2020:1'] });
  expect((await several()).map(({ values }) => values?.['number'])).toEqual(['ÄON/2020:1', 'ÄON/2020:1']);
});

test('a reference from a register for few is shown for its own stream, and only they see more of it', async () => {
  const { frist, run, nowhere } = book();
  const [deviation, report] = [streamOf('deviation', 'd'), streamOf('lexSarah', 'l')];
  await run(deviation, 'reportDeviation', { unit: 'north', kind: 'fall', reporterRole: 'nurse' });
  const promoted = await run(deviation, 'promoteDeviation', { to: { kind: 'recorded', stream: report } });
  const [finding, ...more] = await nowhere();
  expect([finding?.stream, finding?.events, finding?.values, more]).toEqual([deviation, [promoted], { stream: report }, []]);
  for (const id of [deviation, promoted]) {
    expect(left(await frist.explain(id)())).toMatchObject({ _tag: 'AccessDenied' });
    expect(right(await frist.explain(id, { viewer: { actor, roles: new Set(['lex-sarah']) } as Viewer })())).toBeDefined();
  }
});

test('what the board decided of lex Sarah names its decision', async () => {
  const { run, nowhere } = book();
  const organisation = streamOf('organisation', 'o');
  const set = await run(organisation, 'setInformationDuty', { from: '2026-03-02', decision: 'SN § 4', decisionReference: { kind: 'recorded', stream: matter } });
  expect(await nowhere()).toMatchObject([{ stream: organisation, events: [set] }]);
  await run(matter, 'openMatter', { title: 'Routines' });
  expect(await nowhere()).toEqual([]);
});

test('a check of a kept head loads no domain but for what a crossing finding concerns', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'frist-crossings-'));
  try {
    const ask = (steps: readonly (readonly [StreamName, string, object])[]): string =>
      execFileSync(process.execPath, ['-e', `
        const { createFrist, openStore } = require(${JSON.stringify(join(__dirname, '..', 'dist', 'index.js'))});
        const clock = () => '2026-03-02T09:00:00.000Z';
        (async () => {
          const frist = createFrist({ store: (await openStore(${JSON.stringify(`sqlite:${join(folder, 'r.db')}`)}, { clock })()).right, clock }).right;
          for (const [stream, command, data] of ${JSON.stringify(steps)}) {
            const done = await frist.execute({ id: stream + command, board: ${JSON.stringify(board)}, stream, command, on: '2026-03-02', actor: ${JSON.stringify(actor)}, data })();
            if (done._tag === 'Left') throw new Error(JSON.stringify(done.left));
          }
          const { findings } = (await frist.check()()).right;
          const loaded = ['grants', 'decisions', 'agreements', 'non-executed-decisions', 'lex-sarah'].filter((name) => Object.keys(require.cache).some((file) => file.endsWith('/' + name + '/dist/index.js')));
          console.log(JSON.stringify([findings.map(({ rule }) => rule), loaded]));
          await frist.close()();
        })();`], { encoding: 'utf8' }).trim();
    const quiet = { title: 'T', diaryNumbers: ['SN/2026:1'] };
    const grant = streamOf('grant', 'g');
    ask([[matter, 'openMatter', quiet], [matter, 'addReference', { relation: 'follows', reference: { kind: 'recorded', stream: matter } }]]);
    expect(JSON.parse(ask([]))).toEqual([[], []]);
    ask([[twin, 'openMatter', { ...quiet, diaryNumbers: ['SN/2026:2'] }], [twin, 'addReference', { relation: 'follows', reference: { kind: 'recorded', stream: streamOf('matter', 'nobody') } }]]);
    expect(JSON.parse(ask([]))).toEqual([['references/leads-nowhere'], ['decisions']]);
    // What a stream finds by itself has been kept with its row: nothing is loaded to tell it.
    ask([[grant, 'registerGrant', { name: 'G', year: 2026 }]]);
    const [told, loaded] = JSON.parse(ask([])) as readonly [readonly string[], unknown];
    expect([told.includes('grants/no-funder'), loaded]).toEqual([true, ['decisions']]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('crossings have names of their own', () => {
  const [crossing] = promisesDomain.crossings ?? [];
  const named = (...names: readonly string[]) => assemble([{ ...promisesDomain, crossings: names.map((name) => ({ ...crossing!, name })) }]);
  expect(left(named('same', 'same'))).toMatchObject({ _tag: 'DuplicateCrossing', field: 'same' });
  expect(left(named('references'))).toMatchObject({ _tag: 'DuplicateCrossing' });
  expect(left(named('No name'))).toMatchObject({ _tag: 'InvalidRegisterName' });
});
