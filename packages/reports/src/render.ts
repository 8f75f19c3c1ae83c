/** One report, in the form asked for. */
import type { ReportDocument } from '@frist/obligations';

import { csv } from './csv';
import { jsonText } from './json';
import { markdown } from './markdown';
import type { RenderOptions } from './options';
import { textTable } from './text-table';

/**
 * Renders a report, with head and foot: `md` (CommonMark with GitHub's tables), `csv` (for a Swedish spreadsheet, with its
 * byte-order mark), `table` (plain text), `json` (`frist.report/1`). Total: whatever a document holds, it is written out. Time
 * and memory grow with the number of cells.
 *
 * @example renderReport(document, { lang: 'sv', format: 'md', asOf, knownAt, board: null, madeOn, version: '0.1.0' })
 */
export const renderReport = (document: ReportDocument, options: RenderOptions): string => {
  switch (options.format) {
    case 'md':
      return markdown(document, options);
    case 'csv':
      return csv(document, options);
    case 'json':
      return jsonText(document, options);
    case 'table':
      return textTable(document, options);
  }
};
