/** Nothing throws, whatever is on record in whatever order; and folding bit by bit gives what folding at once gives. */
import { canonicalJson, catchUp, type Coverage, type Folding, fold, memoryTable, nothingCovered, type Projection, type Table } from '@frist/event-sourcing';
import { check, ledger, noMeetings, registerProjection } from '@frist/obligations';
import { type GivenFact, recordedFacts } from '@frist/testing';
import fc from 'fast-check';

import { balancesOf, concernsOf, entailedBy, evolveGrant, grantFindings, grantRegister, noGrant } from '@frist/grants';

import { carryOut, grantWithTerms, someDeed } from './histories';
import { agency, ca, day, right, unknown } from './support';

const key = fc.constantFrom('a', 'b', 'constructor', 'valueof');
const amount = fc.constantFrom<unknown>(0, 100, 250, ca(100), unknown);
const scope = fc.record({ tranche: key, part: key }, { requiredKeys: [] });
const due = fc.constantFrom<object>({ basis: agency }, { basis: agency, day: '2020-01-31' }, { basis: agency, text: 'in early 2020' }, { basis: agency, text: 'nonsense' }, { basis: agency, readings: [] });
const scoped = (more: Readonly<Record<string, fc.Arbitrary<unknown>>>) => fc.tuple(scope, fc.record(more)).map(([a, b]) => ({ ...a, ...b }));
const said = fc.constant('said');

const facts: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  GrantRegistered: fc.constant({ name: 'Grant' }),
  TrancheAdded: fc.record({ tranche: key }),
  PartAdded: fc.record({ part: key, name: said, tranche: key }, { requiredKeys: ['part', 'name'] }),
  ClaimDeadlineSet: scoped({ due }),
  UsePeriodSet: fc.record({ basis: fc.constant(agency), from: fc.constant('2019-01-01'), until: fc.constant('2019-12-31') }, { requiredKeys: ['basis'] }),
  ReportRequired: fc.record({ report: key, due, tranches: fc.array(key), parts: fc.array(key), boardApproval: fc.constant(true), missingAccountIsGround: fc.constant(true) }, { requiredKeys: ['report', 'due'] }),
  RepaymentTermsSet: fc.record({ force: fc.constantFrom('must', 'may'), due }),
  ShareCapSet: fc.record({ condition: key, what: said, percent: fc.constant(25), base: fc.constantFrom('received', 'used', 'awarded') }, { requiredKeys: ['condition', 'what', 'percent'] }),
  OnwardShareSet: fc.record({ share: key, to: said, percent: fc.constant(4), basis: fc.constant(agency), told: amount, due }, { requiredKeys: ['share', 'to', 'percent', 'basis'] }),
  CounterPerformanceSet: fc.record({ condition: key, what: said, basis: fc.constant(agency) }),
  CounterPerformanceShown: fc.record({ condition: key, evidence: said }),
  ForecastRecorded: scoped({ amount }),
  ClaimDecided: scoped({ by: said }),
  ClaimDeclined: scoped({ by: said, reason: said }),
  ClaimSubmitted: scoped({ amount }),
  GrantAwarded: scoped({ amount }),
  ClaimRejected: scoped({ reason: said }),
  MoneyReceived: scoped({ amount }),
  DistributionDecided: fc.constant({ by: 'said', lines: [] }),
  MoneyTransferred: scoped({ to: said, amount, share: key }),
  MoneyUsed: fc.record({ activity: key, name: said, lines: fc.array(scoped({ amount })) }),
  UseReplanned: fc.record({ activity: key, reason: said }),
  TotalStated: scoped({ of: fc.constantFrom('used', 'claimed', 'received'), amount }),
  ReportDrafted: fc.record({ report: key }),
  ReportApproved: fc.record({ report: key, by: said }),
  ReportSubmitted: fc.record({ report: key, evidence: said }),
  ReportReturned: fc.record({ report: key, by: said, reason: said, due }, { requiredKeys: ['report', 'by', 'reason'] }),
  ReportAccepted: fc.record({ report: key, by: said }),
  DispatchListRecorded: fc.record({ report: key, recipients: fc.array(said) }),
  MoneyRepaid: fc.tuple(scoped({ amount }), fc.option(key)).map(([data, reclaim]) => ({ ...data, ...(reclaim === null ? {} : { reclaim }) })),
  MoneyReclaimed: fc.record({ reclaim: key, by: said, amount, ground: fc.constantFrom('unused', 'no-account', 'other-purpose', 'paid-wrongly'), due, report: key }, { requiredKeys: ['reclaim', 'by', 'amount', 'ground', 'due'] }),
  RepaymentWaived: fc.record({ by: said, reason: said, amount, reclaim: key }, { requiredKeys: ['by', 'reason'] }),
  GrantClosed: fc.record({ reason: said }),
};

const someFact: fc.Arbitrary<GivenFact> = fc
  .constantFrom(...Object.keys(facts))
  .chain((type) => fc.tuple(fc.constant(type), facts[type] as fc.Arbitrary<unknown>, fc.constantFrom('2019-01-01', '2019-06-01', '2020-01-01', '2020-06-01')));

it('evolve, findings, balances and duties are total', () => {
  fc.assert(
    fc.property(fc.array(someFact, { maxLength: 30 }), (given) => {
      const state = fold({ evolve: evolveGrant }, recordedFacts(given), noGrant);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      for (const finding of grantFindings(state)) expect(finding.title.sv.length * finding.title.en.length * finding.events.length).toBeGreaterThan(0);
      for (const entailed of entailedBy(state)) right(canonicalJson(entailed.data));
      right(canonicalJson(balancesOf(state)));
      expect(concernsOf(state)).toEqual([...new Set(concernsOf(state))]);
    }),
    { numRuns: 1_000 },
  );
});

it('rows and checks are the same, folded command by command or in one replay', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someDeed, { maxLength: 12 }), fc.array(fc.constantFrom('2019-02-01', '2019-06-02', '2020-01-01', '2020-02-29', '2020-12-31'), { minLength: 1, maxLength: 3 }), async (deeds, days) => {
      const grant = await grantWithTerms();
      const { store, catalogue } = grant.register;
      const open = () => {
        const tables = { ledger: memoryTable(ledger), grants: memoryTable(registerProjection(grantRegister)) };
        const group: readonly Folding[] = [
          { projection: ledger as Projection, table: tables.ledger as unknown as Table },
          { projection: registerProjection(grantRegister) as Projection, table: tables.grants as unknown as Table },
        ];
        let covered: Coverage = nothingCovered;
        return { tables, follow: async () => void (covered = right(await catchUp({ store, catalogue }, group, covered)())) };
      };
      const [bitByBit, atOnce] = [open(), open()];
      await bitByBit.follow();
      await carryOut(grant, deeds, bitByBit.follow);
      await atOnce.follow();
      const everything = { from: '', to: '\x7f' };
      expect(bitByBit.tables.ledger.rows.list(everything)).toEqual(atOnce.tables.ledger.rows.list(everything));
      expect(bitByBit.tables.grants.rows.list(everything)).toEqual(atOnce.tables.grants.rows.list(everything));
      for (const asOf of days) {
        const [one, other] = [bitByBit, atOnce].map(({ tables }) =>
          check({ boards: ['test/board' as never], ledger: tables.ledger.rows, registers: [{ register: grantRegister as never, rows: tables.grants.rows as never }], windowTables: new Map() }, { asOf: day(asOf), meetings: noMeetings }),
        );
        expect(one).toEqual(other);
      }
    }),
    { numRuns: 60 },
  );
});
