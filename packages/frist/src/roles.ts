/** Which role what a stream tells is for. */
import { categoryOf, type StreamName } from '@frist/event-sourcing';

/** What is on record about the keeping and the seeing of one person's data. */
const aboutOnePerson = [{ category: 'subject', requires: 'person-data' }, { category: 'access', requires: 'person-data' }];

/** The role that a stream asks for, by its category. */
export const roleByCategory = (registers: readonly { readonly category: string; readonly requires?: string }[]): ((stream: StreamName) => string | null) => {
  const roles = new Map([...aboutOnePerson, ...registers].flatMap(({ category, requires }): readonly (readonly [string, string])[] => (requires === undefined ? [] : [[category, requires]])));
  return (stream) => roles.get(categoryOf(stream)) ?? null;
};
