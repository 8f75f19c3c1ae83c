/**
 * Who has seen what: one stream `access-<uuid>` for each stream of which something has been unsealed. It holds no value and
 * no free text: why somebody looked is one of a few words and the number of a case, for a reason in words would be about
 * the person and would have to be sealed itself.
 */
import { type Board, closed, type Decider, EventId, eventType, type NewFact, nonBlank, oneOf, type RecordedOf, streamFor, StreamName, SubjectRef, wholeNumber } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';

import { CaseReference } from './subject-events';

/**
 * Why somebody looks: to handle the matter, to follow up, for an authority's supervision or an audit, because release was asked
 * for (OSL), at the person's own request, to correct what is on record, to report to an authority, before a disposal, to mend a fault.
 */
export const AccessReason = oneOf('AccessReason', ['handling', 'follow-up', 'supervision', 'audit', 'release-request', 'own-request', 'correction', 'reporting', 'disposal', 'fault']);
/** See the codec. */
export type AccessReason = t.TypeOf<typeof AccessReason>;

/** Why, as it is recorded. */
export const AccessPurpose = closed('AccessPurpose', { reason: AccessReason }, { reference: CaseReference });
/** See the codec. */
export type AccessPurpose = t.TypeOf<typeof AccessPurpose>;

/** Somebody was let to see: recorded before anything is shown, by the actor of the event. `fields` is left out beyond {@link maxListedFields}. */
export const AccessGranted = eventType(
  'AccessGranted',
  closed(
    'AccessGranted',
    { of: StreamName, role: nonBlank(40), why: AccessPurpose, subjects: t.readonlyArray(SubjectRef), boxes: wholeNumber },
    { fields: t.readonlyArray(closed('AccessedField', { event: EventId, field: nonBlank(300) })) },
  ),
);

/** An unsealing of more is recorded by stream, subjects and number. */
export const maxListedFields = 200;

/** The stream that tells who has seen what of a stream. */
export const accessStreamOf = (board: Board, stream: StreamName): StreamName => streamFor(board, 'access', stream);

/** One unsealing, as recorded. */
export type RecordedAccess = RecordedOf<typeof AccessGranted>;

/** What is known of the accesses to one stream. */
export interface AccessState {
  readonly accesses: number;
}

/** Command of the {@link accessDecider}. */
export interface AccessCommand {
  readonly command: 'grantAccess';
  readonly data: t.TypeOf<typeof AccessGranted.codec>;
}

/** Decider of the streams `access-…`. {@link unseal} records through it. */
export const accessDecider: Decider<AccessState, AccessCommand> = {
  category: 'access',
  concernsPersons: true,
  commands: { grantAccess: AccessGranted.codec },
  initial: { accesses: 0 },
  evolve: (state, fact) => (fact.type === AccessGranted.type ? { accesses: state.accesses + 1 } : state),
  decide: (_state, { data }): E.Either<never, readonly NewFact[]> => E.right([{ type: AccessGranted.type, data }]),
};
