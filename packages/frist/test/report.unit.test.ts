import { memoryKeyStore, sealerFrom, type Viewer } from '@frist/confidentiality';
import { type Actor, type Board, closed, type Decider, eventType, failure, memoryEventStore, nonBlank, oneOf, type Reading, type RecordedOf, sealed, streamFor, type StreamName, SubjectRef, toSeal } from '@frist/event-sourcing';
import type { Domain, DomainRegister, DomainReport, RegisterRow } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { createFrist, type Report, type ReportQuery } from '../src';
import { actor, board, day, left, otherBoard, right, testClock } from './promises';

const Opened = eventType('CaseOpened', closed('CaseOpened', { person: SubjectRef, year: oneOf('Year', ['2024', '2025', '20251']), what: sealed('person', nonBlank(200)) }, { odd: oneOf('Odd', ['odd']) }));
const Command = closed('OpenCase', { person: SubjectRef, year: oneOf('Year', ['2024', '2025', '20251']), what: toSeal('person', nonBlank(200)) }, { odd: oneOf('Odd', ['odd']) });

type State = RecordedOf<typeof Opened>['data'] | null;

const cases: DomainRegister<State> = {
  name: 'cases',
  version: '1',
  decider: {
    category: 'case',
    commands: { open: Command },
    initial: null,
    evolve: (_state: State, fact: { readonly data: unknown }) => fact.data as State,
    decide: (_state: State, { data }: { readonly data: unknown }) => E.right([{ type: Opened.type, data }]),
  } as unknown as Decider<State>,
  types: [Opened],
  concerns: () => [],
  // Rows with findings are filed apart; a report sees both.
  findings: (state) => (state?.odd === undefined ? [] : [{ rule: 'cases/odd', kind: 'information', title: { sv: 'Udda', en: 'Odd' }, events: [] }]),
  shelfOf: (state) => state?.year ?? '',
};

const reads: string[][] = [];

const report = (more: Partial<DomainReport>): DomainReport => ({
  name: 'cases',
  help: { sv: 'Ärenden', en: 'Cases' },
  parameters: [{ name: 'year', form: '2024', help: { sv: 'år', en: 'year' }, required: true, choices: ['2024', '2025'] }, { name: 'all', form: 'yes', help: { sv: 'alla', en: 'all' } }],
  requires: ({ all }) => (all === 'yes' ? 'person-data' : null),
  build: (view, { year = '', all }) => {
    const rows: readonly RegisterRow<State>[] = all === 'yes' ? view.rows<State>('cases') : view.rows<State>('cases', [year, `${year}1`]);
    reads.push(rows.map(({ stream }) => stream));
    return E.right({
      title: { sv: 'Ärenden', en: 'Cases' },
      head: [],
      anything: rows.length > 0,
      sections: [{ key: 'cases', title: { sv: 'Ärenden', en: 'Cases' }, tables: [{ key: 'cases', columns: [{ key: 'what', label: { sv: 'Vad', en: 'What' } }], empty: { sv: '-', en: '-' }, rows: rows.map(({ state, stream }) => [state === null || state.what._tag === 'open' ? { _tag: 'none' } : { _tag: 'sealed', reading: state.what, stream }]) }] }],
    });
  },
  ...more,
});

const domain = (...reports: readonly DomainReport[]): Domain => ({ name: 'cases', eventTypes: [Opened], registers: [cases as DomainRegister], rules: [], windowTables: [], reports });

const anna = '00000000-0000-4000-8000-00000000000a' as SubjectRef;
const bo = '00000000-0000-4000-8000-00000000000b' as SubjectRef;
const stream = (name: string, of: Board = board): StreamName => streamFor(of, 'case', name);
const officer: Actor = { role: 'officer', ref: 'o-1' } as Actor;
const viewer: Viewer = { actor: officer, roles: new Set(['person-data']) };
const why = { reason: 'reporting' } as const;

const setUp = async (reports: readonly DomainReport[] = [report({})], boards: readonly Board[] = [board]) => {
  const clock = testClock('2025-03-01T08:00:00Z');
  const store = memoryEventStore({ clock });
  const keys = memoryKeyStore();
  const options = { store, clock, domains: [domain(...reports)] };
  const frist = right(createFrist({ ...options, keys }));
  let n = 0;
  for (const of of boards) {
    for (const [name, data] of [['one', { person: anna, year: '2024', what: 'vräkning' }], ['two', { person: bo, year: '2024', what: 'oro', odd: 'odd' }], ['three', { person: anna, year: '2025', what: 'annat' }]] as const) {
      right(await frist.execute({ id: `c-${(n += 1)}`, board: of, stream: stream(name, of), command: 'open', on: '2025-02-01', actor, data })());
    }
  }
  return { clock, store, keys, frist, keyless: right(createFrist(options)) };
};

const cells = ({ document }: Pick<Report, 'document'>) => document.sections.flatMap(({ tables = [] }) => tables.flatMap(({ rows }) => rows.map(([cell]) => cell)));
const query = (more: ReportQuery = {}): ReportQuery => ({ viewer, ...more });

test('lists the reports of all domains', async () => {
  const { frist } = await setUp();
  expect(frist.reports()).toMatchObject([{ domain: 'cases', name: 'cases', parameters: [{ name: 'year', required: true }, { name: 'all' }] }]);
});

test('reads only the shelves that it names, each row once, those with findings too', async () => {
  const { frist } = await setUp();
  reads.length = 0;
  const made = right(await frist.report('cases', { year: '2024' })());
  expect(reads).toEqual([[stream('one'), stream('two')].sort()]);
  expect(made).toMatchObject({ name: 'cases', board, asOf: '2025-03-01', knownAt: '2025-03-01T08:00:00.000Z', document: { anything: true } });
});

test('counts what stands on shelves without reading it', async () => {
  const counted: (readonly (readonly [Board, number])[])[] = [];
  const counting = report({ build: (view) => {
    for (const shelves of [[''], ['2024'], ['2025', '20251', '2025'], ['1999']]) counted.push([...(view.counts?.('cases', shelves) ?? [])]);
    return E.left(failure('Counted', 'cases/counted', 'year', 'numbers'));
  } });
  const { frist } = await setUp([counting], [board, otherBoard]);
  left(await frist.report('cases', { year: '2024' }, { board })());
  expect(counted).toEqual([[[board, 3]], [[board, 2]], [[board, 1]], []]);
});

test('with the keys of another register nobody is recorded as having looked', async () => {
  const { clock, store } = await setUp();
  const others = right(createFrist({ store, clock, domains: [domain(report({}))], keys: memoryKeyStore() }));
  const length = async (): Promise<number> => right(await store.readAll({ direction: 'forwards', limit: 100 })()).events.length;
  const before = await length();
  expect(left(await others.report('cases', { year: '2024' }, query({ why }))())).toMatchObject({ _tag: 'WrongKeyStore' });
  expect(await length()).toBe(before);
});

test('in two times', async () => {
  const { frist } = await setUp();
  expect(right(await frist.report('cases', { year: '2024' }, { asOf: day('2025-01-31') })()).document.anything).toBe(false);
  expect(right(await frist.report('cases', { year: '2024' }, { asOf: day('2025-02-01') })()).document.anything).toBe(true);
});

test.each([
  ['nothing', {}, 'UnknownReport', 'name', 'one of cases'],
  ['cases', {}, 'InvalidParameter', 'year', 'this parameter, as 2024'],
  ['cases', { year: '2023' }, 'InvalidParameter', 'year', 'one of 2024, 2025'],
  ['cases', { year: '2024', yaer: '2024' }, 'InvalidParameter', 'yaer', 'one of year, all'],
  ['cases', { year: '2024', all: 'yes' }, 'AccessDenied', 'viewer', 'a viewer with the role person-data'],
])('refuses %s %j', async (name, parameters, _tag, field, expected) => {
  const { frist } = await setUp();
  expect(left(await frist.report(name, parameters as Record<string, string>)())).toMatchObject({ _tag, field, expected });
});

test('a report of one board asks which, where there are several; one that tells of each does not', async () => {
  const { frist } = await setUp([report({}), report({ name: 'each', severalBoards: true })], [board, otherBoard]);
  expect(left(await frist.report('cases', { year: '2024' })())).toMatchObject({ _tag: 'SeveralBoards', field: 'board', expected: `one of ${[board, otherBoard].sort().join(', ')}: this report is of one board` });
  expect(cells(right(await frist.report('cases', { year: '2024' }, { board: otherBoard })()))).toHaveLength(2);
  const each = right(await frist.report('each', { year: '2024' })());
  expect([each.board, cells(each).length]).toEqual([null, 4]);
});

test('two reports of one name are refused when the domains are put together', () => {
  expect(left(createFrist({ store: memoryEventStore({ clock: testClock('2025-03-01T08:00:00Z') }), domains: [domain(report({}), report({}))] }))).toMatchObject({ _tag: 'DuplicateReport', field: 'cases' });
});

test('a register that is not there is told, not taken for empty', async () => {
  const { frist } = await setUp([report({ build: (view) => (view.rows('casse'), E.right({ title: { sv: '', en: '' }, head: [], sections: [], anything: false })) })]);
  expect(left(await frist.report('cases', { year: '2024' })())).toMatchObject({ _tag: 'UnknownRegister', value: 'casse' });
});

describe('what is sealed', () => {
  const accesses = async ({ store }: Awaited<ReturnType<typeof setUp>>): Promise<number> =>
    right(await store.readAll({ direction: 'forwards', limit: 1000 })()).events.filter(({ text }) => text.includes('"AccessGranted"')).length;

  test('stays so without a reason, without a role and without keys; whose keys it takes is told', async () => {
    const at = await setUp();
    for (const made of [
      await at.frist.report('cases', { year: '2024' }, query())(),
      await at.frist.report('cases', { year: '2024' }, { viewer: { actor: officer, roles: new Set() }, why })(),
      await at.frist.report('cases', { year: '2024' }, { why })(),
      await at.keyless.report('cases', { year: '2024' }, query({ why }))(),
    ]) {
      expect(cells(right(made)).map((cell) => cell?._tag)).toEqual(['sealed', 'sealed']);
      expect([...right(made).keysNeeded].sort()).toEqual([anna, bo]);
    }
    expect(await accesses(at)).toBe(0);
  });

  test('is opened for a viewer with role, reason and keys, and who looked stands on record', async () => {
    const at = await setUp();
    const made = right(await at.frist.report('cases', { year: '2024' }, query({ why }))());
    expect(cells(made).map((cell) => cell?._tag === 'opened' && cell.value)).toEqual(expect.arrayContaining(['oro', 'vräkning']));
    expect([made.keysNeeded, await accesses(at)]).toEqual([[], 2]);
  });

  test('an access that cannot be recorded opens nothing', async () => {
    const at = await setUp();
    expect(left(await at.frist.report('cases', { year: '2024' }, query({ why: { reason: 'curiosity' } as never }))()).field).toContain('why');
    expect(await accesses(at)).toBe(0);
  });

  test('a box that has been moved fails the report', async () => {
    const boxes: Reading<unknown>[] = [];
    const moved = report({
      build: (view, parameters) => {
        const built = report({}).build(view, parameters);
        const rows = view.rows<State>('cases');
        boxes.push(...rows.flatMap(({ state }) => (state === null ? [] : [state.what])));
        return built;
      },
    });
    const at = await setUp([moved]);
    right(await at.frist.report('cases', { year: '2024' })());
    const strange = boxes.find((box) => box._tag === 'sealed' && box.subject === bo);
    const swapped = report({
      build: (view, parameters) =>
        E.map((document: Report['document']) => ({ ...document, sections: [{ key: 'x', title: { sv: 'x', en: 'x' }, forms: [[{ key: 'x', label: { sv: 'x', en: 'x' }, value: { _tag: 'sealed' as const, reading: strange as never, stream: stream('one') } }]] }] }))(report({}).build(view, parameters)),
    });
    const frist = right(createFrist({ store: at.store, clock: at.clock, keys: at.keys, domains: [domain(swapped)] }));
    expect(left(await frist.report('cases', { year: '2024' }, query({ why }))())).toMatchObject({ _tag: 'NothingSealed' });
  });

  test('one box that is broken fails the report: nothing of it is shown', async () => {
    const at = await setUp();
    const sealer = sealerFrom(at.keys);
    const broken = failure('SealBroken', 'confidentiality/box', 'what', 'a box as it was stored');
    const frist = right(createFrist({ store: at.store, clock: at.clock, domains: [domain(report({}))], sealer: { ...sealer, unseal: (box, context) => (box.subject === bo ? E.left(broken) : sealer.unseal(box, context)) } }));
    expect(left(await frist.report('cases', { year: '2024' }, query({ why }))())).toEqual(broken);
  });

  test('what was disposed of reads so, with day and decision, and needs no key', async () => {
    const at = await setUp();
    right(await at.frist.execute({ id: 'd-1', board, stream: `subject-${bo}`, command: 'registerFile', on: '2025-02-01', actor, data: { file: 'akt-1', kind: 'personal-file' } })());
    right(await at.frist.execute({ id: 'd-2', board, stream: `subject-${bo}`, command: 'recordBirthFacts', on: '2025-02-01', actor, data: { bornOnResearchDay: false } })());
    at.clock.set('2036-03-01T08:00:00Z');
    right(await at.frist.disposal.carryOut({ id: 'd-3' as never, board, subject: bo, decision: 'SN 2036:12' as never, actor: officer, municipality: { researchCounty: false } })());
    const made = right(await at.frist.report('cases', { year: '2024' }, query({ why }))());
    expect(made.disposals).toEqual(new Map([[bo, { on: '2036-03-01', decision: 'SN 2036:12' }]]));
    expect(made.keysNeeded).toEqual([]);
    expect(new Set(cells(made).map((cell) => cell?._tag))).toEqual(new Set(['opened', 'sealed']));
  });
});
