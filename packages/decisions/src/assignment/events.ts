/** What can happen to an assignment that a body gives, or to a consultation that it is asked to answer. */
import { CivilDate } from '@frist/calendar';
import { closed, eventType, nonBlank, oneOf, type Reading, sealed, SubjectRef, toSeal } from '@frist/event-sourcing';
import { InstanceKey, Party, Reference } from '@frist/obligations';
import * as t from 'io-ts';

import { Key, RawNumbers, ToldDue } from '../told';

type Seal = (role: string, inner: t.Type<string, unknown>) => t.Type<Reading<string>, unknown>;

/** What an act is about: a part of a consultation, a year or quarter of a standing assignment. */
const scope = { part: Key, instance: InstanceKey };

/** Returns every year or quarter, from the one that holds `from`; without `until` it has no end. */
const Standing = closed('Standing', { rhythm: oneOf('StandingRhythm', ['year', 'quarter']), from: CivilDate }, { until: CivilDate });
/** What one party owes of a consultation. */
const Part = closed('AssignmentPart', { part: Key, owedBy: Party, what: nonBlank(300) }, { due: ToldDue });

/** Given by a body on the day of the fact. Begins the stream. */
export const AssignmentGiven = eventType(
  'AssignmentGiven',
  closed(
    'AssignmentGiven',
    { title: nonBlank(300), kind: oneOf('AssignmentKind', ['assignment', 'consultation']) },
    {
      /** The body that gave it, or who asks; absent: no paper tells. */
      givenBy: nonBlank(120),
      to: Party,
      /** Absent, or without a day: undated. */
      due: ToldDue,
      standing: Standing,
      parts: t.readonlyArray(Part),
      form: oneOf('AssignmentForm', ['written', 'oral']),
      diaryNumbers: RawNumbers,
      /** The matter or the decision point in which it was given. */
      decision: Reference,
      /** No paper tells the day: the fact is dated by the day it was told on, and "the next meeting" is not counted from it. */
      undated: t.literal(true),
      note: nonBlank(1000),
    },
  ),
);
/** Answered as asked, on the day of the fact; by a matter with its own number where one is told. */
export const AssignmentAnswered = eventType('AssignmentAnswered', closed('AssignmentAnswered', {}, { ...scope, matter: Reference, by: Party, note: nonBlank(1000) }));

const shortfall = (seal: Seal) =>
  closed(
    'AssignmentFellShort',
    { outcome: oneOf('Shortfall', ['reduced', 'carried-over', 'not-offered']) },
    {
      ...scope,
      because: oneOf('ShortfallReason', ['responsible-on-leave', 'vacancy', 'resources', 'other']),
      /** What was done of it, where something was. */
      done: nonBlank(300),
      /** Of one carried over: until when. */
      due: ToldDue,
      person: SubjectRef,
      /** Why, where it concerns a person. */
      personal: seal('person', nonBlank(2000)),
      note: nonBlank(1000),
    },
  );
/** Done in part (`reduced`), put off (`carried-over`), or planned and not offered: which is owed as before. */
export const AssignmentFellShort = eventType('AssignmentFellShort', shortfall(sealed));
/** The body gave more time, or took some away. */
export const AssignmentDateSet = eventType('AssignmentDateSet', closed('AssignmentDateSet', { due: ToldDue, by: Party }, { part: Key, decision: Reference }));
/** The answer was sent back for completion, perhaps by a day. */
export const AssignmentReturned = eventType('AssignmentReturned', closed('AssignmentReturned', { by: Party, reason: nonBlank(500) }, { ...scope, due: ToldDue }));
/** Not owed any more: a part, one instance, a standing assignment from an instance on, or the whole. */
export const AssignmentReleased = eventType('AssignmentReleased', closed('AssignmentReleased', { by: Party, reason: nonBlank(500) }, { ...scope, fromInstance: InstanceKey, decision: Reference }));
/** What is to be watched after the answer, with or without a date. */
export const AssignmentFollowUp = eventType('AssignmentFollowUp', closed('AssignmentFollowUp', { what: nonBlank(500) }, { due: ToldDue }));

/** The commands of an assignment, and the event that each one records. */
export const assignmentCommands = {
  giveAssignment: AssignmentGiven,
  answerAssignment: AssignmentAnswered,
  tellShortfall: AssignmentFellShort,
  setAssignmentDate: AssignmentDateSet,
  returnAnswer: AssignmentReturned,
  releaseAssignment: AssignmentReleased,
  tellFollowUp: AssignmentFollowUp,
} as const;

/** Codecs of the commands' data: as the events', with what is personal in the open. */
export const assignmentCommandCodecs: Readonly<Record<string, t.Mixed>> = { ...Object.fromEntries(Object.entries(assignmentCommands).map(([name, { codec }]) => [name, codec])), tellShortfall: shortfall(toSeal) };

/** A type of event that an assignment’s stream holds. */
export type AssignmentEventType = (typeof assignmentCommands)[keyof typeof assignmentCommands];
/** All of them. */
export const assignmentEventTypes: readonly AssignmentEventType[] = Object.values(assignmentCommands);
