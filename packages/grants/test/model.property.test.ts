/** Random histories against a small model of their own: balances, the duty to repay, the account; any order, any correction. */
import { type Fact, factsOf } from '@frist/event-sourcing';
import type { ObligationState } from '@frist/obligations';
import { dutiesOnRecord, saidOtherwise } from '@frist/testing';
import fc from 'fast-check';

import { balancesOf } from '@frist/grants';

import { carryOut, type Deed, grantWithTerms, inOrder, modelOf, someDay, someDeed, someHappening } from './histories';
import { day, grantDuties, standing } from './support';

const days = ['2019-03-01', '2019-12-31', '2020-01-01', '2020-12-31'].map(day);
const ended = (duty: ObligationState): boolean => ['superseded', 'discharged', 'performed'].includes(standing(duty));

it('agrees with the model on every day', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someDeed, { maxLength: 14 }), async (deeds) => {
      const grant = await grantWithTerms();
      const stands = await carryOut(grant, deeds);
      for (const asOf of days) {
        const model = modelOf(stands, asOf);
        const { grant: whole, tranches } = balancesOf(await grant.state(asOf));
        const told = (what: string): boolean => stands.some((each) => each.what === what && each.on <= asOf);
        if (model.received !== null && told('receipt')) expect(whole.received).toBe(model.received);
        if (model.used !== null && told('use')) expect(whole.used).toBe(model.used);
        if (model.repaid !== null && told('repay')) expect(whole.repaid).toBe(model.repaid);
        if (model.receivedFirst) expect(tranches['first' as keyof typeof tranches]?.received).toBe(model.receivedFirst);

        const repay = await grant.duties('repay-unused', asOf);
        expect(repay.filter((duty) => !ended(duty)).length).toBe(model.owesBack ? 1 : 0);
        // What has been handed in stays so, whatever becomes of the claim.
        const open = (await grant.duties('return-report', asOf)).filter((duty) => !ended(duty));
        if (!told('submit')) expect(open.map(({ triggeredOn }) => (triggeredOn === undefined ? 'conditional' : 'owed'))).toEqual(model.account === 'dropped' ? [] : [model.account]);
        for (const kind of ['claim', 'onward-share', 'use-within-period', 'counter-performance', 'board-approval']) {
          expect((await grant.duties(kind, asOf)).filter((duty) => !ended(duty)).length).toBeLessThanOrEqual(1);
        }
      }
    }),
    { numRuns: 60 },
  );
});

it('has on record exactly what the facts entail, in the same order for each duty', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someDeed, { maxLength: 20 }), async (deeds) => {
      const grant = await grantWithTerms();
      await carryOut(grant, deeds);
      expect(dutiesOnRecord(factsOf(await grant.events()))).toEqual(grantDuties(await grant.state()));
      for (const kind of ['claim', 'return-report', 'board-approval', 'onward-share', 'use-within-period', 'counter-performance', 'repay-unused']) {
        for (const duty of await grant.duties(kind)) expect((duty.anomalies ?? []).filter(({ rule }) => rule === 'obligations/fact-before-incurred' || rule === 'obligations/incurred-twice')).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});

it('has it also when the terms were told with other days and numbers', async () => {
  const revision = fc.record({ nth: fc.nat(8), days: fc.array(someDay, { minLength: 1, maxLength: 3 }), numbers: fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 2 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.array(someDeed, { maxLength: 6 }), revision), { maxLength: 5 }), async (groups) => {
      const grant = await grantWithTerms();
      const terms = factsOf(await grant.events()).filter(({ data }) => !Object.hasOwn(data as object, 'obligation'));
      for (const [deeds, { nth, ...others }] of groups) {
        await carryOut(grant, deeds);
        const term = terms[nth % terms.length] as Fact;
        await grant.correct(term.id, { data: saidOtherwise(term.data as Record<string, unknown>, others) }).catch((refused: Error) => expect(refused.message).toMatch(/^refused/));
      }
      expect(dutiesOnRecord(factsOf(await grant.events()))).toEqual(grantDuties(await grant.state()));
    }),
    { numRuns: 60 },
  );
});

it('does not depend on the order in which things are told', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someHappening, { maxLength: 12 }), async (happenings) => {
      const [told, chronicle] = [await grantWithTerms(), await grantWithTerms()];
      await carryOut(told, happenings.map((tell): Deed => ({ tell })));
      await carryOut(chronicle, inOrder(happenings, day('2029-12-31')).map((tell): Deed => ({ tell })));
      expect(dutiesOnRecord(factsOf(await told.events()))).toEqual(dutiesOnRecord(factsOf(await chronicle.events())));
      // What is told as it happens never has to be taken back.
      expect((await chronicle.events()).map(({ type }) => type)).not.toContain('FactRetracted');
    }),
    { numRuns: 60 },
  );
});
