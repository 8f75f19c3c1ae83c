/** Small constructors of cells and tables. */
import type { Bilingual, Cell, ReportColumn, ReportTable } from '@frist/obligations';

/** Text, in one language for names and in two for words. */
export const text = (told: Bilingual | string): Cell => ({ _tag: 'text', text: told });
/** A count. */
export const number = (value: number): Cell => ({ _tag: 'number', value });
/** A number with a decimal; unknown where there is nothing to count from. */
export const decimal = (value: number | null): Cell => (value === null ? { _tag: 'unknown' } : { _tag: 'number', value, decimals: Number.isInteger(value) ? 0 : 1 });
/** A part of a whole. */
export const share = (part: number, of: number): Cell => ({ _tag: 'share', part, of });
/** Nobody has told. */
export const unknown: Cell = { _tag: 'unknown' };
/** Does not apply. */
export const none: Cell = { _tag: 'none' };

/** A column with its cell, of rows of some kind. */
export interface Column<Row> extends ReportColumn {
  readonly cell: (row: Row) => Cell;
}

/** A column: key, labels, cell. */
export const column = <Row>(key: string, sv: string, en: string, cell: (row: Row) => Cell): Column<Row> => ({ key, label: { sv, en }, cell });

/** Said of a table without rows. Nothing on record is not zero. */
const nothingOnRecord: Bilingual = { sv: 'Registret innehåller inga uppgifter för året.', en: 'The register holds nothing for the year.' };

/** A table of rows. */
export const tableOf = <Row>(key: string, columns: readonly Column<Row>[], rows: readonly Row[], more: Partial<Pick<ReportTable, 'title' | 'notes' | 'empty'>> = {}): ReportTable => ({
  key,
  columns: columns.map(({ key: name, label }) => ({ key: name, label })),
  rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
  empty: nothingOnRecord,
  ...more,
});
