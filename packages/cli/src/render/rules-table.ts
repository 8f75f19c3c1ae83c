/** Rules for people, and journaled dates that would now be others. */
import { type ListedDrift, type ListedRule, type RuleDrifts, sayAs } from 'frist';

import type { Context } from '../outcome';
import { basisText } from './finding-text';
import { heading, labelled, lines, type Page, pageOf, withRemark, wrap } from './page';
import { knownAtText } from './times';

const layout = { indent: 4, column: 14 };

/** A block a rule, by id and version. */
export const rulesTable = (rules: readonly ListedRule[], context: Context): string => {
  const { domains, words, terminal, lang } = context;
  const page = pageOf(terminal);
  const says = words.rules;
  const basisOf = ({ basis, id }: ListedRule): string => basisText({ ...basis, reference: sayAs(lang, id, domains)('basis', basis.reference) }, context);
  const row = (label: string, text: string): readonly string[] => labelled(page, label, text, layout);
  return lines([
    ...heading(page, says.title, rules.length).slice(1),
    ...rules.flatMap((rule, i) => [
      ...(i === 0 ? [] : ['']),
      ...withRemark(page, rule.title[lang], `${rule.id}, ${says.version(rule.version)}`, page.dim, 2),
      ...row(says.labels.valid, validText(rule, context)),
      ...row(says.labels.length, rule.plus ?? says.withFact),
      ...row(says.labels.from, rule.dayZero[lang]),
      ...row(says.labels.roll, rule.roll === undefined ? says.asBasis : words.deadline.rolls[rule.roll]),
      ...row(says.labels.basis, basisOf(rule)),
    ]),
    '',
    ...wrap(words.head.foot, page.width).map(page.dim),
  ]);
};

const validText = ({ validFrom, validTo }: ListedRule, { words }: Context): string => {
  const { always, from, through } = words.rules;
  const parts = [validFrom === undefined ? null : `${from} ${validFrom}`, validTo === undefined ? null : `${through} ${validTo}`].filter((part) => part !== null);
  return parts.length === 0 ? always : parts.join(' ');
};

/** A block a date, and how many were looked at. */
export const ruleDriftsTable = ({ asOf, knownAt, judged, drifts }: RuleDrifts, context: Context): string => {
  const { words, terminal } = context;
  const page = pageOf(terminal);
  return lines([
    ...wrap(words.head.rulesDiff(asOf, knownAtText(knownAt)), page.width).map(page.bold),
    ...drifts.flatMap((drift) => ['', ...driftLines(drift, page, context)]),
    '',
    page.bold(words.rules.drifts(drifts.length, judged)),
    ...wrap(words.head.foot, page.width).map(page.dim),
  ]);
};

const driftLines = (drift: ListedDrift, page: Page, context: Context): readonly string[] => {
  const { words, lang } = context;
  const { rules, check } = words;
  const row = (label: string, text: string | null): readonly string[] => (text === null || text === '' ? [] : labelled(page, label, text, layout));
  const days = (both: ListedDrift['journaled']): string =>
    both.endDay === both.lastPermittedDay ? check.sameDay(both.endDay) : `${check.endDay(both.endDay)}, ${check.lastDay(both.lastPermittedDay)}`;
  const current = drift.currentVersion === null ? rules.noVersion : rules.version(drift.currentVersion);
  return [
    ...wrap(drift.title[lang], page.width - 2).map((line) => `  ${page.bold(line)}`),
    ...row(check.labels.concerns, drift.concerns.join(' · ')),
    ...row(check.labels.period, drift.instance),
    ...row(rules.labels.journaled, `${days(drift.journaled)}; ${rules.version(drift.journaledVersion)}`),
    ...row(rules.labels.today, `${drift.today === null ? rules.unknown : days(drift.today)}; ${current}`),
    ...row(rules.labels.cause, rules.causes[drift.cause]),
    ...row(rules.labels.rule, drift.rule),
    ...row(rules.labels.calendar, [...new Set([drift.calendar.journaled, drift.calendar.today ?? rules.unknown])].join(' → ')),
    ...row(check.labels.id, drift.obligationId),
  ];
};
