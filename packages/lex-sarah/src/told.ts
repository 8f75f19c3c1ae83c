/** Small values that several streams tell: short names, days as told, texts about somebody. */
import { CivilDate, type FuzzyDate, parseFuzzyDate } from '@frist/calendar';
import { closed, eventType, type EventType, nonBlank, type Reading, sealed, toSeal, wholeNumber } from '@frist/event-sourcing';
import { type Due, dueOn } from '@frist/obligations';
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';

export { at, Key, type KeyBrand } from '@frist/obligations';

/** A number or sign as papers write it, e.g. `1361`. It may repeat: a label, never a key. */
export const Label = nonBlank(40);

/** A unit, an area, a role, a sort of event: words of the organisation, never about a person. */
export const Name = nonBlank(120);

/** Text about a person: always sealed. */
export const Telling = nonBlank(8000);

/** A day as decided, or words such as "after the summer" with the year that they leave out. */
export const ToldDay = t.union([CivilDate, closed('DayInWords', { text: nonBlank(200) }, { year: wholeNumber })], 'ToldDay');
/** See the codec. */
export type ToldDay = t.TypeOf<typeof ToldDay>;

const fuzzyOf = (told: Exclude<ToldDay, string>): FuzzyDate | null => {
  const fuzzy = parseFuzzyDate(told.text, told.year === undefined ? {} : { year: told.year });
  return E.isRight(fuzzy) ? fuzzy.right : null;
};

/** When something decided is due; null when the words cannot be read. A day of one's own decision does not roll. */
export const dueFromTold = (told: ToldDay): Due | null => {
  if (typeof told !== 'string') {
    const fuzzy = fuzzyOf(told);
    return fuzzy === null ? null : { kind: 'fuzzy', basis: 'decision', fuzzy };
  }
  const due = dueOn(told, 'decision');
  return E.isRight(due) ? due.right : null;
};

/** The last day on which it is certainly in time; null when the words cannot be read. */
export const lastDayTold = (told: ToldDay): CivilDate | null => (typeof told === 'string' ? told : (fuzzyOf(told)?.latest ?? null));

/** The word for a field about a person: `sealed` in an event, `toSeal` in the command that records it. */
export type Seal = <A>(role: string, inner: t.Type<A, unknown>) => t.Type<Reading<A>, unknown>;

/** A type of event, and the codec of the command that records it: the same content, sealed in the one and plain in the other. */
export interface FactType<Type extends string, Data> {
  readonly event: EventType<Type, Data>;
  readonly command: t.Type<Data, unknown>;
}

/**
 * Declares both at once.
 *
 * @example factType('LexSarahReported', (seal) => closed('LexSarahReported', { client: SubjectRef, what: seal('client', Telling) }))
 */
export const factType = <Type extends string, Data>(type: Type, data: (seal: Seal) => t.Type<Data, unknown>): FactType<Type, Data> => ({
  event: eventType(type, data(sealed)),
  command: data(toSeal),
});
