/** `frist rules`: every rule, with its validity, basis and confidence; `frist rules diff`: dates that would now be others. */
import * as E from 'fp-ts/Either';

import { ExitCode } from '../exit-code';
import { failedBy } from '../failure-text';
import { ruleDriftsJson, rulesJson } from '../json/rules';
import { json } from '../json/write';
import { type Context, failed, type Outcome } from '../outcome';
import type { Raw } from '../raw';
import { readingOptions } from '../reading-options';
import { reading } from '../register';
import { ruleDriftsTable, rulesTable } from '../render/rules-table';

/** Runs `frist rules`. The list needs no store. */
export const rulesCommand = async (diff: boolean, raw: Raw, context: Context): Promise<Outcome> => {
  const { words, lang, langGiven } = context;
  const spoken = langGiven ? lang : 'en';
  const options = readingOptions(raw, context);
  if (E.isLeft(options)) return options.left;
  const { query, json: asJson } = options.right;
  if (!diff) {
    const given = ([['--as-of', raw.asOf], ['--known-at', raw.knownAt], ['--board', raw.board], ['--store', raw.store], ['--import', raw.import]] as const).filter(([, value]) => value !== undefined);
    if (given.length > 0) return failed(ExitCode.usage, ...given.map(([flag]) => words.usage.onlyWith(flag, 'frist rules diff')));
    return reading({ ...options.right, store: 'memory:' }, context, (frist) => {
      const rules = frist.rules();
      return Promise.resolve({ code: ExitCode.ok, out: asJson ? json(rulesJson(rules, spoken)) : rulesTable(rules, context) });
    });
  }
  return reading(options.right, context, async (frist) => {
    const found = await frist.ruleDrifts(query)();
    if (E.isLeft(found)) return failedBy(found.left, words);
    return { code: ExitCode.ok, out: asJson ? json(ruleDriftsJson(found.right, query.board ?? null, spoken)) : ruleDriftsTable(found.right, context) };
  });
};
