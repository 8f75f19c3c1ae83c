/**
 * The client, seen from here: the only file that loads `@eventstore/db-client`. What is used of it is described by structure,
 * so that the package builds, and a program that opens no cluster starts, without it.
 */
import { createRequire } from 'node:module';

/** An event as the client sends it. */
export interface OutgoingEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: 'application/json';
  readonly data: Record<string, unknown>;
  readonly metadata: Record<string, unknown>;
}

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

interface AppendOptions {
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

/** What is used of an `EventStoreDBClient`. */
export interface EventStoreDbClient {
  appendToStream(stream: string, events: OutgoingEvent[], options: AppendOptions): Promise<{ readonly nextExpectedRevision: bigint; readonly position?: { readonly commit: bigint } }>;
  readStream(stream: string, options: ReadStreamOptions): IncomingStream;
  readAll(options: ReadAllOptions): IncomingStream;
  subscribeToAll(options: SubscribeOptions): IncomingStream;
  dispose(): Promise<void>;
}

const load = createRequire(__filename);

/** A client for a connection string. Throws what the client throws, and where the client is not installed. */
export const connectTo = (url: string): EventStoreDbClient => {
  const { EventStoreDBClient } = load('@eventstore/db-client') as { EventStoreDBClient: { connectionString: (url: string) => EventStoreDbClient } };
  return EventStoreDBClient.connectionString(url);
};

/** Inside of the client: what of it the guard stands before. */
interface Inside {
  readonly supports?: (method: unknown, feature?: unknown) => Promise<boolean>;
  readonly GRPCStreamCreator?: (service: unknown, name: string, creator: (grpc: object) => unknown, cache?: unknown) => () => Promise<unknown>;
}
interface Channel {
  on: (event: string, listener: (...args: unknown[]) => void) => Channel;
  write: (message: unknown) => boolean;
}

/** A channel of batches that outlives an answer nobody waits for, and never makes a writer wait for a drain that a lost connection will not bring. */
const guardedChannel = (channel: Channel): Channel => {
  const on = channel.on.bind(channel);
  const write = channel.write.bind(channel);
  channel.on = (event, listener) => {
    const heard = (...args: unknown[]): void => {
      try {
        listener(...args);
      } catch {
        // An answer that came twice, or after the loss of another client's connection had ended all that was pending.
      }
    };
    on(event, event === 'data' ? heard : listener);
    return channel;
  };
  channel.write = (message) => {
    write(message);
    return true;
  };
  return channel;
};

/**
 * The same connection with its appends made safe; the client that was given is not changed. See decision 1203 for what the client
 * does without this: `BatchAppend` ends the process on an answer it does not expect, and waits for the server's features for ever.
 */
export const guarded = (client: EventStoreDbClient, patienceMs: number): EventStoreDbClient => {
  const inside = client as EventStoreDbClient & Inside;
  const { supports, GRPCStreamCreator } = inside;
  if (typeof supports !== 'function' || typeof GRPCStreamCreator !== 'function') return client;
  const appending = Object.create(client, {
    // The other way, an append that failed reports revision 1.
    throwOnAppendFailure: { value: true },
    supports: {
      value: async (method: unknown, feature?: unknown): Promise<boolean> => {
        let timer: NodeJS.Timeout | undefined;
        const tired = new Promise<boolean>((resolve) => {
          timer = setTimeout(() => resolve(false), patienceMs);
        });
        // Not knowing, the plain append is used, which every server has.
        return await Promise.race([supports(method, feature).catch(() => false), tired]).finally(() => clearTimeout(timer));
      },
    },
    GRPCStreamCreator: {
      value: (service: unknown, name: string, creator: (grpc: object) => unknown, cache?: unknown) =>
        GRPCStreamCreator(
          service,
          name,
          (grpc) =>
            creator(
              new Proxy(grpc, {
                get: (target, key) => {
                  const found: unknown = Reflect.get(target, key, target);
                  return key === 'batchAppend' && typeof found === 'function' ? (...args: unknown[]) => guardedChannel(Reflect.apply(found, target, args) as Channel) : found;
                },
              }),
            ),
          cache,
        ),
    },
  }) as EventStoreDbClient;
  return {
    appendToStream: async (stream, events, options) => await appending.appendToStream(stream, events, options),
    readStream: (stream, options) => client.readStream(stream, options),
    readAll: (options) => client.readAll(options),
    subscribeToAll: (options) => client.subscribeToAll(options),
    dispose: async () => await client.dispose(),
  };
};
