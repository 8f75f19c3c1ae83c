/** The standing duty to tell staff, over random histories: told late, moved, said otherwise, taken back. */
import { factsOf, fold } from '@frist/event-sourcing';
import { dutiesEntailed, dutiesOnRecord, saidOtherwise } from '@frist/testing';
import fc from 'fast-check';

import { organisationDecider, organisationEntails, type OrganisationWithDuties } from '../src/organisation/organisation';
import { book, day } from './support';

type Data = Readonly<Record<string, unknown>>;
type Deed = { readonly tell: readonly [command: string, data: Data]; readonly on: string } | { readonly which: number; readonly how: 'moved' | 'otherwise' | 'gone'; readonly on: string; readonly number: number };

const someDay = fc.integer({ min: 0, max: 1500 }).map((n) => new Date(Date.UTC(2021, 0, 1 + n)).toISOString().slice(0, 10));
const intake = fc.constantFrom('spring', 'autumn', 'constructor');
const command: fc.Arbitrary<readonly [string, Data]> = fc.oneof(
  someDay.map((from) => ['setInformationDuty', { from }] as const),
  fc.integer({ min: 2020, max: 2026 }).map((year) => ['informAllStaff', { year, evidence: 'list' }] as const),
  fc.tuple(intake, fc.integer({ min: 1, max: 9 }), fc.constantFrom(undefined, 'north')).map(([key, number, unit]) => ['employ', { intake: key, number, ...(unit === undefined ? {} : { unit }) }] as const),
  intake.map((key) => ['informEmployees', { intake: key, evidence: 'meeting' }] as const),
);
const someDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ tell: command, on: someDay }) },
  { weight: 1, arbitrary: fc.record({ which: fc.nat(20), how: fc.constantFrom('moved' as const, 'otherwise' as const, 'gone' as const), on: someDay, number: fc.integer({ min: 2019, max: 2026 }) }) },
);

it('has on record exactly what the facts entail', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someDeed, { maxLength: 16 }), async (deeds) => {
      const one = book();
      const told: { readonly id: string; readonly data: Data; gone?: true }[] = [];
      for (const deed of deeds) {
        if ('tell' in deed) {
          const [name, data] = deed.tell;
          const id = await one.tell('org', day(deed.on), name, data, 'organisation').catch((refused: Error) => void expect(refused.message).toMatch(/^refused/));
          if (typeof id === 'string') told.push({ id, data });
          continue;
        }
        const standing = told.filter(({ gone }) => gone !== true);
        const fact = standing[deed.which % Math.max(1, standing.length)];
        if (fact === undefined) continue;
        const reason = 'wrong-value';
        if (deed.how === 'moved') await one.tell('org', '2029-12-31', 'correctFact', { fact: fact.id, reason, occurredOn: deed.on }, 'organisation');
        if (deed.how === 'otherwise') await one.tell('org', '2029-12-31', 'correctFact', { fact: fact.id, reason, data: saidOtherwise(fact.data, { days: [deed.on], numbers: [deed.number] }) }, 'organisation');
        if (deed.how !== 'gone') continue;
        await one.tell('org', '2029-12-31', 'retractFact', { fact: fact.id, reason: 'not-so' }, 'organisation');
        fact.gone = true;
      }
      const facts = factsOf(await one.events('org', 'organisation'));
      expect(dutiesOnRecord(facts)).toEqual(dutiesEntailed(organisationEntails(fold(organisationDecider, facts, organisationDecider.initial) as OrganisationWithDuties)));
    }),
    { numRuns: 80 },
  );
});
