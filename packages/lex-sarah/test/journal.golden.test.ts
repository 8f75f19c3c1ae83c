/** Recorded histories whose answers may never change: an untidy report with its twin of the same number, and a board’s stated figures. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { countYear } from '@frist/lex-sarah';
import type { Cell, Finding, ReportDocument } from '@frist/obligations';

import { type Book, book, day, reportsOf } from './support';

const linesOf = <Line>(...path: readonly string[]): readonly Line[] => readFileSync(join(__dirname, ...path), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Line);

const inWords = (finding: Finding): string =>
  finding.about === 'register'
    ? `${finding.kind}: ${finding.rule} ${JSON.stringify(finding.values ?? {})} [${finding.concerns.join()}]`
    : `${finding.kind}: ${finding.title.en} [${finding.debtor} → ${finding.creditor ?? '?'}] ${finding.lifecycle}, ${finding.delivery}, ${finding.timeliness}${finding.days === null ? '' : ` ${finding.days}`}${finding.soft === null ? '' : `, elapsed ${finding.soft.elapsedDays}, target ${finding.soft.target ?? 'none'}`}, ${finding.legalBasis.confidence} [${finding.concerns.join()}]`;

const cellText = (cell: Cell): string => {
  switch (cell._tag) {
    case 'text':
      return typeof cell.text === 'string' ? cell.text : cell.text.sv;
    case 'number':
      return String(cell.value);
    case 'share':
      return `${cell.part}/${cell.of}`;
    case 'several':
      return cell.cells.map(cellText).join(' + ');
    default:
      return cell._tag;
  }
};
const documentText = ({ sections }: ReportDocument): string =>
  sections.flatMap(({ title, tables = [] }) => [`# ${title.sv}`, ...tables.flatMap((table) => [table.columns.map(({ label }) => label.sv).join(' | '), ...table.rows.map((row) => row.map(cellText).join(' | ')), ...(table.notes ?? []).map(({ sv }) => `* ${sv}`)])]).join('\n');

describe('an untidy report', () => {
  let one: Book;
  beforeAll(async () => {
    one = book('2020-12-31');
    for (const [name, on, command, data] of linesOf<[string, string, string, Record<string, unknown>]>('golden', 'untidy.journal.jsonl')) await one.tell(name, on, command, data);
  });

  it.each(['2019-04-05', '2019-12-31', '2020-12-31'])('as of %s', async (asOf) => {
    const { counts, conditional, findings } = await one.check(asOf);
    const years = [2019, 2020].map(async (year) => JSON.stringify(countYear(await reportsOf(one, asOf), { year, asOf: day(asOf) })));
    expect([JSON.stringify({ ...counts, conditional }), '', ...findings.map(inWords), '', ...(await Promise.all(years))].join('\n')).toMatchSnapshot();
  });

  it('the yearly report of 2019', async () => {
    expect(documentText(await one.report('2020-12-31', { year: '2019', units: 'all' }))).toMatchSnapshot();
  });
});

describe('the stated figures of Botkyrka', () => {
  let one: Book;
  beforeAll(async () => {
    one = book('2025-01-31');
    for (const { stream, on, command, data } of linesOf<{ stream: string; on: string; command: string; data: Record<string, unknown> }>('..', '..', '..', 'examples', 'botkyrka', 'lex-sarah.journal.jsonl')) {
      await one.tell(stream, on, command, data, 'statedSummary');
    }
  });

  it('14 left of 42 − 25, 144 deviations of which 134 by area, 15 numbers of which two occur twice', async () => {
    const { findings } = await one.check('2025-01-31');
    expect(findings.map((each) => each.about === 'register' && [each.rule, each.values])).toEqual([
      ['lex-sarah/stated-figures-contradict', { year: 2019, stated: 14, atLeast: 17, from: 42, less: 25 }],
      ['lex-sarah/stated-figures-contradict', { year: 2019, whole: 144, parts: 134 }],
      ['lex-sarah/number-repeats', { numbers: 15, different: 13, repeated: '1361, 1256' }],
    ]);
  });

  it('the yearly report holds them against a register that has nothing of the year', async () => {
    expect(documentText(await one.report('2025-01-31', { year: '2019' }))).toMatchSnapshot();
  });
});
