/** `frist deadline`: one limit, computed and explained. Loads the calendar and nothing else. */
import {
  addHours, asDuration, computeLimit, type Duration, durationParts, durationText, type Instant, parseCivilDate, parseInstant, renderTrace, swedishDay, swedishLocalText,
} from '@frist/calendar';
import * as E from 'fp-ts/Either';

import { ExitCode } from '../exit-code';
import type { Deadline } from '../json/deadline';
import { json, schemaName } from '../json/write';
import type { Lang } from '../language';
import { wordsOf } from '../messages';
import { optionSentence } from '../option-text';
import { type Context, failed, type Outcome } from '../outcome';
import type { Raw } from '../raw';
import { clean } from '../render/clean';
import { deadlineTable } from '../render/deadline-table';

/** Runs `frist deadline`. */
export const deadlineCommand = async (raw: Raw, context: Context): Promise<Outcome> => {
  const { words, lang, langGiven } = context;
  const plus = asDuration(raw.plus ?? '');
  if (E.isLeft(plus)) return failed(ExitCode.usage, optionSentence('--plus', plus.left, words));
  const asJson = raw.format === 'json';
  const spoken: Lang = asJson && !langGiven ? 'en' : lang;
  const hours = durationParts(plus.right).unit === 'hours';
  const answer = hours ? inHours(raw, plus.right, spoken, context) : inDays(raw, plus.right, spoken, context);
  if (E.isLeft(answer)) return answer.left;
  return { code: ExitCode.ok, out: asJson ? json(answer.right) : deadlineTable(answer.right, context) };
};

const inDays = (raw: Raw, plus: Duration, lang: Lang, { words }: Context): E.Either<Outcome, Deadline> => {
  const text = raw.start ?? '';
  const start = parseCivilDate(text);
  if (E.isLeft(start)) {
    const said = text.includes('T') ? words.usage.badValue('--start', clean(text), words.usage.dayOnly) : optionSentence('--start', start.left, words);
    return E.left(failed(ExitCode.usage, said));
  }
  const limit = computeLimit({ start: start.right, plus, roll: raw.roll ?? 'statutory' });
  // What was typed is sound by itself; where it leads is not, and nobody typed that.
  if (E.isLeft(limit)) return E.left(failed(ExitCode.usage, words.usage.outside(words.errors.expects(limit.left.expected))));
  const { roll, endDay, lastPermittedDay, warnOn, trace, calendar } = limit.right;
  return E.right({
    schema: schemaName('deadline'),
    start: start.right, plus, roll, endDay, lastPermittedDay, warnOn, endsAt: null, endsAtLocal: null,
    trace: renderTrace(trace, lang),
    calendar,
  });
};

const inHours = (raw: Raw, plus: Duration, lang: Lang, context: Context): E.Either<Outcome, Deadline> => {
  const { usage } = context.words;
  const text = raw.start ?? '';
  if (raw.roll === 'statutory') return E.left(failed(ExitCode.usage, usage.badValue('--roll', 'statutory', usage.hoursDoNotRoll)));
  // Seconds may be left out on a command line.
  const start = parseInstant(text.replace(/T(\d\d:\d\d)(?=Z|[+-])/, 'T$1:00'));
  if (E.isLeft(start)) {
    const said = text.includes('T') ? optionSentence('--start', { ...start.left, value: text }, context.words) : usage.badValue('--start', clean(text), usage.timeWithZone);
    return E.left(failed(ExitCode.usage, said));
  }
  const end = addHours(start.right, durationParts(plus).amount);
  if (E.isLeft(end)) return E.left(failed(ExitCode.usage, usage.outside(usage.withinYears)));
  const day = swedishDay(end.right);
  const local = (at: Instant): string => swedishLocalText(at);
  const { deadline } = wordsOf(lang);
  return E.right({
    schema: schemaName('deadline'),
    start: start.right, plus, roll: 'none', endDay: day, lastPermittedDay: day, warnOn: null, endsAt: end.right, endsAtLocal: local(end.right),
    trace: [deadline.start(local(start.right)), deadline.hours(durationText(plus, lang), local(end.right))],
    calendar: null,
  });
};
