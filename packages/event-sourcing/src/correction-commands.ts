/** The two commands that every stream takes: retract a fact, or correct it. */
import { CivilDate } from '@frist/calendar';
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import type { Catalogue } from './catalogue';
import { asWritten } from './codec/as-written';
import { closed } from './codec/closed';
import { decodeWith, type InvalidData } from './codec/explain';
import { anyObject, nonBlank } from './codec/values';
import { isRetracted, rootOf } from './corrections';
import type { NewFact, Refusal } from './decider';
import { EventId, type RecordedEvent } from './envelope';
import { type Failure, failure } from './failure';

/** Data of the command `retractFact`: the fact was recorded in error. */
export const RetractFact = closed('retractFact', { fact: EventId, reason: nonBlank(2000) });

/** Data of the command `correctFact`. `data` is the whole data that should have been recorded, `occurredOn` the day. */
export const CorrectFact = closed(
  'correctFact',
  { fact: EventId, reason: nonBlank(2000) },
  /** At least one of them: the whole data that should have been recorded, or the day. */
  { data: anyObject, occurredOn: CivilDate },
);

/** Codecs of the commands that every stream takes besides its own, by name. */
export const correctionCommands: Readonly<Record<string, t.Mixed>> = {
  retractFact: RetractFact,
  correctFact: CorrectFact,
};

/**
 * Why a fact about a person is corrected, in a word: it was never so; the day, the value or the person was wrong; it was told
 * twice; a paper tells otherwise; the person or a court had it corrected.
 */
export const correctionReasons = ['not-so', 'wrong-day', 'wrong-value', 'wrong-person', 'told-twice', 'paper-tells-otherwise', 'corrected-on-request'] as const;

/** Whether a reason may stand in a stream that is about persons. */
export const isCorrectionReason = (reason: string): boolean => (correctionReasons as readonly string[]).includes(reason);

/** A fact is never later than the Swedish day on which it is recorded. */
export const inTheFuture = (field: string, day: CivilDate, today: CivilDate): Failure<'FactInTheFuture'> =>
  failure('FactInTheFuture', 'event-sourcing/not-in-the-future', field, `a day not after ${today}: plans are data, not facts`, day);

/** Replacement data as it came in: its codec, and the data decoded, with open readings where the fact has sealed fields. */
export interface Replacement {
  readonly codec: t.Mixed;
  readonly data: unknown;
}

/** Reads the replacement data of a `correctFact` with the codec of the fact it is about; null when there is none to read. */
export const decodeReplacement = (
  data: t.TypeOf<typeof CorrectFact>,
  events: readonly RecordedEvent[],
  catalogue: Catalogue,
): E.Either<readonly InvalidData[], Replacement | null> => {
  const root = rootOf(data.fact, events);
  const type = root === null ? undefined : catalogue.types.get(root.type);
  if (data.data === undefined || type === undefined) return E.right(null);
  const codec = asWritten(type.codec);
  const decoded: E.Either<readonly InvalidData[], unknown> = decodeWith(codec, data.data, 'data.data');
  return E.isLeft(decoded) ? decoded : E.right({ codec, data: decoded.right });
};

/** What a correction is about: the fact it reaches in the end. */
export interface DecidedCorrection {
  readonly fact: NewFact;
  readonly root: RecordedEvent;
}

/**
 * Decides on a correction. Refused: a fact this stream does not hold, one that is retracted already, a correction
 * that changes nothing, a day in the future. Replacement data has been through {@link decodeReplacement}.
 */
export const decideCorrection = (
  command: string,
  data: t.TypeOf<typeof RetractFact> | t.TypeOf<typeof CorrectFact>,
  events: readonly RecordedEvent[],
  catalogue: Catalogue,
  today: CivilDate,
): E.Either<Refusal, DecidedCorrection> => {
  const refuse = (tag: string, field: string, expected: string): E.Either<Refusal, never> =>
    E.left(failure(tag, `event-sourcing/${command}`, field, expected, data.fact));
  const target = events.find((event) => event.id === data.fact);
  const root = rootOf(data.fact, events);
  if (target === undefined || root === null) return refuse('UnknownFact', 'data.fact', 'the id of an event in this stream');
  if (isRetracted(target.id, events)) return refuse('AlreadyRetracted', 'data.fact', 'a fact that has not been retracted');
  if (command === 'retractFact') {
    return E.right({ root, fact: { type: 'FactRetracted', data: { corrects: data.fact, reason: data.reason } } });
  }
  const { data: replacement, occurredOn } = data as t.TypeOf<typeof CorrectFact>;
  if (replacement === undefined && occurredOn === undefined) return refuse('NothingCorrected', 'data', 'new data, a new day, or both');
  if (occurredOn !== undefined && occurredOn > today) return E.left(inTheFuture('data.occurredOn', occurredOn, today));
  return E.right({
    root,
    fact: {
      type: 'FactCorrected',
      data: {
        corrects: data.fact,
        reason: data.reason,
        correctedType: root.type,
        correctedVersion: catalogue.types.get(root.type)?.version ?? root.schemaVersion,
        ...(replacement === undefined ? {} : { data: replacement }),
        ...(occurredOn === undefined ? {} : { occurredOn }),
      },
    },
  });
};
