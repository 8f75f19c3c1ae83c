/** What the compiler must know. The assertions are checked by `tsc`; at run time they only have to exist. */
import type * as t from 'io-ts';

import { closed, type ClosedOf, eventType, nonBlank, type NewFactOf, oneOf, type Reading, type RecordedOf, sealed, SubjectRef, toSeal, wholeNumber } from '../src';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <Claim extends true>(): Claim | null => null;

const Part = closed('Part', { amount: wholeNumber, kind: oneOf('Kind', ['a', 'b']) }, { note: nonBlank(10) });
const Told = eventType('Told', closed('Told', { client: SubjectRef, what: sealed('client', nonBlank(10)) }));
const tell = closed('tell', { client: SubjectRef, what: toSeal('client', nonBlank(10)) });

it('types follow from codecs', () => {
  holds<Same<t.TypeOf<typeof Part>, { readonly amount: number; readonly kind: 'a' | 'b'; readonly note?: string }>>();
  holds<Same<ClosedOf<{ a: typeof t.string }, Record<never, never>>, { readonly a: string }>>();
  holds<Same<RecordedOf<typeof Told>['data']['what'], Reading<string>>>();
  holds<Same<RecordedOf<typeof Told>['type'], 'Told'>>();
  holds<Same<NewFactOf<typeof Told>['data'], t.TypeOf<typeof Told.codec>>>();
  holds<Same<t.TypeOf<typeof tell>['what'], Reading<string>>>();
  // @ts-expect-error a record's fields are read only
  const change = (part: t.TypeOf<typeof Part>): number => (part.amount = 1);
  // @ts-expect-error a text is no reading
  const told: NewFactOf<typeof Told> = { type: 'Told', data: { client: '' as SubjectRef, what: 'plain' } };
  expect([typeof change, told.type, Part.name, Told.type, tell.name]).toEqual(['function', 'Told', 'Part', 'Told', 'tell']);
});
