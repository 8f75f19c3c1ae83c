/** Figures that show a finding, in words. */
import { type DomainFinding, formatMoney } from '@frist/obligations';

import { dutyName } from '../messages/duty-names';
import { valueNamesOf } from '../messages/value-names';
import type { Context } from '../outcome';
import { clean } from './clean';

/** `angivet 455 210 kr; summa 455 209 kr`; empty where there are none. */
export const valuesText = ({ values = {}, counts = [] }: Pick<DomainFinding, 'values' | 'counts'>, { lang }: Context): string => {
  const names = valueNamesOf(lang);
  const told = (name: string, value: string | number): string => (typeof value === 'string' ? clean(name === 'duty' ? dutyName(value, lang) : value) : counts.includes(name) ? String(value) : formatMoney(value, lang));
  return Object.entries(values)
    .map(([name, value]) => `${names[name] ?? clean(name)} ${told(name, value)}`)
    .join('; ');
};
