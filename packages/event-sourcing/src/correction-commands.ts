/** The two commands that every stream takes: retract a fact, or correct it. */
import { CivilDate } from '@frist/calendar';
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';

import type { Catalogue } from './catalogue';
import { closed } from './codec/closed';
import { nonBlank } from './codec/values';
import { rootOf } from './corrections';
import type { NewFact, Refusal } from './decider';
import { EventId, type RecordedEvent } from './envelope';
import { failure } from './failure';
import { factsOf } from './view';

export const RetractFact = closed('retractFact', { fact: EventId, reason: nonBlank(2000) });

export const CorrectFact = closed(
  'correctFact',
  { fact: EventId, reason: nonBlank(2000) },
  /** At least one of them: the whole data that should have been recorded, or the day. */
  { data: t.UnknownRecord, occurredOn: CivilDate },
);

export const correctionCommands: Readonly<Record<string, t.Mixed>> = {
  retractFact: RetractFact,
  correctFact: CorrectFact,
};

/** What a correction is about: the fact it reaches in the end. */
export interface DecidedCorrection {
  readonly fact: NewFact;
  readonly root: RecordedEvent;
}

/**
 * Decides on a correction. Refused: a fact this stream does not hold, one that is retracted already, a correction
 * that changes nothing. Replacement data of the wrong form is refused when it is encoded, like any other.
 */
export const decideCorrection = (
  command: string,
  data: t.TypeOf<typeof RetractFact> | t.TypeOf<typeof CorrectFact>,
  events: readonly RecordedEvent[],
  catalogue: Catalogue,
): E.Either<Refusal, DecidedCorrection> => {
  const refuse = (tag: string, field: string, expected: string): E.Either<Refusal, never> =>
    E.left(failure(tag, `event-sourcing/${command}`, field, expected, data.fact));
  const target = events.find((event) => event.id === data.fact);
  const root = rootOf(data.fact, events);
  if (target === undefined || root === null) return refuse('UnknownFact', 'data.fact', 'the id of an event in this stream');
  const live = target === root ? factsOf(events).some((fact) => fact.id === root.id) : !events.some((event) => event.type === 'FactRetracted' && (event.data as { corrects: string }).corrects === target.id);
  if (!live) return refuse('AlreadyRetracted', 'data.fact', 'a fact that has not been retracted');
  if (command === 'retractFact') {
    return E.right({ root, fact: { type: 'FactRetracted', data: { corrects: data.fact, reason: data.reason } } });
  }
  const { data: replacement, occurredOn } = data as t.TypeOf<typeof CorrectFact>;
  if (replacement === undefined && occurredOn === undefined) return refuse('NothingCorrected', 'data', 'new data, a new day, or both');
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
