/** When a spell is reported, and for which quarters. Pure functions of a decision's state and a day. */
import { type CivilDate, type Quarter, quarterOf } from '@frist/calendar';

import { quarterAfter, quarterBefore } from '../clock';
import { provisionOf } from '../regimes';
import type { DecisionState, Spell } from './state';

/**
 * Whether decisions of this kind are reported at all when they are not executed: favourable decisions of the board under
 * a provision that the duty covers. Where nobody has told the provision it counts as covered; a court's ruling is not.
 */
export const isCovered = ({ decided }: DecisionState): boolean => {
  if (decided === null || decided.courtRuling !== undefined) return false;
  const provision = decided.legalBasis?.provision;
  return provision === undefined || provisionOf(provision).covered;
};

/** Whether the spell was still running after its last day. Executed on the last day: in time. */
export const ranOver = ({ end, lastDay }: Pick<Spell, 'end' | 'lastDay'>): boolean => end === null || end.on > lastDay;

/**
 * The last quarter for which the spell as such is reported: the one before the quarter in which it ended, but at least
 * the first. Null while it goes on. What comes after is the report of its end.
 */
export const lastOwedQuarter = ({ end, firstQuarter }: Pick<Spell, 'end' | 'firstQuarter'>): Quarter | null => {
  if (end === null) return null;
  const before = quarterBefore(quarterOf(end.on));
  return before < firstQuarter ? firstQuarter : before;
};

/** Whether a report for a quarter is owed, by what is known of the spell's end. */
export const isOwedFor = (spell: Spell, quarter: Quarter): boolean => {
  const last = lastOwedQuarter(spell);
  return ranOver(spell) && quarter >= spell.firstQuarter && (last === null || quarter <= last);
};

/** The first quarter for which nothing is owed any more, of a spell that has ended. */
export const endsBefore = (spell: Spell): Quarter | null => {
  const last = lastOwedQuarter(spell);
  return last === null ? null : quarterAfter(last);
};

/** The spell that a report made on a day is about: the one begun on `since`, or the latest whose last day has passed. */
export const spellToReport = (state: DecisionState, on: CivilDate, since: CivilDate | undefined): Spell | undefined =>
  since === undefined ? (state.spells.findLast((spell) => spell.lastDay < on && ranOver(spell)) ?? state.spells.at(-1)) : state.spells.findLast(({ from }) => from === since);
