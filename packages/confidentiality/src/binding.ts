/** Which key store belongs to a board's register: recorded once, in the board's stream `keyStore-<uuid>`. */
import { swedishDay } from '@frist/calendar';
import { type Actor, type Board, closed, type CommandId, type Decider, eventType, execute, type ExecutionFailure, failure, type Failure, type NewFact, type ReadFailure, readStreamEvents, type RecordedOf, type Register, streamFor, type StreamName, Uuid } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';
import type * as t from 'io-ts';

import type { KeyStore } from './key-store';

/** From now on the sealed fields of the board are sealed with the keys of that key store. Never a key. */
export const KeyStoreBound = eventType('KeyStoreBound', closed('KeyStoreBound', { keyStore: Uuid }));

/** The stream in which a board's key store is recorded. */
export const keyStoreStream = (board: Board): StreamName => streamFor(board, 'keyStore', 'keys');

/** The id of the key store that a register is bound to, or null before the first. */
export type BoundKeyStore = string | null;

/** Command of the {@link keyStoreDecider}. */
export interface KeyStoreCommand {
  readonly command: 'bindKeyStore';
  readonly data: t.TypeOf<typeof KeyStoreBound.codec>;
}

const wrong = (expected: string, found: string): Failure<'WrongKeyStore'> =>
  failure('WrongKeyStore', 'confidentiality/key-store-of-register', 'keyStore', `the key store ${expected}, to which the register is bound`, found);

/** Decider of the streams `keyStore-…`: bound once, for a register whose keys are in two places loses one of them. */
export const keyStoreDecider: Decider<BoundKeyStore, KeyStoreCommand> = {
  category: 'keyStore',
  commands: { bindKeyStore: KeyStoreBound.codec },
  initial: null,
  evolve: (state, fact) => (fact.type === KeyStoreBound.type ? (state ?? (fact as RecordedOf<typeof KeyStoreBound>).data.keyStore) : state),
  decide: (state, { data }): E.Either<Failure<'WrongKeyStore'>, readonly NewFact[]> =>
    state === null ? E.right([{ type: KeyStoreBound.type, data }]) : E.left(wrong(state, data.keyStore)),
};

/** The id of the key store that a board's register is bound to, or null. */
export const boundKeyStore =
  ({ store, catalogue }: Pick<Register, 'store' | 'catalogue'>, board: Board): TaskEither<ReadFailure, BoundKeyStore> =>
  async () => {
    const events = await readStreamEvents(store, catalogue, keyStoreStream(board))();
    return E.isLeft(events) ? events : E.right(events.right.reduce<BoundKeyStore>((state, event) => keyStoreDecider.evolve(state, event), null));
  };

/** Why a key store is not the one: `WrongKeyStore`, or what kept it from being recorded. */
export type BindFailure = Failure<'WrongKeyStore'> | ReadFailure | ExecutionFailure;

/**
 * Binds a board's register to a key store, once; afterwards answers whether it is that one. To be called when a register is
 * opened with keys, before anything is sealed. On a store for reading only it compares and records nothing.
 *
 * @example bindKeyStore(register, keys)({ board, actor: { role: 'system', ref: 'frist' } })()
 */
export const bindKeyStore =
  (register: Register, keys: Pick<KeyStore, 'id'>) =>
  ({ board, actor }: { readonly board: Board; readonly actor: Actor }): TaskEither<readonly BindFailure[], void> =>
  async () => {
    const bound = await boundKeyStore(register, board)();
    if (E.isLeft(bound)) return E.left([bound.left]);
    if (bound.right !== null) return bound.right === keys.id ? E.right(undefined) : E.left([wrong(bound.right, keys.id)]);
    if (register.store.capabilities.readOnly) return E.right(undefined);
    const id = `bind/${keys.id}` as CommandId;
    const done = await execute(register)({ id, board, stream: keyStoreStream(board), command: 'bindKeyStore', on: swedishDay(register.clock()), actor, data: { keyStore: keys.id } })();
    return E.isLeft(done) ? done : E.right(undefined);
  };
