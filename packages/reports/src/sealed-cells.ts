/**
 * Sealed cells of a document, and opening them for a viewer. A report is built without keys; whoever holds the means asks here
 * what is sealed, opens it, and gets the same report with the cells replaced. Nothing is opened in between.
 */
import type { Reading, StreamName, SubjectRef } from '@frist/event-sourcing';
import type { Cell, ReportDocument, ReportField, ReportSection } from '@frist/obligations';

/** A sealed box that stands in a document. */
export interface SealedCell {
  readonly stream: StreamName;
  readonly box: string;
  readonly subject: SubjectRef;
}

/** Every box in the document once for each stream, in the order in which they stand. What was disposed of has no box. */
export const sealedCells = (document: ReportDocument): readonly SealedCell[] => {
  const found = new Map<string, SealedCell>();
  mapCells(document, (cell) => {
    if (cell._tag === 'sealed' && cell.reading._tag === 'sealed') {
      const { stream, reading: { box, subject } } = cell;
      const key = `${stream} ${box}`;
      if (!found.has(key)) found.set(key, { stream, box, subject });
    }
    return cell;
  });
  return [...found.values()];
};

/** The subjects whose keys open everything that is sealed in the document, each once. */
export const keysNeeded = (document: ReportDocument): readonly SubjectRef[] => [...new Set(sealedCells(document).map(({ subject }) => subject))];

/**
 * The document with what was opened in the place of what is sealed: an open reading shows its value, a disposed one that it
 * was disposed of. What is not among `opened`, or is sealed there too, stays as it is. A box opens in its own stream only.
 *
 * @param opened readings by stream, then by box: the places are those of `sealContextsOf(store, stream)`
 * @example withOpened(document, new Map([[stream, new Map([[box, open('Anna Andersson')]])]]))
 */
export const withOpened = (document: ReportDocument, opened: ReadonlyMap<StreamName, ReadonlyMap<string, Reading<unknown>>>): ReportDocument =>
  mapCells(document, (cell) => {
    if (cell._tag !== 'sealed' || cell.reading._tag !== 'sealed') return cell;
    const reading = opened.get(cell.stream)?.get(cell.reading.box);
    if (reading === undefined || reading._tag === 'sealed') return cell;
    return reading._tag === 'open' ? { _tag: 'opened', value: reading.value } : { ...cell, reading };
  });

/** The document with each cell replaced, those among several as well. */
const mapCells = (document: ReportDocument, replace: (cell: Cell) => Cell): ReportDocument => {
  const inside = (cell: Cell): Cell => (cell._tag === 'several' ? { ...cell, cells: cell.cells.map(inside) } : replace(cell));
  const fields = (all: readonly ReportField[]): readonly ReportField[] => all.map((field) => ({ ...field, value: inside(field.value) }));
  const section = ({ forms, tables, ...others }: ReportSection): ReportSection => ({
    ...others,
    ...(forms === undefined ? {} : { forms: forms.map(fields) }),
    ...(tables === undefined ? {} : { tables: tables.map((table) => ({ ...table, rows: table.rows.map((row) => row.map(inside)) })) }),
  });
  return { ...document, head: fields(document.head), sections: document.sections.map(section) };
};
