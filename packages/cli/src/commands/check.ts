/** `frist check`: what is owed, overdue, undetermined or missing, in a view of two times. */
import { swedishDay } from '@frist/calendar';
import { timelinessValues } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { checkOutput } from '../check-output';
import { ExitCode } from '../exit-code';
import { parseFailOn, reaches, unknownRule } from '../fail-on';
import { failedBy } from '../failure-text';
import { json } from '../json/write';
import { type Context, failed, type Outcome } from '../outcome';
import type { Raw } from '../raw';
import { readingOptions, withinDays } from '../reading-options';
import { clockOf, reading } from '../register';
import { clean } from '../render/clean';

/** Runs `frist check`. */
export const checkCommand = async (raw: Raw, context: Context): Promise<Outcome> => {
  const { words, terminal, lang, langGiven } = context;
  const options = readingOptions(raw, context);
  if (E.isLeft(options)) return options.left;
  const { query, json: asJson } = options.right;
  const within = withinDays(raw.within, query.asOf ?? swedishDay(clockOf(terminal)()), context);
  if (E.isLeft(within)) return within.left;
  // The form first: a wrong list is told even where no database is.
  const failOn = parseFailOn(raw.failOn);
  const badList = (word: string, expected: string): Outcome => failed(ExitCode.usage, words.usage.badValue('--fail-on', word, expected));
  if (E.isLeft(failOn)) return badList(failOn.left, words.usage.failOn(timelinessValues.join(', ')));

  return reading(options.right, context, async (frist) => {
    const unknown = unknownRule(failOn.right.rules, frist.domains);
    if (unknown !== null) {
      const expected = 'near' in unknown ? words.usage.knownRule(unknown.prefix, unknown.near) : words.usage.knownRules(unknown.prefixes.map((name) => `${name}/`).join(', '));
      return badList(clean(unknown.rule), expected);
    }
    const report = await frist.check({ ...query, within: within.right })();
    if (E.isLeft(report)) return failedBy(report.left, words);
    const board = query.board ?? null;
    const out = asJson
      ? json(checkOutput.json().checkJson(report.right, { within: within.right, board, lang: langGiven ? lang : 'en' }))
      : report.right.anythingToCheck
        ? checkOutput.table().checkTable(report.right, within.right, query.board, context)
        : `${words.check.empty}\n`;
    if (!report.right.anythingToCheck) return { code: ExitCode.nothing, out };
    return { code: reaches(report.right, failOn.right) ? ExitCode.findings : ExitCode.ok, out };
  });
};
