/**
 * Nothing that is secret is written anywhere. Secrets are planted through every command of every package, and everything that
 * comes to be is searched for them: the database with its log and its free pages, checkpoints, packs, exports, what the built
 * command prints, stack traces. Then everybody's data are disposed of, and everything is searched again.
 *
 * A new package adds one line to `packages`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { agreementsDomain } from '@frist/agreements';
import { unsafeCivilDate } from '@frist/calendar';
import { birthFactsOf, confidentialityEventTypes, memoryKeyStore, outerDeciders, sealerFrom, subjectStream } from '@frist/confidentiality';
import { decisionsDomain } from '@frist/decisions';
import type { Board, SubjectRef } from '@frist/event-sourcing';
import { grantsDomain } from '@frist/grants';
import { lexSarahDomain } from '@frist/lex-sarah';
import { nonExecutedDecisionsDomain } from '@frist/non-executed-decisions';
import { badLines, canaryJournal, type CanaryLine, canarySecrets, canarySubjects, leaksIn } from '@frist/testing';

import { createFrist, memoryEventStore } from '../src';

/** With the commands that no trying reaches; none of them may seal anything. */
const packages = [
  { domain: grantsDomain, beyond: [] },
  { domain: decisionsDomain, beyond: ['body.cancelMeeting', 'body.moveMeeting'] },
  { domain: agreementsDomain, beyond: ['agreement.recordCount', 'agreement.followCohort', 'controlPlan.remedyDeficiency'] },
  { domain: nonExecutedDecisionsDomain, beyond: ['nonExecutedDecision.reportEnd', 'nonExecutedDecision.reportNonExecution'] },
  { domain: lexSarahDomain, beyond: [] },
  { domain: { name: 'confidentiality', eventTypes: confidentialityEventTypes, registers: outerDeciders.map((decider) => ({ decider })) }, beyond: ['subject.withdrawDisposal'] },
];

const board = 'testby/socialnamnden' as Board;
const subjects = canarySubjects as readonly [SubjectRef, SubjectRef];
const command = join(__dirname, '..', '..', 'cli', 'bin', 'frist.js');
const keysOf = ['--keys-file', 'safe/keys', '--wrapping-key', 'safe/wrapping-key'];
const clerk = ['--role', 'handling-officer:h-17', '--may', 'person-data,lex-sarah'];

/** What the command said, with where it came from. */
interface Said {
  readonly line: string;
  readonly code: number | null;
  readonly text: string;
}

jest.setTimeout(300_000);

describe('the canary', () => {
  const home = mkdtempSync(join(tmpdir(), 'frist canary '));
  const work = join(home, 'work');
  const said: Said[] = [];
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  const frist = (...args: readonly string[]): Said => {
    const done = spawnSync(process.execPath, [command, ...args], { cwd: work, encoding: 'utf8', env: { PATH: process.env.PATH ?? '', LANG: 'C', FRIST_DEBUG: '1' }, maxBuffer: 1 << 28 });
    const told = { line: args.join(' ').slice(0, 200), code: done.status, text: done.stdout + done.stderr };
    said.push(told);
    return told;
  };
  const journal = (name: string, lines: readonly object[]): string => {
    // The journals hold the secrets themselves, so they are kept apart from what is searched.
    const file = join(home, name);
    writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
    return file;
  };
  const written = (under = work): readonly (readonly [string, Buffer])[] =>
    readdirSync(under).flatMap((name) => {
      const file = join(under, name);
      return statSync(file).isDirectory() ? written(file) : [[file.slice(work.length), readFileSync(file)] as const];
    });
  const leaks = (): readonly string[] => [
    ...written().flatMap(([file, bytes]) => [...leaksIn(bytes), ...leaksIn(file)].map((leak) => `${file}: ${leak}`)),
    ...said.flatMap(({ line, text }) => text.split('\n').flatMap((told) => leaksIn(told).slice(0, 1).map((leak) => `${line}: ${leak}: ${told}`))),
  ];

  it('finds what is planted, in whatever form', () => {
    const { text, number } = canarySecrets;
    expect(leaksIn('nothing here')).toEqual([]);
    const forms = [text, `x${number}y`, text.toUpperCase(), encodeURIComponent(text), '19850709-9805', Buffer.from(`12${text}34`).toString('base64'), Buffer.from(`1${text}`).toString('base64url'), Buffer.from(text).toString('hex'), JSON.stringify({ text })];
    for (const form of forms) expect([form, leaksIn(form).length > 0]).toEqual([form, true]);
    expect(leaksIn(Buffer.from(text, 'utf16le'))).not.toEqual([]);
    expect(leaksIn(Buffer.concat([Buffer.from([0xff, 0, 0x80]), Buffer.from(text)]))).not.toEqual([]);
    // The whole harness: a file that holds one is told.
    mkdirSync(join(work, 'safe'), { recursive: true });
    writeFileSync(join(work, 'leak.log'), `at step 3: ${text}`);
    expect(leaks()).toEqual([expect.stringContaining('leak.log: utf8')]);
    rmSync(join(work, 'leak.log'));
    expect(leaks()).toEqual([]);
  });

  const streams = new Set<string>();
  const sealed = new Set<string>();

  it.each(packages)('plants secrets through every command of $domain.name', async ({ domain, beyond }) => {
    const found = await canaryJournal({ name: domain.name, domain, sealer: sealerFrom(memoryKeyStore()), board, beyond, day: unsafeCivilDate('2016-01-10'), streams: { subject: subjects.map(subjectStream) } });
    expect(found.unreached.filter((each) => !(beyond as readonly string[]).includes(each)).map((each) => [each, found.why[each]])).toEqual([]);
    expect(found.sealing.filter((each) => (beyond as readonly string[]).includes(each))).toEqual([]);
    const kept = found.accepted.filter((line) => domain.name !== 'confidentiality' || line.command !== 'holdRetention');
    for (const { stream, command: name } of kept) {
      streams.add(stream);
      if (found.sealing.includes(`${stream.slice(0, stream.indexOf('-'))}.${name}`)) sealed.add(stream);
    }
    if (!written().some(([file]) => file === '/safe/keys')) expect(frist('keys', 'init', ...keysOf)).toMatchObject({ code: 0 });
    // Refused lines first: without keys, with keys, in both languages and forms.
    const bad: readonly CanaryLine[] = [...badLines(found), ...found.refused];
    const refusedFile = journal(`${domain.name}-bad.jsonl`, bad);
    for (const how of [[], keysOf, [...keysOf, '--lang', 'sv'], [...keysOf, '--format', 'json']]) expect(frist('import', refusedFile, ...how).code).toBe(3);
    expect(leaks()).toEqual([]);
    if (domain.name === 'confidentiality') return;
    expect(frist('import', journal(`${domain.name}.jsonl`, kept), ...keysOf)).toMatchObject({ code: 0 });
    expect(leaks()).toEqual([]);
    // And through the facade, whose failures are values.
    const embedded = createFrist({ store: memoryEventStore({ clock: () => '2016-01-10T10:00:00.000Z' as never }), keys: memoryKeyStore() });
    if (embedded._tag === 'Left') throw new Error('domains');
    const answers: unknown[] = [];
    for (const line of bad) {
      const answer = await embedded.right.execute(line)();
      if (answer._tag === 'Left') answers.push(answer.left);
    }
    expect(leaksIn(JSON.stringify(answers))).toEqual([]);
  });

  it('tells nothing of them in any answer', () => {
    const reports = [['report', 'grants', '--year', '2015'], ['matters'], ['assignments'], ['agreements'], ['report', 'non-executed', '--quarter', '2015-Q4', '--to', 'council'], ['report', 'lex-sarah', '--year', '2015'], ['report', 'lex-sarah-yearly', '--year', '2015']];
    const ofEach = [...new Map([...sealed].map((stream) => [stream.slice(0, stream.indexOf('-')), stream])).values()];
    for (const [name = '', ...rest] of reports) for (const format of ['table', 'json', 'csv']) frist(name, ...rest, '--format', format, ...clerk);
    for (const stream of ofEach) for (const format of ['table', 'json']) for (const verb of ['explain', 'history']) frist(verb, stream, '--format', format, ...clerk);
    for (const format of ['table', 'json']) frist('check', '--as-of', '2016-01-10', '--format', format, '--lang', 'sv');
    frist('diff', '--from', '2015-12-01', '--to', '2016-01-10', '--format', 'json', ...clerk);
    frist('history', '--daily', '2015-12-01..2015-12-20');
    frist('disposal', 'due', '--format', 'json', ...keysOf);
    expect(frist('checkpoint', '--new-key', 'board.pem', '--name', board, '--keys', 'keys.txt', '--checkpoints', 'points.txt')).toMatchObject({ code: 0 });
    expect(frist('checkpoint', '--key', 'board.pem', '--keys', 'keys.txt', '--checkpoints', 'points.txt')).toMatchObject({ code: 0 });
    for (const [i, stream] of ofEach.slice(0, 3).entries()) {
      expect(frist('evidence', '--stream', stream, '--out', `pack-${i}.zip`, '--keys', 'keys.txt', '--checkpoints', 'points.txt', ...clerk)).toMatchObject({ code: 0 });
      expect(frist('verify', `pack-${i}.zip`, '--keys', 'keys.txt')).toMatchObject({ code: 0 });
    }
    expect(ofEach.length).toBeGreaterThan(2);
    const [stream = ''] = [...sealed].filter((each) => each.startsWith('lexSarah-'));
    // Refused: no role, the wrong role, no keys, a reason in words.
    const why = ['--why', 'handling', '--case', 'SN 2020:12'];
    for (const args of [['--role', 'handling-officer:h-17', ...why, ...keysOf], ['--role', 'handling-officer:h-17', '--may', 'person-data', ...why, ...keysOf], [...clerk, ...why], [...clerk, '--why', canarySecrets.text, ...keysOf], [...clerk, '--why', 'handling', '--case', canarySecrets.text, ...keysOf], ['--role', `clerk:${canarySecrets.number}`, ...why, ...keysOf]]) {
      expect([2, 3]).toContain(frist('unseal', stream, ...args).code);
    }
    expect(leaks()).toEqual([]);
  });

  it('shows them to those who may, and writes none down', () => {
    const [stream = ''] = [...sealed].filter((each) => each.startsWith('lexSarah-'));
    const shown = frist('unseal', stream, ...clerk, '--why', 'handling', '--case', 'SN 2020:12', ...keysOf);
    expect([shown.code, shown.text.includes(canarySecrets.text)]).toEqual([0, true]);
    said.splice(said.indexOf(shown), 1);
    expect(written().flatMap(([file, bytes]) => leaksIn(bytes).map((leak) => [file, leak]))).toEqual([]);
  });

  it('leaves none behind after disposal, in free pages neither, and what was proven still is', () => {
    const lines = subjects.flatMap((subject, i) => {
      const line = (name: string, data: object): object => ({ id: `file-${i}-${name}`, board, stream: subjectStream(subject), command: name, on: '2016-01-10', knownSince: '2016-01-10', actor: { role: 'archivist', ref: 'a-1' }, data });
      return [line('registerFile', { file: 'akt-1', kind: 'personal-file' }), line('recordBirthFacts', birthFactsOf(unsafeCivilDate('1985-07-09')))];
    });
    expect(frist('import', journal('files.jsonl', lines), ...keysOf)).toMatchObject({ code: 0 });
    const order = ['disposal', 'carry-out', '--subject', 'all-due', '--decision', 'SN 2026:12 § 45', '--role', 'archivist:a-1', '--research-county', 'no', ...keysOf];
    const done = frist(...order);
    expect(done).toMatchObject({ code: 0 });
    for (const subject of subjects) expect(done.text).toContain(subject);
    expect(frist('keys', 'rotate', ...keysOf)).toMatchObject({ code: 0 });
    const [stream = ''] = [...sealed].filter((each) => each.startsWith('lexSarah-'));
    expect(frist('unseal', stream, ...clerk, '--why', 'audit', ...keysOf).text).toContain('destroyed by disposal');
    expect(frist('verify', '--keys', 'keys.txt', '--checkpoints', 'points.txt')).toMatchObject({ code: 0 });
    for (let i = 0; i < 3; i += 1) expect(frist('verify', `pack-${i}.zip`, '--keys', 'keys.txt')).toMatchObject({ code: 0 });
    frist('check', '--as-of', '2016-01-10', '--format', 'json');
    expect(frist('history', stream, ...clerk, '--format', 'json').text).toContain('"disposed"');
    expect(leaks()).toEqual([]);
  });
});
