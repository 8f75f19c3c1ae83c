/** How sure a rule, a date or a reading is. */
import * as t from 'io-ts';

/**
 * `V` read in the consolidated statute · `S` from the authority's own page · `I` interpretation · `U` not verified.
 * Shown wherever the value is shown.
 */
export type Confidence = 'V' | 'S' | 'I' | 'U';

/** The codec. */
export const Confidence: t.Type<Confidence, unknown, unknown> = t.keyof({ V: null, S: null, I: null, U: null }, 'Confidence');
