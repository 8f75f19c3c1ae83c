/** `--fail-on`: what makes the exit code 1. */
import { type CheckResult, type Timeliness, timelinessValues } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { clean } from './render/clean';

export interface FailOn {
  readonly timeliness: readonly Timeliness[];
  readonly rules: readonly string[];
}

const isTimeliness = (word: string): word is Timeliness => (timelinessValues as readonly string[]).includes(word);
const ruleForm = /^[a-z][a-z0-9-]*(?:\/[a-z0-9][a-z0-9-]*)+$/;

/**
 * Parses the list; the default is `overdue`. A left holds the word that is wrong.
 *
 * @param prefixes the domains and packages that rules are named after; null to look at the form only
 * @example parseFailOn('overdue,grants/return-report', ['grants'])
 */
export const parseFailOn = (text: string | undefined, prefixes: readonly string[] | null): E.Either<string, FailOn> => {
  if (text === undefined) return E.right({ timeliness: ['overdue'], rules: [] });
  const words = text.split(',').map((word) => word.trim());
  if (words.length === 1 && words[0] === 'none') return E.right({ timeliness: [], rules: [] });
  const timeliness = words.filter(isTimeliness);
  const rules = words.filter((word) => !isTimeliness(word));
  const wrong = rules.find((rule) => !ruleForm.test(rule) || (prefixes !== null && !prefixes.includes(rule.slice(0, rule.indexOf('/')))));
  return wrong === undefined ? E.right({ timeliness, rules }) : E.left(clean(wrong));
};

/** Whether the threshold is reached: something counted with one of the values, or listed under one of the rules. */
export const reaches = (result: CheckResult, { timeliness, rules }: FailOn): boolean =>
  timeliness.some((value) => result.counts[value] > 0) ||
  // A report sent back keeps the timeliness of its first submission; what is late now is its completion.
  (timeliness.includes('overdue') && result.completionsOverdue > 0) ||
  result.findings.some((finding) => rules.includes(finding.rule) || (finding.about === 'obligation' && finding.anomalies.some(({ rule }) => rules.includes(rule))));
