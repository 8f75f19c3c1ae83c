/** Values as papers tell them, as every domain reads them. */
import { datesToldIn } from '@frist/obligations';

/**
 * Resolves a date as told, once, when the fact is recorded. Errors: `UnclearDate`. Basis: lag (1930:173) 2 §.
 *
 * @example dueFromTold({ basis, text: 'the end of the year', year: 2025 }, { from, contractYearStart }) // Right: 2025-12-31 or 2026-02-28
 */
export const dueFromTold = datesToldIn('agreements');
