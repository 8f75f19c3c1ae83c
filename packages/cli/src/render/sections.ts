/** Which heading of the check a finding stands under. */
import type { Finding } from '@frist/obligations';

import { type OwedNow, owedNow } from '../owed-now';

/** In the order in which they are printed. */
export const sectionNames = [
  'overdue', 'dueToday', 'dueSoon', 'upcoming', 'undetermined', 'soft', 'conditional', 'undated', 'missing', 'contradiction', 'breach', 'information', 'metOnTime', 'metLate',
] as const;
export type SectionName = (typeof sectionNames)[number];

/** The section of one finding. */
export const sectionOf = (finding: Finding): SectionName => {
  if (finding.about === 'register') return finding.kind;
  const now = owedNow(finding);
  if (finding.lifecycle === 'conditional' && finding.completion === null) return finding.ifTriggered === null && finding.due?.kind !== 'on-trigger' ? 'upcoming' : 'conditional';
  switch (now.timeliness) {
    case 'overdue':
      return 'overdue';
    case 'due-today':
      return 'dueToday';
    case 'met-on-time':
      return 'metOnTime';
    case 'met-late':
      return 'metLate';
    case 'not-applicable':
      return finding.anomalies.length > 0 ? 'contradiction' : 'information';
    case 'due-soon':
    case 'upcoming':
    case 'not-yet':
    case 'undetermined':
      return openSection(now);
  }
};

const openSection = ({ due, timeliness }: OwedNow): SectionName => {
  if (due?.kind === 'soft') return 'soft';
  if (due === null || due.kind === 'undated') return 'undated';
  if (timeliness === 'undetermined') return 'undetermined';
  return timeliness === 'due-soon' ? 'dueSoon' : 'upcoming';
};

/** Findings by section, each in the order given. */
export const bySection = (findings: readonly Finding[]): ReadonlyMap<SectionName, readonly Finding[]> => {
  const sections = new Map<SectionName, Finding[]>(sectionNames.map((name) => [name, []]));
  for (const finding of findings) sections.get(sectionOf(finding))?.push(finding);
  return sections;
};
