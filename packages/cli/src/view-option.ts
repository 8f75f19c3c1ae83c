/** A view on the command line: `AS_OF`, or `AS_OF@KNOWN_AT`. */
import { type CivilDate, type Instant, parseCivilDate, parseKnownAt } from '@frist/calendar';
import * as E from 'fp-ts/Either';

import type { Words } from './messages';
import { optionSentence } from './option-text';

/** Both times that a view names. */
export interface NamedView {
  readonly asOf: CivilDate;
  readonly knownAt?: Instant;
}

/** The view, or everything that is wrong with it. */
export const viewOption = (option: '--from' | '--to', text: string, words: Words): E.Either<readonly string[], NamedView> => {
  const cut = text.indexOf('@');
  const asOf = parseCivilDate(cut === -1 ? text : text.slice(0, cut));
  const knownAt = cut === -1 ? null : parseKnownAt(text.slice(cut + 1));
  const problems = [asOf, knownAt].flatMap((part) => (part !== null && E.isLeft(part) ? [optionSentence(option, part.left, words)] : []));
  if (E.isLeft(asOf) || (knownAt !== null && E.isLeft(knownAt))) return E.left(problems);
  return E.right({ asOf: asOf.right, ...(knownAt === null ? {} : { knownAt: knownAt.right }) });
};
