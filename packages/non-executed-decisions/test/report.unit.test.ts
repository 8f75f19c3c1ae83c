/** The three reports: what each shows, what none shows, who may see it, what is refused. */
import { memoryKeyStore, sealerFrom } from '@frist/confidentiality';
import { readStreamEvents, sealContextsOf } from '@frist/event-sourcing';
import type { Cell, ReportDocument } from '@frist/obligations';
import { adoptionCommand, nonExecutedDecisionsDomain, sendingCommand, statisticsOf } from '@frist/non-executed-decisions';
import { testActor } from '@frist/testing';

import { book, type Book, commandId, contactPerson, day, left, quarter, right, subject } from './support';
import { render } from './render';

const report = nonExecutedDecisionsDomain.reports?.[0] ?? (null as never);
const made = async (one: Book, to: string, asOf: string, more: Readonly<Record<string, string>> = {}, knownAt?: string) => right(report.build(await one.view(asOf, knownAt), { quarter: '2024-Q2', to, ...more }));

const secret = 'HEMLIGT';
const full = async (): Promise<Book> => {
  const one = book('2024-12-31');
  const sealed = { identity: `${secret}-1`, protectedIdentity: true, reporter: `${secret}-2`, mainReporter: `${secret}-3`, municipalityOfStay: `${secret}-4` };
  await one.tell('2024-01-10', 'recordDecision', { ...contactPerson, ...sealed, caseReference: 'A-17' });
  await one.tell('2024-02-01', 'recordOffer', { subject, offer: 'first', what: `${secret}-5` });
  await one.tell('2024-02-05', 'declineOffer', { subject, offer: 'first', reason: `${secret}-6` });
  await one.tell('2024-02-06', 'recordFollowUp', { subject, note: `${secret}-7` });
  await one.tell('2024-02-07', 'recordReason', { subject, side: 'performer', category: 'no-staff', text: `${secret}-8` });
  await one.tell('2024-02-07', 'recordReason', { subject, side: 'person', category: 'declined-offer', text: `${secret}-9` });
  await one.tell('2024-02-08', 'recordEffects', { subject, effects: `${secret}-10` });
  await one.tell('2024-02-08', 'recordOtherSupport', { subject, support: `${secret}-11` });
  await one.tell('2024-05-01', 'closeWithoutExecution', { subject, reason: 'moved', text: `${secret}-12` });
  return one;
};

const sealedCells = (document: ReportDocument): readonly Extract<Cell, { readonly _tag: 'sealed' }>[] => {
  const inside = (cell: Cell): readonly Extract<Cell, { readonly _tag: 'sealed' }>[] => (cell._tag === 'sealed' ? [cell] : cell._tag === 'several' ? cell.cells.flatMap(inside) : []);
  return document.sections.flatMap(({ forms = [], tables = [] }) => [...forms.flat().map(({ value }) => value), ...tables.flatMap(({ rows }) => rows.flat())].flatMap(inside));
};

it('the inspectorate’s form stands in its own order, its secrets as sealed cells of the stream', async () => {
  const one = await full();
  const document = await made(one, 'inspectorate', '2024-07-01');
  expect(render(document)).toMatchSnapshot();
  expect(JSON.stringify(document)).not.toContain(secret);
  expect(sealedCells(document).map(({ stream }) => stream)).toEqual(Array.from({ length: 13 }, () => one.stream('one')));
});

it('nothing secret is stored in the open', async () => {
  const one = await full();
  const stored = JSON.stringify(right(await readStreamEvents(one.test.register.store, one.test.register.catalogue, one.stream('one'))()));
  expect(stored).toContain('DecisionTaken');
  expect(stored).not.toContain(secret);
  expect(JSON.stringify((await one.check('2024-12-31')).findings)).not.toContain(subject);
});

it('whoever holds the keys opens each cell where it was first stored', async () => {
  const one = await full();
  const cells = sealedCells(await made(one, 'inspectorate', '2024-07-01'));
  const places = right(await sealContextsOf(one.test.register.store, one.stream('one'))());
  const opened = cells.map(({ reading }) => (reading._tag === 'sealed' ? places.get(reading.box) : undefined));
  expect(opened.every((place) => place !== undefined)).toBe(true);
  const other = sealerFrom(memoryKeyStore('other'));
  const [cell, place] = [cells[0]?.reading, opened[0]];
  if (cell?._tag !== 'sealed' || place === undefined) throw new Error('no sealed cell');
  expect(right(other.unseal(cell, place))).toEqual(cell);
});

it('the auditors see neither the person nor anything sealed', async () => {
  const document = await made(await full(), 'auditors', '2024-07-01');
  expect(render(document)).toMatchSnapshot();
  expect(sealedCells(document)).toEqual([]);
  for (const hidden of [secret, subject, 'A-17']) expect(JSON.stringify(document)).not.toContain(hidden);
});

it('the council sees statistics, from which no stream, person, day of decision or kind of a small group can be read', async () => {
  const text = JSON.stringify(await made(await full(), 'council', '2024-07-01'));
  for (const hidden of [secret, subject, 'kontaktperson', '2024-01-10', 'nonExecutedDecision-', 'A-17']) expect(text).not.toContain(hidden);
});

it('statistics that were sent stand as they were; today’s beside them only for those who may see single decisions', async () => {
  const one = book('2024-12-31');
  for (let i = 0; i < 6; i += 1) await one.tell('2024-01-10', 'recordDecision', { ...contactPerson, subject: subject.replace('a1', `b${i}`) }, `d${i}`);
  const now = await one.compile('2024-Q2', '2024-07-10');
  const meta = { id: commandId('adopt'), board: one.test.board, on: day('2024-07-10'), actor: testActor, by: 'nämnden' };
  right(await one.run(adoptionCommand(now, (await one.rows()).decisions, meta) as never));
  const statistics = right(statisticsOf(now));
  right(await one.run(sendingCommand(now, 'council', { ...meta, id: commandId('sent') }, { statistics }) as never));
  expect(render(await made(one, 'council', '2024-12-31'))).not.toContain('har ändrats');
  await one.tell('2024-02-01', 'startExecution', {}, 'd3');
  const open = await made(one, 'council', '2024-12-31');
  expect(open.sections.map(({ key }) => key)).toEqual(['as-sent', 'findings']);
  expect(open.sections[0]?.tables?.[0]?.rows).toHaveLength(2);
  expect(render(open)).toContain('Uppgifterna i registret har ändrats sedan statistiken sändes.');
  const compared = await made(one, 'council', '2024-12-31', { compare: 'yes' });
  expect(compared.sections.map(({ key }) => key)).toEqual(['as-sent', 'now', 'findings']);
  const auditors = render(await made(one, 'auditors', '2024-12-31'));
  expect(auditors).toContain(`${one.stream('d3')} | Rad | kontaktperson 2024-01-10 | –`);
});

it('single decisions need the role, and so do statistics that could tell of one', () => {
  const requires = (parameters: Record<string, string>) => report.requires({ quarter: '2024-Q2', ...parameters });
  expect(requires({ to: 'council' })).toBeNull();
  expect(requires({ to: 'council', 'smallest-group': '7', 'split-by-sex': 'yes' })).toBeNull();
  for (const more of [{ to: 'inspectorate' }, { to: 'auditors' }, { to: 'council', 'smallest-group': '4' }, { to: 'council', 'smallest-group': 'x' }, { to: 'council', 'cut-off': '2024-06-01' }, { to: 'council', compare: 'yes' }]) expect(requires(more)).toBe('person-data');
  expect(nonExecutedDecisionsDomain.registers.map(({ name, requires: role }) => [name, role])).toEqual([['non-executed-decisions', 'person-data'], ['compilations', 'person-data'], ['statistics-duties', undefined]]);
});

it('parameters are checked', async () => {
  const view = await book().view('2024-07-01');
  const refusal = (parameters: Record<string, string>) => left(report.build(view, parameters));
  const ok = { quarter: '2024-Q2', to: 'council' };
  expect(right(report.build(view, ok)).anything).toBe(false);
  for (const [field, value] of [['quarter', '2024-Q5'], ['to', 'everybody'], ['cut-off', '2024-02-30'], ['smallest-group', '0'], ['split-by-sex', 'maybe'], ['compare', 'maybe']]) {
    expect(refusal({ ...ok, [field as string]: value as string })).toMatchObject({ _tag: 'InvalidParameter', field });
  }
  expect(refusal({ to: 'council' })).toMatchObject({ _tag: 'InvalidParameter', field: 'quarter' });
  expect(quarter('2024-Q2')).toBe('2024-Q2');
});

it('what a read decision of long ago was told as open is found, although it is filed away', async () => {
  const one = book('2024-12-31');
  await one.tell('2024-01-10', 'recordDecision', contactPerson);
  const now = await one.compile('2024-Q2', '2024-07-10');
  const meta = { id: commandId('adopt'), board: one.test.board, on: day('2024-07-10'), actor: testActor, by: 'nämnden' };
  right(await one.run(adoptionCommand(now, (await one.rows()).decisions, meta) as never));
  await one.tell('2024-03-01', 'startExecution');
  const view = await one.view('2024-10-10');
  expect(view.rows('non-executed-decisions', ['live'])).toHaveLength(0);
  const text = render(right(report.build(view, { quarter: '2024-Q3', to: 'auditors' })));
  expect(text).toMatch(/verkställts\nNr[^\n]*\n1 \|[^\n]*2024-03-01/);
});
