/** Figures that show a finding, in words. Every number in a finding is money, in öre. */
import type { Context } from '../outcome';
import { clean } from './clean';
import { kronor } from './money-text';

/** `stated 455 210 kr; sum 455 209 kr`; empty where there are none. */
export const valuesText = (values: Readonly<Record<string, string | number>> | undefined, { words }: Context): string =>
  Object.entries(values ?? {})
    .map(([name, value]) => `${words.values[name] ?? clean(name)} ${typeof value === 'number' ? `${kronor(value)} kr` : clean(value)}`)
    .join('; ');
