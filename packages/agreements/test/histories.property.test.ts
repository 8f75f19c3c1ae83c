/** Random histories of plans, supervision, standing duties and cases: what is on record is what the facts entail, in any order of telling. */
import { saidOtherwise } from '@frist/testing';
import fc from 'fast-check';

import { book, type Book, decision, unlessRefused } from './support';

type Category = Parameters<typeof book>[0];
interface Happening {
  readonly on: string;
  readonly command: string;
  readonly data: Readonly<Record<string, unknown>>;
}
type Deed = { readonly tell: Happening } | { readonly undo: number } | { readonly move: number; readonly to: string } | { readonly revise: number; readonly days: readonly string[]; readonly numbers: readonly number[] };

const toDay = (n: number): string => new Date(n * 86_400_000).toISOString().slice(0, 10);
const when = fc.integer({ min: 19_700, max: 20_900 }).map(toDay);
const happening = (command: string, data: Readonly<Record<string, unknown>>): fc.Arbitrary<Happening> => when.map((on) => ({ on, command, data }));
const key = fc.constantFrom('a', 'b', 'constructor');
const keyed = (command: string, data: (key: string) => Readonly<Record<string, unknown>>): fc.Arbitrary<Happening> => fc.tuple(when, key).map(([on, name]) => ({ on, command, data: data(name) }));
const due = { basis: decision, day: '2026-03-01' };

const plan = fc.oneof(
  happening('registerControlPlan', { year: 2024 }),
  keyed('addRisk', (risk) => ({ risk, what: 'risk' })),
  fc.tuple(when, key, key, fc.constantFrom('March and September', 'every quarter', 'sometimes')).map(([on, control, risk, words]): Happening => ({ on, command: 'addControl', data: { control, risk, how: 'sample', when: words } })),
  fc.tuple(when, key, fc.constantFrom('2024-03-01', '2024-Q2', undefined), fc.constantFrom('without-remarks', 'partly', 'not-carried-out')).map(([on, control, instance, result]): Happening => ({ on, command: 'reportResult', data: { control, result, ...(instance === undefined ? {} : { instance }) } })),
  keyed('dropControl', (control) => ({ control, power: 'board', reason: 'x' })),
  fc.tuple(when, key, key).map(([on, deficiency, control]): Happening => ({ on, command: 'recordDeficiency', data: { deficiency, control, what: 'x' } })),
  keyed('decideDeficiencyMeasure', (deficiency) => ({ deficiency, measure: 'm', due })),
  keyed('remedyDeficiency', (deficiency) => ({ deficiency, evidence: 'x' })),
  happening('adoptPlan', { by: 'board' }),
  happening('sendPlan', { to: 'executive board' }),
  happening('followUpPlan', { by: 'board' }),
);
const supervision = fc.oneof(
  happening('openSupervision', { by: 'auditors', what: 'x', kind: 'audit' }),
  keyed('requestStatement', (statement) => ({ statement, due })),
  keyed('grantTime', (statement) => ({ statement, by: 'auditors', due: { basis: decision, day: '2026-05-01' } })),
  keyed('submitStatement', (statement) => ({ statement, evidence: 'x' })),
  keyed('returnStatement', (statement) => ({ statement, by: 'auditors', reason: 'x' })),
  keyed('recordFinding', (finding) => ({ finding, what: 'x' })),
  keyed('decideMeasure', (measure) => ({ measure, what: 'x', due })),
  keyed('carryOutMeasure', (measure) => ({ measure, evidence: 'x' })),
  keyed('dropMeasure', (measure) => ({ measure, power: 'board', reason: 'x' })),
  happening('closeSupervision', { by: 'auditors', reason: 'x' }),
);
const duty = fc.constantFrom('list-of-family-homes', 'patient-safety-report', 'activity-requirement-figures');
const standing = fc.oneof(
  fc.tuple(when, duty, when).map(([on, name, from]): Happening => ({ on, command: 'switchOnDuty', data: { duty: name, from } })),
  fc.tuple(when, duty, when).map(([on, name, from]): Happening => ({ on, command: 'switchOffDuty', data: { duty: name, from, power: 'x', reason: 'x' } })),
  fc.tuple(when, duty, fc.constantFrom('2024', '2025', '2026-Q3')).map(([on, name, instance]): Happening => ({ on, command: 'performStandingDuty', data: { duty: name, instance, evidence: 'x' } })),
  fc.tuple(when, duty, fc.constantFrom('2024', '2025')).map(([on, name, instance]): Happening => ({ on, command: 'waiveStandingDuty', data: { duty: name, instance, power: 'x', reason: 'x' } })),
);
const subject = '55555555-5555-4555-8555-555555555555';
const aCase = fc.oneof(
  happening('registerCase', { case: subject }),
  fc.tuple(when, key, fc.constantFrom('open-child-investigation', 'consider-continued-care', 'custody-transfer', 'personal-data-breach', 'lex-maria', 'answer-reporter')).map(([on, clock, name]): Happening => ({ on, command: 'startClock', data: { clock, duty: name } })),
  keyed('meetClock', (clock) => ({ clock })),
  keyed('extendClock', (clock) => ({ clock, until: '2027-01-01', by: 'board' })),
  keyed('endClock', (clock) => ({ clock, case: subject, ground: 'ended', power: 'board' })),
);

/** What begins each stream, so that most of what follows is accepted. */
const beginnings: Readonly<Record<string, readonly Happening[]>> = {
  controlPlan: [
    { on: '2023-12-01', command: 'registerControlPlan', data: { year: 2024 } },
    { on: '2023-12-01', command: 'addRisk', data: { risk: 'a', what: 'risk' } },
    { on: '2023-12-01', command: 'addControl', data: { control: 'a', risk: 'a', how: 'sample', when: 'March and September' } },
  ],
  supervision: [{ on: '2023-12-01', command: 'openSupervision', data: { by: 'auditors', what: 'x', kind: 'audit' } }],
  statutoryCase: [{ on: '2023-12-01', command: 'registerCase', data: { case: subject } }],
};

interface Told {
  readonly id: string;
  readonly data: Happening['data'];
  gone?: true;
}

const carryOut = async (one: Book<unknown>, deeds: readonly Deed[], beginning: readonly Told[] = []): Promise<void> => {
  const told: Told[] = [];
  for (const deed of deeds) {
    if ('tell' in deed) {
      // What is refused leaves nothing behind; anything else thrown fails the property.
      await unlessRefused(one.tell(deed.tell.on, deed.tell.command, deed.tell.data).then((id) => told.push({ id, data: deed.tell.data })));
      continue;
    }
    const standingFacts = told.filter(({ gone }) => gone !== true);
    if ('revise' in deed) standingFacts.push(...beginning);
    const fact = standingFacts[('undo' in deed ? deed.undo : 'revise' in deed ? deed.revise : deed.move) % Math.max(1, standingFacts.length)];
    if (fact === undefined) continue;
    if ('undo' in deed) {
      await one.retract(fact.id);
      fact.gone = true;
    } else if ('revise' in deed) await unlessRefused(one.correct(fact.id, { data: saidOtherwise(fact.data, deed) }));
    else await one.correct(fact.id, { occurredOn: deed.to });
  }
};

describe.each([
  ['controlPlan', plan],
  ['supervision', supervision],
  ['standingDuties', standing],
  ['statutoryCase', aCase],
] as readonly (readonly [Category, fc.Arbitrary<Happening>])[])('%s', (category, some) => {
  const begun = async (beginning: Told[] = []): Promise<Book<unknown>> => {
    const one = book(category);
    for (const { on, command, data } of beginnings[category] ?? []) beginning.push({ id: await one.tell(on, command, data), data });
    return one;
  };
  const deed: fc.Arbitrary<Deed> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ tell: some }) },
    { weight: 1, arbitrary: fc.record({ undo: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.record({ move: fc.nat(20), to: when }) },
    { weight: 3, arbitrary: fc.record({ revise: fc.nat(20), days: fc.array(when, { minLength: 1, maxLength: 2 }), numbers: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 2 }) }) },
  );

  it('has on record exactly what the facts entail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 16 }), async (deeds) => {
        const beginning: Told[] = [];
        const one = await begun(beginning);
        await carryOut(one, deeds, beginning);
        const [recorded, entailed] = await one.inLine();
        expect(recorded).toEqual(entailed);
        await one.findings();
      }),
      { numRuns: 80 },
    );
  });

  it('told as it happens, nothing has to be taken back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(some, { maxLength: 14 }), async (happenings) => {
        const one = await begun();
        const inOrder = [...happenings].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
        await carryOut(one, inOrder.map((tell) => ({ tell })));
        expect((await one.events()).map(({ type }) => type)).not.toContain('FactRetracted');
      }),
      { numRuns: 60 },
    );
  });
});
