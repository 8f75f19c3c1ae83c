/** `frist grants`: balances and remarks of state grants, per grant, tranche and part. */
import type { GrantState } from '@frist/grants';
import * as E from 'fp-ts/Either';

import { ExitCode } from '../exit-code';
import { failedBy } from '../failure-text';
import { grantReport } from '../grant-report';
import { grantsJson } from '../json/grants';
import { json } from '../json/write';
import type { Context, Outcome } from '../outcome';
import type { Raw } from '../raw';
import { readingOptions } from '../reading-options';
import { reading } from '../register';
import { grantsTable } from '../render/grants-table';

/** Runs `frist grants`. */
export const grantsCommand = async (raw: Raw, context: Context): Promise<Outcome> => {
  const options = readingOptions(raw, context);
  if (E.isLeft(options)) return options.left;
  const { query, json: asJson } = options.right;
  return reading(options.right, context, async (frist) => {
    const answer = await frist.register<GrantState>('grants', query)();
    if (E.isLeft(answer)) return failedBy(answer.left, context.words);
    const { asOf, knownAt, rows } = answer.right;
    const grants = rows.map((row) => grantReport(row, asOf));
    const times = { asOf, knownAt, board: query.board ?? null };
    const code = grants.length === 0 ? ExitCode.nothing : ExitCode.ok;
    if (asJson) return { code, out: json(grantsJson(grants, times, context.langGiven ? context.lang : 'en')) };
    return { code, out: grants.length === 0 ? `${context.words.grants.empty}\n` : grantsTable(grants, times, context) };
  });
};
