/** What the double keeps: one log of all events, and the rules of the server by which appends are judged and streams are read. */

/** An event as a client proposes it. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly metadata: Buffer;
  readonly data: Buffer;
}

/** An event in the log. */
export interface Logged extends Proposed {
  readonly stream: string;
  readonly revision: bigint;
  /** Commit and prepare position, which are one for what is appended by gRPC. */
  readonly position: bigint;
  /** Milliseconds since 1970. */
  readonly created: number;
  /** How it is told, once it has been. */
  answer?: Buffer;
}

/** Where the writer believes the stream to be. */
export type Expected = 'any' | 'no-stream' | 'stream-exists' | bigint;

export type Verdict =
  | { readonly _tag: 'written' | 'repeated'; readonly revision: bigint; readonly position: bigint }
  | { readonly _tag: 'wrong-expected-version'; readonly current: bigint | null }
  | { readonly _tag: 'deleted' }
  | { readonly _tag: 'too-large'; readonly most: number };

/** Why a stream cannot be read. */
export type Absent = 'not-found' | 'deleted';

/** Events in order, held or made when they are asked for. */
export interface Events {
  readonly length: number;
  readonly at: (index: number) => Logged | undefined;
}

export interface Log {
  /** Every event, generated ones first. */
  readonly all: Events;
  /** Those that are held. */
  readonly held: readonly Logged[];
  readonly append: (stream: string, expected: Expected, events: readonly Proposed[]) => Verdict;
  /** Events of a stream that its metadata lets through, in order. */
  readonly read: (stream: string) => readonly Logged[] | Absent;
  readonly remove: (stream: string, expected: Expected, forEver: boolean) => Verdict;
  /** Called after each append that writes. Returns how to stop. */
  readonly watch: (listener: (events: readonly Logged[]) => void) => () => void;
  /** First index in `all` at or after a position. */
  readonly indexOf: (position: bigint) => number;
}

export interface LogOptions {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly maxAppendBytes: number;
  readonly generated: Generated;
}

/** Events that are made again whenever they are read. */
export interface Generated {
  readonly count: number;
  readonly event: (n: number) => Proposed & Pick<Logged, 'stream' | 'revision'>;
}
/** The room that each of them takes in the log. */
const generatedRoom = 1_000;

interface Stream {
  readonly events: Logged[];
  tombstoned: boolean;
}

interface Limits {
  readonly from: bigint;
  readonly count: number | null;
  readonly seconds: number | null;
}

const softDeleted = 9_223_372_036_854_775_807n;
const noEvents: readonly Logged[] = [];

export const makeLog = ({ clock, maxAppendBytes, generated }: LogOptions): Log => {
  const held: Logged[] = [];
  const begun = clock();
  const all: Events = {
    get length() {
      return generated.count + held.length;
    },
    at: (index) => (index >= generated.count ? held[index - generated.count] : { ...generated.event(index), position: BigInt(index * generatedRoom), created: begun }),
  };
  const streams = new Map<string, Stream>();
  const byId = new Map<string, Logged>();
  const listeners = new Set<(events: readonly Logged[]) => void>();
  let end = BigInt(generated.count * generatedRoom);

  const streamOf = (name: string): Stream => {
    let stream = streams.get(name);
    if (stream === undefined) streams.set(name, (stream = { events: [], tombstoned: false }));
    return stream;
  };
  const eventsOf = (name: string): readonly Logged[] => streams.get(name)?.events ?? noEvents;

  const limitsOf = (name: string): Limits => {
    const latest = eventsOf(`$$${name}`).at(-1);
    if (latest === undefined) return { from: 0n, count: null, seconds: null };
    // Beyond the exact integers of JSON, only one number is in use: the mark of a soft deletion.
    const given = JSON.parse(latest.data.toString('utf8')) as { $tb?: number; $maxCount?: number; $maxAge?: number };
    const from = given.$tb === undefined ? 0n : given.$tb > Number.MAX_SAFE_INTEGER ? softDeleted : BigInt(given.$tb);
    return { from, count: given.$maxCount ?? null, seconds: given.$maxAge ?? null };
  };

  const write = (name: string, proposed: readonly Proposed[]): readonly Logged[] => {
    const stream = streamOf(name);
    const created = clock();
    const written = proposed.map((event): Logged => {
      const logged: Logged = { ...event, stream: name, revision: BigInt(stream.events.length), position: end, created };
      // A position is a place in a file: it grows by about as much as was written.
      end += BigInt(150 + name.length + event.data.length + event.metadata.length);
      stream.events.push(logged);
      held.push(logged);
      byId.set(event.id, logged);
      return logged;
    });
    for (const listener of [...listeners]) listener(written);
    return written;
  };

  const deletedSoftly = (name: string): boolean => limitsOf(name).from === softDeleted;

  /** The server's two rules of idempotence: at an exact place by what stands there, otherwise by ids it remembers. */
  const judge = (name: string, expected: Expected, events: readonly Proposed[]): Verdict | 'write' => {
    const there = eventsOf(name);
    const current = there.at(-1)?.revision ?? null;
    const wrong: Verdict = { _tag: 'wrong-expected-version', current };
    const repeated = (found: readonly (Logged | undefined)[]): Verdict | null => {
      const lastFound = found.at(-1);
      if (lastFound === undefined || found[0] === undefined) return null;
      return found.every((one, i) => one?.id === events[i]?.id) ? { _tag: 'repeated', revision: lastFound.revision, position: lastFound.position } : wrong;
    };
    if (expected === 'any' || expected === 'stream-exists') {
      if (expected === 'stream-exists' && current === null) return wrong;
      const found = events.map(({ id }) => byId.get(id)).map((one) => (one?.stream === name ? one : undefined));
      return found[0] === undefined ? 'write' : (repeated(found) ?? wrong);
    }
    if (expected === 'no-stream' && current !== null && deletedSoftly(name)) return 'write';
    const place = expected === 'no-stream' ? -1n : expected;
    const last = current ?? -1n;
    if (place === last) return 'write';
    if (place > last) return wrong;
    const from = Number(place) + 1;
    const found = there.slice(from, from + events.length);
    return found.length === events.length ? (repeated(found) ?? wrong) : wrong;
  };

  const append = (name: string, expected: Expected, events: readonly Proposed[]): Verdict => {
    if (streams.get(name)?.tombstoned === true) return { _tag: 'deleted' };
    const bytes = events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
    if (bytes > maxAppendBytes) return { _tag: 'too-large', most: maxAppendBytes };
    const reborn = deletedSoftly(name);
    const verdict = judge(name, expected, events);
    if (verdict !== 'write') return verdict;
    // The server answers an append of nothing as if it had succeeded.
    if (events.length === 0) return { _tag: 'written', revision: eventsOf(name).at(-1)?.revision ?? 0n, position: end };
    const before = eventsOf(name).length;
    const written = write(name, events);
    if (reborn) write(`$$${name}`, [metadataEvent({ $tb: before })]);
    const lastWritten = written.at(-1) as Logged;
    return { _tag: 'written', revision: lastWritten.revision, position: lastWritten.position };
  };

  const read = (name: string): readonly Logged[] | Absent => {
    const stream = streams.get(name);
    if (stream?.tombstoned === true) return 'deleted';
    if (stream === undefined || stream.events.length === 0) return 'not-found';
    if (name.startsWith('$$')) return stream.events;
    const { from, count, seconds } = limitsOf(name);
    if (from === softDeleted) return 'not-found';
    if (from === 0n && count === null && seconds === null) return stream.events;
    const oldest = seconds === null ? 0 : clock() - seconds * 1000;
    const first = Math.max(Number(from), count === null ? 0 : stream.events.length - count);
    return stream.events.slice(first).filter(({ created }) => created >= oldest);
  };

  const remove = (name: string, expected: Expected, forEver: boolean): Verdict => {
    if (streams.get(name)?.tombstoned === true) return { _tag: 'deleted' };
    const current = eventsOf(name).at(-1)?.revision ?? null;
    const fits = expected === 'any' || (expected === 'no-stream' ? current === null : expected === 'stream-exists' ? current !== null : expected === current);
    if (!fits) return { _tag: 'wrong-expected-version', current };
    const [mark] = forEver
      ? write(name, [{ ...metadataEvent({}), type: '$streamDeleted' }])
      : write(`$$${name}`, [metadataEvent({ $tb: Number(softDeleted) })]);
    if (forEver) streamOf(name).tombstoned = true;
    return { _tag: 'written', revision: current ?? 0n, position: (mark as Logged).position };
  };

  return {
    all,
    held,
    append,
    read,
    remove,
    watch: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    indexOf: (position) => {
      const among = Math.ceil(Number(position) / generatedRoom);
      if (among < generated.count) return Math.max(0, among);
      let low = 0;
      let high = held.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((held[middle] as Logged).position < position) low = middle + 1;
        else high = middle;
      }
      return generated.count + low;
    },
  };
};

let made = 0;
const metadataEvent = (data: object): Proposed => ({
  id: `00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`,
  type: '$metadata',
  contentType: 'application/json',
  metadata: Buffer.alloc(0),
  data: Buffer.from(JSON.stringify(data), 'utf8'),
});
