/** Figures that show a finding, in words. Every number in a finding is money, in öre. */
import { formatMoney } from '@frist/obligations';

import type { Context } from '../outcome';
import { clean } from './clean';

/** `angivet 455 210 kr; summa 455 209 kr`; empty where there are none. */
export const valuesText = (values: Readonly<Record<string, string | number>> | undefined, { words, lang }: Context): string =>
  Object.entries(values ?? {})
    .map(([name, value]) => `${words.values[name] ?? clean(name)} ${typeof value === 'number' ? formatMoney(value, lang) : clean(value)}`)
    .join('; ');
