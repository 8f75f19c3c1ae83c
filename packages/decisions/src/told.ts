/** Values as papers tell them: names, numbers, and when something is due. */
import { type CivilDate, CivilDate as CivilDateCodec, isSingleDay, parseFuzzyDate } from '@frist/calendar';
import { closed, failure, nonBlank, wholeNumber } from '@frist/event-sourcing';
import { type Due, dueOn, LegalBasis, rolls, type UnclearDate } from '@frist/obligations';
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';

export { at, type ByKey, Key, type KeyBrand, type Noted, noted, type UnclearDate } from '@frist/obligations';

/** Diary numbers, each raw as it was printed; whatever it looks like, it is kept. */
export const RawNumbers = t.readonlyArray(nonBlank(120));

/** "At the meeting of": whose, and which, where a day or words tell it. `year` is the year the words leave out. */
const ToldMeeting = closed('ToldMeeting', { body: nonBlank(120) }, { day: CivilDateCodec, text: nonBlank(200), year: wholeNumber });

/**
 * When something is due, as told: a day, words, or at a meeting; with none of them nobody has said. Without a basis the
 * body's own decision set it, and it does not roll. `year` is the year the words leave out.
 */
export const ToldDue = closed('ToldDue', {}, { basis: LegalBasis, day: CivilDateCodec, text: nonBlank(200), year: wholeNumber, meeting: ToldMeeting });
/** See the codec. */
export type ToldDue = t.TypeOf<typeof ToldDue>;

const unclear = (field: string, expected: string, value?: string): E.Either<UnclearDate, never> => E.left(failure('UnclearDate', 'decisions/date-as-told', field, expected, value));

/**
 * Resolves a due date as told, once. A day set by statute or regulation rolls (1930:173 2 §), others do not. Words keep
 * their text. A meeting told in words that do not give one day stays undated: it is not taken for the next one.
 *
 * Errors: `UnclearDate` for more than one form, or for words that are not understood.
 *
 * @param circumstances `from`: the day from which "as soon as possible" and "the next meeting" run; null when it is not told
 * @example dueFromTold({ meeting: { body: 'socialnämnden', text: '9 June', year: 2020 } }, { from }) // at-meeting, told 2020-06-09
 */
export const dueFromTold = (told: ToldDue, { from }: { readonly from: CivilDate | null }): E.Either<UnclearDate, Due> => {
  const basis = told.basis?.kind ?? 'decision';
  if ([told.day, told.text, told.meeting].filter((form) => form !== undefined).length > 1) return unclear('due', 'one of day, text and meeting');
  if (told.day !== undefined) {
    const due = dueOn(told.day, basis);
    return E.isLeft(due) ? unclear('due.day', due.left, told.day) : due;
  }
  if (told.meeting !== undefined) return atMeeting(told.meeting, basis, from);
  if (told.text === undefined) return E.right({ kind: 'undated', basis });
  const { text } = told;
  const fuzzy = parseFuzzyDate(text, { confidence: told.basis?.confidence ?? 'S', ...(told.year === undefined ? {} : { year: told.year }) });
  if (E.isLeft(fuzzy)) return unclear('due.text', fuzzy.left.expected, text);
  if (fuzzy.right.readings[0]?.soft === true) {
    const lastDay = dueOn(fuzzy.right.latest, basis);
    if (E.isLeft(lastDay)) return unclear('due.text', lastDay.left, text);
    if (from !== null) return E.right({ kind: 'soft', basis, word: { sv: text, en: text }, from, lastDay: lastDay.right.limit });
    return lastDay;
  }
  // A single day that a statute or regulation sets rolls, told in words or not.
  return rolls(basis) && isSingleDay(fuzzy.right) ? E.mapLeft((expected: string) => failure('UnclearDate', 'decisions/date-as-told', 'due.text', expected, text))(dueOn(fuzzy.right.latest, basis)) : E.right({ kind: 'fuzzy', basis, fuzzy: fuzzy.right });
};

const atMeeting = ({ body, day, text, year }: t.TypeOf<typeof ToldMeeting>, basis: Due['basis'], from: CivilDate | null): E.Either<UnclearDate, Due> => {
  const words = text === undefined ? {} : { text };
  if (day !== undefined) return E.right({ kind: 'at-meeting', basis, body, told: day, ...words });
  if (text === undefined) return E.right(from === null ? { kind: 'undated', basis, text: `at the next meeting of ${body}, after a day that is not told` } : { kind: 'at-meeting', basis, body });
  const read = parseFuzzyDate(text, year === undefined ? {} : { year });
  if (E.isRight(read) && isSingleDay(read.right)) return E.right({ kind: 'at-meeting', basis, body, told: read.right.latest, text });
  return year === undefined ? E.right({ kind: 'undated', basis, text: shortened(`at the meeting of ${body} of ‘${text}’`, 300) }) : unclear('due.meeting.text', 'words that name one day', text);
};

/** A text of at most `max` units, cut between characters. */
export const shortened = (text: string, max: number): string => text.trim().slice(0, max).replace(/[\ud800-\udbff]$/, '');
