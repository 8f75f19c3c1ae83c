/** What domains have recorded in English, said to a reader. */
import { type Bilingual, type Domain, type Say, sayIn } from '@frist/obligations';

import { defaultDomains } from './default-domains';

/**
 * How recorded texts are said in a language: `saidFinding`, `saidDue` and whoever shows a text by itself take what this gives.
 * A text that no domain has worded itself stays as it is.
 *
 * @param kind the kind of a duty, or a rule of it, such as `grants/claim`: its domain's wordings; null: those of all domains
 * @param domains those of the register; absent: those that come with Frist
 * @example report.findings.map((finding) => (finding.about === 'obligation' ? saidFinding(finding, sayAs('sv', finding.kind)) : finding))
 */
export const sayAs = (lang: keyof Bilingual, kind: string | null, domains: readonly Domain[] = defaultDomains): Say =>
  sayIn(lang, () => (kind === null ? domains : domains.filter(({ name }) => kind.startsWith(`${name}/`))).flatMap(({ wordings = [] }) => wordings));
