/** The form of what the lists of Swedish expectations hold. */

/** A sentence with something filled in, and how it is said with that. */
export type Pattern = readonly [RegExp, (found: readonly string[]) => string];
