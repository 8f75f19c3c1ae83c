/** Units then and now: what a unit of a day is called today, and the area it belongs to. */
import type { CivilDate } from '@frist/calendar';

/** From a day on, units belong to an area, or are another unit, or (`into: null`) are no more. */
export interface UnitChange {
  readonly on: CivilDate;
  readonly units: readonly string[];
  readonly area?: string;
  readonly into?: string | null;
}

/** A unit as it was called on a day, and what it has become. `now` is null for a unit that is no more. */
export interface UnitThenAndNow {
  readonly then: string;
  readonly now: string | null;
  readonly area: string | null;
}

/**
 * Follows a unit from the day on which it bore its name.
 *
 * @param changes of a board's organisation, in order of their days
 * @example unitsFrom(row.state.changes)('resource unit', on, asOf).now
 */
export const unitsFrom =
  (changes: readonly UnitChange[]) =>
  (then: string, on: CivilDate, asOf: CivilDate): UnitThenAndNow => {
    let now = then;
    let area: string | null = null;
    for (const change of changes) {
      if (change.on > asOf) break;
      if (!change.units.includes(now)) continue;
      // An area told before the day is still the unit's; what became of a unit of that name before the day is not about it.
      if (change.area !== undefined) area = change.area;
      if (change.on < on || change.into === undefined) continue;
      if (change.into === null) return { then, now: null, area };
      now = change.into;
      area = areaBefore(changes, now, change.on) ?? area;
    }
    return { then, now, area };
  };

/** The area that a unit was placed in by a day. */
const areaBefore = (changes: readonly UnitChange[], unit: string, on: CivilDate): string | null =>
  changes.filter((change) => change.on <= on && change.area !== undefined && change.units.includes(unit)).at(-1)?.area ?? null;
