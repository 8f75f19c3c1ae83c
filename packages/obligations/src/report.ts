/**
 * Reports as data: what a domain tells people, before anybody renders it. Cells hold values, not their text, so that one
 * document becomes a page, a file for a spreadsheet, or JSON, in either language. Rendered by @frist/reports.
 */
import type { CivilDate, Instant } from '@frist/calendar';
import type { Board, DisposedReading, Failure, SealedReading, StreamName } from '@frist/event-sourcing';
import type { Either } from 'fp-ts/Either';

import type { Amount } from './amount';
import type { ObligationState } from './obligation';
import type { WindowTables } from './standings';
import type { RegisterRow } from './register-row';
import type { Bilingual } from './text';

/** A value in a report. What is unknown is a value: it is written out and never left blank. */
export type Cell =
  | { readonly _tag: 'text'; readonly text: Bilingual | string }
  | { readonly _tag: 'day'; readonly day: CivilDate }
  | { readonly _tag: 'instant'; readonly at: Instant }
  /** A number; `decimals` to show. Default 0. */
  | { readonly _tag: 'number'; readonly value: number; readonly decimals?: number }
  /** `part` of `of`, as a percentage; unknown when `of` is 0. */
  | { readonly _tag: 'share'; readonly part: number; readonly of: number }
  | { readonly _tag: 'money'; readonly amount: Amount }
  | { readonly _tag: 'yes-no'; readonly value: boolean }
  /** A sealed field of the stream, as stored. Whoever holds the means may have it opened before it is rendered. */
  | { readonly _tag: 'sealed'; readonly reading: SealedReading | DisposedReading; readonly stream: StreamName }
  /** A sealed field that was opened for this viewer. */
  | { readonly _tag: 'opened'; readonly value: unknown }
  | { readonly _tag: 'several'; readonly cells: readonly Cell[] }
  /** Nobody has told. */
  | { readonly _tag: 'unknown' }
  /** Does not apply here. */
  | { readonly _tag: 'none' };

/** A column of a table. `key` names it in JSON. */
export interface ReportColumn {
  readonly key: string;
  readonly label: Bilingual;
}

/** A table; each row has one cell per column. */
export interface ReportTable {
  readonly key: string;
  readonly title?: Bilingual;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Said in the place of a table without rows. */
  readonly empty: Bilingual;
  readonly notes?: readonly Bilingual[];
}

/** A value with its name: in the head, or on a form that is copied field by field. */
export interface ReportField {
  readonly key: string;
  readonly label: Bilingual;
  readonly value: Cell;
}

/** A heading with what stands under it, in this order. */
export interface ReportSection {
  readonly key: string;
  readonly title: Bilingual;
  readonly text?: readonly Bilingual[];
  /** Forms, one after the other. */
  readonly forms?: readonly (readonly ReportField[])[];
  readonly tables?: readonly ReportTable[];
}

/** A report before it is rendered. Both times, the board and the foot are added by the renderer from {@link ReportView}. */
export interface ReportDocument {
  readonly title: Bilingual;
  /** Besides board and both times: diary number, what it is about, cut-off day, adopted, dispatched to. */
  readonly head: readonly ReportField[];
  readonly sections: readonly ReportSection[];
  /** False when the register holds nothing to report on at all. */
  readonly anything: boolean;
}

/** What a report may ask for, as text: e.g. `quarter`. The report checks and refuses. */
export interface ReportParameter {
  readonly name: string;
  /** How it is written, e.g. `2024-Q4`. */
  readonly form: string;
  readonly help: Bilingual;
  readonly required?: true;
  readonly choices?: readonly string[];
}

/** What a report is made from: a view in two times. */
export interface ReportView {
  readonly asOf: CivilDate;
  readonly knownAt: Instant;
  /** Null: all boards of the store. */
  readonly board: Board | null;
  /** Rows of a register of the domain, by stream. `shelves`: only rows whose shelf begins with one of these. */
  readonly rows: <State>(register: string, shelves?: readonly string[]) => readonly RegisterRow<State>[];
  /** How many rows stand on these shelves, by board, without reading them. Absent where a view cannot tell: count `rows`. */
  readonly counts?: (register: string, shelves: readonly string[]) => ReadonlyMap<Board, number>;
  /** An obligation by its id. */
  readonly obligation: (id: string) => ObligationState | null;
  readonly windowTables: WindowTables;
}

/** A report of a domain, by name: `frist report NAME`. */
export interface DomainReport {
  readonly name: string;
  readonly help: Bilingual;
  readonly parameters: readonly ReportParameter[];
  /** It tells of each board by itself. Absent: it is of one board, which must be named in a register of several. */
  readonly severalBoards?: true;
  /** The role that a viewer must have to see it at all, by its parameters; null: anybody may. */
  readonly requires: (parameters: Readonly<Record<string, string>>) => string | null;
  /** Errors: `InvalidParameter` with the field and what was expected. */
  readonly build: (view: ReportView, parameters: Readonly<Record<string, string>>) => Either<Failure, ReportDocument>;
}
