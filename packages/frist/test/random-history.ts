/** Random histories of the test domain: late and migrated facts, corrections of anything, several streams and boards. */
import { addDays, type CivilDate, type Instant, swedishDay } from '@frist/calendar';
import type { RecordedEvent } from '@frist/event-sourcing';
import { type Duty, dueOn } from '@frist/obligations';
import * as fc from 'fast-check';
import * as E from 'fp-ts/Either';

import type { Frist } from '../src';
import { actor, board, bodyStream, otherBoard, promiseId, promiseStream, right, type TestClock } from './promises';

export interface Step {
  readonly kind: 'make' | 'keep' | 'note' | 'correct' | 'move-day' | 'retract' | 'schedule' | 'move' | 'tell' | 'say';
  readonly stream: number;
  readonly which: number;
  /** Days before the day of recording. */
  readonly ago: number;
  readonly dueIn: number;
  readonly flavour: number;
  readonly migrated: boolean;
  /** Hours until it is recorded. */
  readonly hours: number;
  /** Whose turn it is to be asked afterwards. */
  readonly ask: number;
}

export const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('make', 'make', 'keep', 'keep', 'note', 'correct', 'move-day', 'retract', 'schedule', 'move', 'tell', 'tell', 'say', 'say'),
  stream: fc.nat(4),
  which: fc.nat(30),
  ago: fc.constantFrom(0, 0, 0, 1, 5, 40),
  dueIn: fc.integer({ min: -20, max: 60 }),
  flavour: fc.nat(12),
  migrated: fc.boolean(),
  hours: fc.constantFrom(0, 1, 24, 100),
  ask: fc.nat(9),
});

export const plus = (date: CivilDate, days: number): CivilDate => right(addDays(date, days));
const later = (instant: Instant, hours: number): string => new Date(Date.parse(instant) + hours * 3_600_000).toISOString();

/** Duties of other kinds: told in words, within a window, soft, from a day on, on a condition, lapsing, upheld. */
const shapeOf = (flavour: number, on: CivilDate, due: CivilDate): object => {
  const { limit } = right(dueOn(due, 'agreement'));
  const opens = plus(due, -10);
  const words = { sv: 'genast', en: 'at once' };
  const shapes: readonly (Partial<Duty> | null)[] = [
    null, null, null,
    { due: { kind: 'fuzzy', basis: 'agreement', fuzzy: { text: 'about', earliest: opens, latest: due, readings: [{ earliest: opens, latest: due, rule: 'told', confidence: 'I' }] } } },
    { due: { kind: 'window', basis: 'agreement', opens, limit } },
    { due: { kind: 'soft', basis: 'agreement', word: words, from: on, lastDay: limit } },
    { activation: { kind: 'by-time', activatesOn: opens } },
    { activation: { kind: 'conditional', trigger: words } },
    { endsAtDueDate: true },
    { mode: 'maintenance', due: { kind: 'window', basis: 'agreement', opens, limit } },
    { mode: 'punctual' },
    { due: { kind: 'on-trigger', basis: 'agreement', trigger: words }, activation: { kind: 'conditional', trigger: words } },
  ];
  const shape = shapes[flavour] ?? null;
  return shape === null ? {} : { ...(shape.due === undefined ? { due } : {}), duty: shape };
};

/** What else becomes of a duty. */
const toldOf = (which: number, day: CivilDate): { readonly fact: string; readonly data: object } => {
  const due = right(dueOn(day, 'statute'));
  const facts: readonly (readonly [string, object])[] = [
    ['ObligationTriggered', { anchor: day, evidence: 'seen', due }],
    ['DueDateChanged', { due, cause: 'extension', reason: 'asked for' }],
    ['ObligationSuspended', { reason: 'r', power: 'p', clockStops: which % 2 === 0 }],
    ['ObligationResumed', { reason: 'r', due }],
    ['PartialPerformanceRecorded', { part: 'a', remains: 'b' }],
    ['SubmissionReturned', { by: 'them', due }],
    ['SubmissionAccepted', { by: 'them' }],
    ['ObligationDischarged', { power: 'p', reason: 'r', until: day }],
    ['ObligationDischarged', { power: 'p', reason: 'r' }],
    ['DueDateResolved', { due }],
  ];
  const [fact, data] = facts[which % facts.length] as readonly [string, object];
  return { fact, data };
};

/** Executes a step; most are accepted. */
export const take = async (frist: Frist, clock: TestClock, recorded: RecordedEvent[], step: Step, n: number): Promise<void> => {
  clock.set(later(clock(), step.hours));
  const today = swedishDay(clock());
  const on = plus(today, -step.ago);
  const of = step.stream === 4 ? otherBoard : board;
  const pick = recorded[step.which % Math.max(1, recorded.length)];
  const own = promiseStream(`s${step.stream}`, of);
  const body = { body: step.flavour % 2 === 0 ? 'Socialnämnden' : 'AU', meeting: `${step.which % 3}`, heldOn: plus(today, step.dueIn) };
  const made = recorded.filter(({ type }) => type === 'PromiseMade');
  const due = step.flavour === 0 ? {} : { due: plus(on, step.dueIn) };
  const make = { what: `w${step.which}`, ...due, ...(step.flavour === 1 ? { recurring: true } : {}), ...(step.flavour === 2 ? { body: 'Socialnämnden' } : {}), ...shapeOf(step.flavour, on, plus(on, step.dueIn)) };
  // Of a stream or an event, on record or not; with a word of its own, of another's, or none.
  const elsewhere = promiseStream(`s${step.which % 5}`, step.which % 5 === 4 ? otherBoard : board);
  const reference = { kind: 'recorded', stream: step.flavour % 3 === 0 ? elsewhere : (pick?.stream ?? elsewhere), ...(step.flavour % 2 === 0 ? {} : { event: pick?.id ?? '00000000-0000-4000-8000-000000000000' }) };
  const say = { words: ['a', 'b', 'a'].slice(step.which % 3), ...(step.flavour < 4 ? { of: reference } : { also: [reference, { kind: 'own' }, { kind: 'outside', number: '1' }, { kind: 'recorded', stream: elsewhere }].slice(step.flavour % 4) }) };
  const proposal = made[step.which % Math.max(1, made.length)] ?? pick;
  const rests = step.flavour % 2 === 0 || proposal === undefined ? say : { ...say, decision: { kind: 'recorded', stream: proposal.stream, event: proposal.id } };
  const promise = promiseId(proposal?.id ?? ('00000000-0000-4000-8000-000000000000' as never));
  const [command, stream, data] = {
    make: ['make', own, make],
    keep: ['keep', own, { promise }],
    note: ['note', own, { text: 'n' }],
    say: ['say', own, rests],
    tell: ['tell', own, { promise, ...toldOf(step.which, plus(on, step.dueIn)) }],
    correct: ['correctFact', pick?.stream ?? own, { fact: pick?.id, reason: 'r', data: pick?.type === 'PromiseMade' ? make : pick?.type === 'PromiseKept' ? { promise } : pick?.type === 'WordSaid' ? rests : pick?.data }],
    'move-day': ['correctFact', pick?.stream ?? own, { fact: pick?.id, reason: 'r', occurredOn: on }],
    retract: ['retractFact', pick?.stream ?? own, { fact: pick?.id, reason: 'r' }],
    schedule: step.flavour < 8 ? ['schedule', bodyStream('b', of), body] : ['hold', bodyStream('b', of), { meeting: step.flavour < 10 ? body.meeting : 'unplanned' }],
    move: step.flavour < 8 ? ['move', bodyStream('b', of), { ...body, reason: 'r' }] : step.flavour < 10 ? ['cancel', bodyStream('b', of), { body: body.body, meeting: body.meeting, reason: 'r' }] : ['name', bodyStream('b', of), { body: body.body, kind: 'board' }],
  }[step.kind] as [string, string, unknown];
  const migrated = step.migrated ? { knownSince: plus(on, Math.min(step.ago, 2)) } : {};
  const done = await frist.execute({ id: `c${n}`, board: pick !== undefined && step.kind.match(/correct|move-day|retract/) ? pick.board : of, stream, command, on, actor, data, ...migrated })();
  if (E.isRight(done)) recorded.push(...done.right.events);
};

/** When the random histories begin. */
export const start = '2026-01-05T10:00:00Z';
