/** Unsealing: the one way from a box to what is in it. Recorded first, shown then. */
import { randomUUID } from 'node:crypto';

import { swedishDay } from '@frist/calendar';
import { type CommandId, decodeWith, execute, type ExecutionFailure, failure, type Failure, type Reading, type ReadFailure, type Register, type SealContext, sealContextsOf, type SealedReading, type SealFailure, type StreamName, type SubjectRef } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import { AccessPurpose, accessStreamOf, maxListedFields } from './access';
import { maySee, type RoleFor, roleForStream, type Viewer } from './viewer';

/** What somebody asks to see. */
export interface UnsealRequest {
  readonly stream: StreamName;
  /** Boxes as they were read, or all of the stream. */
  readonly boxes: readonly Pick<SealedReading, 'box'>[] | 'all';
  readonly viewer: Viewer;
  readonly why: { readonly reason: string; readonly reference?: string };
  /** Default: {@link roleForStream}. */
  readonly roleFor?: RoleFor;
}

/** A box that was found, and what it reads as: `open`, `sealed` where the key is not held, `disposed`; or that it is broken. */
export interface Unsealed {
  readonly box: string;
  readonly event: SealContext['id'];
  readonly field: string;
  readonly subject: SubjectRef;
  readonly reading: Reading<unknown> | { readonly _tag: 'broken'; readonly failure: SealFailure };
}

/**
 * Why nothing was shown. `AccessDenied`: the viewer has not the role. `AccessNotRecorded`: the store is for reading only, so
 * who has looked could not be recorded. `NothingSealed`: no such box in the stream. Else what kept it from being recorded.
 */
export type UnsealFailure = Failure<'AccessDenied' | 'AccessNotRecorded' | 'NothingSealed' | 'NoSealer'> | ReadFailure | ExecutionFailure;

const refuse = (tag: 'AccessDenied' | 'AccessNotRecorded' | 'NothingSealed' | 'NoSealer', field: string, expected: string, value?: string): E.Either<readonly UnsealFailure[], never> =>
  E.left([failure(tag, 'confidentiality/unseal', field, expected, value)]);

/**
 * Opens boxes of a stream for somebody who may see them. That they look, at what and why is recorded in `access-…` before
 * anything is opened; when it cannot be recorded, nothing is.
 *
 * @example unseal(register)({ stream, boxes: [event.data.reason], viewer, why: { reason: 'handling', reference: 'SN 2026:12' } })()
 */
export const unseal =
  (register: Register) =>
  ({ stream, boxes, viewer, why, roleFor = roleForStream }: UnsealRequest): TaskEither<readonly UnsealFailure[], readonly Unsealed[]> =>
  async () => {
    const { store, sealer } = register;
    const role = roleFor(stream);
    if (!maySee(viewer, role)) return refuse('AccessDenied', 'viewer', `a viewer with the role ${role}`, viewer.actor.role);
    if (sealer === null) return refuse('NoSealer', 'sealer', 'a register opened with its keys');
    if (store.capabilities.readOnly) return refuse('AccessNotRecorded', 'store', 'a store that can be written to: who looks is recorded first');
    const purpose = decodeWith(AccessPurpose, why, 'why');
    if (E.isLeft(purpose)) return E.left(purpose.left.map(({ _tag, rule, field, expected }) => failure(_tag, rule, field, expected)));
    const contexts = await sealContextsOf(store, stream)();
    if (E.isLeft(contexts)) return E.left([contexts.left]);
    const asked = boxes === 'all' ? [...contexts.right.keys()] : [...new Set(boxes.map(({ box }) => box))];
    const places: { readonly box: string; readonly context: SealContext }[] = [];
    for (const box of asked) {
      const context = contexts.right.get(box);
      if (context === undefined) return refuse('NothingSealed', 'boxes', 'boxes that stand in this stream', stream);
      places.push({ box, context });
    }
    const [first] = places;
    if (first === undefined) return refuse('NothingSealed', 'boxes', 'a stream that holds something sealed', stream);
    const { board } = first.context;
    const recorded = await execute(register)({
      id: `access/${randomUUID()}` as CommandId,
      board,
      stream: accessStreamOf(board, stream),
      command: 'grantAccess',
      on: swedishDay(register.clock()),
      actor: viewer.actor,
      data: {
        of: stream,
        role,
        why: purpose.right,
        subjects: [...new Set(places.map(({ context }) => context.subject))].sort(),
        boxes: places.length,
        ...(places.length > maxListedFields ? {} : { fields: places.map(({ context }) => ({ event: context.id, field: context.field })) }),
      },
    })();
    if (E.isLeft(recorded)) return recorded;
    return E.right(
      places.map(({ box, context }) => {
        const opened = sealer.unseal({ _tag: 'sealed', subject: context.subject, box }, context);
        return { box, event: context.id, field: context.field, subject: context.subject, reading: E.isLeft(opened) ? { _tag: 'broken', failure: opened.left } : parsed(opened.right, context.field) };
      }),
    );
  };

/** What was sealed is canonical JSON, by the encoder's own hand; a sealer of a host may hand over something else. */
const parsed = (reading: Reading<string>, field: string): Unsealed['reading'] => {
  if (reading._tag !== 'open') return reading;
  try {
    return { _tag: 'open', value: JSON.parse(reading.value) as unknown };
  } catch {
    return { _tag: 'broken', failure: failure('SealBroken', 'confidentiality/sealed-value', field, 'JSON') };
  }
};
