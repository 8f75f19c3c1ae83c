/** `--fail-on`: what makes the exit code 1. */
import { anomalyRules, type CheckResult, type Domain, referenceRules, type Timeliness, timelinessValues } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { nearest } from './nearest';
import { countsNow } from './owed-now';
import { clean } from './render/clean';

export interface FailOn {
  readonly timeliness: readonly Timeliness[];
  readonly rules: readonly string[];
}

const isTimeliness = (word: string): word is Timeliness => (timelinessValues as readonly string[]).includes(word);
const ruleForm = /^[a-z][a-z0-9-]*(?:\/[a-z0-9][a-z0-9-]*)+$/;

/**
 * Parses the list; the default is `overdue`. A left holds the word that is wrong. Whether there are such rules is for {@link unknownRule}.
 *
 * @example parseFailOn('overdue,grants/return-report')
 */
export const parseFailOn = (text: string | undefined): E.Either<string, FailOn> => {
  if (text === undefined) return E.right({ timeliness: ['overdue'], rules: [] });
  const words = text.split(',').map((word) => word.trim());
  if (words.length === 1 && words[0] === 'none') return E.right({ timeliness: [], rules: [] });
  const timeliness = words.filter(isTimeliness);
  const rules = words.filter((word) => !isTimeliness(word));
  const wrong = rules.find((rule) => !ruleForm.test(rule));
  return wrong === undefined ? E.right({ timeliness, rules }) : E.left(clean(wrong));
};

/** What the machinery itself finds, by what the rules begin with. */
const ownRules: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([['obligations', anomalyRules], ['references', referenceRules]]);

/** A rule that nothing is found under: `near` holds what may have been meant, where what it begins with is known; else `prefixes` what rules begin with. */
export type UnknownRule = { readonly rule: string } & ({ readonly prefix: string; readonly near: readonly string[] } | { readonly prefixes: readonly string[] });

/**
 * The first rule that the check can find nothing under; null where there is none. A domain that does not tell its rules may have
 * any. No domain is asked for more than its name but those that the rules are named after.
 *
 * @example unknownRule(['grants/return-reports'], [grantsDomain]) // { rule: 'grants/return-reports', prefix: 'grants', near: ['grants/return-report'] }
 */
export const unknownRule = (rules: readonly string[], domains: readonly Pick<Domain, 'name' | 'rules' | 'findingRules'>[]): UnknownRule | null => {
  for (const rule of rules) {
    const prefix = rule.slice(0, rule.indexOf('/'));
    const domain = domains.find(({ name }) => name === prefix);
    const own = ownRules.get(prefix);
    if (own === undefined && domain === undefined) return { rule, prefixes: [...ownRules.keys(), ...domains.map(({ name }) => name)] };
    if (domain !== undefined && domain.findingRules === undefined) continue;
    const known = [...new Set([...(own ?? []), ...(domain?.findingRules ?? []), ...(domain?.rules ?? []).map(({ id }) => id)])];
    if (!known.includes(rule)) return { rule, prefix, near: nearest(rule, known) };
  }
  return null;
};

/**
 * Whether the threshold is reached: something with one of the values, or listed under one of the rules. What was sent back has
 * two, that of its first submission and that of its completion.
 */
export const reaches = (result: CheckResult, { timeliness, rules }: FailOn): boolean =>
  [result.counts, countsNow(result)].some((counts) => timeliness.some((value) => counts[value] > 0)) ||
  result.findings.some((finding) => rules.includes(finding.rule) || (finding.about === 'obligation' && finding.anomalies.some(({ rule }) => rules.includes(rule))));
