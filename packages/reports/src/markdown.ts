/** A report as Markdown (CommonMark with GitHub's tables): pasted into a document, or sent as it is. */
import type { Cell, ReportDocument, ReportField, ReportSection, ReportTable } from '@frist/obligations';

import { cellText, figureColumns, saidBy, type Speaker, speakerFor } from './cell-text';
import { headOf } from './head';
import { afterLabel, inCell, inLine, paragraph } from './markdown-text';
import type { ViewOptions } from './options';
import { plainLine, plainLines } from './plain';

/** The whole report, ended by a line feed. */
export const markdown = (document: ReportDocument, options: ViewOptions): string => {
  const speaker = speakerFor(options);
  const { words } = speaker;
  const blocks = [
    heading(1, saidBy(document.title, speaker)),
    fields(headOf(document, options), speaker),
    ...(document.anything ? [] : [paragraph(words.nothing)]),
    ...document.sections.flatMap((section) => sectionBlocks(section, speaker)),
    '---',
    words.foot,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
};

const heading = (level: number, text: string): string => `${'#'.repeat(level)} ${inLine(plainLine(text))}`;

const sectionBlocks = (section: ReportSection, speaker: Speaker): readonly string[] => {
  const forms = section.forms ?? [];
  return [
    heading(2, saidBy(section.title, speaker)),
    ...(section.text ?? []).map((text) => paragraph(plainLines(saidBy(text, speaker)))),
    ...forms.flatMap((form, i) => [forms.length > 1 ? heading(3, speaker.words.form(i + 1)) : '', fields(form, speaker)]),
    ...(section.tables ?? []).flatMap((table) => tableBlocks(table, speaker)),
  ];
};

/** One field a line, its name in bold: read as a form, and copied field by field. */
const fields = (all: readonly ReportField[], speaker: Speaker): string =>
  all.map(({ label, value }) => `- **${inLine(plainLine(saidBy(label, speaker)))}:** ${afterLabel(cellText(value, speaker), '  ')}`).join('\n');

const tableBlocks = (table: ReportTable, speaker: Speaker): readonly string[] => [
  table.title === undefined ? '' : heading(3, saidBy(table.title, speaker)),
  table.rows.length === 0 || table.columns.length === 0 ? paragraph(plainLines(saidBy(table.empty, speaker))) : grid(table, speaker),
  ...(table.notes ?? []).map((note) => paragraph(plainLines(saidBy(note, speaker)))),
];

const grid = ({ columns, rows }: ReportTable, speaker: Speaker): string => {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = figureColumns(columns.length, rows).map((figure) => (figure ? '---:' : '---'));
  const body = (row: readonly Cell[]): string => line(columns.map((_, i) => inCell(cellText(row[i], speaker))));
  return [line(columns.map(({ label }) => inCell(plainLine(saidBy(label, speaker))))), line(rule), ...rows.map(body)].join('\n');
};
