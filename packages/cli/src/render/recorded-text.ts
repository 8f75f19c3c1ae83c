/** Texts in what duties have recorded, said in the language of a reader. */
import { categoryOf, correctionTypes, type Fact } from '@frist/event-sourcing';
import { obligationFactTypes, type WordingPlace } from '@frist/obligations';
import { defaultDomains, sayAs } from 'frist';

import type { Context } from '../outcome';

const recordedByDuties: ReadonlySet<string> = new Set([...obligationFactTypes, ...correctionTypes].map(({ type }) => type));

const places: Readonly<Record<string, WordingPlace>> = {
  evidence: 'course', reason: 'course', part: 'course', remains: 'course',
  debtor: 'party', creditor: 'party', performedBy: 'party', grantedBy: 'party', power: 'party', by: 'party',
  'basis.reference': 'basis', 'due.text': 'due', 'instanceDue.text': 'due',
};

/**
 * How the texts of an event are shown, by their path. Only what a duty recorded of itself is said in other words: what one of
 * the causing facts holds word for word was told by somebody, and stays as it was told.
 */
export const recordedText = (event: Fact, causedBy: readonly Fact[], { domains = defaultDomains, lang }: Context): ((path: string, text: string) => string) => {
  if (causedBy.length === 0 || !recordedByDuties.has(event.type)) return (_, text) => text;
  const category = categoryOf(event.stream);
  const domain = domains.find(({ registers }) => registers.some(({ decider }) => decider.category === category));
  const say = sayAs(lang, domain?.name ?? '', domains);
  const told = new Set(causedBy.flatMap(({ data }) => textsIn(data)));
  return (path, text) => {
    const place = places[path];
    return place === undefined || told.has(text) ? text : say(place, text);
  };
};

const textsIn = (value: unknown): readonly string[] => (typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []);
