/** Whether a subject's data are due for disposal: the rules against what is known. Pure. */
import { type CivilDate, maxDate, yearOf } from '@frist/calendar';

import { retentionRules, type RetentionRule } from './retention-rules';
import { type KeptFile, type SubjectState, yearsAfter } from './subject';
import type { FileKey } from './subject-events';

/** What is known about the municipality. `researchCounty`: whether it lies in a county whose files are kept for research; null: not told. */
export interface Municipality {
  readonly researchCounty: boolean | null;
}

/** Nothing told. */
export const unknownMunicipality: Municipality = { researchCounty: null };

/** Why data are kept, or why that cannot be told. `file` is absent where it is about the subject as a whole. */
export interface RetentionReason {
  readonly reason:
    | 'retention-runs'
    | 'kept-for-ever'
    | 'kept-for-research'
    | 'held'
    | 'not-closed'
    | 'no-file-registered'
    | 'no-rule-in-force'
    | 'no-entry'
    | 'birth-year-unknown'
    | 'research-exemption-unknown'
    | 'retention-plan-undecided';
  readonly file?: FileKey;
  readonly rule?: string;
  /** Last day of keeping, where there is one. */
  readonly keptUntil?: CivilDate;
}

/** A file that may go: by which rule, the last day of keeping, and the day by which it has to be gone. */
export interface RanOut {
  readonly file: FileKey;
  readonly rule: string;
  readonly version: string;
  readonly keptUntil: CivilDate;
  readonly finishBy: CivilDate;
}

/**
 * `due`: every file may go; `finishBy` is the end of the calendar year after the last of them might. `not-due`: at least one
 * is kept. `undecidable`: something that a rule needs is not known.
 */
export type Retention =
  | { readonly retention: 'due'; readonly files: readonly RanOut[]; readonly keptUntil: CivilDate; readonly finishBy: CivilDate; readonly late: boolean }
  | { readonly retention: 'not-due'; readonly because: readonly RetentionReason[] }
  | { readonly retention: 'undecidable'; readonly because: readonly RetentionReason[] };

/** What the rules are held against. */
export interface RetentionQuestion {
  readonly state: SubjectState;
  /** The last entry in any file of the subject; null: none. */
  readonly lastEntry: CivilDate | null;
  readonly asOf: CivilDate;
  readonly municipality?: Municipality;
  readonly rules?: readonly RetentionRule[];
}

type Verdict = { readonly kept: RetentionReason } | { readonly unknown: RetentionReason } | { readonly until: CivilDate };

const endOfYear = (year: number): CivilDate => `${String(year).padStart(4, '0')}-12-31` as CivilDate;

const ruleFor = (rules: readonly RetentionRule[], file: KeptFile, lastEntry: CivilDate): RetentionRule | 'not-closed' | null => {
  const candidates = rules.filter(({ kinds }) => kinds.includes(file.kind));
  const fitting = candidates.filter(({ by, from, until }) => {
    const day = by === 'closing' ? file.closed : lastEntry;
    return day !== null && (from === null || day >= from) && (until === null || day <= until);
  });
  if (fitting.length > 0) return fitting[fitting.length - 1] ?? null;
  return file.closed === null && candidates.some(({ by }) => by === 'closing') ? 'not-closed' : null;
};

/** Whether a file is kept for research: in certain counties all, elsewhere of those born on certain days. */
const research = ({ researchExempt, bornOnResearchDay }: SubjectState, { researchCounty }: Municipality): boolean | null => {
  if (researchExempt !== null) return researchExempt;
  if (researchCounty === true || bornOnResearchDay === true) return true;
  return researchCounty === null || bornOnResearchDay === null ? null : false;
};

const keptUntil = (state: SubjectState, file: KeptFile, rule: RetentionRule, lastEntry: CivilDate): Verdict => {
  const about = { file: file.file, rule: rule.id };
  let until: CivilDate | null = null;
  for (const term of rule.terms) {
    let end: CivilDate | null;
    if (term.term === 'for-ever') return { kept: { reason: 'kept-for-ever', ...about } };
    if (term.term === 'by-plan') {
      if (file.plan === null) return { unknown: { reason: 'retention-plan-undecided', ...about } };
      if (file.plan.keepUntil === 'for-ever') return { kept: { reason: 'kept-for-ever', ...about } };
      end = file.plan.keepUntil;
    } else if (term.term === 'until-age') {
      const year = term.age === 18 ? state.turns18 : state.turns30;
      if (year === null) return { unknown: { reason: 'birth-year-unknown', ...about } };
      // Only the year is on record, so the file is kept through it: the date of birth stays sealed.
      end = endOfYear(year);
    } else {
      end = yearsAfter(lastEntry, term.years);
      if (end === null) return { kept: { reason: 'kept-for-ever', ...about } };
    }
    until = until === null ? end : maxDate(until, end);
  }
  return until === null ? { kept: { reason: 'kept-for-ever', ...about } } : { until };
};

/**
 * Holds the rules against what is known of a subject. One key opens all of a subject's data, so it may go only when every
 * file may: files that are kept for different times ought to have subjects of their own.
 *
 * Basis: SoL (2001:453) 12 kap. 1–2 §§ and what took their place; see {@link retentionRules}.
 */
export const retentionOf = ({ state, lastEntry, asOf, municipality = unknownMunicipality, rules = retentionRules }: RetentionQuestion): Retention => {
  const kept: RetentionReason[] = state.holds.map(({ hold }) => ({ reason: 'held', rule: hold }));
  const unknown: RetentionReason[] = [];
  const files: RanOut[] = [];
  if (state.files.length === 0) unknown.push({ reason: 'no-file-registered' });
  if (lastEntry === null) unknown.push({ reason: 'no-entry' });
  for (const file of lastEntry === null ? [] : state.files) {
    const rule = ruleFor(rules, file, lastEntry as CivilDate);
    if (rule === 'not-closed') kept.push({ reason: 'not-closed', file: file.file });
    else if (rule === null) unknown.push({ reason: 'no-rule-in-force', file: file.file });
    else {
      const exempt = rule.researchExemption ? research(state, municipality) : false;
      const verdict = keptUntil(state, file, rule, lastEntry as CivilDate);
      const about = { file: file.file, rule: rule.id };
      if (exempt === true) kept.push({ reason: 'kept-for-research', ...about });
      else if ('kept' in verdict) kept.push(verdict.kept);
      else if ('until' in verdict && asOf <= verdict.until) kept.push({ reason: 'retention-runs', ...about, keptUntil: verdict.until });
      else if (exempt === null) unknown.push({ reason: 'research-exemption-unknown', ...about });
      else if ('unknown' in verdict) unknown.push(verdict.unknown);
      else files.push({ ...about, version: rule.version, keptUntil: verdict.until, finishBy: endOfYear(yearOf(verdict.until) + 1) });
    }
  }
  if (kept.length > 0) return { retention: 'not-due', because: [...kept, ...unknown] };
  if (unknown.length > 0) return { retention: 'undecidable', because: unknown };
  const last = files.reduce((latest, file) => (file.keptUntil > latest.keptUntil ? file : latest), files[0] as RanOut);
  return { retention: 'due', files, keptUntil: last.keptUntil, finishBy: last.finishBy, late: asOf > last.finishBy };
};
