/** `frist diff`: what changed between two views, and the events that did it. */
import * as E from 'fp-ts/Either';

import { ExitCode } from '../exit-code';
import { failedBy } from '../failure-text';
import { diffJson } from '../json/diff';
import { json } from '../json/write';
import { type Context, failed, type Outcome } from '../outcome';
import type { Raw } from '../raw';
import { readingOptions } from '../reading-options';
import { reading } from '../register';
import { diffTable } from '../render/diff-table';
import { viewerOptions } from '../viewer-options';
import { viewOption } from '../view-option';

/** Runs `frist diff`. Ends with 0 whether or not anything changed. */
export const diffCommand = async (raw: Raw, context: Context): Promise<Outcome> => {
  const { words } = context;
  const options = readingOptions(raw, context);
  const from = viewOption('--from', raw.from ?? '', words);
  const to = viewOption('--to', raw.to ?? '', words);
  const problems = [from, to].flatMap((view) => (E.isLeft(view) ? view.left : []));
  if (E.isLeft(options)) return { ...options.left, errors: [...(options.left.errors ?? []), ...problems] };
  if (E.isLeft(from) || E.isLeft(to)) return failed(ExitCode.usage, ...problems);
  const looks = viewerOptions(raw, context);
  if (E.isLeft(looks)) return looks.left;
  const { query, json: asJson } = options.right;
  return reading(options.right, context, async (frist) => {
    const diff = await frist.diff({ ...query, ...looks.right, ...from.right }, { ...query, ...looks.right, ...to.right })();
    if (E.isLeft(diff)) return failedBy(diff.left, words);
    const lang = context.langGiven ? context.lang : 'en';
    return { code: ExitCode.ok, out: asJson ? json(diffJson(diff.right, query.board ?? null, lang)) : diffTable(diff.right, context) };
  });
};
