/** A small domain, a sealer and a clock for the tests of this package. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

import type { CivilDate, Instant } from '@frist/calendar';
import { right } from '@frist/testing';
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';

import {
  type Actor, type Board, type Catalogue, closed, type Decider, eventType, type EventStore, type Fact, failure, makeCatalogue, memoryEventStore, nonBlank, oneOf, open, type Reading,
  type Register, sealed, type Sealer, streamFor, type StreamName, SubjectRef, toSeal, wholeNumber,
} from '../src';

export const board = 'botkyrka/socialnamnden' as Board;
export const day = (text: string): CivilDate => text as CivilDate;
export const instant = (text: string): Instant => text as Instant;
export const streamOf = (name: string): StreamName => streamFor(board, 'case', name);
export const client = '6f1c7c52-7a1f-5d33-8c5e-3a5b8a3d9f10' as SubjectRef;
export const actor = { role: 'handläggare', ref: 'u-17' } as Actor;

export { done as run, left, right } from '@frist/testing';

/** A clock that stands still until it is set. */
export const makeClock = (start = '2024-06-15T10:00:00.000Z') => {
  let now = instant(start);
  return { clock: (): Instant => now, set: (text: string): void => void (now = instant(text)) };
};

/** AES-256-GCM under a key per subject, bound to its context. Keys live as long as the object. */
export const testSealer = (): Sealer & { readonly dispose: (subject: SubjectRef) => void } => {
  const keys = new Map<SubjectRef, Buffer | null>();
  const keyOf = (subject: SubjectRef): Buffer | null => {
    const known = keys.get(subject);
    if (known !== undefined) return known;
    const made = randomBytes(32);
    keys.set(subject, made);
    return made;
  };
  return {
    dispose: (subject) => void keys.set(subject, null),
    seal: (plain, context) => {
      const key = keyOf(context.subject);
      if (key === null) return E.left(failure('SubjectDisposed', 'test/sealer', context.field, 'a subject whose key exists'));
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(JSON.stringify(context)));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return E.right({ _tag: 'sealed', subject: context.subject, box: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url') });
    },
    unseal: (box, context) => {
      const key = keyOf(box.subject);
      if (key === null) return E.right({ _tag: 'disposed', subject: box.subject });
      const bytes = Buffer.from(box.box, 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(JSON.stringify(context))).setAuthTag(bytes.subarray(12, 28));
        return E.right(open(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')));
      } catch {
        return E.left(failure('SealBroken', 'test/sealer', context.field, 'a box that was sealed here'));
      }
    },
    digest: (plain, subject) => {
      const key = keyOf(subject);
      return key === null
        ? E.left(failure('SubjectDisposed', 'test/sealer', 'digest', 'a subject whose key exists'))
        : E.right(createHmac('sha256', key).update(plain).digest('base64url'));
    },
  };
};

export const Opened = eventType('Opened', closed('Opened', { name: nonBlank(100) }));
/** Version 1 had only the text, version 2 the kind. */
export const Noted = eventType('Noted', closed('Noted', { text: nonBlank(100), kind: oneOf('Kind', ['plain', 'duty']), weight: wholeNumber }), {
  version: 3,
  upcasters: { 1: (data) => ({ ...data, kind: 'plain' }), 2: (data) => ({ ...data, weight: 0 }) },
});
const Remark = t.union([closed('Oral', { _tag: t.literal('oral'), said: sealed('client', nonBlank(100)) }), closed('None', { _tag: t.literal('none') })]);
export const Told = eventType('Told', closed('Told', { client: SubjectRef, what: sealed('client', nonBlank(100)), remarks: t.readonlyArray(Remark) }));
export const DutyArose = eventType('DutyArose', closed('DutyArose', { of: nonBlank(200) }));

export const types = [Opened, Noted, Told, DutyArose] as const;
export const catalogue: Catalogue = right(makeCatalogue(types));

export interface CaseState {
  readonly names: readonly string[];
  readonly weight: number;
}

interface Commands {
  readonly open: { readonly name: string };
  readonly note: t.TypeOf<typeof Noted.codec>;
  readonly tell: { readonly client: SubjectRef; readonly what: Reading<string>; readonly remarks: readonly unknown[] };
  readonly plan: { readonly on: CivilDate };
  readonly refuse: object;
  readonly nothing: object;
  readonly several: { readonly count: number; readonly lastIsWrong: boolean };
}
type CaseCommand = { readonly [Name in keyof Commands]: { readonly command: Name; readonly data: Commands[Name] } }[keyof Commands];

const RemarkIn = t.union([closed('Oral', { _tag: t.literal('oral'), said: toSeal('client', nonBlank(100)) }), closed('None', { _tag: t.literal('none') })]);

/** A case is opened, notes are taken; a note of kind `duty` entails a duty. */
export const caseDecider: Decider<CaseState, CaseCommand> = {
  category: 'case',
  commands: {
    open: Opened.codec,
    note: Noted.codec,
    tell: closed('tell', { client: SubjectRef, what: toSeal('client', nonBlank(100)), remarks: t.readonlyArray(RemarkIn) }),
    plan: closed('plan', { on: t.string }),
    refuse: closed('refuse', {}),
    nothing: closed('nothing', {}),
    several: closed('several', { count: wholeNumber, lastIsWrong: t.boolean }),
  },
  initial: { names: [], weight: 0 },
  evolve: (state, fact) => {
    if (fact.type === 'Opened') return { ...state, names: [...state.names, (fact.data as Commands['open']).name] };
    return fact.type === 'Noted' ? { ...state, weight: state.weight + (fact.data as Commands['note']).weight } : state;
  },
  decide: (state, { command, data }) => {
    switch (command) {
      case 'open':
        return state.names.includes(data.name)
          ? E.left(failure('AlreadyOpen', 'case/open-once', 'name', 'a name not yet taken', data.name))
          : E.right([{ type: 'Opened', data }]);
      case 'note':
        return E.right([{ type: 'Noted', data }]);
      case 'tell':
        return E.right([{ type: 'Told', data }]);
      case 'plan':
        return E.right([{ type: 'Opened', data: { name: 'planned' }, occurredOn: data.on }]);
      case 'refuse':
        return E.left(failure('Refused', 'case/refuse', 'command', 'another command'));
      case 'nothing':
        return E.right([]);
      case 'several':
        return E.right(Array.from({ length: data.count }, (_, i) => ({ type: 'Noted', data: { text: `${i}`, kind: 'plain', weight: data.lastIsWrong && i === data.count - 1 ? -1 : i } })));
    }
  },
  consequences: (_state, fact) => {
    const note = fact.data as Commands['note'];
    return fact.type === 'Noted' && note.kind === 'duty' ? [{ type: 'DutyArose', data: { of: note.text } }] : [];
  },
  consequenceTypes: new Set(['DutyArose']),
};

/** A register over a fresh store in memory. */
export const makeRegister = (options: { readonly sealer?: Sealer | null; readonly store?: EventStore; readonly clock?: () => Instant } = {}): Register => {
  const clock = options.clock ?? makeClock().clock;
  return {
    store: options.store ?? memoryEventStore({ clock }),
    catalogue,
    deciders: new Map<string, Decider>([['case', caseDecider as Decider]]),
    clock,
    sealer: options.sealer ?? null,
  };
};

/** A command on the case `a`, on 2024-06-01. */
export const command = (id: string, name: string, data: unknown, more: object = {}): object => ({
  id, board, stream: streamOf('a'), command: name, on: '2024-06-01', actor, data, ...more,
});

export const texts = (facts: readonly Fact[]): readonly string[] => facts.map((fact) => `${fact.occurredOn} ${fact.type} ${JSON.stringify(fact.data)}`);
