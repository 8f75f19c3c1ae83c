/** What domains recorded in English is read in Swedish; JSON has it as recorded, and what somebody told stays as told. */
import { inProcess, line, streamA } from './support';

const agreement = 'agreement-00000000-0000-4000-8000-00000000000c';
const assignment = 'assignment-00000000-0000-4000-8000-00000000000d';
const basis = { kind: 'agency', reference: 'the agreement', confidence: 'S' };
const journal = [
  line({ id: 'r-1', command: 'registerGrant', data: { name: 'Bidrag A', funder: 'Socialstyrelsen' } }),
  line({ id: 'r-2', command: 'recordReceipt', data: { amount: 1_000_000 } }),
  line({ id: 'r-3', command: 'reclaim', data: { reclaim: 'r', by: 'Socialstyrelsen', amount: 1_000_000, ground: 'unused', due: { basis, day: '2020-12-01' } } }),
  line({ id: 'r-4', command: 'repay', data: { amount: 400_050, reclaim: 'r' } }),
  line({ id: 'r-5', stream: agreement, command: 'registerAgreement', data: { name: 'the parties', period: { from: '2019-01-01' } } }),
  line({ id: 'r-6', stream: agreement, command: 'addTerm', data: { term: 'report', what: 'once adopted', rhythm: { kind: 'undated', text: 'with the annual report' } } }),
  line({ id: 'r-7', stream: agreement, command: 'performTerm', data: { term: 'report', evidence: 'the agreed number has been counted' } }),
  line({ id: 'r-8', stream: agreement, command: 'addTerm', data: { term: 'final', what: 'once adopted', rhythm: { kind: 'recurring', every: 'year', counted: 'calendar' } } }),
  line({ id: 'r-9', stream: assignment, command: 'giveAssignment', data: { title: 'the parties', kind: 'assignment', to: 'board', givenBy: 'socialnämnden', standing: { rhythm: 'year', from: '2019-01-01' } } }),
  line({ id: 'r-10', stream: assignment, command: 'tellShortfall', on: '2019-12-20', data: { outcome: 'carried-over', instance: '2019' } }),
].join('\n');

const frist = async (lang: string, ...args: readonly string[]): Promise<string> => {
  const { out, err } = await inProcess([...args, '--import', 'j.jsonl', '--lang', lang], { files: { 'j.jsonl': journal } });
  expect(err).toBe('');
  return out.replace(/\s+/g, ' ');
};

const recordedAs = async (stream: string, type: string): Promise<string> => {
  const { facts } = JSON.parse(await frist('sv', 'explain', stream, '--format', 'json')) as { readonly facts: readonly { readonly type: string; readonly id: string }[] };
  return facts.find((fact) => fact.type === type)?.id ?? '';
};

test('the check says parties and bases in Swedish, and JSON gives them as recorded', async () => {
  const read = await frist('sv', 'check');
  expect(read).toContain('Ansvarig avtalets parter, till mottagare ej angiven');
  expect(read).toContain('Ansvarig nämnden, till Socialstyrelsen');
  // What a term is about, what the agreement is called and what the funder's terms rest on was told.
  expect(read).toContain('Avtalsvillkor: once adopted');
  expect(read).toContain('Gäller the parties');
  expect(read).toContain('Grund myndighetens anvisning: the agreement (');
  const kept = await frist('sv', 'check', '--format', 'json');
  for (const one of ['"debtor": "the parties of the agreement"', '"debtor": "board"']) expect(kept).toContain(one);
  expect(await frist('en', 'check')).toContain('Parties the parties of the agreement to recipient not told');
});

test('an event that a duty recorded is said in the language of the reader, its amounts in kronor', async () => {
  const event = await recordedAs(streamA, 'PartialPerformanceRecorded');
  expect(await frist('sv', 'explain', event)).toContain('part: 4 000,50 kr återbetalt remains: 5 999,50 kr kvar att betala tillbaka');
  expect(await frist('en', 'explain', event)).toContain('part: SEK 4 000.50 repaid remains: SEK 5 999.50 left to repay');
  expect(await frist('sv', 'explain', event, '--format', 'json')).toContain('"remains": "599950 öre left to repay"');
});

test('what somebody told stays as told, though a duty might have worded it so', async () => {
  expect(await frist('sv', 'explain', await recordedAs(agreement, 'PerformanceRecorded'))).toContain('evidence: the agreed number has been counted');
  expect(await frist('sv', 'explain', await recordedAs(agreement, 'TermPerformed'))).toContain('evidence: the agreed number has been counted');
  expect(await frist('sv', 'explain', await recordedAs(agreement, 'ObligationIncurred'))).toContain('due.text: with the annual report');
});

test('a report names the board, and says why something is not owed', async () => {
  const row = async (lang: string): Promise<string> => (await frist(lang, 'assignments', '--format', 'md', '--as-of', '2019-12-31')).split('| the parties |')[1] ?? '';
  expect(await row('sv')).toMatch(/nämnden \| socialnämnden \| 2019-12-31 \| utgått: framflyttat till nästa period \|/);
  expect(await row('en')).toMatch(/the board \| socialnämnden \| 2019-12-31 \| released: carried over to the next period \|/);
});
