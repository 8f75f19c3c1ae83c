/** `frist explain ID`: why something stands as it does. */
import * as E from 'fp-ts/Either';

import { ExitCode } from '../exit-code';
import { failedBy } from '../failure-text';
import { explainJson } from '../json/explain';
import { json } from '../json/write';
import type { Context, Outcome } from '../outcome';
import type { Raw } from '../raw';
import { readingOptions } from '../reading-options';
import { reading } from '../register';
import { explainTable } from '../render/explain-table';
import { viewerOptions } from '../viewer-options';

/** Runs `frist explain`. */
export const explainCommand = async (id: string, raw: Raw, context: Context): Promise<Outcome> => {
  const options = readingOptions(raw, context);
  if (E.isLeft(options)) return options.left;
  const { query, json: asJson } = options.right;
  const looks = viewerOptions(raw, context);
  if (E.isLeft(looks)) return looks.left;
  return reading(options.right, context, async (frist) => {
    const explained = await frist.explain(id, { ...query, ...looks.right })();
    if (E.isLeft(explained)) return failedBy(explained.left, context.words);
    const lang = context.langGiven ? context.lang : 'en';
    return { code: ExitCode.ok, out: asJson ? json(explainJson(id, explained.right, lang)) : explainTable(id, explained.right, context) };
  });
};
