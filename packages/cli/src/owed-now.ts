/** What is owed now, of what was sent back for completion: the check lists, counts and judges it by this. */
import type { CheckResult, Due, ObligationFinding, Timeliness } from '@frist/obligations';

/** By which day, and how near or late it is. */
export interface OwedNow {
  readonly due: Due | null;
  readonly timeliness: Timeliness;
  readonly days: number | null;
}

/**
 * The completion where something was sent back, else the duty itself; the duty too where it is overdue, which it can be only
 * while no first submission is on record.
 */
export const owedNow = (finding: OwedNow & Pick<ObligationFinding, 'completion'>): OwedNow => {
  const { completion } = finding;
  if (completion === null || finding.timeliness === 'overdue') return finding;
  return { due: completion.due ?? null, timeliness: completion.timeliness, days: completion.days };
};

/** How many stand under each timeliness as they are listed: {@link CheckResult.counts} tell of first submissions. */
export const countsNow = ({ counts, findings }: Pick<CheckResult, 'counts' | 'findings'>): Readonly<Record<Timeliness, number>> => {
  const now = { ...counts };
  for (const finding of findings) {
    if (finding.about !== 'obligation') continue;
    now[finding.timeliness] -= 1;
    now[owedNow(finding).timeliness] += 1;
  }
  return now;
};
