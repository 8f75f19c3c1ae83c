/** Random histories of one grant, told out of order, corrected and retracted; and a small model of what must stand. */
import type { CivilDate } from '@frist/calendar';
import { addDays } from '@frist/calendar';
import fc from 'fast-check';

import { agency, ca, day, dueDay, type GrantBook, grantBook, right } from './support';

type Told = number | { readonly _tag: 'approximate'; readonly ore: number };

/** One thing that happens: what, on which day, how much, of which tranche or part. */
export interface Happening {
  readonly what: 'claim' | 'reject' | 'receipt' | 'use' | 'transfer' | 'repay' | 'waive' | 'submit';
  readonly on: CivilDate;
  readonly amount: Told;
  readonly scope: { readonly tranche?: string; readonly part?: string };
}

/** Tell something, or correct or retract something told before. */
export type Deed = { readonly tell: Happening } | { readonly correct: number; readonly to: { readonly on?: CivilDate; readonly amount?: Told } } | { readonly retract: number };

export const someDay = fc.integer({ min: 0, max: 500 }).map((days) => right(addDays(day('2019-01-02'), days)));
const someAmount: fc.Arbitrary<Told> = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(100, 200, 300, 500) }, { weight: 1, arbitrary: fc.constant(ca(200)) });
const someScope = fc.constantFrom<Happening['scope']>({}, {}, { tranche: 'first' }, { tranche: 'second' }, { part: 'care' });

export const someHappening: fc.Arbitrary<Happening> = fc.record({
  what: fc.constantFrom('claim', 'claim', 'reject', 'receipt', 'receipt', 'use', 'use', 'transfer', 'repay', 'waive', 'submit'),
  on: someDay,
  amount: someAmount,
  scope: someScope,
});

export const someDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: someHappening.map((tell) => ({ tell })) },
  { weight: 1, arbitrary: fc.record({ correct: fc.nat(20), to: fc.record({ on: someDay, amount: someAmount }, { requiredKeys: [] }).filter((to) => to.on !== undefined || to.amount !== undefined) }) },
  { weight: 1, arbitrary: fc.nat(20).map((retract) => ({ retract })) },
);

const commands: Readonly<Record<Happening['what'], (h: Happening) => readonly [string, Readonly<Record<string, unknown>>]>> = {
  claim: ({ amount, scope }) => ['submitClaim', { amount, ...scope }],
  reject: () => ['rejectClaim', { reason: 'late' }],
  receipt: ({ amount, scope }) => ['recordReceipt', { amount, ...scope }],
  use: ({ amount, scope }) => ['recordUse', { activity: 'course', name: 'Course', lines: [{ amount, ...scope }] }],
  transfer: ({ amount }) => ['transferOnward', { to: 'county', amount, share: 'county' }],
  repay: ({ amount, scope }) => ['repay', { amount, ...scope }],
  waive: ({ amount }) => ['waiveRepayment', { by: 'Funder', reason: 'special reasons', amount }],
  submit: () => ['submitReport', { report: 'account', evidence: 'receipt' }],
};

export const periodEnds = day('2019-12-31');

/** A grant with every kind of term, told before anything happens. */
export const grantWithTerms = async (): Promise<GrantBook> => {
  const grant = await grantBook();
  await grant.tell('2019-01-01', 'addTranche', { tranche: 'first', diaryNumbers: ['SN/2019:1'] });
  await grant.tell('2019-01-01', 'addTranche', { tranche: 'second' });
  await grant.tell('2019-01-01', 'addPart', { part: 'care', name: 'Care', tranche: 'first', total: 500 });
  await grant.tell('2019-01-01', 'setClaimDeadline', { due: dueDay('2019-06-01') });
  await grant.tell('2019-01-01', 'setUsePeriod', { from: '2019-01-01', until: periodEnds, basis: agency });
  await grant.tell('2019-01-01', 'setRepaymentTerms', { force: 'must', due: dueDay('2020-03-31') });
  await grant.tell('2019-01-01', 'requireReport', { report: 'account', recipient: 'Funder', due: dueDay('2020-02-28'), tranches: ['first'], boardApproval: true });
  await grant.tell('2019-01-01', 'setOnwardShare', { share: 'county', to: 'county', percent: 4, basis: agency });
  await grant.tell('2019-01-01', 'setCounterPerformance', { condition: 'plan', what: 'a plan', basis: agency });
  return grant;
};

/** Does deeds in the order given. Returns what stands in the end, each happening with the place it was told in. */
export const carryOut = async (grant: GrantBook, deeds: readonly Deed[], after: () => Promise<void> = async () => {}): Promise<readonly Happening[]> => {
  const told: { readonly id: string; happening: Happening | null }[] = [];
  const standing = (n: number) => told.filter(({ happening }) => happening !== null)[n % Math.max(1, told.filter(({ happening }) => happening !== null).length)];
  for (const deed of deeds) {
    if ('tell' in deed) {
      const [command, data] = commands[deed.tell.what](deed.tell);
      told.push({ id: await grant.tell(deed.tell.on, command, data), happening: deed.tell });
    } else if ('correct' in deed) {
      const one = standing(deed.correct);
      if (one?.happening === null || one === undefined) continue;
      one.happening = { ...one.happening, ...deed.to };
      await grant.correct(one.id, { ...(deed.to.on === undefined ? {} : { occurredOn: deed.to.on }), data: commands[one.happening.what](one.happening)[1] });
    } else {
      const one = standing(deed.retract);
      if (one?.happening === null || one === undefined) continue;
      one.happening = null;
      await grant.retract(one.id);
    }
    await after();
  }
  return told.flatMap(({ happening }) => happening ?? []);
};

/** In folding order: by day, then as told. */
export const inOrder = (happenings: readonly Happening[], asOf: CivilDate): readonly Happening[] =>
  happenings.map((happening, n) => ({ happening, n })).filter(({ happening }) => happening.on <= asOf).sort((a, b) => (a.happening.on === b.happening.on ? a.n - b.n : a.happening.on < b.happening.on ? -1 : 1)).map(({ happening }) => happening);

/** What must stand as of a day. */
export interface Model {
  readonly received: number | null;
  readonly used: number | null;
  readonly repaid: number | null;
  readonly receivedFirst: number | null;
  /** Whether anything is owed back under the terms. */
  readonly owesBack: boolean;
  readonly account: 'conditional' | 'owed' | 'dropped';
}

export const modelOf = (happenings: readonly Happening[], asOf: CivilDate): Model => {
  const known = inOrder(happenings, asOf);
  const of = (what: Happening['what']) => known.filter((each) => each.what === what);
  const sum = (all: readonly Happening[]): number => all.reduce((total, { amount }) => total + (typeof amount === 'number' ? amount : NaN), 0);
  const exact = (total: number): number | null => (Number.isNaN(total) ? null : total);
  const within = of('use').filter(({ on }) => on <= periodEnds);
  const left = sum(of('receipt')) - sum(of('transfer')) - sum(within);
  const repaid = sum(of('repay'));
  const afterRepaying = left - repaid < 0 ? Math.min(left, 0) : left - repaid;
  const owed = afterRepaying - sum(of('waive'));

  const reaches = ({ scope }: Happening): boolean => scope.tranche !== 'second';
  const lastReject = known.map(({ what }) => what).lastIndexOf('reject');
  const callsFor = known.some((each, n) => reaches(each) && (each.what === 'receipt' || (each.what === 'claim' && n > lastReject)));
  const wantedAgain = known.some(({ what }, n) => n > lastReject && (what === 'claim' || what === 'receipt'));
  return {
    received: exact(sum(of('receipt'))),
    used: exact(sum(of('use'))),
    repaid: exact(repaid),
    receivedFirst: exact(sum(of('receipt').filter(({ scope }) => scope.tranche === 'first' || scope.part === 'care'))),
    owesBack: of('receipt').length > 0 && !(owed <= 0),
    account: callsFor ? 'owed' : lastReject >= 0 && !wantedAgain ? 'dropped' : 'conditional',
  };
};
