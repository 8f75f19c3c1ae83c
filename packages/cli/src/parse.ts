/**
 * Reads a well-formed command line from the table of commands. Whatever is not plainly well-formed (help, a mistake, a
 * rare form) is left to commander, which costs 12 ms to load and knows how to tell what is wrong.
 */
import type { Domain } from '@frist/obligations';

import { optionsOf } from './options-of';
import type { Raw } from './raw';
import { type CommandSpec, specs } from './spec';

/** A command line understood. */
export interface Parsed {
  readonly name: CommandSpec['name'];
  readonly args: readonly string[];
  readonly raw: Raw;
}

/**
 * The command line, or null when it is for commander to judge.
 *
 * @param domains where they are not the default ones: what reports take comes from them
 * @example parse(['check', '--as-of', '2020-02-15']) // { name: 'check', args: [], raw: { asOf: '2020-02-15' } }
 */
export const parse = (line: readonly string[], domains?: readonly Domain[]): Parsed | null => {
  const spec = specs.find(({ name }) => name === line[0]);
  if (spec === undefined) return null;
  const options = optionsOf(spec, domains);
  const args: string[] = [];
  const raw: Record<string, string | string[]> = {};
  const isValue = (text: string | undefined): text is string => text !== undefined && !text.startsWith('-');
  for (let i = 1; i < line.length; i += 1) {
    const word = line[i] ?? '';
    if (!word.startsWith('-')) {
      args.push(word);
      continue;
    }
    const cut = word.indexOf('=');
    const option = options.find(({ flag }) => flag === (cut === -1 ? word : word.slice(0, cut)));
    if (option === undefined) return null;
    if (option.many === true) {
      const values = [...((raw[option.key] as string[] | undefined) ?? [])];
      while (isValue(line[i + 1])) values.push(line[(i += 1)] ?? '');
      if (cut !== -1 || values.length === 0) return null;
      raw[option.key] = values;
      continue;
    }
    const value = cut === -1 ? line[(i += 1)] : word.slice(cut + 1);
    if (!isValue(value) || (option.choices !== undefined && !option.choices.includes(value))) return null;
    raw[option.key] = option.repeated === true ? [...((raw[option.key] as string[] | undefined) ?? []), value] : value;
  }
  const { argument } = spec;
  const enough =
    argument === undefined ? args.length === 0 : argument.many === true ? args.length > 0 : argument.optional === true ? args.length <= 1 : args.length === 1;
  if (argument?.choices !== undefined && args.some((arg) => argument.choices?.includes(arg) !== true)) return null;
  const complete = options.every(({ key, required }) => required !== true || raw[key] !== undefined);
  return enough && complete ? { name: spec.name, args, raw: raw as Raw } : null;
};
