/**
 * A report as CSV that opens right in a Swedish spreadsheet, in either language: byte-order mark, semicolons, decimal commas,
 * CRLF, quotes as in RFC 4180. The whole report is one sheet: parts one below the other, parted by an empty line, each under
 * its title. One table alone, as data, is {@link csvTable}.
 */
import { failure, type Failure, preview } from '@frist/event-sourcing';
import type { Cell, ReportColumn, ReportDocument, ReportField, ReportSection, ReportTable } from '@frist/obligations';
import { type Either, left, right } from 'fp-ts/Either';

import { saidBy, type Speaker, speakerFor } from './cell-text';
import { csvCell, csvText } from './csv-cell';
import { headOf } from './head';
import type { ViewOptions } from './options';
import { plainLine, plainLines } from './plain';

const mark = '\ufeff';
type Line = readonly string[];
const written = (lines: readonly Line[]): string => `${mark}${lines.map((cells) => `${cells.join(';')}\r\n`).join('')}`;

/** The whole report. */
export const csv = (document: ReportDocument, options: ViewOptions): string => {
  const speaker = speakerFor(options);
  const { words } = speaker;
  const parts = [
    [[csvText(plainLine(saidBy(document.title, speaker)))], ...fieldLines(headOf(document, options), speaker), ...unitLine(document, speaker)],
    ...(document.anything ? [] : [[[csvText(words.nothing)]]]),
    ...document.sections.flatMap((section) => sectionParts(section, speaker)),
    [[csvText(words.foot.replaceAll('*', ''))]],
  ];
  const nonEmpty = parts.filter((lines) => lines.length > 0);
  return written(nonEmpty.flatMap((lines, i) => (i === 0 ? lines : [[], ...lines])));
};

const textLine = (text: string): Line => [csvText(text)];

const sectionParts = (section: ReportSection, speaker: Speaker): readonly (readonly Line[])[] => {
  const forms = section.forms ?? [];
  return [
    [textLine(plainLine(saidBy(section.title, speaker))), ...(section.text ?? []).map((text) => textLine(plainLines(saidBy(text, speaker))))],
    ...forms.map((form, i) => [...(forms.length > 1 ? [textLine(speaker.words.form(i + 1))] : []), ...fieldLines(form, speaker)]),
    ...(section.tables ?? []).map((table) => tableLines(table, speaker)),
  ];
};

const fieldLines = (fields: readonly ReportField[], speaker: Speaker): readonly Line[] =>
  fields.map(({ label, value }) => [csvText(plainLine(saidBy(label, speaker))), csvCell(value, speaker)]);

const tableLines = (table: ReportTable, speaker: Speaker): readonly Line[] => {
  const isEmpty = table.rows.length === 0 || table.columns.length === 0;
  return [
    ...(table.title === undefined ? [] : [textLine(plainLine(saidBy(table.title, speaker)))]),
    ...(isEmpty ? [textLine(plainLines(saidBy(table.empty, speaker)))] : grid(table, speaker)),
    ...(table.notes ?? []).map((note) => textLine(plainLines(saidBy(note, speaker)))),
  ];
};

const grid = ({ columns, rows }: Pick<ReportTable, 'columns' | 'rows'>, speaker: Speaker): readonly Line[] => [
  columns.map(({ label }) => csvText(plainLine(saidBy(label, speaker)))),
  ...rows.map((row) => columns.map((_, i) => csvCell(row[i], speaker))),
];

/** Amounts stand as bare figures, so the unit is told once. */
const unitLine = (document: ReportDocument, { words }: Speaker): readonly Line[] => {
  const isMoney = (cell: Cell): boolean => cell._tag === 'money' || (cell._tag === 'several' && cell.cells.some(isMoney));
  const any = document.sections.some(({ forms = [], tables = [] }) => forms.some((form) => form.some(({ value }) => isMoney(value))) || tables.some(({ rows }) => rows.some((row) => row.some(isMoney))));
  return any ? [[csvText(words.head.amounts), csvText(words.head.inKronor)]] : [];
};

/** What {@link csvTable} can write. */
interface PlainTable {
  readonly key: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Tables under `section/table`, the forms of a section under the section's key, one form a row. */
const plainTables = (document: ReportDocument): readonly PlainTable[] =>
  document.sections.flatMap(({ key, forms, tables = [] }) => [
    ...(forms === undefined ? [] : [{ key, ...asRows(forms) }]),
    ...tables.map((table) => ({ key: `${key}/${table.key}`, columns: table.columns, rows: table.rows })),
  ]);

const asRows = (forms: readonly (readonly ReportField[])[]): Omit<PlainTable, 'key'> => {
  const labels = new Map<string, ReportColumn>();
  for (const form of forms) for (const { key, label } of form) if (!labels.has(key)) labels.set(key, { key, label });
  const columns = [...labels.values()];
  const rows = forms.map((form) => {
    const values = new Map(form.map(({ key, value }) => [key, value]));
    return columns.map(({ key }): Cell => values.get(key) ?? { _tag: 'none' });
  });
  return { columns, rows };
};

/**
 * The keys that {@link csvTable} takes: `section/table` for a table, `section` for the forms of a section.
 *
 * @example tableKeys(document) // ['new', 'council/table-1', 'council/table-2']
 */
export const tableKeys = (document: ReportDocument): readonly string[] => plainTables(document).map(({ key }) => key);

/**
 * One table, or the forms of one section with a row for each, as data: the labels of the columns, then the rows; no title,
 * head, notes or foot. A table's own key is enough where only one has it. Amounts in kronor.
 *
 * Errors: `NoSuchTable`, with the keys there are.
 *
 * @example csvTable(document, 'council/table-1', { lang: 'sv' })
 */
export const csvTable = (document: ReportDocument, key: string, options: Pick<ViewOptions, 'lang' | 'disposals'>): Either<Failure<'NoSuchTable'>, string> => {
  const tables = plainTables(document);
  const named = tables.filter((table) => table.key === key);
  const found = named.length > 0 ? named : tables.filter((table) => table.key.endsWith(`/${key}`));
  const [table] = found;
  if (table === undefined || found.length > 1) return left(failure('NoSuchTable', 'reports/table-key', 'table', `one of ${tables.map((each) => each.key).join(', ')}`, preview(key)));
  return right(written(grid(table, speakerFor(options))));
};
