/** `frist history ID`: everything recorded, in order of recording, and what became of it in the view. */
import * as E from 'fp-ts/Either';

import { ExitCode } from '../exit-code';
import { failedBy } from '../failure-text';
import { eventJson } from '../json/event';
import { json, schemaName } from '../json/write';
import type { Context, Outcome } from '../outcome';
import type { Raw } from '../raw';
import { readingOptions } from '../reading-options';
import { reading } from '../register';
import { historyTable } from '../render/history-table';

/** Runs `frist history`. */
export const historyCommand = async (id: string, raw: Raw, context: Context): Promise<Outcome> => {
  const options = readingOptions(raw, context);
  if (E.isLeft(options)) return options.left;
  const { query, json: asJson } = options.right;
  return reading(options.right, context, async (frist) => {
    const told = await frist.history(id, query)();
    if (E.isLeft(told)) return failedBy(told.left, context.words);
    const { asOf, knownAt, stream, entries } = told.right;
    const out = asJson
      ? json({ schema: schemaName('history'), asOf, knownAt, id, stream, entries: entries.map(({ event, state }) => ({ state, event: eventJson(event) })) })
      : historyTable(id, told.right, context);
    return { code: ExitCode.ok, out };
  });
};
