/** What domains have recorded in English, said to a reader. */
import { type Bilingual, type Domain, type Say, sayIn } from '@frist/obligations';

import { defaultDomains } from './default-domains';

/**
 * How the texts that a domain recorded are said in a language: `saidFinding`, `saidDue` and whoever shows a text by itself take what
 * this gives. A text that the domain has not worded itself stays as it is.
 *
 * @param of the domain, by its name, or by the kind of a duty or a rule of it, such as `grants/claim`
 * @param domains those of the register; absent: those that come with Frist
 * @example report.findings.map((finding) => (finding.about === 'obligation' ? saidFinding(finding, sayAs('sv', finding.kind)) : finding))
 */
export const sayAs = (lang: keyof Bilingual, of: string, domains: readonly Domain[] = defaultDomains): Say =>
  // Found by name first: whoever is asked for its wordings loads them.
  sayIn(lang, () => domains.filter(({ name }) => of.split('/')[0] === name).flatMap(({ wordings }) => wordings ?? []));
