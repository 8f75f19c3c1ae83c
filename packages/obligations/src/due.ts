/**
 * When something is due. What is known is kept as it was told; an unknown date is a kind of its own, never a guess.
 * A computed date carries both days, the way it was computed, and a digest of the calendar used.
 */
import { CivilDate, Duration, FuzzyDate, Limit, statedLimit } from '@frist/calendar';
import { closed, nonBlank } from '@frist/event-sourcing';
import type { Either } from 'fp-ts/Either';
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';

import { Bilingual, rolls, BasisKind } from './text';

/** One day, resolved once and journaled. */
export const FixedDue = closed('FixedDue', { kind: t.literal('fixed'), basis: BasisKind, limit: Limit });

/** Told in words ("early 2020"), or told differently in several places. Certainly overdue only after the latest day. */
export const FuzzyDue = closed('FuzzyDue', { kind: t.literal('fuzzy'), basis: BasisKind, fuzzy: FuzzyDate });

/** May be done from one day through another. */
export const WindowDue = closed('WindowDue', { kind: t.literal('window'), basis: BasisKind, opens: CivilDate, limit: Limit });

/** At a meeting of a body; resolved from the meetings on record, else by the day that was told. */
export const AtMeetingDue = closed('AtMeetingDue', { kind: t.literal('at-meeting'), basis: BasisKind, body: nonBlank(120) }, { told: CivilDate, text: nonBlank(200) });

/** "At once", "promptly": elapsed days against the organisation's own target; never a statutory date. `lastDay` where one is told as well. */
export const SoftDue = closed('SoftDue', { kind: t.literal('soft'), basis: BasisKind, word: Bilingual, from: CivilDate }, { target: Duration, lastDay: Limit });

/** Runs from an event that has not happened yet. */
export const OnTriggerDue = closed('OnTriggerDue', { kind: t.literal('on-trigger'), basis: BasisKind, trigger: Bilingual }, { plus: Duration });

/** Owed, and nobody has said when. */
export const UndatedDue = closed('UndatedDue', { kind: t.literal('undated'), basis: BasisKind }, { text: nonBlank(300) });

/** The codec of a due date of any kind, told apart by `kind`. */
export const Due = t.union([FixedDue, FuzzyDue, WindowDue, AtMeetingDue, SoftDue, OnTriggerDue, UndatedDue], 'Due');
/** When something is due; see the codecs of the kinds. */
export type Due = t.TypeOf<typeof Due>;
/** One day, resolved once; see the codec. */
export type FixedDue = t.TypeOf<typeof FixedDue>;

/**
 * A due date told as a day. It rolls when a statute or regulation set it (1930:173 2 §), and not otherwise.
 *
 * @example dueOn(unsafeCivilDate('2023-01-15'), 'regulation') // a Sunday: last permitted day 2023-01-16
 */
export const dueOn = (day: CivilDate, basis: BasisKind): Either<string, FixedDue> => {
  const limit = statedLimit({ day, roll: rolls(basis) ? 'statutory' : 'none' });
  return E.isLeft(limit) ? E.left(limit.left.expected) : E.right({ kind: 'fixed', basis, limit: limit.right });
};

/** The last day on which it is certainly in time, if any is known. */
export const lastDayOf = (due: Due): CivilDate | null => {
  switch (due.kind) {
    case 'fixed':
    case 'window':
      return due.limit.lastPermittedDay;
    case 'fuzzy':
      return due.fuzzy.latest;
    case 'soft':
      return due.lastDay?.lastPermittedDay ?? null;
    case 'at-meeting':
      return due.told ?? null;
    case 'on-trigger':
    case 'undated':
      return null;
  }
};

/**
 * The first day on which a window is open, or which a punctual duty allows; null where no day is known. Day-less duties
 * and plain achievements may be done at any time before their last day, so ask only where the first day matters.
 */
export const firstDayOf = (due: Due): CivilDate | null => {
  switch (due.kind) {
    case 'fixed':
      return due.limit.endDay;
    case 'window':
      return due.opens;
    case 'fuzzy':
      return due.fuzzy.earliest;
    case 'at-meeting':
      return due.told ?? null;
    case 'soft':
    case 'on-trigger':
    case 'undated':
      return null;
  }
};
