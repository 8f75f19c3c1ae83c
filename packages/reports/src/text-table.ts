/** A report as plain text for a terminal. Tables that do not fit stand as one block a row. */
import type { ReportDocument, ReportField, ReportSection, ReportTable } from '@frist/obligations';

import { cellText, figureColumns, saidBy, type Speaker, speakerFor } from './cell-text';
import { headOf } from './head';
import { columnsOf, labelled, wrap } from './layout';
import type { RenderOptions } from './options';
import { plainLine, plainLines } from './plain';

interface Page {
  readonly speaker: Speaker;
  readonly width: number;
}

/** The whole report, ended by a line feed. */
export const textTable = (document: ReportDocument, options: Omit<RenderOptions, 'format'>): string => {
  const speaker = speakerFor(options);
  const page = { speaker, width: Math.min(400, Math.max(40, options.width ?? 100)) };
  const { words } = speaker;
  const parts = [
    wrap(plainLine(saidBy(document.title, speaker)), page.width),
    fieldLines(headOf(document, options), page),
    ...(document.anything ? [] : [wrap(words.nothing, page.width)]),
    ...document.sections.flatMap((section) => sectionParts(section, page)),
    ['\u2500'.repeat(page.width), ...wrap(words.foot.replaceAll('*', ''), page.width)],
  ];
  return `${parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`;
};

const sectionParts = (section: ReportSection, page: Page): readonly (readonly string[])[] => {
  const { speaker, width } = page;
  const forms = section.forms ?? [];
  return [
    [...wrap(plainLine(saidBy(section.title, speaker)), width), '\u2500'.repeat(width)],
    ...(section.text ?? []).map((text) => wrap(plainLines(saidBy(text, speaker)), width)),
    ...forms.map((form, i) => [...(forms.length > 1 ? [speaker.words.form(i + 1)] : []), ...fieldLines(form, page)]),
    ...(section.tables ?? []).flatMap((table) => tableParts(table, page)),
  ];
};

const fieldLines = (fields: readonly ReportField[], { speaker, width }: Page): readonly string[] =>
  labelled(fields.map(({ label, value }) => [plainLine(saidBy(label, speaker)), cellText(value, speaker)]), width);

const tableParts = (table: ReportTable, { speaker, width }: Page): readonly (readonly string[])[] => {
  const names = table.columns.map(({ label }) => plainLine(saidBy(label, speaker)));
  const rows = table.rows.map((row) => names.map((_, i) => cellText(row[i], speaker)));
  const title = table.title === undefined ? [] : wrap(plainLine(saidBy(table.title, speaker)), width);
  const notes = (table.notes ?? []).map((note) => wrap(plainLines(saidBy(note, speaker)), width));
  if (rows.length === 0 || names.length === 0) return [title, wrap(plainLines(saidBy(table.empty, speaker)), width), ...notes];
  const grid = columnsOf(names, rows, figureColumns(names.length, table.rows), width);
  const blocks = grid === null ? rows.map((row) => labelled(names.map((name, i) => [name, row[i] ?? '']), width)) : [grid];
  return [title, ...blocks, ...notes];
};
