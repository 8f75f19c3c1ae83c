/** The whole public surface of @frist/reports. */
export { csvTable, tableKeys } from './csv';
export { dueCalendar } from './ical';
export { type CellJson, type FieldJson, reportJson, type ReportJson, type SectionJson, type TableJson } from './json';
export { type Disposal, type Lang, type RenderOptions, type ReportFormat, reportFormats, type ViewOptions } from './options';
export { renderReport } from './render';
export { keysNeeded, type SealedCell, sealedCells, withOpened } from './sealed-cells';
