/** What was sent back for completion is listed, counted and judged by when the completion is due. */
import { Ajv } from 'ajv';

import checkSchema from '../schemas/check.schema.json';
import diffSchema from '../schemas/diff.schema.json';
import explainSchema from '../schemas/explain.schema.json';
import { inProcess, line } from './support';

const stream = 'assignment-7c3aac71-b612-5f34-8538-585121a00e05';
const assignment = (given: object, returned: object): string =>
  [
    line({ id: 'x-1', stream, command: 'giveAssignment', on: '2024-05-02', data: { title: 'Rapport', kind: 'assignment', givenBy: 'socialnämnden', diaryNumbers: ['SN 2024:5'], ...given } }),
    line({ id: 'x-2', stream, command: 'answerAssignment', on: '2024-08-25', data: {} }),
    line({ id: 'x-3', stream, command: 'returnAnswer', on: '2024-09-26', data: { by: 'socialnämnden', reason: 'ofullständig', ...returned } }),
  ].join('\n');

const body = 'body-7180bd47-c18b-56ed-8b67-3752907c126f';
const meeting = [
  line({ id: 'm-1', stream: body, command: 'registerBody', on: '2024-01-01', data: { body: 'socialnämnden', kind: 'board' } }),
  line({ id: 'm-2', stream: body, command: 'scheduleMeeting', on: '2024-09-01', data: { body: 'socialnämnden', meeting: 'oktober', heldOn: '2024-10-15' } }),
].join('\n');
const files = {
  'dated.jsonl': assignment({ due: { day: '2024-09-01' } }, { due: { day: '2024-11-01' } }),
  'open.jsonl': assignment({ due: { day: '2024-09-01' } }, {}),
  'meeting.jsonl': `${meeting}\n${assignment({ due: { day: '2024-09-01' } }, { due: { meeting: { body: 'socialnämnden' } } })}`,
  'undated.jsonl': assignment({}, { due: { day: '2024-11-01' } }),
};
const now = '2025-01-31T12:00:00.000Z';
const frist = (...args: readonly string[]) => inProcess(args, { files, now });
const check = (file: string, asOf: string, ...args: readonly string[]) => frist('check', '--import', file, '--as-of', asOf, '--lang', 'sv', ...args);
const sections = ({ out }: { readonly out: string }): readonly string[] => out.split('\n').filter((text) => /^\S.* \(\d+\)$/.test(text) && !text.startsWith('Uppgifter'));
const flat = (text: string): string => text.replace(/\s+/g, ' ');

it.each([
  ['dated.jsonl', '2024-09-30', 'Kommande (1)', 0],
  ['dated.jsonl', '2024-10-15', 'Förfaller inom 30 dagar (1)', 0],
  ['dated.jsonl', '2024-11-01', 'Förfaller i dag (1)', 0],
  ['dated.jsonl', '2024-11-02', 'Försenat (1)', 1],
  ['open.jsonl', '2024-12-20', 'Utan datum (1)', 0],
  ['meeting.jsonl', '2024-10-01', 'Förfaller inom 30 dagar (1)', 0],
  ['undated.jsonl', '2024-12-20', 'Försenat (1)', 1],
])('%s as of %s stands under %s and ends with %d', async (file, asOf, section, code) => {
  const done = await check(file, asOf);
  expect([done.code, sections(done)]).toEqual([code, [section]]);
});

it('says what was sent back, by when it is to be completed, and what the first submission came to', async () => {
  const { out } = await check('dated.jsonl', '2024-12-20');
  expect(flat(out)).toContain('49 dagar försenad');
  expect(flat(out)).toContain('Förfaller 2024-09-01 (slutdag och sista dag); fullgjort i tid Läge åter för komplettering 2024-09-26, från socialnämnden Komplettera 2024-11-01 (slutdag och sista dag) angiven dag 2024-11-01');
  expect(flat(out)).toContain('1 försenade, 0 inom 30 dagar, 0 kan inte avgöras. 1 åter för komplettering, varav 1 försenad;');
  const english = flat((await frist('check', '--import', 'dated.jsonl', '--as-of', '2024-12-20')).out);
  expect(english).toContain('State sent back for completion on 2024-09-26 by socialnämnden Completion 2024-11-01');
  expect(english).toContain('1 overdue, 0 within 30 days, 0 cannot be determined. 1 sent back for completion, of which 1 overdue;');
});

it('the threshold goes by what is listed', async () => {
  const code = async (asOf: string, list: string) => (await check('dated.jsonl', asOf, '--fail-on', list)).code;
  expect([await code('2024-10-15', 'due-soon'), await code('2024-10-15', 'due-today'), await code('2024-11-01', 'due-today'), await code('2024-12-20', 'due-soon')]).toEqual([1, 0, 1, 0]);
});

it('is told in JSON, by the published schemas', async () => {
  const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
  const report = JSON.parse((await check('dated.jsonl', '2024-12-20', '--format', 'json')).out) as { readonly findings: readonly { readonly obligationId: string }[] };
  expect(ajv.validate(checkSchema, report) ? null : ajv.errors).toBeNull();
  expect(report).toMatchObject({
    counts: { overdue: 0, 'met-on-time': 1, returned: 1, completionsOverdue: 1 },
    findings: [{ timeliness: 'met-on-time', completion: { since: '2024-09-26', by: 'socialnämnden', reason: 'ofullständig', due: { kind: 'fixed', lastPermittedDay: '2024-11-01' }, timeliness: 'overdue', days: 49 } }],
  });
  const explained = await frist('explain', report.findings[0]?.obligationId ?? '', '--import', 'dated.jsonl', '--format', 'json');
  expect(new Ajv({ strict: true, allowUnionTypes: true }).validate(explainSchema, JSON.parse(explained.out))).toBe(true);
});

it('two views differ by what became of the completion', async () => {
  const diff = (...args: readonly string[]) => frist('diff', '--from', '2024-11-01', '--to', '2024-11-02', '--import', 'dated.jsonl', ...args);
  const report = JSON.parse((await diff('--format', 'json')).out) as object;
  expect(new Ajv({ strict: true, allowUnionTypes: true }).validate(diffSchema, report)).toBe(true);
  const completion = (timeliness: string) => ({ timeliness: 'met-on-time', completion: { timeliness, due: { lastPermittedDay: '2024-11-01' } } });
  expect(report).toMatchObject({ obligations: [{ from: completion('due-today'), to: completion('overdue'), events: [] }] });
  expect(flat((await diff('--lang', 'sv')).out)).toContain('komplettera 2024-11-01 (slutdag och sista dag): försenat');
});
