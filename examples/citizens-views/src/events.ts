/** What can happen to a citizen's view. Each command records the event of the same content, what is sealed in it aside. */
import { closed, eventType, nonBlank, oneOf, type Reading, sealed, SubjectRef, toSeal } from '@frist/event-sourcing';
import type * as t from 'io-ts';

/** Sealed in the event; in the command that brings it, plain text. */
type Seal = <A>(role: string, inner: t.Type<A, unknown>) => t.Type<Reading<A>, unknown>;

const received = (seal: Seal) =>
  closed(
    'CitizensViewReceived',
    { person: SubjectRef, channel: oneOf('Channel', ['letter', 'e-mail', 'telephone', 'form', 'visit']), what: seal('person', nonBlank(4000)) },
    { who: seal('person', nonBlank(200)), unit: nonBlank(120), diaryNumber: nonBlank(60) },
  );

/** Somebody has told the board what they think: on the day it came in. Who and what are sealed with the key of `person`. */
export const CitizensViewReceived = eventType('CitizensViewReceived', received(sealed));
/** A unit of the board is to answer it. The ten days go on running. */
export const CitizensViewHandedOver = eventType('CitizensViewHandedOver', closed('CitizensViewHandedOver', { unit: nonBlank(120) }));
/** Answered: what shows it, such as the number of a letter. Nothing personal. */
export const CitizensViewAnswered = eventType('CitizensViewAnswered', closed('CitizensViewAnswered', { evidence: nonBlank(200) }));
/** Whoever gave it wants no answer any more. */
export const CitizensViewWithdrawn = eventType('CitizensViewWithdrawn', closed('CitizensViewWithdrawn', {}));

/** All types that a stream `citizensView-…` can hold. */
export const citizensViewEventTypes = [CitizensViewReceived, CitizensViewHandedOver, CitizensViewAnswered, CitizensViewWithdrawn] as const;

/** The commands: the type of event that each records, and the codec of its data. */
export const citizensViewCommands = {
  receiveView: { type: CitizensViewReceived.type, codec: received(toSeal) },
  handOverView: CitizensViewHandedOver,
  answerView: CitizensViewAnswered,
  withdrawView: CitizensViewWithdrawn,
} as const;
