/** What was unsealed for a viewer, as a cell: any value a sealed field may hold. */
import type { Cell } from '@frist/obligations';

import { ownDecimals } from './numbers';

/** The same value as a cell that a renderer can write; of records, each field with its name. */
export const cellOfOpened = (value: unknown): Cell => {
  switch (typeof value) {
    case 'string':
      return { _tag: 'text', text: value };
    case 'number':
      return { _tag: 'number', value, decimals: ownDecimals(value) };
    case 'boolean':
      return { _tag: 'yes-no', value };
    case 'object':
      if (value === null) return { _tag: 'none' };
      if (Array.isArray(value)) return { _tag: 'several', cells: value.map(cellOfOpened) };
      return { _tag: 'several', cells: leavesOf(value as Readonly<Record<string, unknown>>, '').map((text): Cell => ({ _tag: 'text', text })) };
    default:
      return { _tag: 'none' };
  }
};

const leavesOf = (record: Readonly<Record<string, unknown>>, path: string): readonly string[] =>
  Object.entries(record).flatMap(([key, value]) => {
    const named = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'object' && value !== null) return leavesOf(value as Readonly<Record<string, unknown>>, named);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [`${named}: ${value}`] : [];
  });
