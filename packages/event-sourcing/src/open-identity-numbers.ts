/** Personal identity numbers go into sealed fields and nowhere else: what would stand in the open is refused before it is recorded. */
import { isOpen, SealedReading } from './codec/sealed';
import type { CommandEnvelope } from './command';
import { type Failure, failure } from './failure';
import { looksLikeIdentityNumber } from './identity-number';

/** One refusal for each text of a command, outside of its sealed fields, that looks like an identity number. None repeats it. */
export const openIdentityNumbers = ({ source }: Pick<CommandEnvelope, 'source'>, data: unknown): readonly Failure<'InvalidData'>[] =>
  [...textsIn(data, 'data'), ...textsIn(source, 'source')].flatMap(([field, text]) =>
    looksLikeIdentityNumber(text) ? [failure('InvalidData', 'event-sourcing/no-identity-number', field, 'a text without what looks like a personal identity number: only sealed fields may hold one')] : []);

const textsIn = (value: unknown, path: string): readonly (readonly [path: string, text: string])[] => {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null || isOpen(value) || ('_tag' in value && SealedReading.is(value))) return [];
  return Array.isArray(value) ? value.flatMap((item, i) => textsIn(item, `${path}[${i}]`)) : Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${path}.${key}`));
};
