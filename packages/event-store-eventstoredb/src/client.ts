/**
 * The client, seen from here: the only file that loads `@eventstore/db-client`. What is used of it is described by structure,
 * so that the package builds, and a program that opens no cluster starts, without it.
 */
import { createRequire } from 'node:module';

/** An event as the client sends it: values that it makes JSON of, or bytes. */
export type ClientEvent = { readonly id: string; readonly type: string } & (
  | { readonly contentType: 'application/json'; readonly data: Record<string, unknown>; readonly metadata: Record<string, unknown> }
  | { readonly contentType: 'application/octet-stream'; readonly data: Uint8Array; readonly metadata: Uint8Array }
);

/** An event as the client hands it out. */
export interface IncomingEvent {
  readonly streamId: string;
  readonly id: string;
  readonly revision: bigint;
  readonly data: unknown;
  readonly metadata: unknown;
  readonly created: Date;
  readonly position?: { readonly commit: bigint };
}

/** A stream of events, of a read or a subscription. */
export interface IncomingStream {
  on(event: 'data', listener: (resolved: { readonly event?: IncomingEvent }) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'end' | 'confirmation', listener: () => void): unknown;
  destroy(): unknown;
  /** Of a read. */
  cancel?(): Promise<void>;
  /** Of a subscription. */
  unsubscribe?(): Promise<void>;
}

type Direction = 'forwards' | 'backwards';
type Place = { readonly commit: bigint; readonly prepare: bigint };

export interface AppendOptions {
  readonly expectedRevision: 'no_stream' | bigint;
  readonly deadline: number;
}
interface ReadStreamOptions {
  readonly direction: Direction;
  readonly fromRevision: 'end' | bigint;
  readonly maxCount: number;
  readonly requiresLeader: boolean;
}
interface ReadAllOptions {
  readonly direction: Direction;
  readonly fromPosition: 'start' | 'end' | Place;
  readonly maxCount: number;
  readonly requiresLeader: boolean;
}
interface SubscribeOptions {
  readonly fromPosition: 'start' | 'end' | Place;
  readonly filter: ({ readonly prefixes: string[] } | { readonly regex: string }) & { readonly filterOn: 'streamName' | 'eventType'; readonly checkpointInterval: number };
  readonly requiresLeader: boolean;
}

/** What the client answers to an append. */
export interface Written {
  readonly nextExpectedRevision: bigint;
  readonly position?: { readonly commit: bigint };
}

/** What is used of an `EventStoreDBClient`. */
export interface EventStoreDbClient {
  appendToStream(stream: string, events: ClientEvent[], options: AppendOptions): Promise<Written>;
  readStream(stream: string, options: ReadStreamOptions): IncomingStream;
  readAll(options: ReadAllOptions): IncomingStream;
  subscribeToAll(options: SubscribeOptions): IncomingStream;
  dispose(): Promise<void>;
}

const load = createRequire(__filename);

/** The client would go on, after it had printed what it does not heed together with the whole string, password included. */
const unheeded = new Error('a connection string that the client would not heed as a whole');

/** A client for a connection string. Throws what the client throws, where the client is not installed, and where it would not heed something in the string. */
export const connectTo = (url: string): EventStoreDbClient => {
  const { EventStoreDBClient } = load('@eventstore/db-client') as { EventStoreDBClient: { connectionString: (url: string) => EventStoreDbClient } };
  const { warn } = console;
  const printed = url.trim().replace(/\/+$/, '');
  let odd = false;
  // It reads the string at once: nothing else is said in between.
  console.warn = (...said: unknown[]): void => {
    if (said.some((text) => String(text).includes(printed))) odd = true;
    else warn.apply(console, said);
  };
  try {
    const client = EventStoreDBClient.connectionString(url);
    if (odd) throw unheeded;
    return client;
  } finally {
    console.warn = warn;
  }
};
