/** A report as plain lines, for tests: cells in Swedish, sealed cells by name only. */
import type { Cell, ReportDocument } from '@frist/obligations';

export const cellText = (cell: Cell): string => {
  switch (cell._tag) {
    case 'text':
      return typeof cell.text === 'string' ? cell.text : cell.text.sv;
    case 'day':
      return cell.day;
    case 'number':
      return cell.value.toFixed(cell.decimals ?? 0);
    case 'yes-no':
      return cell.value ? 'ja' : 'nej';
    case 'several':
      return cell.cells.map(cellText).join(' · ');
    case 'sealed':
      return '<sluten>';
    case 'none':
      return '–';
    case 'unknown':
      return 'okänt';
    default:
      return `<${cell._tag}>`;
  }
};

export const render = ({ title, head, sections }: ReportDocument): string =>
  [
    title.sv,
    ...head.map(({ label, value }) => `${label.sv}: ${cellText(value)}`),
    ...sections.flatMap((section) => [
      `## ${section.title.sv}`,
      ...(section.text ?? []).map(({ sv }) => sv),
      ...(section.forms ?? []).flatMap((form) => ['--', ...form.map(({ label, value }) => `${label.sv}: ${cellText(value)}`)]),
      ...(section.tables ?? []).flatMap((table) => [
        ...(table.title === undefined ? [] : [table.title.sv]),
        ...(table.rows.length === 0 ? [table.empty.sv] : [table.columns.map(({ label }) => label.sv).join(' | '), ...table.rows.map((row) => row.map(cellText).join(' | '))]),
        ...(table.notes ?? []).map(({ sv }) => `(${sv})`),
      ]),
    ]),
  ].join('\n');
