/** Values as papers tell them, as every domain reads them; where something was decided. */
import type { CivilDate } from '@frist/calendar';
import { datesToldIn, type Due, type Reference, referenceText, type ToldDate, type UnclearDate } from '@frist/obligations';
import type { Either } from 'fp-ts/Either';

export { happenedBetween, Key, type KeyBrand, ToldAmount, ToldDate, type UnclearDate } from '@frist/obligations';

const read = datesToldIn('grants');

/**
 * Resolves a date as told, once, when the fact is recorded. Errors: `UnclearDate`. Basis: lag (1930:173) 2 §.
 *
 * @param from the day the date was told, from which "as soon as possible" runs
 * @example dueFromTold({ basis, text: 'before 1 October', year: 2019 }, told) // Right: fuzzy, 2019-09-30
 */
export const dueFromTold = (told: ToldDate, from: CivilDate): Either<UnclearDate, Due> => read(told, { from });

/** Where something was decided, in words: those of the paper, otherwise what the reference names. */
export const decisionText = ({ decision, decisionReference }: { readonly decision?: string; readonly decisionReference?: Reference }): string | undefined =>
  decision ?? (decisionReference === undefined ? undefined : referenceText(decisionReference));
