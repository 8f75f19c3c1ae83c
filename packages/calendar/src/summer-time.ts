/**
 * Swedish clocks as dated data: normal time is UTC+1 (förordning 1979:988), summer time UTC+2. The rules carry their
 * references; the host's time zone data are never asked.
 */
import { epochDayOf, isoDateOfEpochDay, weekdayOfEpochDay } from './epoch-day';

interface SummerTimeRule {
  readonly fromYear: number;
  readonly begins: { readonly month: number; readonly sunday: 'first' | 'last' };
  readonly ends: { readonly month: number; readonly sunday: 'first' | 'last' };
  readonly basis: string;
}

/** Newest first. Before 1980 there was no summer time (1916 is not told: no register reaches so far). */
const rules: readonly SummerTimeRule[] = [
  {
    fromYear: 1996,
    begins: { month: 3, sunday: 'last' },
    ends: { month: 10, sunday: 'last' },
    basis: 'förordning (2001:127) om sommartid 2 §; before that förordningarna (1994:1207), (1997:701)',
  },
  {
    fromYear: 1981,
    begins: { month: 3, sunday: 'last' },
    ends: { month: 9, sunday: 'last' },
    basis: 'the yearly dates of förordningarna (1985:351), (1989:170), (1992:306), (1994:1207) and their predecessors',
  },
  { fromYear: 1980, begins: { month: 4, sunday: 'first' }, ends: { month: 9, sunday: 'last' }, basis: 'summer time of 1980: 6 April – 28 September' },
];

/** The two days of a year on which the clocks change; both changes are at 01:00 UTC. */
export interface SummerTime {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly beginsAt: string;
  readonly endsAt: string;
}

const sundayOf = (year: number, month: number, which: 'first' | 'last'): string => {
  const last = which === 'last';
  const day = last ? (month === 9 ? 30 : 31) : 7;
  const end = epochDayOf(year, month, day);
  return isoDateOfEpochDay(end - (weekdayOfEpochDay(end) % 7));
};

const build = (year: number): SummerTime | null => {
  const rule = rules.find(({ fromYear }) => year >= fromYear);
  if (rule === undefined) return null;
  const firstDay = sundayOf(year, rule.begins.month, rule.begins.sunday);
  const lastDay = sundayOf(year, rule.ends.month, rule.ends.sunday);
  // 02:00 normal time and 03:00 summer time (2 §) are the same hour of UTC.
  return { firstDay, lastDay, beginsAt: `${firstDay}T01:00:00.000Z`, endsAt: `${lastDay}T01:00:00.000Z` };
};

const kept = new Map<number, SummerTime | null>();

/** Summer time in a year, or `null` where there was none. One small entry a year is kept. */
export const summerTimeOf = (year: number): SummerTime | null => {
  const known = kept.get(year);
  if (known !== undefined) return known;
  const built = build(year);
  kept.set(year, built);
  return built;
};
