/** Nothing throws, whatever is on record in whatever order. */
import { countDeviations, countYear, type Deviation, evolveDeviation, evolveReport, evolveReportWithDuties, defaultTargets, judged, lexSarahDomain, noDeviation, noReport, noReportWithDuties, reportEntails, reportFindings, shelfOfReport, shelvesOf } from '@frist/lex-sarah';
import { type GivenFact, recordedFacts, someDay } from '@frist/testing';
import fc from 'fast-check';

import { client, day, received } from './support';

const key = fc.constantFrom('a', 'b', 'constructor');
const due = fc.constantFrom<unknown>('2024-12-31', '2025-01-01', { text: 'nonsense' }, { text: 'during 2025' });
const facts: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  LexSarahReported: fc.constantFrom({ ...received }, { ...received, statute: 'LSS', provider: { kind: 'private', name: 'AB' } }),
  LexSarahLabelled: fc.constant({ label: '1361' }),
  LexSarahImmediateMeasuresTaken: fc.constant({ client }),
  LexSarahInvestigationOpened: fc.constant({ investigatorRole: 'r' }),
  LexSarahBoardInformed: fc.record({ of: fc.constantFrom('report', 'notification'), by: fc.constant('b') }),
  LexSarahAssessed: fc.record({ assessment: fc.constantFrom('none', 'misconduct', 'serious', 'palpable-risk-serious') }),
  LexSarahInspectorateNotified: fc.constantFrom({ by: 'b' }, { by: 'b', investigationAttached: true }),
  LexSarahInvestigationCompleted: fc.constant({ by: 'b', decision: '§ 1' }),
  LexSarahFileSent: fc.constant({ by: 'b' }),
  LexSarahMeasureDecided: fc.record({ measure: key, due }, { requiredKeys: ['measure'] }),
  LexSarahMeasureCarriedOut: fc.record({ measure: key }),
  LexSarahMeasureRescheduled: fc.record({ measure: key, due, by: fc.constant('b') }),
  LexSarahMeasureDropped: fc.record({ measure: key, by: fc.constant('b') }),
  LexSarahEffectFollowedUp: fc.record({ measure: key, outcome: fc.constant('achieved') }),
  LexSarahInspectorateAnswered: fc.record({ outcome: fc.constantFrom('closed-without-measures', 'other') }),
  LexSarahReportClosed: fc.record({ by: fc.constant('b'), left: fc.array(fc.record({ measure: key, becomes: fc.constantFrom('goes-on', 'dropped', 'taken-over') })) }),
};
const someFact = fc.oneof(...Object.entries(facts).map(([type, data]) => fc.tuple(data, someDay()).map(([own, on]): GivenFact => [type, own, on])));

it('reports', () => {
  fc.assert(
    fc.property(fc.array(someFact, { maxLength: 25 }), (given) => {
      const recorded = [...recordedFacts(given)].sort((a, b) => (a.occurredOn < b.occurredOn ? -1 : a.occurredOn > b.occurredOn ? 1 : 0));
      const row = recorded.reduce(evolveReport, noReport);
      const state = recorded.reduce(evolveReportWithDuties, noReportWithDuties);
      const { log: _l, recorded: _r, ...rest } = state;
      expect(rest).toEqual(row);
      expect(JSON.parse(JSON.stringify(row))).toEqual(row);
      reportEntails(defaultTargets)(state);
      reportFindings(row);
      const years = [2024, 2025, 2026].map((year) => countYear([row], { year, asOf: day('2026-06-01') }));
      // A measure counts in at most one year.
      expect(years.reduce((sum, { measuresDue }) => sum + measuresDue, 0)).toBeLessThanOrEqual(Object.keys(row.measures).length);
      Object.values(row.measures).forEach((measure) => judged(measure, day('2025-01-01'), day('2025-01-01')));
      if (row.received !== null) expect([...shelvesOf(2025), ...shelvesOf(2024)].some((shelf) => shelfOfReport(row).startsWith(shelf))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

it('deviations: every one reported in a year stands somewhere', () => {
  const step = fc.constantFrom('DeviationTakenOver', 'DeviationInvestigationOpened', 'DeviationNotInvestigated', 'DeviationMoved', 'DeviationPromoted', 'DeviationClosed', 'DeviationReported');
  fc.assert(
    fc.property(fc.array(fc.tuple(step, someDay()), { maxLength: 8 }), (given) => {
      const recorded = recordedFacts(given.map(([type, on]): GivenFact => [type, { unit: 'u', kind: 'k', reporterRole: 'r', by: 'b', to: { kind: 'outside', number: '1' } }, on]));
      const row: Deviation = recorded.reduce(evolveDeviation, noDeviation);
      lexSarahDomain.registers[1]?.findings(row);
      for (const year of [2024, 2025]) {
        const { received: all, ...places } = countDeviations([row], { year, asOf: day('2026-01-01') });
        expect(Object.values(places).reduce((a, b) => a + b, 0)).toBe(all);
      }
    }),
  );
});
