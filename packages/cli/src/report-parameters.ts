/** The parameters of reports as options of the command line: from the domains, so that a new report needs nothing here. */
import type { Bilingual, Domain, DomainReport, ReportParameter } from '@frist/obligations';
import { defaultDomains } from 'frist';

import type { Lang } from './language';
import type { OptionSpec } from './spec';

/** Every report of some domains; default: those that come with Frist. */
export const reportsOf = (domains: readonly Domain[] = defaultDomains): readonly DomainReport[] => domains.flatMap(({ reports = [] }) => reports);

/** One option for each parameter of a report by its name; of all reports for `''`, where reports that share a parameter share its option. */
export const parameterOptions = (name: string, domains?: readonly Domain[]): readonly OptionSpec[] => {
  const found = new Map<string, { readonly parameter: ReportParameter; readonly used: { readonly report: string; readonly help: Bilingual }[] }>();
  for (const report of reportsOf(domains)) {
    if (name !== '' && name !== report.name) continue;
    for (const parameter of report.parameters) {
      const { used } = found.get(parameter.name) ?? { used: [] };
      found.set(parameter.name, { parameter, used: [...used, { report: report.name, help: parameter.help }] });
    }
  }
  return [...found].map(([option, { parameter, used }]) => ({
    flag: `--${option}`,
    key: `parameter:${option}`,
    value: used.length > 1 ? option.toUpperCase() : parameter.form,
    help: name === '' ? { sv: used.map(({ report }) => report).join(', '), en: used.map(({ report }) => report).join(', ') } : parameter.help,
  }));
};

/** What each report tells and takes, for the help. */
export const reportsHelp = (lang: Lang, domains?: readonly Domain[]): string => {
  const required = { sv: 'måste anges', en: 'required' }[lang];
  return reportsOf(domains)
    .map(({ name, help, parameters }) => [`  ${name}: ${help[lang]}`, ...parameters.map((each) => `      --${each.name} ${each.form}  ${each.help[lang]}${each.required === true ? ` (${required})` : ''}`)].join('\n'))
    .join('\n');
};
