/**
 * What would have been accepted, in Swedish. The packages below say it in English, each where it refuses; a test reads those sentences
 * from the sources and finds each that has no Swedish here. The lists are loaded when something has been refused.
 */
import { createRequire } from 'node:module';

import type * as Core from './expects-sv-core';
import type * as Domains from './expects-sv-domains';
import type { Pattern } from './expects-sv-form';
import type * as Stores from './expects-sv-stores';

const load = createRequire(__filename);

/** Whole sentences first, then patterns in their order. */
interface Expectations {
  readonly whole: Readonly<Record<string, string>>;
  readonly patterns: readonly Pattern[];
}

const lists = (): readonly Expectations[] => [load('./expects-sv-domains') as typeof Domains, load('./expects-sv-core') as typeof Core, load('./expects-sv-stores') as typeof Stores];

const one = (expected: string): string => {
  for (const { whole, patterns } of lists()) {
    if (Object.hasOwn(whole, expected)) return whole[expected] as string;
    for (const [pattern, say] of patterns) {
      const found = pattern.exec(expected);
      if (found !== null) return say(found);
    }
  }
  return expected;
};

/** Translates one expectation, or several joined by ", or ". What nobody has put into Swedish stays as it is, for instance that of a domain of one's own. */
export const expectsSv = (expected: string): string => {
  const told = one(expected);
  return told !== expected || !expected.includes(', or ') ? told : expected.split(', or ').map(one).join(', eller ');
};
