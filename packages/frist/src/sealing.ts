/**
 * A register that seals and opens. Loaded, and the survey behind it read, when something is first written with keys, opened
 * or to be disposed of: who only reads pays for nothing of it.
 */
import { swedishDay } from '@frist/calendar';
import { bindKeyStore, boundKeyStore, carryOutDisposal, disposalDue, type KeyStore, openSurvey, type RoleFor, sealerFrom, type Survey, unseal, type ViewerRole } from '@frist/confidentiality';
import { type Actor, Board, type EventId, execute, type ExecutionFailure, type Failure, failure, overlayStore, type ReadFailure, type Register, sealContextsOf, type Sealer, type StreamName } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { Assembly } from './assembly';
import type { Frist } from './frist';
import { type Gate, journalImporter } from './import-journal';
import { deniedRole } from './may-see';
import type { Disposals, OpenedField, UnsealQuery, UnsealQueryFailure } from './sealing-types';
import { findSubject } from './subject';
import type { Views } from './views';

/** With what a register seals. */
export interface SealingOptions {
  readonly keys: KeyStore | null;
  /** The host's own, which then seals in place of the keys. */
  readonly sealer: Sealer | null;
}

/** What the facade does with keys. */
export interface Sealing extends Pick<Frist, 'execute' | 'importJournal' | 'unseal'> {
  readonly disposal: Disposals;
  /** The register with its sealer, for what Frist itself records. */
  readonly register: () => Promise<E.Either<ReadFailure, Register>>;
  /** Whether the keys are those of a board's register: before anybody is recorded as having looked. */
  readonly fits: Gate['check'];
}

const frist: Actor = { role: 'system', ref: 'frist' as Actor['ref'] };

/** Which role a box needs: that of its stream, and never none. */
export const roleForBoxes = ({ roleOf }: Pick<Assembly, 'roleOf'>): RoleFor => (stream) => (roleOf(stream) ?? 'person-data') as ViewerRole;

/** @param base the register as commands from outside reach it, without a sealer */
export const sealingOf = (base: Register, assembly: Assembly, views: Views, { keys, sealer: given }: SealingOptions): Sealing => {
  const source = { store: base.store, catalogue: base.catalogue };
  const own: Register = { ...base, deciders: assembly.ownDeciders };

  interface Opened {
    readonly survey: Survey;
    readonly sealer: Sealer | null;
  }
  let opened: Opened | null = null;
  const open = async (): Promise<E.Either<ReadFailure, Opened>> => {
    if (opened !== null) return E.right(opened);
    const survey = await openSurvey(base.store)();
    if (E.isLeft(survey)) return survey;
    opened = { survey: survey.right, sealer: given ?? (keys === null ? null : sealerFrom(keys, survey.right)) };
    return E.right(opened);
  };

  const bound = new Set<Board>();
  const gate: Gate = {
    check: (board) => async () => {
      if (keys === null || bound.has(board)) return E.right(undefined);
      const there = await boundKeyStore(source, board)();
      if (E.isLeft(there)) return there;
      if (there.right !== null && there.right !== keys.id) return E.left(wrongKeys(there.right, keys.id));
      if (there.right !== null) bound.add(board);
      return E.right(undefined);
    },
    bind: (board) => async () => {
      if (keys === null || bound.has(board)) return E.right(undefined);
      const done = await bindKeyStore(own, keys)({ board, actor: frist })();
      if (E.isLeft(done)) return E.left((done.left[0] ?? wrongKeys('', keys.id)) as ExecutionFailure);
      bound.add(board);
      return E.right(undefined);
    },
  };

  const ran = (input: unknown): ReturnType<Frist['execute']> => async () => {
    const ready = await open();
    if (E.isLeft(ready)) return E.left([ready.left]);
    const register = { ...base, sealer: ready.right.sealer };
    const board = typeof input === 'object' && input !== null && 'board' in input ? input.board : undefined;
    if (keys !== null && Board.is(board)) {
      const fits = await gate.check(board)();
      if (E.isLeft(fits)) return E.left([fits.left]);
      if (!bound.has(board)) {
        // A command that is refused records nothing, the binding of the keys neither.
        const rehearsed = await execute({ ...register, store: overlayStore(base.store, base.clock) })(input)();
        if (E.isLeft(rehearsed)) return rehearsed;
        const done = await gate.bind(board)();
        if (E.isLeft(done)) return E.left([done.left]);
      }
    }
    return execute(register)(input)();
  };

  const ownRegister = async (): Promise<E.Either<ReadFailure, Register>> => {
    const ready = await open();
    if (E.isLeft(ready)) return ready;
    const fresh = await ready.right.survey.refresh()();
    return E.isLeft(fresh) ? fresh : E.right({ ...own, sealer: ready.right.sealer });
  };

  const unsealed = ({ id, boxes = 'all', viewer, why }: UnsealQuery): TaskEither<readonly UnsealQueryFailure[], readonly OpenedField[]> => async () => {
    const found = await findSubject(source, assembly, views, id, {});
    if (E.isLeft(found)) return E.left([found.left]);
    const roleFor = roleForBoxes(assembly);
    const histories = found.right.own;
    const streams = histories.flatMap(({ events }) => events.slice(0, 1));
    // Of several streams all or none.
    for (const { stream } of streams) {
      const denied = deniedRole(viewer, roleFor(stream));
      if (denied !== null) return E.left([denied]);
    }
    const register = await ownRegister();
    if (E.isLeft(register)) return E.left([register.left]);
    const shown: OpenedField[] = [];
    for (const { stream, board } of streams) {
      const fits = await gate.check(board)();
      if (E.isLeft(fits)) return E.left([fits.left]);
      const asked = await boxesIn(register.right, stream, boxes, found.right.is.kind === 'event' ? found.right.is.event.id : null);
      if (E.isLeft(asked)) return E.left([asked.left]);
      if (streams.length > 1 && asked.right.length === 0) continue;
      const answer = await unseal(register.right)({ stream, boxes: asked.right, viewer, why, roleFor })();
      if (E.isLeft(answer)) return answer;
      shown.push(...answer.right.map((field) => ({ ...field, stream })));
    }
    return E.right(shown);
  };

  const disposal: Disposals = {
    due: ({ board, asOf = swedishDay(base.clock()), ...terms } = {}) => async () => {
      const ready = await open();
      if (E.isLeft(ready)) return ready;
      const entries = await disposalDue(source, ready.right.survey, keys, { asOf, ...terms, ...(board === undefined ? {} : { board }) })();
      return E.isLeft(entries) ? entries : E.right({ asOf, entries: entries.right });
    },
    carryOut: (order) => async () => {
      if (keys === null) return E.left([failure('NoSealer', 'frist/disposal', 'keys', 'a register opened with its keys')]);
      const fits = await gate.check(order.board)();
      if (E.isLeft(fits)) return E.left([fits.left]);
      const ready = await open();
      if (E.isLeft(ready)) return E.left([ready.left]);
      return carryOutDisposal({ ...own, sealer: ready.right.sealer }, keys, ready.right.survey)({ asOf: swedishDay(base.clock()), ...order })();
    },
  };

  return {
    execute: ran,
    importJournal: (lines, progress, options) => async () => {
      const ready = await open();
      if (E.isLeft(ready)) return E.left([{ file: lines[0]?.file ?? '', line: null, id: null, reason: ready.left }]);
      return journalImporter({ ...base, sealer: ready.right.sealer }, keys === null ? undefined : gate)(lines, progress, options)();
    },
    unseal: unsealed,
    disposal,
    register: ownRegister,
    fits: gate.check,
  };
};

const wrongKeys = (expected: string, found: string): Failure<'WrongKeyStore'> =>
  failure('WrongKeyStore', 'confidentiality/key-store-of-register', 'keyStore', `the key store ${expected}, to which the register is bound`, found);

/** Those asked for that stand in a stream, or in one event of it. */
const boxesIn = async ({ store }: Register, stream: StreamName, asked: NonNullable<UnsealQuery['boxes']>, event: EventId | null): Promise<E.Either<ReadFailure, readonly { readonly box: string }[]>> => {
  const contexts = await sealContextsOf(store, stream)();
  if (E.isLeft(contexts)) return contexts;
  const there = [...contexts.right].filter(([, { id }]) => event === null || id === event).map(([box]) => box);
  return E.right((asked === 'all' ? there : asked.map(({ box }) => box)).map((box) => ({ box })));
};
