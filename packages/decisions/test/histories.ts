/** Random histories of one stream, told out of order, corrected and retracted; what stands in the end, and in which order. */
import { addDays, type CivilDate } from '@frist/calendar';
import { saidOtherwise } from '@frist/testing';
import fc from 'fast-check';

import { assignmentBook, type Book, bodyBook, type Data, day, delegatedBook, matterBook, right } from './support';

/** One thing that is told. */
export interface Happening {
  readonly command: string;
  readonly data: Data;
  readonly on: CivilDate;
}

/** Tell something, or give something told another day, or take it back; or say otherwise what was told, or what began the stream. */
export type Deed =
  | { readonly tell: Happening }
  | { readonly correct: number; readonly on: CivilDate }
  | { readonly retract: number }
  | { readonly revise: number; readonly as: readonly [command: string, data: Data] }
  | { readonly revise: number; readonly days: readonly CivilDate[]; readonly numbers: readonly number[] }
  | { readonly begunAs: Data };

export const someDay: fc.Arbitrary<CivilDate> = fc.integer({ min: 0, max: 400 }).map((days) => right(addDays(day('2020-01-02'), days)));

/** Histories made of some commands; refused ones are part of it. */
export const deedsOf = (commands: readonly (readonly [command: string, data: Data])[], maxLength = 14): fc.Arbitrary<readonly Deed[]> =>
  fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.record({ tell: fc.tuple(fc.constantFrom(...commands), someDay).map(([[command, data], on]): Happening => ({ command, data, on })) }) },
      { weight: 1, arbitrary: fc.record({ correct: fc.nat(20), on: someDay }) },
      { weight: 1, arbitrary: fc.record({ retract: fc.nat(20) }) },
    ),
    { maxLength },
  );

/** The same, in which what was told is also said otherwise: in the words of another fact of its kind, of another beginning, or with other days. */
export const revisedDeedsOf = (commands: readonly (readonly [command: string, data: Data])[], beginnings: readonly Data[]): fc.Arbitrary<readonly Deed[]> =>
  fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: deedsOf(commands, 3) },
        { weight: 1, arbitrary: fc.record({ revise: fc.nat(20), as: fc.constantFrom(...commands) }).map((deed): readonly Deed[] => [deed]) },
        { weight: 1, arbitrary: fc.record({ revise: fc.nat(20), days: fc.array(someDay, { minLength: 1, maxLength: 3 }), numbers: fc.constant([1]) }).map((deed): readonly Deed[] => [deed]) },
        { weight: 1, arbitrary: fc.constantFrom(...beginnings).map((begunAs): readonly Deed[] => [{ begunAs }]) },
      ),
      { maxLength: 10 },
    )
    .map((groups) => groups.flat());

/** Does deeds in the order given; what is refused leaves nothing. Returns what stands in the end, in the order told. */
export const carryOut = async <State>(book: Book<State>, deeds: readonly Deed[], after: () => Promise<void> = async () => {}): Promise<readonly Happening[]> => {
  const told: { readonly id: string; happening: Happening | null }[] = [];
  const pick = (n: number) => {
    const standing = told.filter(({ happening }) => happening !== null);
    return standing.length === 0 ? undefined : standing[n % standing.length];
  };
  for (const deed of deeds) {
    if ('begunAs' in deed) {
      const [first] = await book.events();
      if (first !== undefined) await unlessRefused(() => book.correct(first.id, { data: deed.begunAs }));
    } else if ('revise' in deed) {
      const alike = told.filter(({ happening }) => happening !== null && (!('as' in deed) || happening.command === deed.as[0]));
      const one = alike[deed.revise % Math.max(1, alike.length)];
      if (one?.happening) {
        const data = 'as' in deed ? deed.as[1] : saidOtherwise(one.happening.data, deed);
        if (await unlessRefused(() => book.correct(one.id, { data }))) one.happening = { ...one.happening, data };
      }
    } else if ('tell' in deed) {
      const { command, data, on } = deed.tell;
      const done = await book.register.run({ stream: book.stream, command, data, on });
      if (done._tag === 'Right') told.push({ id: (done.right.events[0] as { readonly id: string }).id, happening: deed.tell });
    } else {
      const one = pick('correct' in deed ? deed.correct : deed.retract);
      if (one === undefined || one.happening === null) continue;
      if ('correct' in deed) {
        if (deed.on === one.happening.on) continue;
        await book.correct(one.id, { occurredOn: deed.on });
        one.happening = { ...one.happening, on: deed.on };
      } else {
        await book.retract(one.id);
        one.happening = null;
      }
    }
    await after();
  }
  return told.flatMap(({ happening }) => happening ?? []);
};

/** Does it and says whether it was done; what is refused leaves nothing. */
const unlessRefused = async (work: () => Promise<unknown>): Promise<boolean> => {
  try {
    await work();
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && thrown.message.startsWith('refused')) return false;
    throw thrown;
  }
};

/** In folding order: by day, then as told. */
export const inOrder = (happenings: readonly Happening[], asOf: CivilDate = day('2029-12-31')): readonly Happening[] =>
  happenings.map((happening, n) => ({ happening, n })).filter(({ happening }) => happening.on <= asOf).sort((a, b) => (a.happening.on === b.happening.on ? a.n - b.n : a.happening.on < b.happening.on ? -1 : 1)).map(({ happening }) => happening);

const board = { body: 'socialnämnden' };
const authorisation = { ...board, text: 'said', paragraph: '§ 1', until: '2020-12-31', decideAgain: true };

const ifCouncilAgrees = { conditions: [{ condition: 'council', body: 'council' }] };

/** What can be told of each kind of stream once it has begun. */
export const commandsOf: Readonly<Record<'matter' | 'body' | 'delegated' | 'assignment' | 'standing', readonly (readonly [string, Data])[]>> = {
  matter: [
    ['decideMatter', { decision: 'first', ...authorisation }],
    ['decideMatter', { decision: 'second', ...authorisation, renews: 'first' }],
    ['decideMatter', { decision: 'third', ...board, text: 'said', supersedes: [{ kind: 'own', decision: 'first' }], concludes: true }],
    ['decideMatter', { decision: 'fourth', ...authorisation, renews: 'first', ...ifCouncilAgrees }],
    ['decideMatter', { decision: 'fifth', ...board, text: 'said', supersedes: [{ kind: 'own', decision: 'second' }], effectiveFrom: '2020-09-01', ...ifCouncilAgrees }],
    ...['fourth', 'fifth'].flatMap((decision): readonly (readonly [string, Data])[] => [
      ...['fulfilled', 'failed'].map((outcome): readonly [string, Data] => ['resolveCondition', { decision, condition: 'council', outcome }]),
      ['endDecision', { decision, how: 'withdrawn', reason: 'said' }],
    ]),
    ['declineRenewal', { decision: 'first', by: 'socialnämnden', reason: 'not needed' }],
    ['endDecision', { decision: 'second', how: 'withdrawn', reason: 'said' }],
    ['serveDecision', { decision: 'first', party: 'private' }],
    ['recordAppeal', { decision: 'first', kind: 'ordinary' }],
    ['requestConclusion', {}],
    ['requestConclusion', {}],
    ['refuseConclusion', { by: 'socialnämnden' }],
    ['propose', { proposal: 'a', text: 'said' }],
    ['tableMatter', board],
  ],
  body: ['a', 'b'].flatMap((meeting): readonly (readonly [string, Data])[] => [
    ['holdMeeting', { meeting }],
    ['verifyMinutes', { meeting, verification: 'ordinary' }],
    ['verifyMinutes', { meeting, verification: 'at-once', immediate: true, paragraphs: ['§ 1'] }],
    ['announceMinutes', { meeting, verification: 'ordinary' }],
    ['announceMinutes', { meeting, verification: 'at-once' }],
    ['appealMinutes', { meeting, verification: 'ordinary' }],
    ['moveMeeting', { ...board, meeting, heldOn: '2020-10-01', reason: 'illness' }],
  ]),
  delegated: [
    ['reportDelegatedDecision', board],
    ['reportDelegatedDecision', { body: 'council' }],
    ['announceDelegatedDecision', {}],
    ['revokeDelegatedDecision', { by: 'delegate' }],
  ],
  assignment: [
    ['answerAssignment', {}],
    ['tellShortfall', { outcome: 'reduced' }],
    ['tellShortfall', { outcome: 'carried-over' }],
    ['tellShortfall', { outcome: 'not-offered' }],
    ['setAssignmentDate', { due: { day: '2020-11-30' }, by: 'socialnämnden' }],
    ['returnAnswer', { by: 'socialnämnden', reason: 'said' }],
    ['releaseAssignment', { by: 'socialnämnden', reason: 'said' }],
  ],
  standing: [
    ['answerAssignment', { instance: '2020' }],
    ['answerAssignment', { instance: '2021' }],
    ['tellShortfall', { outcome: 'carried-over', instance: '2020' }],
    ['tellShortfall', { outcome: 'reduced', instance: '2021' }],
    ['releaseAssignment', { by: 'socialnämnden', reason: 'said', instance: '2021' }],
    ['releaseAssignment', { by: 'socialnämnden', reason: 'said', fromInstance: '2021' }],
  ],
};

const given = { kind: 'assignment', title: 'Report', givenBy: 'socialnämnden' };

/** What may have begun each stream instead. */
export const beginningsOf: Readonly<Record<keyof typeof commandsOf, readonly Data[]>> = {
  matter: [{ title: 'A matter', openedBy: 'private-party' }, { title: 'Another matter' }],
  body: [{ ...board, kind: 'board' }, { ...board, kind: 'committee' }],
  delegated: ['2020-03-31', '2020-06-30'].flatMap((day) => ['said', 'otherwise'].map((what) => ({ kind: 'delegated', what, ...board, reporting: { how: 'by-day', day } }))),
  assignment: [{ ...given, due: { day: '2020-06-09' } }, { ...given, due: { day: '2020-12-01' } }, { ...given, title: 'Statement' }, { ...given, due: { meeting: { body: 'socialnämnden' } } }],
  standing: [{ ...given, standing: { rhythm: 'year', from: '2020-01-01' } }, { ...given, standing: { rhythm: 'year', from: '2021-01-01' } }, { ...given, givenBy: 'council', standing: { rhythm: 'year', from: '2020-01-01' } }],
};

/** A stream that has begun on 2020-01-01. */
export const begin: Readonly<Record<keyof typeof commandsOf, () => Promise<Book<unknown>>>> = {
  matter: async () => {
    const matter = matterBook();
    await matter.tell('2020-01-01', 'openMatter', { title: 'A matter', openedBy: 'private-party' });
    return matter as Book<unknown>;
  },
  body: async () => {
    const body = bodyBook();
    await body.tell('2020-01-01', 'registerBody', { ...board, kind: 'board' });
    for (const meeting of ['a', 'b']) await body.tell('2020-01-01', 'scheduleMeeting', { ...board, meeting, heldOn: '2020-06-09' });
    return body as Book<unknown>;
  },
  delegated: async () => {
    const one = delegatedBook();
    await one.tell('2020-01-01', 'takeDelegatedDecision', { kind: 'delegated', what: 'said', ...board, reporting: { how: 'by-day', day: '2020-03-31' } });
    return one as Book<unknown>;
  },
  assignment: async () => {
    const one = assignmentBook();
    await one.tell('2020-01-01', 'giveAssignment', { ...given, due: { day: '2020-06-09' } });
    return one as Book<unknown>;
  },
  standing: async () => {
    const one = assignmentBook();
    await one.tell('2020-01-01', 'giveAssignment', { ...given, standing: { rhythm: 'year', from: '2020-01-01' } });
    return one as Book<unknown>;
  },
};
