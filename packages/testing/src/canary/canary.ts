/**
 * A journal that plants secrets through every command of a package. It is found by trying: every command again and again,
 * with data made from its codec, until each has been accepted; so a new command is in it without anybody thinking of it.
 */
import { addDays, type CivilDate, type Instant, unsafeInstant } from '@frist/calendar';
import { type AnyEventType, type Board, type Decider, execute, makeCatalogue, memoryEventStore, type RecordedEvent, type Register, type Sealer, streamFor, type StreamName } from '@frist/event-sourcing';
import { type Domain, meetingFactTypes, obligationFactTypes } from '@frist/obligations';
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import { right } from '../either';
import { testActor } from '../given-when-then-facts';
import { holdsSealed, sampleOf } from './samples';
import { canarySecrets } from './secrets';

/** What a package adds: its domain, or its deciders and types. */
export interface CanaryOptions {
  readonly name: string;
  readonly domain: Pick<Domain, 'eventTypes'> & { readonly registers: readonly { readonly decider: Decider }[] };
  /** What closes the boxes while the journal is found. */
  readonly sealer: Sealer;
  readonly board: Board;
  /** Every event is known since this day, as in migrated history. */
  readonly day: CivilDate;
  /** Streams of a category; by default two of the board's. */
  readonly streams?: Readonly<Record<string, readonly StreamName[]>>;
  /** Further values, tried first for plain fields. */
  readonly values?: readonly unknown[];
  /** What fields of a name hold, where the codec takes it. */
  readonly fields?: Readonly<Record<string, readonly unknown[]>>;
  /** `category.command` of those that need not be reached. Default: none. */
  readonly beyond?: readonly string[];
  /** How often every command is tried at most. Default 1 000. */
  readonly rounds?: number;
}

/** A command as a line of a journal. */
export type CanaryLine = Readonly<Record<string, unknown>> & { readonly stream: StreamName; readonly command: string };

/** A journal, and what it does not reach. */
export interface CanaryJournal {
  readonly name: string;
  /** Accepted, in this order. */
  readonly accepted: readonly CanaryLine[];
  /** Refused by a decider or a codec, with the secrets in them. One for each command and rule. */
  readonly refused: readonly CanaryLine[];
  /** `category.command` of every command that was never accepted. A test expects none, or names them. */
  readonly unreached: readonly string[];
  /** `category.command` of those that seal something. */
  readonly sealing: readonly string[];
  /** Why those that were not reached were refused last. */
  readonly why: Readonly<Record<string, string>>;
}

/** The two people whom everything is about. */
export const canarySubjects: readonly [string, string] = ['00000000-0000-4000-8000-00000000c0a1', '00000000-0000-4000-8000-00000000c0a2'];

const words: readonly unknown[] = [
  'one', 'two', 'SN 2015:12', 'SN/2015:12', 'SN 2015:12 § 4', '2015-Q4', '2015', 'Testby', 'not-so', 'wrong-day', 'ordinary words', 'testby/socialnamnden', 'P3M', 'P1Y', 'SoL 4 kap. 1 §', 'inspectorate', 'board', 'statute', 'V',
  0, 1, 2, 100, 2014, 2015, true, false, null,
];

/** Finds the journal of a package. */
export const canaryJournal = async ({ name, domain, sealer, board, day, streams = {}, values = [], fields = {}, beyond = [], rounds = 1_000 }: CanaryOptions): Promise<CanaryJournal> => {
  const deciders = domain.registers.map(({ decider }) => decider);
  const now: Instant = unsafeInstant(`${day}T10:00:00.000Z`);
  const clock = (): Instant => now;
  const types: readonly AnyEventType[] = [...obligationFactTypes, ...meetingFactTypes, ...domain.eventTypes];
  const register: Register = { store: memoryEventStore({ clock }), catalogue: right(makeCatalogue(types)), deciders: new Map(deciders.map((decider) => [decider.category, decider])), clock, sealer };
  const choose = generator(4711);
  const days = Array.from({ length: steps }, (_, i) => right(addDays(day, -20 * (steps - i))));
  const known = new Map<string, RecordedEvent>();
  const hints = new Map<string, readonly unknown[]>();
  /** Categories of which nothing more is to be reached, and streams that a refusal has named. */
  const idle = new Set<string>();
  const named = new Set<string>();
  const grown = new Map<StreamName, number>();
  const places = deciders.flatMap((decider) => (streams[decider.category] ?? [1, 2].map((n) => streamFor(board, decider.category, `canary ${n}`))).map((stream) => ({ decider, stream })));
  const pool = {
    secrets: [canarySecrets.text, canarySecrets.number],
    // The number outside of sealed fields is refused wherever it is tried.
    plain: () => [canarySecrets.number, ...values, ...words, ...canarySubjects, ...days.filter((_, i) => i % 7 === 0), ...places.map(({ stream }) => stream), ...[...known.keys()].slice(-12)],
    subjects: canarySubjects,
    fields: { year: [2014, 2015], ...fields },
    choose,
  };
  const wanted = (): readonly string[] => [...unreached].filter((tried) => !beyond.includes(tried));
  const accepted: CanaryLine[] = [];
  const refused = new Map<string, CanaryLine>();
  const why = new Map<string, string>();
  const unreached = new Set(deciders.flatMap(({ category, commands }) => Object.keys(commands).map((command) => `${category}.${command}`)));
  const attempt = async (category: string, stream: StreamName, command: string, data: unknown, round: number): Promise<void> => {
    const tried = `${category}.${command}`;
    const on = days[Math.min(steps - 1, Math.floor(((round % lap) * steps) / lap) + choose(2))] ?? day;
    const line = { id: `${name}-${round}-${accepted.length}-${command}`, board, stream, command, on, knownSince: day, actor: testActor, data, source: { document: 'canary' } };
    const done = await execute(register)(line)();
    if (E.isRight(done)) {
      for (const event of done.right.events) known.set(event.id, event);
      accepted.push(line);
      grown.set(stream, (grown.get(stream) ?? 0) + 1);
      unreached.delete(tried);
      return;
    }
    refused.set(`${command} ${done.left[0]?.rule ?? ''}`, line);
    why.set(tried, done.left.map(({ field, expected, value }) => `${field}: ${expected} (${value ?? ''})`).join('; '));
    for (const { field, expected } of done.left) {
      // What a refusal asks for is tried next time; a stream that it names is written to as well.
      hints.set(`${tried} ${field}`, expected.split(/[\s,;]+/).flatMap((word) => (/^\d+$/.test(word) ? [word, Number(word)] : [word])));
      for (const [other] of expected.matchAll(streamName)) {
        if (other.startsWith(`${category}-`) && places.every((place) => place.stream !== other)) {
          named.add(other);
          places.push({ decider: places.find((place) => place.decider.category === category)?.decider as Decider, stream: other as StreamName });
        }
      }
    }
  };

  for (let round = 0; round < rounds; round += 1) {
    // Now and then a stream begins anew: what has come to an end takes no more commands, and a long stream is slow.
    if (round > 0 && round % 24 === 0) {
      const waiting = new Set(wanted().map((tried) => tried.slice(0, tried.indexOf('.'))));
      for (const [i, { decider }] of places.entries()) {
        if (waiting.has(decider.category) && streams[decider.category] === undefined && !named.has(places[i]?.stream ?? '')) places[i] = { decider, stream: streamFor(board, decider.category, `canary ${i} ${round}`) };
        else if (!waiting.has(decider.category)) idle.add(decider.category);
      }
    }
    for (const { decider, stream } of [...places]) {
      const { category } = decider;
      if (idle.has(category)) continue;
      for (const [command, codec] of Object.entries(decider.commands)) {
        // What has been reached is left to the other streams mostly, so that ends come late.
        if (!unreached.has(`${category}.${command}`) && (grown.get(stream) ?? 0) > 4 && choose(4) > 0) continue;
        const data = sampleOf(codec as t.Mixed, pool);
        if (data === undefined) why.set(`${category}.${command}`, 'no data of this form in the pool');
        else await attempt(category, stream, command, hinted(data, codec as t.Mixed, `${category}.${command}`, hints, choose), round);
      }
      const own = [...known.values()].filter((event) => event.stream === stream && register.catalogue.types.get(event.type)?.codec !== undefined && !obligationTypes.has(event.type));
      const event = own[choose(own.length)];
      if (event === undefined) continue;
      const type = register.catalogue.types.get(event.type);
      if (type !== undefined && choose(3) === 0) await attempt(category, stream, 'correctFact', { fact: event.id, reason: 'wrong-value', data: sampleOf(type.codec as t.Mixed, pool) }, round);
      else if (choose(20) === 0) await attempt(category, stream, 'retractFact', { fact: event.id, reason: 'not-so' }, round);
    }
    if (wanted().length === 0 && round > 4) break;
  }
  const sealing = deciders.flatMap(({ category, commands }) => Object.entries(commands).filter(([, codec]) => holdsSealed(codec as t.Mixed)).map(([command]) => `${category}.${command}`));
  return { name, accepted, refused: [...refused.values()], unreached: [...unreached].sort(), sealing, why: Object.fromEntries([...why].filter(([command]) => unreached.has(command))) };
};

const steps = 40;
/** Rounds in which the days run from the first to the last. */
const lap = 200;
const streamName = /\b[a-z][A-Za-z]*-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
const obligationTypes: ReadonlySet<string> = new Set([...obligationFactTypes, ...meetingFactTypes].map(({ type }) => type));

/** Data with one field as a refusal asked for it, where the codec takes it so. */
const hinted = (data: unknown, codec: t.Mixed, named: string, hints: ReadonlyMap<string, readonly unknown[]>, choose: (n: number) => number): unknown => {
  let made = data;
  for (const key of Object.keys(data as object)) {
    const words = hints.get(`${named} data.${key}`);
    if (words === undefined || choose(3) > 0) continue;
    const changed = { ...(made as object), [key]: words[choose(words.length)] };
    if (E.isRight(codec.decode(changed))) made = changed;
  }
  return made;
};

/** Numbers that look arbitrary and are the same each time. */
const generator = (seed: number): ((n: number) => number) => {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return n <= 1 ? 0 : Math.floor((state / 0x80000000) * n);
  };
};

/**
 * Lines that must be refused, with the secrets where they do not belong: in unknown keys, in sealed fields of the wrong
 * form, too long, and an identity number in the ids, the stream, the actor and the command.
 */
export const badLines = ({ name, accepted }: CanaryJournal): readonly CanaryLine[] => {
  const { text, number } = canarySecrets;
  const first = new Map(accepted.map((line) => [line.command, line]));
  return [...first.values()].flatMap((line, i) => {
    const data = line.data as Readonly<Record<string, unknown>>;
    const bad = (kind: string, change: object): CanaryLine => ({ ...line, id: `${name}-bad-${i}-${kind}`, ...change });
    const planted = Object.entries(data).flatMap(([key, value]) => (value === text || value === number ? [key] : []));
    return [
      bad('unknown-value', { data: { ...data, whatElse: text } }),
      bad('unknown-inside', { data: { ...data, more: { inner: [text, number] } } }),
      ...planted.flatMap((key) => [
        bad(`list-${key}`, { data: { ...data, [key]: [text] } }),
        bad(`object-${key}`, { data: { ...data, [key]: { _tag: 'open', value: text } } }),
        bad(`long-${key}`, { data: { ...data, [key]: `${text} `.repeat(1_000) } }),
        bad(`control-${key}`, { data: { ...data, [key]: `${text}\u0000` } }),
      ]),
      bad('id', { id: `x-${number}` }),
      bad('actor', { actor: { role: 'clerk', ref: number } }),
      bad('stream', { stream: `grant-${number}` }),
      bad('causedBy', { causedBy: number }),
      bad('on', { on: number }),
      bad('knownSince', { knownSince: number }),
      bad('command', { command: `c${number}` }),
      bad('number-as-key', { data: { ...data, [number]: 1 } }),
    ];
  });
};

