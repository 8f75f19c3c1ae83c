import { langOption, specs } from '../src/spec';
import { parameterOptions, reportsOf } from '../src/report-parameters';
import { fromMemory, files, inProcess } from './support';

const knownReports = reportsOf();
const report = (...args: readonly string[]) => inProcess(['report', ...args, ...fromMemory], { files });

it('no parameter of a report goes by the name of an option', () => {
  const spec = specs.find(({ name }) => name === 'report');
  const taken = [...(spec?.options ?? []), langOption].map(({ flag }) => flag as string);
  expect(parameterOptions('').filter(({ flag }) => taken.includes(flag))).toEqual([]);
});

it('commands that are reports name reports that there are', () => {
  for (const { report: name } of specs) if (name !== undefined && name !== '') expect(knownReports.map((known) => known.name)).toContain(name);
});

it.each([
  [['nothing'], 'There is no report "nothing"; there are grants, '],
  [['grants'], 'The option --year is required.'],
  [['grants', '--year', '19'], '--year: "19" is not accepted; expected a year: YYYY.'],
  [['grants', '--year', '2019', '--quarter', '2019-Q1'], 'The report grants does not take --quarter; it takes --year.'],
  [['grants', '--yaer', '2019'], 'The option --yaer is unknown; did you mean --year? See frist report --help.'],
  [['non-executed', '--quarter', '2019-Q1', '--to', 'me'], '--to: "me" is not one of inspectorate, auditors, council.'],
  [['non-executed', '--quarter', '2019-Q9', '--to', 'council'], '--quarter: "2019-Q9" is not accepted'],
  [['non-executed', '--quarter', '2019-Q1', '--to', 'auditors'], 'This report is for those who may see person-data'],
  [['grants', '--year', '19121212-1212'], '--year: "(what looks like a personal identity number)" is not accepted'],
  [['grants', '--year', '2019', '--role', 'a b'], '--role'],
])('%j is wrong use', async (args, said) => {
  const { code, out, err } = await report(...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(said);
});

it('says all that is wrong with the parameters at once, before any database is looked for', async () => {
  const { code, err } = await inProcess(['report', 'non-executed', '--year', '2019', '--to', 'me', '--lang', 'sv']);
  expect([code, err]).toEqual([2, 'frist: Rapporten non-executed tar inte --year; den tar --quarter, --to, --cut-off, --split-by-sex, --compare, --smallest-group.\nfrist: Flaggan --quarter måste anges.\nfrist: --to: "me" är inte något av inspectorate, auditors, council.\n']);
});

it('the help lists every report with what it takes', async () => {
  const { code, out } = await inProcess(['report', '--help']);
  expect(code).toBe(0);
  for (const { name, parameters } of knownReports) {
    expect(out).toContain(`\n  ${name}: `);
    for (const parameter of parameters) expect(out).toContain(`      --${parameter.name} ${parameter.form}`);
  }
});

it('a report of two boards asks which', async () => {
  const two = { 'j.jsonl': `${files['j.jsonl']}\n${files['j.jsonl'].replaceAll('testby/', 'annan/').replaceAll('grant-00000000', 'grant-11111111').replaceAll('"id":"', '"id":"x')}` };
  const asked = await inProcess(['report', 'control-plan', '--year', '2019', ...fromMemory], { files: two });
  expect([asked.code, asked.err]).toEqual([2, 'frist: The register holds several boards, and this report is of one: give --board, one of annan/socialnamnden, testby/socialnamnden.\n']);
  const each = await inProcess(['report', 'grants', '--year', '2019', '--format', 'md', ...fromMemory], { files: two });
  expect([each.code, each.out]).toEqual([0, expect.stringContaining('## annan/socialnamnden: State grants 2019') as string]);
});
