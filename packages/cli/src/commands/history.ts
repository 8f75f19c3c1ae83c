/**
 * `frist history ID`: everything recorded, in order of recording, and what became of it in the view. `frist history
 * --daily`: what the check would have said on each day.
 */
import { type CivilDate, daysBetween, parseCivilDate } from '@frist/calendar';
import * as E from 'fp-ts/Either';

import { ExitCode } from '../exit-code';
import { failedBy } from '../failure-text';
import { dailyJson } from '../json/daily';
import { historyJson } from '../json/history';
import { json } from '../json/write';
import { optionSentence } from '../option-text';
import { type Context, failed, type Outcome } from '../outcome';
import type { Raw } from '../raw';
import { readingOptions } from '../reading-options';
import { reading } from '../register';
import { clean } from '../render/clean';
import { dailyTable } from '../render/daily-table';
import { historyTable } from '../render/history-table';
import { viewerOptions } from '../viewer-options';

/** Runs `frist history`. `id` is empty where none was given. */
export const historyCommand = async (id: string, raw: Raw, context: Context): Promise<Outcome> => {
  const { usage } = context.words;
  if ((id === '') === (raw.daily === undefined)) return failed(ExitCode.usage, `${usage.idOrDaily} ${usage.seeHelp('frist history')}`);
  if (raw.daily !== undefined) return dailyCommand(raw.daily, raw, context);
  const options = readingOptions(raw, context);
  if (E.isLeft(options)) return options.left;
  const { query, json: asJson } = options.right;
  const looks = viewerOptions(raw, context);
  if (E.isLeft(looks)) return looks.left;
  return reading(options.right, context, async (frist) => {
    const told = await frist.history(id, { ...query, ...looks.right })();
    if (E.isLeft(told)) return failedBy(told.left, context.words);
    return { code: ExitCode.ok, out: asJson ? json(historyJson(id, told.right)) : historyTable(id, told.right, context) };
  });
};

const dailyCommand = async (text: string, raw: Raw, context: Context): Promise<Outcome> => {
  const { words } = context;
  const options = readingOptions(raw, context);
  if (E.isLeft(options)) return options.left;
  if (raw.asOf !== undefined) return failed(ExitCode.usage, words.usage.notWith('--as-of', '--daily'));
  const days = daysOf(text, context);
  if (E.isLeft(days)) return days.left;
  const { query: { board, knownAt }, json: asJson } = options.right;
  return reading(options.right, context, async (frist) => {
    const told = await frist.daily({ ...days.right, ...(board === undefined ? {} : { board }), ...(knownAt === undefined ? {} : { knownAt }) })();
    if (E.isLeft(told)) return failedBy(told.left, words);
    const about = { ...days.right, board: board ?? null, knownAt: knownAt ?? null };
    const nothing = told.right.every(({ counts, changes }) => changes.length === 0 && Object.values(counts).every((count) => count === 0));
    const code = nothing ? ExitCode.nothing : ExitCode.ok;
    if (asJson) return { code, out: json(dailyJson(told.right, about, context.langGiven ? context.lang : 'en')) };
    return { code, out: nothing ? `${words.check.empty}\n` : dailyTable(told.right, about, context) };
  });
};

const longest = 40 * 366;

const daysOf = (text: string, { words }: Context): E.Either<Outcome, { readonly from: CivilDate; readonly to: CivilDate }> => {
  const refuse = (said: string) => E.left(failed(ExitCode.usage, said));
  const [first, last, more] = text.split('..');
  const form = (): E.Either<Outcome, never> => refuse(words.usage.badValue('--daily', clean(text), words.usage.daily));
  if (first === undefined || last === undefined || more !== undefined) return form();
  const [from, to] = [parseCivilDate(first), parseCivilDate(last)];
  if (E.isLeft(from)) return refuse(optionSentence('--daily', from.left, words));
  if (E.isLeft(to)) return refuse(optionSentence('--daily', to.left, words));
  return from.right <= to.right && daysBetween(from.right, to.right) <= longest ? E.right({ from: from.right, to: to.right }) : form();
};
