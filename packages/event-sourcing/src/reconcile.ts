/** The plain way to bring consequences in line with a corrected fact. */
import * as E from 'fp-ts/Either';

import { canonicalJson } from './canonical';
import type { NewFact, Reconcile } from './decider';
import type { EventId, Fact } from './envelope';

/** Consequences that are the same stay; the others are retracted, and what is missing is recorded. None holds a sealed value, so they compare. */
export const retractAndRepeat: Reconcile = ({ recorded, now, correction, fact: cause }) => {
  const wanted = now.map((fact) => ({ fact, key: dated(fact.occurredOn ?? cause?.occurredOn, contentKey(fact.type, fact.data)) }));
  const gone: Fact[] = [];
  for (const fact of recorded) {
    const key = dated(fact.occurredOn, contentKey(fact.type, fact.data));
    const same = wanted.findIndex((candidate) => candidate.key === key);
    if (same === -1) gone.push(fact);
    else wanted.splice(same, 1);
  }
  return [...gone.map((fact) => retraction(fact.id, correction)), ...wanted.map(({ fact }) => fact)];
};

/** A consequence takes the day of its cause; when that has moved, it is no longer the same. */
const dated = (day: string | undefined, key: string): string => `${day ?? ''} ${key}`;

/** A retraction that follows from a correction. */
export const retraction = (corrects: EventId, correction: EventId): NewFact => ({
  type: 'FactRetracted',
  data: { corrects, reason: `follows from the correction ${correction}` },
  causedBy: correction,
});

/** Two consequences with the same key say the same. */
export const contentKey = (type: string, data: unknown): string => {
  const text = canonicalJson(data);
  return E.isRight(text) ? `${type} ${text.right}` : `${type} ?`;
};
