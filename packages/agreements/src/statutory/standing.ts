/**
 * The standing duties of a board, from switching on to each year's delivery: events → state → evolve → decide → duties.
 * Which rules there are is data (`rules.ts`); a board says which are its own, and from when.
 */
import { addDays, type CivilDate, maxDate, type MonthDay, type Period, unsafeCivilDate, unsafeDuration, yearOf } from '@frist/calendar';
import { type DecisionContext, type Decider, type Failure, failure, type NewFact } from '@frist/event-sourcing';
import { aboutObligation, dutyDischarged, dutyPerformed, type DomainFinding, entailing, type Entailed, foldDuties, incur, type KeyedPeriod, periodsOf, type RecordedDuty, type Recurrence, withCalendar } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { codecsOf, type DataOf, evolveWith, finding, type LoggedOf, noted, type Noted, type StepOf } from '../kit/stream';
import { standingCommands, type StandingEventType } from './events';
import { standingRules, type StatutoryRule } from './rules';

type Commands = typeof standingCommands;
type FactOf<Name extends keyof Commands> = Noted<DataOf<Commands[Name]>>;

/** What is on record about the standing duties of a board. */
export interface StandingState {
  readonly on: readonly FactOf<'switchOnDuty'>[];
  readonly off: readonly FactOf<'switchOffDuty'>[];
  readonly performed: readonly FactOf<'performStandingDuty'>[];
  readonly waived: readonly FactOf<'waiveStandingDuty'>[];
  readonly log: readonly LoggedOf<StandingEventType>[];
  readonly recorded: readonly RecordedDuty[];
}

/** Before the first fact. */
export const noStandingDuties: StandingState = { on: [], off: [], performed: [], waived: [], log: [], recorded: [] };

const evolveOwn = (state: StandingState, fact: LoggedOf<StandingEventType>): StandingState => {
  switch (fact.type) {
    case 'DutySwitchedOn':
      return { ...state, on: [...state.on, noted(fact)] };
    case 'DutySwitchedOff':
      return { ...state, off: [...state.off, noted(fact)] };
    case 'StandingDutyPerformed':
      return { ...state, performed: [...state.performed, noted(fact)] };
    case 'StandingDutyWaived':
      return { ...state, waived: [...state.waived, noted(fact)] };
  }
};

/** The duty that stands switched on, if one does. */
const standing = ({ on, off }: StandingState, duty: string): FactOf<'switchOnDuty'> | undefined => {
  const latest = on.filter((each) => each.duty === duty).at(-1);
  const ended = off.filter((each) => each.duty === duty).at(-1);
  return latest !== undefined && (ended === undefined || ended.from < latest.from) ? latest : undefined;
};

/** How each duty recurs, within the years of one version of its rule. Windows that nobody has told are an empty table. */
const rhythms: Readonly<Record<string, (rule: StatutoryRule, from: CivilDate) => Recurrence | null>> = {
  'list-of-family-homes': (rule, from) => yearly(rule, from, '01-31'),
  'patient-safety-report': (rule, from) => yearly(rule, from, '03-01'),
  'activity-requirement-figures': (rule, from) => byTable(rule, from, { kind: 'quarter' }, from),
  // Counted from the day the duty began to be, whenever the board switches it on.
  'activity-requirement-account': (rule, from) => byTable(rule, from, { kind: 'every', every: unsafeDuration('P2Y') }, rule.validFrom ?? from),
};

/** About a year, on a day of the next one; those whose day lies on or after `from` and within the days of the version. */
const yearly = ({ validFrom, validTo, basis }: StatutoryRule, from: CivilDate, day: string): Recurrence | null => {
  const first = maxDate(from, validFrom ?? from);
  const anchor = unsafeCivilDate(`${String(yearOf(first) - (first.slice(5) > day ? 0 : 1)).padStart(4, '0')}-01-01`);
  const until = validTo === undefined ? undefined : unsafeCivilDate(`${yearOf(validTo) - (validTo.slice(5) >= day ? 1 : 2)}-12-31`);
  if (until !== undefined && until < anchor) return null;
  return withCalendar({ rhythm: { kind: 'year' }, anchor, due: { kind: 'on-day', day: day as MonthDay, roll: 'statutory', basis: basis.kind }, ...(until === undefined ? {} : { until }) }, anchor);
};

const byTable = ({ validFrom, basis, id }: StatutoryRule, from: CivilDate, rhythm: Recurrence['rhythm'], anchor: CivilDate): Recurrence => ({
  rhythm,
  anchor: maxDate(anchor, validFrom ?? from),
  due: { kind: 'window-table', table: id, version: 1, basis: basis.kind },
});

/** A standing duty under one version of its rule. */
interface Versioned {
  readonly rule: StatutoryRule;
  readonly recurrence: Recurrence;
}

const versionsOf = ({ duty, from }: FactOf<'switchOnDuty'>): readonly Versioned[] =>
  standingRules.flatMap((rule) => {
    const recurrence = rule.id === `agreements/${duty}` ? rhythms[duty]?.(rule, from) : null;
    return recurrence === null || recurrence === undefined ? [] : [{ rule, recurrence }];
  });

const periodsThrough = ({ recurrence }: Versioned, day: CivilDate): readonly KeyedPeriod[] => {
  const periods = periodsOf(recurrence, day);
  return E.isLeft(periods) ? [] : periods.right;
};

/** Why a command about standing duties was refused. */
export type StandingRefusal = Failure<'DutySwitchedOnAlready' | 'DutyNotSwitchedOn' | 'NoRuleInForce' | 'UnknownInstance' | 'SelfContradiction'>;
/** One command, told apart by its name. */
export type StandingCommand = { [Name in keyof Commands]: { readonly command: Name; readonly data: DataOf<Commands[Name]> } }[keyof Commands];

const decide = (state: StandingState, { command, data }: StandingCommand, { on }: DecisionContext<StandingState>): E.Either<StandingRefusal, readonly NewFact[]> => {
  const refuse = (tag: StandingRefusal['_tag'], field: string, expected: string, value?: string) => E.left(failure(tag, `agreements/${command}`, `data.${field}`, expected, value));
  const accepted = E.right([{ type: standingCommands[command].type, data }]);
  const switched = standing(state, data.duty);
  if (command === 'switchOnDuty') {
    if (switched !== undefined) return refuse('DutySwitchedOnAlready', 'duty', 'a duty that is not switched on', data.duty);
    const rules = standingRules.filter(({ id }) => id === `agreements/${data.duty}`);
    const first = rules.reduce<CivilDate | null>((least, { validFrom }) => (validFrom === undefined ? null : least !== null && least < validFrom ? least : validFrom), rules[0]?.validFrom ?? null);
    return first !== null && data.from < first ? refuse('NoRuleInForce', 'from', `a day not before ${first}`, data.from) : accepted;
  }
  if (switched === undefined) return refuse('DutyNotSwitchedOn', 'duty', 'a duty that is switched on', data.duty);
  if (command === 'switchOffDuty') return data.from < switched.from ? refuse('SelfContradiction', 'from', `a day not before ${switched.from}`, data.from) : accepted;
  const keys = versionsOf(switched).flatMap((version) => periodsThrough(version, on).map(({ key }) => key));
  if (!keys.includes(data.instance)) return refuse('UnknownInstance', 'instance', `one of ${keys.join(', ')}`, data.instance);
  const { between } = data as { readonly between?: Period };
  return between === undefined || between.to === on ? accepted : refuse('SelfContradiction', 'between.to', `the command's own day ${on}: a fact is dated by the last day possible`, between.to);
};

const spellOf = (rule: StatutoryRule): string => `${rule.id}/${rule.version}`;

const duties = (step: StepOf<StandingState>): readonly NewFact[] => {
  const { fact, after, spells } = step;
  const here = (duty: string): readonly Versioned[] => {
    const latest = after.on.filter((each) => each.duty === duty).at(-1);
    return latest === undefined ? [] : versionsOf(latest);
  };
  switch (fact.type) {
    case 'DutySwitchedOn':
      return here(fact.data.duty).map(({ rule, recurrence }) => {
        const { name } = spells.begin(spellOf(rule), { rule, ground: fact.id, key: String(rule.version), stage: 'on' });
        return incur(fact.id, {
          rule,
          ...(name === undefined ? {} : { name }),
          title: rule.title,
          debtor: 'board',
          ...(rule.creditor === undefined ? {} : { creditor: rule.creditor }),
          due: { kind: 'undated', basis: rule.basis.kind, text: 'each instance has its own date' },
          recurrence,
          mayPerformBeforeTrigger: true,
        });
      });
    case 'DutySwitchedOff':
      return here(fact.data.duty).flatMap((version): readonly NewFact[] => {
        const { from, power, reason, decision } = fact.data;
        const obligation = spells.latest(spellOf(version.rule))?.obligation;
        const later = E.getOrElse(() => from)(addDays(from, 800));
        const first = periodsThrough(version, later).find(({ period }) => period.from >= from);
        return obligation === undefined || first === undefined ? [] : [aboutObligation('ObligationDischarged', obligation, { power, reason, ...(decision === undefined ? {} : { decision }), fromInstance: first.key })];
      });
    case 'StandingDutyPerformed':
    case 'StandingDutyWaived': {
      const { duty, instance } = fact.data;
      return here(duty).flatMap((version): readonly NewFact[] => {
        const obligation = spells.latest(spellOf(version.rule))?.obligation;
        if (obligation === undefined || !periodsThrough(version, fact.occurredOn).some(({ key }) => key === instance)) return [];
        const done =
          fact.type === 'StandingDutyPerformed'
            ? dutyPerformed(obligation, fact.occurredOn, { on: fact.occurredOn, between: fact.data.between }, { evidence: fact.data.evidence })
            : dutyDischarged(obligation, fact.data.power, fact.data.reason, fact.data.decision);
        return [{ ...done, data: { ...(done.data as object), instance } }];
      });
    }
  }
};

/** Everything that the facts about standing duties entail, in folding order. */
export const standingDutiesEntailed = (whole: StandingState): readonly Entailed[] => foldDuties(whole, whole.log, noStandingDuties, evolveOwn, [duties]);

/** Decider of the streams `standingDuties-…`. */
export const standingDecider: Decider<StandingState, StandingCommand> = {
  category: 'standingDuties',
  commands: codecsOf(standingCommands),
  initial: noStandingDuties,
  evolve: evolveWith<LoggedOf<StandingEventType>, StandingState>(evolveOwn),
  decide,
  ...entailing(standingDutiesEntailed),
};

/** What the check shows about standing duties: switched on without anybody's decision told. */
export const standingFindings = (state: StandingState): readonly DomainFinding[] =>
  state.on
    .filter(({ decision, by }) => decision === undefined && by === undefined)
    .map(({ duty, event }) => finding('information', 'switched-on-without-decision', 'Bevakningen är påslagen utan angivet beslut', 'Switched on without a decision told', [event], { duty }));
