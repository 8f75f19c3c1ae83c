/**
 * What a board’s organisation has been: units by the names that papers use, and what became of them; and the standing duty
 * to tell staff about lex Sarah. A name may come back for another unit; days tell them apart.
 */
import { CivilDate } from '@frist/calendar';
import { closed, nonBlank, wholeNumber } from '@frist/event-sourcing';
import { Reference } from '@frist/obligations';
import * as t from 'io-ts';

import { factType, Key, Name } from '../told';

/** The commands by name, each with the event of the same content. Facts hold from the day that they bear. */
export const organisationFacts = {
  /** The area (verksamhetsområde) that a unit belongs to. */
  placeUnit: factType('LexSarahUnitPlaced', () => closed('LexSarahUnitPlaced', { unit: Name, area: Name })),
  renameUnit: factType('LexSarahUnitRenamed', () => closed('LexSarahUnitRenamed', { unit: Name, to: Name })),
  mergeUnits: factType('LexSarahUnitsMerged', () => closed('LexSarahUnitsMerged', { units: t.readonlyArray(Name), into: Name })),
  /** It is no more, and no single unit took its place. */
  closeUnit: factType('LexSarahUnitClosed', () => closed('LexSarahUnitClosed', { unit: Name })),
  /** From `from` on every report and deviation of the board is on record here: figures that differ contradict, not only those that are too low. */
  keepRegister: factType('LexSarahRegisterKept', () => closed('LexSarahRegisterKept', { from: CivilDate })),
  /** The standing duty, from `from`: all staff every year, and each new employee. */
  setInformationDuty: factType('LexSarahInformationDutySet', () => closed('LexSarahInformationDutySet', { from: CivilDate }, { decision: nonBlank(200), decisionReference: Reference })),
  /** All staff were told; `year` is the year it counts for. */
  informAllStaff: factType('LexSarahAllStaffInformed', () => closed('LexSarahAllStaffInformed', { year: wholeNumber, evidence: nonBlank(500) })),
  /** So many began on a day: owed to each of them. `intake` tells one lot from another; nobody is named. */
  employ: factType('LexSarahEmployeesBegan', () => closed('LexSarahEmployeesBegan', { intake: Key, number: wholeNumber }, { unit: Name })),
  informEmployees: factType('LexSarahEmployeesInformed', () => closed('LexSarahEmployeesInformed', { intake: Key, evidence: nonBlank(500) })),
} as const;

/** Every type of event in the streams `organisation-…`, those about obligations aside. */
export const organisationEventTypes = Object.values(organisationFacts).map(({ event }) => event);
