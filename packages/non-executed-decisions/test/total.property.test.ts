/** Nothing throws, whatever is on record in whatever order; folded bit by bit or at once, what ought to be on record is. */
import { canonicalJson, fold } from '@frist/event-sourcing';
import { type GivenFact, givenStream, recordedFacts } from '@frist/testing';
import fc from 'fast-check';

import {
  boardWindows, compilationFindings, compile, decisionFindings, entailedByDecision, evolveCompilation, evolveDecision, evolveStatisticsDuty, inspectorateWindows, nonExecutedDecisionsDomain, noCompilation, noDecision,
  noStatisticsDuty, statisticsOf,
} from '@frist/non-executed-decisions';

import { day, quarter, right, subject } from './support';

const spell = fc.constantFrom('00000000-0000-5000-8000-000000000001', '00000000-0000-5000-8000-000000000002');
const offer = fc.constantFrom('a', 'constructor', 'valueof');
const quarters = fc.constantFrom('2023-Q4', '2024-Q1', '2024-Q2', '2024-Q3');
const about = { subject: fc.constant(subject) };
const on = fc.constantFrom('2023-12-01', '2024-01-10', '2024-04-10', '2024-04-11', '2024-12-31');

const facts: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  DecisionTaken: fc.record({ ...about, intervention: fc.constant({ category: 'x' }), legalBasis: fc.constantFrom({ act: 'SoL' }, { act: 'SoL', provision: '4:1' }, { act: 'LSS', provision: '9' }, { act: 'SoL', provision: '12:2' }), courtRuling: fc.constantFrom({}, { finalOn: '2024-01-01' }) }, { requiredKeys: ['subject', 'intervention'] }),
  OfferMade: fc.record({ ...about, offer }),
  OfferAccepted: fc.record({ offer }),
  OfferDeclined: fc.record({ ...about, offer }),
  FollowUpMade: fc.record(about),
  DelayReasonRecorded: fc.record({ ...about, side: fc.constantFrom('authority', 'person'), category: fc.constantFrom('no-staff', 'asked-to-postpone') }),
  ExecutionStarted: fc.constant({}),
  PartialExecutionBegun: fc.constant({}),
  ExecutionInterrupted: fc.record(about),
  ExecutionResumed: fc.constant({}),
  ClosedWithoutExecution: fc.record({ ...about, reason: fc.constantFrom('moved', 'other') }),
  OtherDateStated: fc.record({ of: fc.constantFrom('decision', 'execution', 'interruption', 'resumption', 'closing'), day: on }),
  NonExecutionReported: fc.record({ to: fc.constantFrom('inspectorate', 'auditors', 'council'), quarter: quarters, spell }),
  EndReported: fc.record({ to: fc.constantFrom('inspectorate', 'auditors'), end: fc.constantFrom('executed', 'closed'), spell }),
  FeeApplicationServed: fc.record({ application: offer, spell }),
  FeeDecided: fc.record({ application: offer, outcome: fc.constantFrom('imposed', 'refused'), amount: fc.nat() }, { requiredKeys: ['application', 'outcome'] }),
};
const someFact: fc.Arbitrary<GivenFact> = fc.constantFrom(...Object.keys(facts)).chain((type) => fc.tuple(fc.constant(type), facts[type] as fc.Arbitrary<unknown>, on));

const row = fc.record({ decision: fc.constant(givenStream('given', 'nonExecutedDecision')), spell, heading: fc.constantFrom('new', 'executed'), kind: fc.constant('decision'), intervention: fc.constant({ category: 'x' }), decidedOn: on, since: on, firstQuarter: quarters, executedOn: on }, { requiredKeys: ['decision', 'spell', 'heading', 'kind', 'intervention', 'decidedOn', 'since', 'firstQuarter'] });
const adopted: fc.Arbitrary<GivenFact> = fc.tuple(fc.constant('CompilationAdopted'), fc.record({ quarter: quarters, by: fc.constant('nämnden'), cutOff: on, rows: fc.array(row, { maxLength: 3 }), dispatch: fc.constant([]), name: fc.constant({ text: 'kvartal 1', quarter: '2024-Q1' }) }, { requiredKeys: ['quarter', 'by', 'cutOff', 'rows'] }), on);
const sent: fc.Arbitrary<GivenFact> = fc.tuple(fc.constant('CompilationSent'), fc.record({ to: fc.constantFrom('inspectorate', 'auditors', 'council') }), on);
const duty: fc.Arbitrary<GivenFact> = fc.constantFrom<GivenFact>(['StatisticsDutyAssumed', {}, '2024-01-01'], ['StatisticsDutyPassedOn', { reason: 'said' }, '2024-05-01'], ['StatisticsDutyPassedOn', { reason: 'said' }, '2023-05-01']);

it('evolve, duties, findings, compilations and statistics are total', () => {
  fc.assert(
    fc.property(fc.array(someFact, { maxLength: 20 }), fc.array(fc.oneof(adopted, sent), { maxLength: 6 }), fc.array(duty, { maxLength: 4 }), quarters, on, on, (given, compiled, duties, of, cutOff, asOf) => {
      const state = fold({ evolve: evolveDecision }, recordedFacts(given, 'nonExecutedDecision'), noDecision);
      const compilation = fold({ evolve: evolveCompilation }, recordedFacts(compiled, 'compilation'), noCompilation);
      expect(JSON.parse(JSON.stringify([state, compilation, fold({ evolve: evolveStatisticsDuty }, recordedFacts(duties), noStatisticsDuty)]))).toHaveLength(3);
      for (const finding of [...decisionFindings(state), ...compilationFindings(compilation)]) expect(finding.title.sv.length * finding.title.en.length * finding.events.length).toBeGreaterThan(0);
      for (const entailed of entailedByDecision({ inspectorate: inspectorateWindows, auditors: boardWindows })(state)) right(canonicalJson(entailed.data));
      const now = compile({ quarter: quarter(of), asOf: day(asOf), cutOff: day(cutOff), decisions: [{ stream: givenStream('given', 'nonExecutedDecision'), state }], compilations: [compilation] });
      const keys = now.rows.map((each) => each.spell);
      expect(new Set(keys).size).toBe(keys.length);
      right(canonicalJson(now));
      right(canonicalJson(right(statisticsOf(now))));
      for (const register of nonExecutedDecisionsDomain.registers) right(canonicalJson(register.figures?.(register.decider.initial) ?? null));
    }),
    { numRuns: 1_500 },
  );
});
