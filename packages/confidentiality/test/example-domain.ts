/**
 * What a domain about persons looks like: a concern that somebody reports about a client. Two subjects in one event, and
 * free text that is sealed by one word in the codec. Nothing else here knows of sealing.
 */
import type { Instant } from '@frist/calendar';
import { type Catalogue, closed, type Decider, eventType, type EventStore, type ExecutionFailure, execute, type Executed, makeCatalogue, nonBlank, oneOf, type Register, sealed, type Sealer, SubjectRef, toSeal } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';

import { confidentialityDeciders, confidentialityEventTypes, IdentityNumber } from '../src';
import { board, right } from './support';

// declare: the word `sealed`, with the field of the event that says whom it concerns
const reported = { client: SubjectRef, reporter: SubjectRef };
const ConcernReported = eventType(
  'ConcernReported',
  closed('ConcernReported', {
    ...reported,
    what: sealed('client', nonBlank(4000)),
    clientName: sealed('client', nonBlank(200)),
    clientNumber: sealed('client', IdentityNumber),
    reporterName: sealed('reporter', nonBlank(200)),
  }),
);
const InvestigationDeclined = eventType(
  'InvestigationDeclined',
  closed('InvestigationDeclined', { client: SubjectRef, reasons: t.readonlyArray(closed('Reason', { code: oneOf('Code', ['unfounded', 'moved']), text: sealed('client', nonBlank(4000)) })) }),
);

const commands = {
  reportConcern: closed('ReportConcern', {
    ...reported,
    what: toSeal('client', nonBlank(4000)),
    clientName: toSeal('client', nonBlank(200)),
    clientNumber: toSeal('client', IdentityNumber),
    reporterName: toSeal('reporter', nonBlank(200)),
  }),
  decline: closed('Decline', { client: SubjectRef, reasons: t.readonlyArray(closed('ReasonTold', { code: oneOf('Code', ['unfounded', 'moved']), text: toSeal('client', nonBlank(4000)) })) }),
};

const types = { reportConcern: ConcernReported.type, decline: InvestigationDeclined.type } as const;

/** How many concerns, and how many were declined: counts need no keys. */
interface ConcernState {
  readonly reported: number;
  readonly declined: number;
}

const concernDecider: Decider<ConcernState, { readonly command: keyof typeof types; readonly data: unknown }> = {
  category: 'concern',
  commands,
  initial: { reported: 0, declined: 0 },
  evolve: (state, { type }) => (type === ConcernReported.type ? { ...state, reported: state.reported + 1 } : { ...state, declined: state.declined + 1 }),
  decide: (_state, { command, data }) => E.right([{ type: types[command], data }]),
};

export const catalogue: Catalogue = right(makeCatalogue([ConcernReported, InvestigationDeclined, ...confidentialityEventTypes]));

/** A register as a facade would put it together. */
export const registerOf = (store: EventStore, sealer: Sealer | null, clock: () => Instant): Register => ({
  store,
  catalogue,
  deciders: new Map([concernDecider, ...confidentialityDeciders].map((decider) => [decider.category, decider as Decider])),
  clock,
  sealer,
});

export const stateOf = (events: Executed['events']): ConcernState => events.reduce((state, event) => concernDecider.evolve(state, event), concernDecider.initial);

let count = 0;
/** Executes a command as a clerk would. */
export const tell = async (register: Register, stream: string, command: string, on: string, data: object, id = `c-${(count += 1)}`): Promise<E.Either<readonly ExecutionFailure[], Executed>> =>
  await execute(register)({ id, board, stream, command, on, actor: { role: 'handläggare', ref: 'h-17' }, data })();
