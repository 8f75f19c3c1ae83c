import { looksLikeIdentityNumber } from './identity-number';

/**
 * What every refusal in Frist looks like: a value, never an exception.
 *
 * Codes match on `_tag`, never on a class, so that two copies of a package still understand each other.
 * `value` is what was found, shortened; where it may concern a person it is left out.
 */
export interface Failure<Tag extends string = string> {
  readonly _tag: Tag;
  /** The rule that was broken, stable over versions, e.g. `event-sourcing/command-id-reused`. */
  readonly rule: string;
  /** Where: a path in the data, or the name of the argument. */
  readonly field: string;
  /** What was found there; absent when it is unknown or may be secret. */
  readonly value?: string;
  /** What would have been accepted, in words. */
  readonly expected: string;
}

/**
 * Builds a {@link Failure}.
 *
 * @example failure('EmptyAppend', 'event-sourcing/empty-append', 'events', 'at least one event')
 */
export const failure = <Tag extends string>(
  _tag: Tag,
  rule: string,
  field: string,
  expected: string,
  value?: string,
): Failure<Tag> => {
  const about = { _tag, rule, field: withoutIdentityNumber(field), expected };
  return value === undefined ? about : { ...about, value: withoutIdentityNumber(value) };
};

/** A failure travels into logs and outputs, where no identity number may go, wherever it was typed. */
const withoutIdentityNumber = (text: string): string => (looksLikeIdentityNumber(text) ? '(what looks like a personal identity number)' : text);

/** Shortens any value for an error; objects are named by their kind only, so nothing nested leaks. */
export const preview = (value: unknown): string => {
  if (typeof value === 'string') return value.length > 60 ? `${value.slice(0, 57)}...` : value;
  if (value === null || ['number', 'boolean', 'undefined'].includes(typeof value)) return String(value);
  return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
};
