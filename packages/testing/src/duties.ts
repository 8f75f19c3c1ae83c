/** The record about duties, in a form in which two can be compared: as it is, and as the facts entail it. */
import { compareFacts, contentKey, type Fact } from '@frist/event-sourcing';
import type { Entailed } from '@frist/obligations';

/** Facts about duties: by the duty's id, in folding order, each as one text of its day, type and data. Without the ids of the facts. */
export type Duties = Readonly<Record<string, readonly string[]>>;

type About = Pick<Fact, 'type' | 'data' | 'occurredOn'> & { readonly data: { readonly obligation: string; readonly cause?: string; readonly due?: unknown } };

/**
 * What stands on record about duties. A date that a correction moved stands with its duty, as if it had been told so at
 * once: that is how {@link dutiesEntailed} tells it.
 *
 * @param facts facts that stand, of one stream or several; others than those about duties are passed over
 * @example expect(dutiesOnRecord(factsOf(events))).toEqual(dutiesEntailed(entailedBy(state)))
 */
export const dutiesOnRecord = (facts: readonly Fact[]): Duties => {
  const about = [...facts].sort(compareFacts).filter(({ data }) => Object.hasOwn(data as object, 'obligation')) as unknown as readonly About[];
  const isMove = ({ type, data }: About): boolean => type === 'DueDateChanged' && data.cause === 'correction';
  const movedTo = new Map(about.filter(isMove).map(({ data }) => [data.obligation, data.due]));
  const inForce = (fact: About): About => (fact.type === 'ObligationIncurred' && movedTo.has(fact.data.obligation) ? { ...fact, data: { ...fact.data, due: movedTo.get(fact.data.obligation) } } : fact);
  return byDuty(about.filter((fact) => !isMove(fact)).map(inForce));
};

/**
 * What ought to stand on record about duties, as the facts of a stream entail it.
 *
 * @example dutiesEntailed(agreementDuties(state))
 */
export const dutiesEntailed = (entailed: readonly Entailed[]): Duties => byDuty(entailed as unknown as readonly About[]);

const byDuty = (facts: readonly About[]): Duties => {
  const found: Record<string, string[]> = {};
  for (const { type, occurredOn, data } of facts) (found[data.obligation] ??= []).push(`${occurredOn} ${contentKey(type, data)}`);
  return found;
};

/**
 * The same data with other days and numbers, for properties that correct what was told: the nth day `YYYY-MM-DD` in it becomes
 * the nth of `days`, the nth whole number the nth of `numbers`, round and round. Words, keys and references stay.
 *
 * @example saidOtherwise({ term: 'a', due: { day: '2025-01-31' } }, { days: ['2025-02-28'], numbers: [1] })
 */
export const saidOtherwise = <A>(data: A, { days, numbers }: { readonly days: readonly string[]; readonly numbers: readonly number[] }): A => {
  let [nthDay, nthNumber] = [0, 0];
  const other = (value: unknown): unknown => {
    if (typeof value === 'string') return /^\d{4}-\d\d-\d\d$/.test(value) ? (days[nthDay++ % days.length] ?? value) : value;
    if (typeof value === 'number') return Number.isSafeInteger(value) ? (numbers[nthNumber++ % numbers.length] ?? value) : value;
    if (Array.isArray(value)) return value.map(other);
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, other(one)])) : value;
  };
  return other(data) as A;
};
