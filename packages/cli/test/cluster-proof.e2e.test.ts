/** Alteration on the server is found, by the log in the local file and by checkpoints; what goes wrong is said, and no password is. */
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';

import { type EventStoreDbDouble, startEventStoreDbDouble } from '@frist/testing';

import { folder, inProcess, journal, line, streamA, streamB } from './support';

const now = '2020-02-15T12:00:00.000Z';
const at = folder();
const doubles: EventStoreDbDouble[] = [];
afterAll(async () => {
  for (const double of doubles) await double.close();
  at.remove();
});

const frist = async (...args: readonly string[]) => await inProcess(args, { now, terminal: { readFile: (path) => readFileSync(path), exists: existsSync } });
const proof = ['--checkpoints', at.at('checkpoints.txt'), '--keys', at.at('keys.txt')] as const;
const sign = ['checkpoint', '--key', at.at('board.pem'), ...proof] as const;
const last = line({ id: 'z-1', command: 'appointResponsible', on: '2019-06-01', data: { role: 'enhetschef' } });

/** A server that has recorded these lines. The same lines, or others of the same length, lie at the same places. */
const serverOf = async (lines: readonly string[]): Promise<EventStoreDbDouble> => {
  const double = await startEventStoreDbDouble({ clock: () => now });
  doubles.push(double);
  at.write('server.jsonl', lines.join('\n'));
  expect((await frist('import', at.at('server.jsonl'), '--store', double.url)).code).toBe(0);
  return double;
};
const withLog = ({ url }: EventStoreDbDouble, file = 'local.db'): string => `${url}&local=${encodeURIComponent(at.at(file))}`;
const tags = (out: string): readonly string[] => (JSON.parse(out) as { readonly findings: readonly { readonly tag: string }[] }).findings.map(({ tag }) => tag);
const verified = async (store: string, ...more: readonly string[]) => {
  const { code, out } = await frist('verify', '--store', store, ...more, '--format', 'json');
  return [code, tags(out)] as const;
};

let honest: EventStoreDbDouble;
let altered: EventStoreDbDouble;
let alteredLast: EventStoreDbDouble;
let cut: EventStoreDbDouble;
beforeAll(async () => {
  honest = await serverOf([...journal, last]);
  altered = await serverOf([(journal[0] as string).replace('Bidrag A', 'Bidrag X'), ...journal.slice(1), last]);
  alteredLast = await serverOf([...journal, last.replace('enhetschef', 'Enhetschef')]);
  cut = await serverOf(journal.slice(0, 7));
  // As of the signing, the register had all but the last line.
  const signing = await serverOf(journal);
  expect((await frist('checkpoint', '--new-key', at.at('board.pem'), '--name', 'testby/socialnamnden', ...proof)).code).toBe(0);
  expect(await frist(...sign, '--store', withLog(signing))).toMatchObject({ code: 0, err: '' });
  expect((await frist('check', '--store', withLog(honest))).code).toBe(1);
});
/** What is done to the local file is undone. */
beforeEach(() => copyFileSync(at.at('local.db'), at.at('kept.db')));
afterEach(() => {
  for (const end of ['-wal', '-shm']) rmSync(at.at(`local.db${end}`), { force: true });
  copyFileSync(at.at('kept.db'), at.at('local.db'));
});

test('what is as it was is intact, and what is signed and kept is told', async () => {
  const { code, out } = await frist('verify', '--store', withLog(honest), ...proof);
  expect(code).toBe(0);
  expect(out).toMatch(/In the log +(\d+), kept in \S+local\.db\n +Signed/);
  expect(out).toMatch(/1 event in no checkpoint yet: nothing but the log in \S+ tells of them/);
  expect(await verified(withLog(honest))).toEqual([0, []]);
  expect((await frist('verify', '--store', withLog(honest), '--lang', 'sv')).out).toMatch(/Utan --checkpoints och --keys visar detta bara att händelserna stämmer med loggen i/);
});

test('an event changed on the server is named by the log in the local file, signed or not', async () => {
  // Both events of the command bear its digest.
  expect(await verified(withLog(altered))).toEqual([4, ['EventChanged', 'EventChanged']]);
  const found = await frist('verify', '--store', withLog(altered), ...proof, '--lang', 'sv');
  expect(found).toMatchObject({ code: 4, out: expect.stringMatching(new RegExp(`Händelse 1 \\(plats 0, ${streamA} nr 0\\): innehållet är inte\\s+det`)) as string });
  expect(await frist(...sign, '--store', withLog(altered))).toMatchObject({ code: 4, out: '', err: expect.stringContaining('Nothing was signed.') as string });
  expect(await verified(withLog(alteredLast), ...proof)).toEqual([4, ['EventChanged']]);
  // The last one is looked at by every command, which answers and says so.
  const checked = await frist('check', '--store', withLog(alteredLast));
  expect(checked).toMatchObject({ code: 4, out: expect.stringContaining('Time limits as of') as string, err: expect.stringContaining('The last event in the log is not what the register has there') as string });
  at.write('more.jsonl', line({ id: 'z-2', command: 'appointResponsible', on: '2019-07-01', data: { role: 'socialchef' } }));
  expect(await frist('import', at.at('more.jsonl'), '--store', withLog(alteredLast), '--lang', 'sv')).toMatchObject({ code: 4, err: expect.stringContaining('inget undertecknas') as string });
  expect(await verified(withLog(alteredLast))).toEqual([4, ['EventChanged']]);
});

test('events cut off are named, and nothing is caught up over them', async () => {
  const [code, found] = await verified(withLog(cut));
  expect([code, new Set(found)]).toEqual([4, new Set(['EventMissing'])]);
  expect((await verified(withLog(cut), ...proof))[1]).toContain('EventMissing');
  for (const args of [['check'], [...sign]]) {
    expect(await frist(...args, '--store', withLog(cut))).toMatchObject({ code: 3, out: '', err: expect.stringMatching(/^frist: The file in local= does not belong to this server, or the server no longer has events .*\n$/) as string });
  }
  expect((await frist('check', '--store', withLog(cut), '--lang', 'sv')).err).toMatch(/^frist: Filen i local= hör inte till denna server.* \(regel eventstoredb\/other-server\)\n$/);
  // Nothing of the log was lost or made anew.
  expect(await verified(withLog(honest), ...proof)).toEqual([0, []]);
});

test('without a log, checkpoints tell as far as they go, and it is said how far that is', async () => {
  expect(await verified(altered.url, ...proof)).toEqual([4, ['LeavesRewritten']]);
  expect(await verified(cut.url, ...proof)).toEqual([4, ['StoreTruncated']]);
  expect(await verified(alteredLast.url, ...proof)).toEqual([0, []]);
  expect(await verified(altered.url)).toEqual([0, []]);
  const said = await frist('verify', '--store', honest.url, ...proof);
  expect(said.out).toMatch(/In the log +kept nowhere: no local=FILE is named/);
  expect(said.out).toMatch(/No log is kept[\s\S]*shows only where a\s+checkpoint\s+covers it/);
  expect((await frist('verify', '--store', honest.url, '--lang', 'sv')).out).toMatch(/Utan logg och utan --checkpoints och --keys visar detta bara[\s\S]*syns inte\./);
  expect(await frist(...sign, '--store', altered.url)).toMatchObject({ code: 4, out: '' });
  expect(await frist('evidence', '--stream', streamB, ...proof, '--out', at.at('a.zip'), '--store', altered.url)).toMatchObject({ code: 4, out: '' });
  copyFileSync(at.at('checkpoints.txt'), at.at('more.txt'));
  const more = ['--checkpoints', at.at('more.txt'), '--keys', at.at('keys.txt'), '--key', at.at('board.pem')] as const;
  expect((await frist('checkpoint', ...more, '--store', honest.url)).out).toMatch(/No log is kept[\s\S]*What was\s+changed on it since/);
  expect(JSON.parse((await frist('checkpoint', ...more, '--store', honest.url, '--format', 'json')).out)).toMatchObject({ log: 'memory', events: 16, since: 0 });
});

test('a local file that was deleted remembers nothing of before; checkpoints do', async () => {
  const fresh = withLog(altered, 'fresh.db');
  const [unkept, kept] = [await frist('verify', '--store', fresh), await frist('check', '--store', fresh)];
  expect(unkept).toMatchObject({ code: 0, out: expect.stringMatching(/events? not in the log in \S+fresh\.db yet/) as string });
  expect(kept.code).toBe(1);
  expect(await verified(fresh)).toEqual([0, []]);
  expect(await verified(fresh, ...proof)).toEqual([4, ['LeavesRewritten']]);
});

test('the file of another register is refused by what records, and told by what verifies', async () => {
  const other = await serverOf([line({ id: 'q-1', command: 'registerGrant', data: { name: 'Ett helt annat statsbidrag' } })]);
  expect((await frist('check', '--store', withLog(other))).code).toBe(3);
  for (const [lang, words] of [['en', 'is the file of another register'], ['sv', 'är ett annat registers fil']] as const) {
    const { code, out } = await frist('verify', '--store', withLog(other), '--lang', lang);
    expect([code, out.replace(/\s+/g, ' ')]).toEqual([4, expect.stringContaining(words) as string]);
  }
  expect((await frist('verify', '--store', withLog(honest))).out).not.toContain('another register');
});

describe('the built command', () => {
  const secret = 'hemligt-lösen';
  const withPassword = (url: string): string => url.replace('://', `://frist:${encodeURIComponent(secret)}@`);
  const silent = ({ out, err }: { readonly out: string; readonly err: string }): void => expect(out + err).not.toMatch(/hemligt|frist:[^\s]*@/);

  test('answers within its patience where no server is, in a sentence; the address may come from FRIST_STORE', async () => {
    const nobody = at.told(['check', '--store', withPassword('esdb://127.0.0.1:1?tls=false&patience=1')]);
    const store = withPassword(withLog(honest));
    const checked = await at.told(['check', '--as-of', '2020-02-15'], { FRIST_STORE: store });
    expect(checked).toMatchObject({ code: 1, err: '' });
    expect(await at.told(['check', '--as-of', '2020-02-15', '--store', store])).toEqual(checked);
    // What is read into memory, and what is said, go before it.
    at.write('j.jsonl', journal[5] as string);
    expect((await at.told(['grants', '--import', 'j.jsonl', '--format', 'json'], { FRIST_STORE: store })).out.match(/"stream"/g)).toHaveLength(1);
    expect(await at.told(['check', '--store', 'sqlite:none.db'], { FRIST_STORE: store })).toMatchObject({ code: 3, err: expect.stringContaining('none.db does not exist') as string });
    const verify = await at.told(['verify', ...proof], { FRIST_STORE: store });
    expect(verify).toMatchObject({ code: 0, err: '', out: expect.stringContaining(`Verification of esdb://…@127.0.0.1:${honest.port}`) as string });
    silent(verify);
    const asJson = await at.told(['verify', store, '--format', 'json']);
    expect(JSON.parse(asJson.out)).toMatchObject({ target: expect.stringMatching(/^esdb:\/\/…@127/) as string, intact: true });
    silent(asJson);

    const said = await nobody;
    expect(said).toMatchObject({ code: 3, out: '', err: expect.stringMatching(/^frist: The server of the register does not answer[^\n]*\(rule eventstoredb\/[a-z-]+\)\n$/) as string });
    silent(said);
  }, 60_000);

  test.each([
    [['check', '--store', 'esdb://frist:hemligt@node1:2113?patience=0'], 2, '--store: "patience" is not accepted; expected patience=SECONDS once, a whole number from 1 to 9999'],
    [['check', '--store', 'esdb://frist:hemligt@node1:2113?lokal=a.db'], 2, '--store: "lokal" is not accepted; expected parameters that the client'],
    [['check', '--store', 'esdb://frist:hemligt@node1:2113?tlsVerifyCert=false', '--lang', 'sv'], 2, '--store: "tlsVerifyCert" godtas inte; väntat: parametrar som klustrets klient'],
    [['check', '--store', 'esbd://frist:hemligt@node1:2113'], 2, '--store: "esbd://…@node1:2113" is not accepted; expected sqlite:FILE, memory:, esdb://'],
    [['check', '--store', 'esdb://frist:hemligt@'], 2, '--store: This is no address of a cluster'],
    [['esdb://frist:hemligt@node1:2113'], 2, 'The command "esdb://…@node1:2113" is unknown'],
    [['import', 'esdb://frist:hemligt@node1:2113'], 3, 'esdb://…@node1:2113 cannot be read'],
    [['check', '--format', 'esdb://frist:hemligt@node1:2113'], 2, '--format: "esdb://…@node1:2113"'],
    [['check', 'esdb://frist:hemligt@node1:2113'], 2, 'more arguments'],
  ] as const)('%j', async (args, code, sentence) => {
    const said = await at.told(args);
    expect({ code: said.code, out: said.out }).toEqual({ code, out: '' });
    expect(said.err).toContain(sentence);
    silent(said);
  });

  test('a user who is denied is told so, at once', async () => {
    const denying = await startEventStoreDbDouble({ faults: () => ({ kind: 'refuse', code: 7, exception: 'access-denied' }) });
    doubles.push(denying);
    expect(await at.told(['check', '--store', withPassword(denying.url), '--lang', 'sv'])).toMatchObject({ code: 3, out: '', err: 'frist: Registrets server nekar användaren, som måste få läsa och skriva Frists strömmar och läsa $all. (regel eventstoredb/access-denied)\n' });
  });

  test('the help of --store names a cluster, in both languages', async () => {
    for (const [lang, words] of [['en', 'or a cluster'], ['sv', 'eller ett kluster']] as const) {
      const { out } = await at.told(['check', '--help', '--lang', lang]);
      expect(out.replace(/\s+/g, ' ')).toContain(words);
      expect(out).toMatch(/esdb:\/\/[\s\S]*FRIST_STORE/);
    }
  });
});
