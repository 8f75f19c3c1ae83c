/** A board’s organisation: the state of its stream, what it accepts, and the duties to inform. */
import { type CivilDate, statedLimit, unsafeCivilDate, yearOf } from '@frist/calendar';
import { type Decider, type Fact, type Failure, failure, type NewFact, type RecordedOf } from '@frist/event-sourcing';
import { aboutObligation, type DomainRegister, type Due, dutyPerformed, type DutyStep, type Entailed, entailing, foldDuties, incur, type Lean, recordedDutyOf, type WithRecordedDuties } from '@frist/obligations';
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import { newEmployeesRule, yearlyInformationRule } from '../rules';
import { at } from '../told';
import { organisationEventTypes, organisationFacts } from './events';
import type { UnitChange } from './units';

type Facts = typeof organisationFacts;
type FactOf<Name extends keyof Facts> = Lean<RecordedOf<Facts[Name]['event']>>;
type OrganisationFact = { [Name in keyof Facts]: FactOf<Name> }[keyof Facts];
type OrganisationCommand = { [Name in keyof Facts]: { readonly command: Name; readonly data: t.TypeOf<Facts[Name]['event']['codec']> } }[keyof Facts];

/** What has become of units, in folding order; since when the register is complete; the standing duty; intakes by name. */
export interface Organisation {
  readonly changes: readonly UnitChange[];
  readonly registerKeptFrom: CivilDate | null;
  readonly informationFrom: CivilDate | null;
  readonly informedYears: readonly number[];
  /** Intakes of new employees: the day they began (null: not on record), how many, and the day they were informed. */
  readonly intakes: Readonly<Record<string, { readonly began: CivilDate | null; readonly number: number; readonly informed: CivilDate | null }>>;
}

/** An organisation with the facts that duties follow from, and what is on record about those duties. */
export interface OrganisationWithDuties extends Organisation, WithRecordedDuties {
  readonly log: readonly OrganisationFact[];
}

/** Before the first fact. */
export const noOrganisation: OrganisationWithDuties = { changes: [], registerKeptFrom: null, informationFrom: null, informedYears: [], intakes: {}, log: [], recorded: [] };

const evolve = (state: OrganisationWithDuties, fact: OrganisationFact): OrganisationWithDuties => {
  const changed = (change: Omit<UnitChange, 'on'>): OrganisationWithDuties => ({ ...state, changes: [...state.changes, { on: fact.occurredOn, ...change }] });
  const intake = (key: string, change: Partial<Organisation['intakes'][string]>): OrganisationWithDuties => ({
    ...state,
    intakes: { ...state.intakes, [key]: { began: null, number: 0, informed: null, ...at(state.intakes, key), ...change } },
  });
  switch (fact.type) {
    case 'LexSarahUnitPlaced':
      return changed({ units: [fact.data.unit], area: fact.data.area });
    case 'LexSarahUnitRenamed':
      return changed({ units: [fact.data.unit], into: fact.data.to });
    case 'LexSarahUnitsMerged':
      return changed({ units: fact.data.units, into: fact.data.into });
    case 'LexSarahUnitClosed':
      return changed({ units: [fact.data.unit], into: null });
    case 'LexSarahRegisterKept':
      return { ...state, registerKeptFrom: fact.data.from };
    case 'LexSarahInformationDutySet':
      return { ...state, informationFrom: fact.data.from };
    case 'LexSarahAllStaffInformed':
      return { ...state, informedYears: [...state.informedYears, fact.data.year] };
    case 'LexSarahEmployeesBegan':
      return intake(fact.data.intake, { began: fact.occurredOn, number: fact.data.number });
    case 'LexSarahEmployeesInformed':
      return intake(fact.data.intake, { informed: fact.occurredOn });
  }
};

/** Folds one fact, and keeps what duties follow from beside it. Total. */
export const evolveOrganisation = (state: OrganisationWithDuties, fact: Fact): OrganisationWithDuties => {
  const duty = recordedDutyOf(fact);
  if (duty !== null) return { ...state, recorded: [...state.recorded, duty] };
  const { id, type, occurredOn, data } = fact;
  const own = { id, type, occurredOn, data } as OrganisationFact;
  const next = evolve(state, own);
  return type.startsWith('LexSarahUnit') || type === 'LexSarahRegisterKept' ? next : { ...next, log: [...state.log, own] };
};

/** Why a command was refused: a name is taken or names none, it was said before, or the command contradicts itself. */
export type OrganisationRefusal = Failure<'KeyTaken' | 'UnknownIntake' | 'SaidAlready' | 'SelfContradiction'>;

const decide: Decider<OrganisationWithDuties, OrganisationCommand>['decide'] = (state, { command, data }) => {
  const refuse = (tag: OrganisationRefusal['_tag'], field: string, expected: string, value?: string): E.Either<OrganisationRefusal, never> => E.left(failure(tag, `lex-sarah/${command}`, `data.${field}`, expected, value));
  switch (command) {
    case 'renameUnit':
      if (data.to === data.unit) return refuse('SelfContradiction', 'to', 'another name than before', data.to);
      break;
    case 'mergeUnits':
      if (new Set(data.units).size < 2) return refuse('SelfContradiction', 'units', 'two units or more, each once');
      break;
    case 'setInformationDuty':
      if (state.informationFrom !== null) return refuse('SaidAlready', 'from', 'said once; what was told wrongly is corrected (correctFact)', state.informationFrom);
      break;
    case 'informAllStaff':
      if (!isYear(data.year)) return refuse('SelfContradiction', 'year', 'a year 1–9999', String(data.year));
      if (state.informationFrom !== null && data.year < yearOf(state.informationFrom)) return refuse('SelfContradiction', 'year', `a year from ${yearOf(state.informationFrom)} on`, String(data.year));
      break;
    case 'employ':
      if ((at(state.intakes, data.intake)?.began ?? null) !== null) return refuse('KeyTaken', 'intake', 'a name not used for an intake', data.intake);
      break;
    case 'informEmployees':
      if ((at(state.intakes, data.intake)?.began ?? null) === null) return refuse('UnknownIntake', 'intake', 'an intake on record', data.intake);
      break;
    default:
  }
  return E.right([{ type: organisationFacts[command].event.type, data }]);
};

/** A year of the calendar. A correction can tell any number: what is no year performs nothing. */
const isYear = (year: number): boolean => year >= 1 && year <= 9999;

type Step = DutyStep<OrganisationWithDuties, OrganisationFact>;

const undated: Due = { kind: 'undated', basis: 'decision', text: 'every calendar year' };

/** All staff, every calendar year: a recurring duty, performed year by year. */
const yearlyDuty = ({ after, fact, spells }: Step): readonly NewFact[] => {
  const facts: NewFact[] = [];
  const given = (obligation: NonNullable<ReturnType<typeof spells.latest>>['obligation'], year: number, evidence: string): NewFact => {
    const text = String(year).padStart(4, '0');
    const limit = statedLimit({ day: unsafeCivilDate(`${text}-12-31`), roll: 'none' });
    const instanceDue: Due = E.isRight(limit) ? { kind: 'window', basis: 'decision', opens: unsafeCivilDate(`${text}-01-01`), limit: limit.right } : undated;
    return aboutObligation('PerformanceRecorded', obligation, { evidence, instance: text, instanceDue });
  };
  if (fact.type === 'LexSarahInformationDutySet' && spells.latest('yearly') === undefined) {
    const { obligation } = spells.begin('yearly', { rule: yearlyInformationRule, ground: fact.id, stage: 'open' });
    const recurrence = { rhythm: { kind: 'year' }, anchor: fact.data.from, due: { kind: 'within-period', basis: 'decision' } } as const;
    facts.push(incur(fact.id, { rule: yearlyInformationRule, title: yearlyInformationRule.title, debtor: 'board', due: undated, recurrence }));
    // Years told before the duty itself was.
    facts.push(...after.informedYears.filter((year) => isYear(year) && year >= yearOf(fact.data.from)).map((year) => given(obligation, year, 'information on record')));
  }
  const standing = spells.latest('yearly');
  if (fact.type === 'LexSarahAllStaffInformed' && standing !== undefined && isYear(fact.data.year)) facts.push(given(standing.obligation, fact.data.year, fact.data.evidence));
  return facts;
};

/** Each new employee, from the first day; how soon, nobody has told. */
const employeesDuty = ({ after, fact, spells }: Step): readonly NewFact[] => {
  const facts: NewFact[] = [];
  if (fact.type !== 'LexSarahEmployeesBegan' && fact.type !== 'LexSarahEmployeesInformed') return facts;
  const spell = `intake/${fact.data.intake}`;
  if (fact.type === 'LexSarahEmployeesBegan') {
    const { intake: key, number, unit } = fact.data;
    const { name } = spells.begin(spell, { rule: newEmployeesRule, ground: fact.id, key, stage: 'open' });
    const where = unit === undefined ? '' : `, ${unit}`;
    const title = { sv: `Informera nyanställda om lex Sarah (${number}${where})`, en: `Inform new employees of lex Sarah (${number}${where})` };
    const due: Due = { kind: 'soft', basis: 'decision', word: { sv: 'i samband med att anställningen börjar', en: 'when employment begins' }, from: fact.occurredOn };
    facts.push(incur(fact.id, { rule: newEmployeesRule, ...(name === undefined ? {} : { name }), title, debtor: 'board', due }));
  }
  const latest = spells.latest(spell);
  const informed = at(after.intakes, fact.data.intake)?.informed ?? null;
  if (latest?.stage !== 'open' || informed === null) return facts;
  spells.to(spell, 'done');
  return [...facts, dutyPerformed(latest.obligation, fact.occurredOn, { on: informed }, { evidence: fact.type === 'LexSarahEmployeesInformed' ? fact.data.evidence : 'information on record' })];
};

/** Everything that the facts of an organisation entail. `O(n)`. */
export const organisationEntails = (whole: OrganisationWithDuties): readonly Entailed[] => foldDuties(whole, whole.log, noOrganisation, evolve, [yearlyDuty, employeesDuty]);

/** Decider of the streams `organisation-…`. */
export const organisationDecider: Decider<OrganisationWithDuties, OrganisationCommand> = {
  category: 'organisation',
  commands: Object.fromEntries(Object.entries(organisationFacts).map(([name, { command }]) => [name, command])),
  initial: noOrganisation,
  evolve: evolveOrganisation,
  decide,
  ...entailing(organisationEntails),
};

/** The register `lex-sarah-organisation`. */
export const organisationRegister: DomainRegister<OrganisationWithDuties> = {
  name: 'lex-sarah-organisation',
  version: '1',
  decider: organisationDecider,
  types: organisationEventTypes,
  concerns: () => [],
  findings: () => [],
};
