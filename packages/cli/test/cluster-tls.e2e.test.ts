/** A register behind TLS and a password, by the built command; and that nothing it says tells either. */
import { type EventStoreDbDouble, startEventStoreDbDouble, testCertificate } from '@frist/testing';

import { folder, journal } from './support';

const password = 'hemligt:på@riktigt?';
const server = testCertificate('the server');
const at = folder();
let double: EventStoreDbDouble;
beforeAll(async () => {
  double = await startEventStoreDbDouble({ tls: server, users: { registrator: password } });
  at.write('ca å.crt', server.cert);
  at.write('other.crt', testCertificate('another').cert);
  at.write('j.jsonl', journal.join('\n'));
});
afterAll(async () => {
  await double.close();
  at.remove();
});

const url = (who: string, parameters: string): string => `esdb://${who}localhost:${double.port}?tls=true&patience=1&${parameters}`;
const user = `registrator:${encodeURIComponent(password)}@`;
const trusted = `tlsCaFile=${encodeURIComponent('ca å.crt')}`;
/** The password as it is, as it stands in the string and as it is sent; and the name. */
const secrets = [password, encodeURIComponent(password), 'hemligt', 'nej-nej', Buffer.from(`registrator:${password}`).toString('base64'), 'registrator'];
const told = async (args: readonly string[], store: string) => {
  const said = await at.told(args, { FRIST_STORE: store });
  for (const secret of secrets) expect(said.out + said.err).not.toContain(secret);
  return said;
};

it('imports, checks and verifies', async () => {
  const store = url(user, `${trusted}&local=local.db`);
  expect(await told(['import', 'j.jsonl'], store)).toMatchObject({ code: 0, err: '' });
  expect(double.events()).not.toHaveLength(0);
  expect(await told(['check', '--as-of', '2020-02-15', '--fail-on', 'none'], store)).toMatchObject({ code: 0, err: '' });
  expect(await told(['verify'], store)).toMatchObject({ code: 0 });
}, 60_000);

it.each([
  ['a wrong password', () => url('registrator:nej-nej@', trusted), 'access-denied', 'refuses this user'],
  ['no password', () => url('', trusted), 'access-denied', 'refuses this user'],
  ['a CA that has not signed', () => url(user, 'tlsCaFile=other.crt'), 'certificate', 'do not trust one another'],
  ['a CA file that is not there', () => url(user, 'tlsCaFile=none.crt'), 'certificate', 'is missing'],
])('%s', async (_name, store, rule, words) => {
  const before = double.events().length;
  for (const args of [['import', 'j.jsonl'], ['check', '--as-of', '2020-02-15']]) {
    const said = await told(args, store());
    expect(said).toMatchObject({ code: 3, out: '' });
    expect(said.err).toContain(`(rule eventstoredb/${rule})`);
    expect(said.err).toContain(words);
  }
  expect(double.events()).toHaveLength(before);
}, 60_000);

it('in Swedish', async () => {
  const said = await told(['check', '--lang', 'sv', '--as-of', '2020-02-15'], url(user, 'tlsCaFile=other.crt'));
  expect(said.err).toContain('litar inte på varandra');
}, 60_000);
