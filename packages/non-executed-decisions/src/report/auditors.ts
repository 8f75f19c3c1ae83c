/** The report to the auditors: individual, without identity and without anything sealed. */
import { quarterNumber } from '@frist/calendar';
import type { StreamName } from '@frist/event-sourcing';
import type { ReportSection } from '@frist/obligations';

import type { Compilation } from '../compilation/compile';
import { headings, headingTitle } from '../compilation/words';
import type { DecisionState } from '../decision/state';
import { closedCell, column, day, kindCell, legalBasisCell, number, reasonCell, text } from './cells';
import { labels } from './labels';

const columns = (['number', 'legalBasis', 'kind', 'decidedOn', 'interruptedOn', 'shortReason', 'executedOn', 'closedOn', 'days', 'reportedFirst'] as const).map(column);

/** The four headings with their tables; rows are numbered through. */
export const auditorSections = (compilation: Compilation, states: ReadonlyMap<StreamName, DecisionState>): readonly ReportSection[] =>
  headings.map((heading) => ({
    key: heading,
    title: headingTitle(heading, quarterNumber(compilation.quarter)),
    tables: [
      {
        key: heading,
        columns,
        empty: labels.nothing,
        rows: compilation.rows.flatMap((row, i) =>
          row.heading === heading
            ? [[number(i + 1), legalBasisCell(row, states.get(row.decision)), kindCell(row), day(row.decidedOn), day(row.kind === 'decision' ? null : row.since), reasonCell(row.reasons), day(row.executedOn), closedCell(row), number(row.days), text(row.reportedFirst)]]
            : [],
        ),
      },
    ],
  }));
