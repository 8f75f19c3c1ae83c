/** The check in JSON (`frist.check/1`). */
import { timelinessValues } from '@frist/obligations';
import type { CheckReport } from 'frist';

import type { Lang } from '../language';
import { findingJson } from './finding';
import { schemaName } from './write';

/** The report with its counts, both times, and the findings in their stable order. */
export const checkJson = (report: CheckReport, options: { readonly within: number; readonly board: string | null; readonly lang: Lang }): object => {
  const remarks = (kind: string): number => report.findings.filter((finding) => finding.about === 'register' && finding.kind === kind).length;
  return {
    schema: schemaName('check'),
    asOf: report.asOf,
    knownAt: report.knownAt,
    board: options.board,
    within: options.within,
    counts: {
      ...Object.fromEntries(timelinessValues.map((value) => [value, report.counts[value]])),
      conditional: report.conditional,
      returned: report.returned,
      completionsOverdue: report.completionsOverdue,
      missing: remarks('missing'),
      contradiction: remarks('contradiction'),
      breach: remarks('breach'),
      information: remarks('information'),
    },
    findings: report.findings.map((finding) => findingJson(finding, options.lang)),
  };
};
