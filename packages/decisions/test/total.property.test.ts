/** Nothing throws, whatever is on record in whatever order; and a row folded bit by bit is the row folded at once. */
import { canonicalJson, catchUp, type Coverage, type Fact, type Folding, fold, makeCatalogue, memoryTable, nothingCovered, type Projection, type Table } from '@frist/event-sourcing';
import { type DomainFinding, type Entailed, obligationFactTypes, type ObligationState, registerProjection, type RegisterRow, type ReportView } from '@frist/obligations';
import { type GivenFact, recordedFacts } from '@frist/testing';
import fc from 'fast-check';

import {
  assignmentEntails, assignmentFindings, assignmentRegister, assignmentsReport, bodyEntails, bodyFindings, bodyRegister, delegatedEntails, delegatedFindings, delegatedRegister, delegatedReport, evolveAssignment, evolveBody, evolveDelegated, evolveMatter,
  matterEntails, matterFindings, matterRegister, mattersReport, noAssignment, noBody, noDelegated, noMatter, standingOfDecision,
} from '@frist/decisions';

import { begin, carryOut, commandsOf, deedsOf } from './histories';
import { day, right } from './support';

const catalogue = right(makeCatalogue(obligationFactTypes));
const key = fc.constantFrom('a', 'b', 'constructor', 'valueof');
const said = fc.constant('said');
const someDay = fc.constantFrom('2019-01-01', '2019-06-01', '2020-01-01', '2020-06-01', '2024-02-29');
const reference = fc.constantFrom<object>({ kind: 'outside', number: '§ 112 KS' }, { kind: 'recorded', stream: 'matter-7d6f3c1e-57a5-4f51-9d7a-1c2d3e4f5a6b' });
const some = (required: Readonly<Record<string, fc.Arbitrary<unknown>>>, optional: Readonly<Record<string, fc.Arbitrary<unknown>>> = {}): fc.Arbitrary<unknown> =>
  fc.record({ ...required, ...optional }, { requiredKeys: Object.keys(required) });
const due = fc.constantFrom<object>({}, { day: '2020-01-31' }, { text: 'in early 2020' }, { text: 'nonsense' }, { day: '2020-01-31', text: 'twice' }, { meeting: { body: 'b' } }, { meeting: { body: 'b', text: '9 June' } });
const number = fc.constantFrom('SN 2020:42', 'SN/2020:00042', 'SN/00553', 'KS/xxx', 'AVUX/2016:55 , KS/2016:639', '2019:286');
const instance = fc.constantFrom('2019', '2020', '2020-Q1', '2020-01-01');

const matter = {
  MatterOpened: some({ title: said }, { diaryNumbers: fc.array(number), openedBy: fc.constantFrom('private-party', 'authority') }),
  MatterNumbered: some({ diaryNumber: number }),
  MatterReferenced: some({ reference, relation: fc.constant('follows') }),
  MatterProposed: some({ proposal: key, text: said }),
  MatterTabled: some({ body: said }, { until: someDay }),
  MatterReferredBack: some({ body: said, reason: said }),
  MatterDecided: some({ decision: key, body: said, text: said }, { paragraph: said, proposal: key, undated: fc.constant(true), effectiveFrom: someDay, until: someDay, decideAgain: fc.constant(true), noticeDays: fc.constant(3), eachUseByChair: fc.constant(true), conditions: fc.array(fc.record({ condition: key, body: said })), supersedes: fc.array(fc.oneof(reference, fc.record({ kind: fc.constant('own'), decision: key }))), renews: key, concludes: fc.constant(true) }),
  MatterConditionResolved: some({ decision: key, condition: key, outcome: fc.constantFrom('fulfilled', 'failed') }),
  MatterDecisionEnded: some({ decision: key, how: fc.constantFrom('superseded', 'withdrawn', 'set-aside'), reason: said }),
  MatterRenewalDeclined: some({ decision: key, by: said, reason: said }),
  MatterAuthorisationUsed: some({ decision: key }, { forMeeting: someDay, chairDecision: reference }),
  MatterDispatchListed: some({ decision: key, recipients: fc.array(said) }),
  MatterDispatched: some({ decision: key, to: said }),
  MatterDecisionServed: some({ decision: key, party: fc.constantFrom('private', 'public') }, { name: key }),
  MatterAppealed: some({ decision: key, kind: fc.constantFrom('ordinary', 'legality') }, { name: key }),
  MatterConclusionRequested: fc.constant({}),
  MatterConclusionRefused: some({ by: said }),
  MatterCited: some({}, { decision: key, proposal: key, decidedOn: someDay, paragraph: said }),
  MatterClosed: some({ reason: said }),
};
const body = {
  BodyRegistered: some({ body: said, kind: fc.constant('board') }),
  MeetingScheduled: some({ body: said, meeting: key, heldOn: someDay }),
  MeetingMoved: some({ body: said, meeting: key, heldOn: someDay, reason: said }),
  BodyMeetingHeld: some({ meeting: key }),
  MeetingCancelled: some({ body: said, meeting: key, reason: said }),
  BodyMinutesVerified: some({ meeting: key, verification: key }, { immediate: fc.constant(true), paragraphs: fc.array(said) }),
  BodyMinutesAnnounced: some({ meeting: key, verification: key }),
  BodyMinutesAppealed: some({ meeting: key, verification: key }),
  BodyReportingDecided: some({ reporting: fc.constant('next-meeting') }),
};
const delegated = {
  DelegatedDecisionTaken: some({ kind: fc.constantFrom('delegated', 'chair'), what: said, body: said }, { by: said, diaryNumbers: fc.array(number), undated: fc.constant(true), reporting: fc.constantFrom<object>({ how: 'next-meeting' }, { how: 'by-day', day: '2020-01-31' }, { how: 'not-reported' }), revokes: fc.constantFrom<object>({}, { text: 'said' }) }),
  DelegatedDecisionReported: some({ body: said }, { paragraph: said }),
  DelegatedDecisionAnnounced: fc.constant({}),
  DelegatedDecisionRevoked: some({ by: said }),
};
const assignment = {
  AssignmentGiven: some({ title: said, kind: fc.constantFrom('assignment', 'consultation'), givenBy: said }, { due, standing: fc.constantFrom<object>({ rhythm: 'year', from: '2019-01-01' }, { rhythm: 'quarter', from: '2019-01-01', until: '2020-02-01' }), parts: fc.array(fc.record({ part: key, owedBy: said, what: said })), diaryNumbers: fc.array(number), undated: fc.constant(true) }),
  AssignmentAnswered: some({}, { part: key, instance, matter: reference, by: said }),
  AssignmentFellShort: some({ outcome: fc.constantFrom('reduced', 'carried-over', 'not-offered') }, { part: key, instance, because: fc.constantFrom('responsible-on-leave', 'other'), due }),
  AssignmentDateSet: some({ due, by: said }, { part: key }),
  AssignmentReturned: some({ by: said, reason: said }, { part: key, instance, due }),
  AssignmentReleased: some({ by: said, reason: said }, { part: key, instance, fromInstance: instance }),
  AssignmentFollowUp: some({ what: said }, { due }),
};

const factsFrom = (types: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<readonly GivenFact[]> =>
  fc.array(fc.constantFrom(...Object.keys(types)).chain((type): fc.Arbitrary<GivenFact> => fc.tuple(fc.constant(type), types[type] as fc.Arbitrary<unknown>, someDay)), { maxLength: 25 });

const view = (register: string, state: unknown): ReportView => ({
  asOf: day('2024-12-31'),
  knownAt: '2025-01-01T00:00:00.000Z' as never,
  board: null,
  rows: <State>(name: string) => (name === register ? [{ stream: 'matter-x', board: 'b', state, lastEvent: 'e' } as unknown as RegisterRow<State>] : []),
  obligation: (): ObligationState | null => null,
  windowTables: new Map(),
});

it.each([
  ['matter', matter, evolveMatter, noMatter, matterEntails, matterFindings],
  ['body', body, evolveBody, noBody, bodyEntails, bodyFindings],
  ['delegated', delegated, evolveDelegated, noDelegated, delegatedEntails, delegatedFindings],
  ['assignment', assignment, evolveAssignment, noAssignment, assignmentEntails, assignmentFindings],
] as const)('%s: evolve, findings, duties and reports are total', (kind, types, evolve, initial, entails, findings) => {
  fc.assert(
    fc.property(factsFrom(types), (given) => {
      const state = fold({ evolve: evolve as (state: unknown, fact: Fact) => unknown }, recordedFacts(given), initial as unknown);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      for (const one of (findings as (state: unknown) => readonly DomainFinding[])(state)) expect(one.title.sv.length * one.title.en.length * one.events.length).toBeGreaterThan(0);
      for (const entailed of (entails as (state: unknown) => readonly Entailed[])(state)) {
        right(canonicalJson(entailed.data));
        right(catalogue.check(entailed.type, entailed.data));
      }
      if (kind === 'matter') right(mattersReport.build(view('matters', state), { search: 'sn 2020:42 said' }));
      if (kind === 'matter') for (const name of ['a', 'constructor']) expect(standingOfDecision(state as typeof noMatter, name, day('2020-01-01'))).not.toBe('');
      if (kind === 'assignment') right(assignmentsReport.build(view('assignments', state), {}));
      if (kind === 'delegated') right(delegatedReport.build(view('delegated-decisions', state), { year: '2020' }));
    }),
    { numRuns: 400 },
  );
});

it.each([
  ['matter', matterRegister],
  ['body', bodyRegister],
  ['delegated', delegatedRegister],
  ['assignment', assignmentRegister],
  ['standing', assignmentRegister],
] as const)('%s: rows are the same, folded command by command or in one replay', async (kind, register) => {
  const projection = registerProjection(register as typeof matterRegister) as Projection;
  await fc.assert(
    fc.asyncProperty(deedsOf(commandsOf[kind], 10), async (deeds) => {
      const book = await begin[kind]();
      const { store, catalogue } = book.register.register;
      const open = () => {
        const table = memoryTable(projection);
        const group: readonly Folding[] = [{ projection, table: table as unknown as Table }];
        let covered: Coverage = nothingCovered;
        return { table, follow: async () => void (covered = right(await catchUp({ store, catalogue }, group, covered)())) };
      };
      const [bitByBit, atOnce] = [open(), open()];
      await bitByBit.follow();
      await carryOut(book, deeds, bitByBit.follow);
      await atOnce.follow();
      expect(bitByBit.table.rows.list({ from: '', to: '\x7f' })).toEqual(atOnce.table.rows.list({ from: '', to: '\x7f' }));
    }),
    { numRuns: 25 },
  );
});
