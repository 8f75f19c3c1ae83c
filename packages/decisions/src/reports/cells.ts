/** Shared by the reports of this package. */
import type { CivilDate } from '@frist/calendar';
import type { Failure } from '@frist/event-sourcing';
import { failure } from '@frist/event-sourcing';
import { type Bilingual, type Cell, type Due, type ObligationState, type ReportColumn, type ReportView, resolveMeeting } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { type BodyState, meetingsOf } from '../body/body';

/** A text in both languages, or one for both. */
export const text = (words: Bilingual | string): Cell => ({ _tag: 'text', text: words });
/** Nobody has told. */
export const unknown: Cell = { _tag: 'unknown' };
/** Does not apply. */
export const none: Cell = { _tag: 'none' };
/** A day, or unknown. */
export const dayCell = (day: CivilDate | null | undefined): Cell => (day === null || day === undefined ? unknown : { _tag: 'day', day });
/** A text, or unknown. */
export const told = (words: string | undefined): Cell => (words === undefined ? unknown : text(words));
/** Texts one after the other; unknown when there is none. */
export const several = (words: readonly (Bilingual | string)[]): Cell => (words.length === 0 ? unknown : words.length === 1 ? text(words[0] as Bilingual | string) : { _tag: 'several', cells: words.map(text) });

/** A column. */
export const column = (key: string, sv: string, en: string): ReportColumn => ({ key, label: { sv, en } });

/** When something is due, as a cell: the day after any rolling, or the words that were told. */
export const dueCell = (due: Due | null | undefined): Cell => {
  if (due === null || due === undefined) return unknown;
  switch (due.kind) {
    case 'fixed':
    case 'window':
      return dayCell(due.limit.lastPermittedDay);
    case 'fuzzy':
      return text(due.fuzzy.text);
    case 'at-meeting':
      return due.told === undefined ? text({ sv: `nästa sammanträde, ${due.body}`, en: `the next meeting of ${due.body}` }) : dayCell(due.told);
    case 'soft':
      return text(due.word);
    case 'on-trigger':
      return text(due.trigger);
    case 'undated':
      return unknown;
  }
};

/** When something is due, within a text; null where nobody has told. */
export const dueWords = (due: Due): Bilingual | null => {
  const cell = dueCell(due);
  if (cell._tag === 'day') return { sv: cell.day, en: cell.day };
  return cell._tag !== 'text' ? null : typeof cell.text === 'string' ? { sv: cell.text, en: cell.text } : cell.text;
};

/** The due date of a duty as it stands, or one of its dates: at a meeting on record, that meeting's day. */
export const standingDue = (view: ReportView, duty: Pick<ObligationState, 'board' | 'incurredOn' | 'due'> | null, due = duty?.due): Due | null =>
  duty === null || due === undefined ? null : resolveMeeting(duty, due, meetingsOf(view.rows<BodyState>('bodies')));

/** A year asked for; null when none was. Errors: `InvalidParameter`. */
export const yearOf = (asked: Readonly<Record<string, string>>): E.Either<Failure<'InvalidParameter'>, string | null> => {
  const { year } = asked;
  if (year === undefined) return E.right(null);
  return /^\d{4}$/.test(year) ? E.right(year) : E.left(failure('InvalidParameter', 'decisions/report', 'year', 'a year, e.g. 2020', year));
};
