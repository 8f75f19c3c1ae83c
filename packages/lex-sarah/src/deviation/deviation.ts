/** A lesser event that staff have reported: how it passes from hand to hand, until it is closed or becomes a lex Sarah report. */
import type { CivilDate } from '@frist/calendar';
import { closed, type Decider, type EventId, type Fact, type Failure, failure, nonBlank, oneOf, type RecordedOf, SubjectRef } from '@frist/event-sourcing';
import { type DomainFinding, type DomainRegister, type Lean, Party, Reference } from '@frist/obligations';
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import { finding } from '../finding-rules';
import { factType, Label, Name, Telling } from '../told';

const client = { client: SubjectRef };

/** The commands of a deviation by name, each with the event of the same content. Free text is sealed under the client or the event’s own subject. */
export const deviationFacts = {
  /** Reported, on the day of the fact, and received by nobody in particular yet. */
  reportDeviation: factType('DeviationReported', (seal) =>
    closed('DeviationReported', { unit: Name, kind: Name, reporterRole: Name }, { label: Label, area: Name, ...client, reporter: SubjectRef, what: seal('client', Telling), reporterName: seal('reporter', nonBlank(200)) }),
  ),
  /** Somebody responsible has received it. */
  takeOverDeviation: factType('DeviationTakenOver', () => closed('DeviationTakenOver', { by: Party })),
  investigateDeviation: factType('DeviationInvestigationOpened', () => closed('DeviationInvestigationOpened', { by: Party })),
  /** Decided not to investigate. */
  declineDeviation: factType('DeviationNotInvestigated', (seal) => closed('DeviationNotInvestigated', { by: Party }, { ...client, reason: seal('client', Telling) })),
  /** Goes on in another system. */
  moveDeviation: factType('DeviationMoved', () => closed('DeviationMoved', { to: Name }, { reference: Reference })),
  /** Became a lex Sarah report; both keep the link. */
  promoteDeviation: factType('DeviationPromoted', () => closed('DeviationPromoted', { to: Reference })),
  closeDeviation: factType('DeviationClosed', (seal) => closed('DeviationClosed', { by: Party }, { ...client, outcome: seal('client', Telling), preventable: oneOf('Preventable', ['yes', 'no', 'unknown']) })),
} as const;

type Facts = typeof deviationFacts;
type FactOf<Name extends keyof Facts> = Lean<RecordedOf<Facts[Name]['event']>>;
/** One fact of a deviation, told apart by its type. */
export type DeviationFact = { [Name in keyof Facts]: FactOf<Name> }[keyof Facts];
/** One command, told apart by its name. */
export type DeviationCommand = { [Name in keyof Facts]: { readonly command: Name; readonly data: t.TypeOf<Facts[Name]['event']['codec']> } }[keyof Facts];

type End = 'not-investigated' | 'moved' | 'promoted' | 'closed';

/** A deviation: when it came, and every step since, in folding order. */
export interface Deviation {
  readonly reported: { readonly on: CivilDate; readonly event: EventId; readonly unit: string; readonly kind: string; readonly reporterRole: string; readonly area?: string; readonly label?: string } | null;
  readonly steps: readonly { readonly step: 'taken-over' | 'investigating' | End; readonly on: CivilDate; readonly event: EventId }[];
  readonly promotedTo?: Reference;
}

/** Before the first fact. */
export const noDeviation: Deviation = { reported: null, steps: [] };

const stepOf: Readonly<Record<Exclude<DeviationFact['type'], 'DeviationReported'>, Deviation['steps'][number]['step']>> = {
  DeviationTakenOver: 'taken-over',
  DeviationInvestigationOpened: 'investigating',
  DeviationNotInvestigated: 'not-investigated',
  DeviationMoved: 'moved',
  DeviationPromoted: 'promoted',
  DeviationClosed: 'closed',
};

/** Folds one fact. Total. */
export const evolveDeviation = (state: Deviation, recorded: Lean): Deviation => {
  const fact = recorded as DeviationFact;
  const dated = { on: fact.occurredOn, event: fact.id };
  if (fact.type === 'DeviationReported') {
    const { unit, kind, reporterRole, area, label } = fact.data;
    return { ...state, reported: { ...dated, unit, kind, reporterRole, ...(area && { area }), ...(label && { label }) } };
  }
  const steps = [...state.steps, { step: stepOf[fact.type], ...dated }];
  return { ...state, steps, ...(fact.type === 'DeviationPromoted' ? { promotedTo: fact.data.to } : {}) };
};

/** Why a command was refused. */
export type DeviationRefusal = Failure<'DeviationNotReported' | 'DeviationReportedAlready' | 'DeviationEnded'>;

const ends: ReadonlySet<string> = new Set(['not-investigated', 'moved', 'promoted', 'closed']);
/** What may still follow an end: a decision not to investigate, or a promotion, is closed afterwards; anything can prove worse. */
const mayFollow: Readonly<Record<string, readonly string[]>> = { closeDeviation: ['not-investigated', 'promoted'], promoteDeviation: ['not-investigated', 'closed'] };

const decideDeviation: Decider<Deviation, DeviationCommand>['decide'] = (state, { command, data }) => {
  const refuse = (tag: DeviationRefusal['_tag'], field: string, expected: string): E.Either<DeviationRefusal, never> => E.left(failure(tag, `lex-sarah/${command}`, `data.${field}`, expected));
  const ended = state.steps.filter(({ step }) => ends.has(step)).at(-1)?.step;
  if (command === 'reportDeviation' && state.reported !== null) return refuse('DeviationReportedAlready', 'unit', 'a stream without a deviation');
  if (command !== 'reportDeviation' && state.reported === null) return refuse('DeviationNotReported', 'by', 'a deviation reported before');
  if (ended !== undefined && mayFollow[command]?.includes(ended) !== true) return refuse('DeviationEnded', 'by', `a deviation that has not ended (${ended})`);
  return E.right([{ type: deviationFacts[command].event.type, data }]);
};

/** Every type of event in the streams `deviation-…`. */
export const deviationEventTypes = Object.values(deviationFacts).map(({ event }) => event);

/** Decider of the streams `deviation-…`. */
export const deviationDecider: Decider<Deviation, DeviationCommand> = {
  category: 'deviation',
  concernsPersons: true,
  commands: Object.fromEntries(Object.entries(deviationFacts).map(([name, { command }]) => [name, command])),
  initial: noDeviation,
  evolve: (state: Deviation, fact: Fact) => evolveDeviation(state, fact),
  decide: decideDeviation,
};

const deviationFindings = ({ reported, steps, promotedTo }: Deviation): readonly DomainFinding[] => {
  const early = reported === null ? [] : steps.filter(({ on }) => on < reported.on);
  return [
    ...(reported === null && steps.length > 0 ? [finding('contradiction', 'no-deviation', 'Uppgifter om en avvikelse som inte är registrerad', 'Facts about a deviation that is not on record', steps.map(({ event }) => event))] : []),
    ...(early.length > 0 ? [finding('contradiction', 'deviation-before-reported', 'Något är daterat före avvikelsen', 'Something is dated before the deviation', early.map(({ event }) => event))] : []),
    ...(promotedTo?.kind === 'recorded' && !promotedTo.stream.startsWith('lexSarah-') ? [finding('contradiction', 'promoted-to-something-else', 'Överförd till något annat än en lex Sarah-rapport', 'Promoted to something that is no lex Sarah report', steps.filter(({ step }) => step === 'promoted').map(({ event }) => event))] : []),
  ];
};

/** The register `deviations`: one row per deviation, filed by the year in which it was reported. */
export const deviationRegister = (role: string): DomainRegister<Deviation> => ({
  name: 'deviations',
  version: '1',
  decider: deviationDecider,
  types: deviationEventTypes,
  concerns: ({ reported }) => (reported?.label === undefined ? [] : [reported.label]),
  findings: deviationFindings,
  requires: role,
  shelfOf: ({ reported }) => reported?.on.slice(0, 4) ?? 'none',
});
