/** Shared by the two forms of the report. */
import type { CivilDate } from '@frist/calendar';
import { addAmounts, type Amount, type Bilingual, type Cell, type Due } from '@frist/obligations';

import { dueOf } from '../duties/step';
import { at, type GrantState, type NotedOf } from '../state';

/** A text in both languages, or one for both. */
export const text = (words: Bilingual | string): Cell => ({ _tag: 'text', text: words });
/** Nobody has told. */
export const unknown: Cell = { _tag: 'unknown' };
/** A text, or unknown. */
export const told = (words: string | null | undefined): Cell => (words === null || words === undefined ? unknown : text(words));
/** A day, or unknown. */
export const dayCell = (day: CivilDate | null | undefined): Cell => (day === null || day === undefined ? unknown : { _tag: 'day', day });
/** Cells as one; unknown when there is none. */
export const several = (cells: readonly Cell[]): Cell => (cells.length > 1 ? { _tag: 'several', cells } : (cells[0] ?? unknown));
/** An amount; what nobody has told is unknown. */
export const money = (amount: Amount): Cell => (typeof amount === 'object' && amount._tag === 'unknown' ? unknown : { _tag: 'money', amount });

/** What is known of some amounts, added up; null where none is. */
export const sumOfKnown = (amounts: readonly Amount[]): Amount | null => {
  const known = amounts.filter(isKnown);
  return known.length === 0 ? null : addAmounts(known);
};

/** Whether anything is told. */
export const isKnown = (amount: Amount): boolean => typeof amount === 'number' || amount._tag !== 'unknown';

/** An account that is owed: by when at the latest as last told, and what became of it. */
export interface OwedAccount {
  readonly recipient: string | undefined;
  readonly due: Due;
  readonly submitted: CivilDate | null;
  /** Returned for completion since, and not handed in again. */
  readonly returned: boolean;
}

/** Every account required, in the order in which they were. */
export const accountsOf = (state: GrantState): readonly OwedAccount[] =>
  Object.values(state.reports).map(({ report, recipient, due, on }: NotedOf<'requireReport'>) => {
    const steps = at(state.accounts, report) ?? [];
    const last = steps.findLast(({ step }) => step === 'submitted' || step === 'returned' || step === 'accepted');
    const anew = steps.flatMap((step) => (step.step === 'returned' && step.due !== undefined ? [dueOf(step.due, step.on)] : [])).at(-1);
    return { recipient, due: anew ?? dueOf(due, on), submitted: steps.findLast(({ step }) => step === 'submitted')?.on ?? null, returned: last?.step === 'returned' };
  });

/** The last permitted day, or the words that were told; null when nothing was. */
export const dueWords = (due: Due): Bilingual | string | null => {
  switch (due.kind) {
    case 'fixed':
    case 'window':
      return due.limit.lastPermittedDay;
    case 'fuzzy':
      return due.fuzzy.text;
    case 'soft':
      return due.word;
    case 'on-trigger':
      return due.trigger;
    case 'at-meeting':
      return due.told ?? { sv: `nästa sammanträde, ${due.body}`, en: `the next meeting of ${due.body}` };
    case 'undated':
      return null;
  }
};
