/** TLS, names and passwords, with connection strings as they are written: what works, and what each refusal comes to. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { StreamName } from '@frist/event-sourcing';
import { encodedEvent, type EventStoreDbDoubleOptions, testCertificate } from '@frist/testing';
import * as E from 'fp-ts/Either';

import { type EventStoreDbStore, openEventStoreDb } from '../src';
import { answered, opener, refused } from './support';

const opened = opener();
const server = testCertificate('the server');
const user = testCertificate('the user');
/** Signs that must be percent-encoded in the string. */
const password = 'hemligt:på@riktigt?';
const named = `frist:${encodeURIComponent(password)}@`;

const folder = mkdtempSync(join(tmpdir(), 'frist å tls-'));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return encodeURIComponent(join(folder, name));
};
const files = {
  ca: file('ca.crt', server.cert),
  other: file('other.crt', testCertificate('another server').cert),
  userCert: file('user.crt', user.cert),
  userKey: file('user.key', user.key),
  nonsense: file('nonsense.crt', 'no certificate'),
  missing: encodeURIComponent(join(folder, 'missing.crt')),
};

const said: string[] = [];
const { warn } = console;
beforeAll(() => {
  console.warn = (...words: unknown[]) => void said.push(words.join(' '));
});
afterAll(() => {
  console.warn = warn;
  rmSync(folder, { recursive: true });
});
afterEach(async () => {
  await opened.close();
  // Nothing is printed, so no password either.
  expect(said.splice(0)).toEqual([]);
});

const stream = 'grant-00000000-0000-4000-8000-000000000001' as StreamName;
const request = () => ({ stream, expected: 'any', events: [encodedEvent({ stream })] }) as const;
const forwards = { direction: 'forwards', limit: 10 } as const;
const secured = async (more: EventStoreDbDoubleOptions = {}) => await opened.server({ tls: { ...server, userCerts: user.cert }, users: { frist: password }, ...more });
const quick = { deadlineMs: 5_000, patienceMs: 0 };

/** What every kind of call comes to; what was said of it holds no password. */
const outcomes = async (store: EventStoreDbStore): Promise<readonly string[]> => {
  const calls = [store.append(request()), store.append({ ...request(), expected: 'no-stream' }), store.readStream(stream, forwards), store.readAll(forwards)];
  const failures = [];
  for (const call of calls) failures.push(await refused(call));
  const following = await store.follow(async () => await Promise.resolve(E.right(undefined))).ended;
  if (E.isLeft(following)) failures.push(following.left);
  expect(JSON.stringify(failures)).not.toMatch(/hemligt|frist:/);
  return failures.map(({ _tag, rule }) => `${_tag} ${rule}`);
};
const everywhere = (rule: string): readonly string[] => Array.from({ length: 5 }, () => `StoreUnavailable eventstoredb/${rule}`);

describe.each([true, false])('batches offered: %s', (batchAppend) => {
  it.each([
    ['name and password', 'localhost', named, () => `tlsCaFile=${files.ca}`],
    ['the parameter as the client spells it', 'localhost', named, () => `tlsCAFile=${files.ca}`],
    ['the server by its address', '127.0.0.1', named, () => `tlsCaFile=${files.ca}`],
    ['a user by certificate', 'localhost', '', () => `tlsCaFile=${files.ca}&userCertFile=${files.userCert}&userKeyFile=${files.userKey}`],
  ])('%s', async (_name, host, who, parameters) => {
    const double = await secured({ batchAppend });
    const store = opened.store({ connection: `esdb://${who}${host}:${double.port}?tls=true&${parameters()}`, ...quick });
    await answered(store.append(request()));
    await answered(store.append(request()));
    const seen = new Promise<number>((resolve) => {
      const following = store.follow(async (events) => {
        resolve(events.length);
        following.stop();
        return await Promise.resolve(E.right(undefined));
      });
    });
    expect(await seen).toBe(2);
    expect((await answered(store.readStream(stream, forwards))).events).toHaveLength(2);
    expect((await answered(store.readAll(forwards))).events).toHaveLength(2);
  });

  it.each([
    ['a wrong password', () => `frist:nej@`, 'access-denied'],
    ['a name that nobody has', () => `nisse:${encodeURIComponent(password)}@`, 'access-denied'],
    ['nobody', () => '', 'access-denied'],
  ])('%s is denied access, and nothing is stored', async (_name, who, rule) => {
    const double = await secured({ batchAppend });
    const store = opened.store({ connection: `esdb://${who()}localhost:${double.port}?tls=true&tlsCaFile=${files.ca}`, deadlineMs: 5_000, patienceMs: 60_000 });
    expect(await outcomes(store)).toEqual(everywhere(rule));
    expect(double.events()).toEqual([]);
  });
});

it.each([
  ['the CA of somebody else', 'tls=true', () => `&tlsCaFile=${files.other}`, 'certificate'],
  ['no CA', 'tls=true', () => '', 'certificate'],
  ['a CA file that holds none', 'tls=true', () => `&tlsCaFile=${files.nonsense}`, 'certificate'],
  ['no TLS', 'tls=false', () => '', 'unavailable'],
])('%s: every call ends', async (_name, tls, parameters, rule) => {
  const double = await secured();
  expect(await outcomes(opened.store({ connection: `esdb://${named}localhost:${double.port}?${tls}${parameters()}`, ...quick }))).toEqual(everywhere(rule));
  expect(double.events()).toEqual([]);
});

it.each([
  ['is of another name', { hostName: 'elsewhere.example' }],
  ['has run out', { lastYear: 1999 }],
])('a server whose certificate %s: every call ends', async (_name, wrong) => {
  const certificate = testCertificate('the server', wrong);
  const double = await opened.server({ tls: certificate });
  expect(await outcomes(opened.store({ connection: `esdb://localhost:${double.port}?tls=true&tlsCaFile=${file('wrong.crt', certificate.cert)}`, ...quick }))).toEqual(everywhere('certificate'));
});

it('a server without TLS, asked for it', async () => {
  const double = await opened.server();
  expect(await outcomes(opened.store({ connection: `esdb://${named}localhost:${double.port}?tls=true&tlsCaFile=${files.ca}`, ...quick }))).toEqual(everywhere('unavailable'));
});

it('without TLS the client sends no password', async () => {
  const double = await opened.server({ users: { frist: password } });
  expect(await outcomes(opened.store({ connection: `esdb://${named}localhost:${double.port}?tls=false`, ...quick }))).toEqual(everywhere('access-denied'));
});

it('a cluster: found, followed to its leader, and not found where it is not trusted', async () => {
  const first = await secured();
  const second = await secured({ joins: first });
  const hosts = `${named}localhost:${first.port},localhost:${second.port}`;
  const store = opened.store({ connection: `esdb://${hosts}?tls=true&tlsCaFile=${files.ca}`, deadlineMs: 5_000, patienceMs: 30_000 });
  await answered(store.append(request()));
  second.lead();
  await answered(store.append(request()));
  expect((await answered(store.readStream(stream, forwards))).events).toHaveLength(2);
  const discovering = opened.store({ connection: `esdb+discover://${named}localhost:${first.port}?tls=true&tlsCaFile=${files.ca}`, deadlineMs: 5_000, patienceMs: 30_000 });
  expect((await answered(discovering.readStream(stream, forwards))).events).toHaveLength(2);
  // The client tells nothing of why it found none.
  const stranger = opened.store({ connection: `esdb://${hosts}?tls=true&maxDiscoverAttempts=1&tlsCaFile=${files.other}`, ...quick });
  expect(await outcomes(stranger)).toEqual(everywhere('unknown'));
});

it.each([
  ['a CA file that is not there', () => `tls=true&tlsCaFile=${files.missing}`, 'certificate'],
  ['a user certificate that is not there', () => `tls=true&userCertFile=${files.missing}&userKeyFile=${files.userKey}`, 'certificate'],
  ['a user certificate without its key', () => `tls=true&userCertFile=${files.userCert}`, 'certificate'],
  ['a user certificate with the key of another', () => `tls=true&userCertFile=${files.ca}&userKeyFile=${files.userKey}`, 'certificate'],
  // The client would go on verifying, and print the whole string.
  ['tlsVerifyCert=false', () => 'tls=true&tlsVerifyCert=false', 'connection-string'],
  ['a parameter that nobody knows', () => 'tls=true&tlsCertificate=x', 'connection-string'],
  ['tls=maybe', () => 'tls=maybe', 'connection-string'],
])('%s is refused before anything is sent', (_name, parameters, rule) => {
  const answer = openEventStoreDb({ connection: `esdb://${named}localhost:1?${parameters()}` });
  expect(answer).toMatchObject({ left: { _tag: 'StoreUnavailable', rule: `eventstoredb/${rule}` } });
  expect(JSON.stringify(answer)).not.toMatch(/hemligt|frist:/);
});
