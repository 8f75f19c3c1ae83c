/** The check for people: what hurts first, one block a finding, counts at the end. */
import type { Finding, RegisterFinding } from '@frist/obligations';
import type { CheckReport } from 'frist';

import { dutyName } from '../messages/duty-names';
import type { Context } from '../outcome';
import { countsNow } from '../owed-now';
import { clean } from './clean';
import { findingLines } from './finding-text';
import { heading, lines, type Page, pageOf, wrap } from './page';
import { bySection, sectionNames } from './sections';
import { knownAtText } from './times';
import { valuesText } from './values';

/** The whole report as text. */
export const checkTable = (report: CheckReport, within: number, board: string | undefined, context: Context): string => {
  const { words, terminal } = context;
  const { check, head } = words;
  const page = pageOf(terminal);
  const sections = bySection(report.findings);
  const counts = countsNow(report);
  const boards = board === undefined ? [...new Set(report.findings.map((finding) => finding.board))] : [board];
  return lines([
    page.bold(head.check(report.asOf, knownAtText(report.knownAt))),
    ...(boards.length === 0 ? [] : wrap(`${head.board}: ${boards.map(clean).join(', ')}`, page.width)),
    ...sectionNames.flatMap((name) => {
      const findings = sections.get(name) ?? [];
      return findings.length === 0 ? [] : [...heading(page, check.sections[name](within), findings.length), ...sectionLines(findings, page, context)];
    }),
    '',
    ...(report.findings.length === 0 ? [check.clean(report.asOf)] : []),
    page.bold(check.counts(counts.overdue, counts['due-today'] + counts['due-soon'], within, counts.undetermined)),
    ...(report.returned === 0 ? [] : [page.bold(check.returned(report.returned, report.completionsOverdue))]),
    ...wrap(head.foot, page.width).map(page.dim),
  ]);
};

/** Things owed come as blocks; remarks about one matter stand together under its name. */
const sectionLines = (findings: readonly Finding[], page: Page, context: Context): readonly string[] => {
  const out: string[] = [];
  let matter: string | null = null;
  const said = new Set<string>();
  findings.forEach((finding, i) => {
    if (finding.about === 'obligation') {
      if (i > 0) out.push('');
      out.push(...findingLines(finding, page, context));
      matter = null;
      return;
    }
    const named = finding.concerns.length === 0 ? finding.stream : finding.concerns.map((concern) => dutyName(concern, context.lang)).join(' · ');
    if (named !== matter) {
      out.push(...wrap(named, page.width - 2).map((line) => `  ${page.bold(line)}`));
      said.clear();
    }
    matter = named;
    const remark = remarkLines(finding, page, context);
    // A matter and an assignment of one name may have the same remark; the JSON has both.
    if (!said.has(remark.join('\n'))) out.push(...remark);
    said.add(remark.join('\n'));
  });
  return out;
};

/** One remark about a register: a sentence, its figures, and its rule. */
export const remarkLines = (finding: Pick<RegisterFinding, 'title' | 'values' | 'counts' | 'rule'>, page: Page, context: Context): readonly string[] => {
  const values = valuesText(finding, context);
  const text = `${finding.title[context.lang]}${values === '' ? '' : ` (${values})`} [${finding.rule}]`;
  return wrap(text, page.width - 6).map((line, i) => `    ${i === 0 ? '- ' : '  '}${line}`);
};
