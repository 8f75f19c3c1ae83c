/**
 * A report in JSON (`frist.report/1`, `schemas/report.schema.json`). Every cell carries its value and, in `text`, what a person
 * reads. Of a sealed cell only whom it concerns and where it stands is told, never its box.
 */
import type { Cell, ReportDocument, ReportField, ReportSection, ReportTable } from '@frist/obligations';

import { cellText, saidBy, sealedAs, type Speaker, speakerFor } from './cell-text';
import { headOf } from './head';
import type { Lang, ViewOptions } from './options';

/** A cell in JSON: `kind` says which of the others there are. Amounts in öre, as elsewhere in Frist's JSON. */
export type CellJson = { readonly text: string } & (
  | { readonly kind: 'text' | 'unknown' | 'none' }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'instant'; readonly at: string }
  /** Null for what is no number. */
  | { readonly kind: 'number'; readonly value: number | null }
  | { readonly kind: 'share'; readonly part: number | null; readonly of: number | null }
  | { readonly kind: 'money'; readonly amount: number | object }
  | { readonly kind: 'yes-no'; readonly value: boolean }
  | { readonly kind: 'sealed'; readonly subject: string; readonly stream: string }
  | { readonly kind: 'disposed'; readonly subject: string; readonly stream: string; readonly on: string | null; readonly decision: string | null }
  /** Any JSON; null where there is nothing. */
  | { readonly kind: 'opened'; readonly value: unknown }
  | { readonly kind: 'several'; readonly items: readonly CellJson[] }
);

/** A named value in JSON. */
export interface FieldJson {
  readonly key: string;
  readonly label: string;
  readonly value: CellJson;
}

/** A table in JSON: each row by the keys of its columns. */
export interface TableJson {
  readonly key: string;
  readonly title: string | null;
  readonly columns: readonly { readonly key: string; readonly label: string }[];
  readonly rows: readonly Readonly<Record<string, CellJson>>[];
  readonly empty: string;
  readonly notes: readonly string[];
}

/** A section in JSON. */
export interface SectionJson {
  readonly key: string;
  readonly title: string;
  readonly text: readonly string[];
  readonly forms: readonly (readonly FieldJson[])[];
  readonly tables: readonly TableJson[];
}

/** A report in JSON, in one language. */
export interface ReportJson {
  readonly schema: 'frist.report/1';
  readonly lang: Lang;
  readonly version: string;
  readonly madeOn: string;
  readonly asOf: string;
  readonly knownAt: string;
  readonly board: string | null;
  readonly title: string;
  readonly anything: boolean;
  readonly head: readonly FieldJson[];
  readonly sections: readonly SectionJson[];
  readonly foot: string;
}

/**
 * The report as a value, for whoever goes on working with it.
 *
 * @example reportJson(document, options).sections[0].tables[0].rows[0].amount // { kind: 'money', amount: 101312000, text: '1 013 120 kr' }
 */
export const reportJson = (document: ReportDocument, options: ViewOptions): ReportJson => {
  const speaker = speakerFor(options);
  return {
    schema: 'frist.report/1',
    lang: options.lang,
    version: options.version,
    madeOn: options.madeOn,
    asOf: options.asOf,
    knownAt: options.knownAt,
    board: options.board,
    title: saidBy(document.title, speaker),
    anything: document.anything,
    head: fieldsJson(headOf(document, options), speaker),
    sections: document.sections.map((section) => sectionJson(section, speaker)),
    foot: speaker.words.foot.replaceAll('*', ''),
  };
};

/** Two spaces, keys as stated here, a line feed at the end: as all of Frist's JSON. */
export const jsonText = (document: ReportDocument, options: ViewOptions): string => `${JSON.stringify(reportJson(document, options), null, 2)}\n`;

const sectionJson = ({ key, title, text = [], forms = [], tables = [] }: ReportSection, speaker: Speaker): SectionJson => ({
  key,
  title: saidBy(title, speaker),
  text: text.map((each) => saidBy(each, speaker)),
  forms: forms.map((form) => fieldsJson(form, speaker)),
  tables: tables.map((table) => tableJson(table, speaker)),
});

const fieldsJson = (fields: readonly ReportField[], speaker: Speaker): readonly FieldJson[] =>
  fields.map(({ key, label, value }) => ({ key, label: saidBy(label, speaker), value: cellJson(value, speaker) }));

const tableJson = ({ key, title, columns, rows, empty, notes = [] }: ReportTable, speaker: Speaker): TableJson => ({
  key,
  title: title === undefined ? null : saidBy(title, speaker),
  columns: columns.map((column) => ({ key: column.key, label: saidBy(column.label, speaker) })),
  rows: rows.map((row) => Object.fromEntries(columns.map((column, i) => [column.key, cellJson(row[i], speaker)]))),
  empty: saidBy(empty, speaker),
  notes: notes.map((note) => saidBy(note, speaker)),
});

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const cellJson = (cell: Cell | undefined, speaker: Speaker): CellJson => {
  const text = cellText(cell, speaker);
  switch (cell?._tag) {
    case undefined:
      return { kind: 'unknown', text };
    case 'text':
    case 'unknown':
    case 'none':
      return { kind: cell._tag, text };
    case 'day':
      return { kind: 'day', day: cell.day, text };
    case 'instant':
      return { kind: 'instant', at: cell.at, text };
    case 'number':
      return { kind: 'number', value: finite(cell.value), text };
    case 'share':
      return { kind: 'share', part: finite(cell.part), of: finite(cell.of), text };
    case 'money':
      return { kind: 'money', amount: cell.amount, text };
    case 'yes-no':
      return { kind: 'yes-no', value: cell.value, text };
    case 'sealed': {
      const as = sealedAs(cell, speaker);
      const { stream, reading: { subject } } = cell;
      if (as._tag === 'sealed') return { kind: 'sealed', subject, stream, text };
      return { kind: 'disposed', subject, stream, on: as.disposal.on ?? null, decision: as.disposal.decision ?? null, text };
    }
    case 'opened':
      return { kind: 'opened', value: cell.value ?? null, text };
    case 'several':
      return { kind: 'several', items: cell.cells.map((one) => cellJson(one, speaker)), text };
  }
};
