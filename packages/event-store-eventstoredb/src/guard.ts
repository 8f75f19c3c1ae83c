/**
 * The client, made safe and spared what costs most of its time. See decision 1203 for what it does without this: `BatchAppend`
 * ends the process on an answer it does not expect, and waits for the server's features for ever; and of an event, most of its time
 * goes into making text, base64 and values of bytes that the store has, and wants, as they are.
 */
import type { AppendOptions, ClientEvent, EventStoreDbClient, Written } from './client';
import { type Answered, leaderless, leaderlessEnd, wholeAnswer, wholeStatus } from './whole-status';
import { type Decode, decoder } from './wire';

/** An event on its way to the server. */
export interface OutgoingEvent {
  readonly id: string;
  readonly type: string;
  /** Canonical JSON of the envelope without what the store adds. */
  readonly text: string;
  /** Where in the text the store's part belongs. */
  readonly cut: number;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** The client as the store uses it. */
export interface Connection extends Omit<EventStoreDbClient, 'appendToStream'> {
  readonly append: (stream: string, events: readonly OutgoingEvent[], options: AppendOptions) => Promise<Written>;
}

/** Inside of the client: what of it the guard stands before. */
interface Inside {
  readonly supports?: (method: unknown, feature?: unknown) => Promise<boolean>;
  readonly GRPCStreamCreator?: Creator;
  execute?: Execute;
  readonly callArguments?: CallArguments;
}
type Creator = (service: unknown, name: string, creator: (grpc: object) => unknown, cache?: unknown) => () => Promise<unknown>;
type Execute = (service: unknown, name: string, action: (grpc: object) => unknown) => Promise<unknown>;
type CallArguments = (settings: unknown, options?: object) => readonly [metadata: unknown, options: object];
interface Channel {
  on: (event: string, listener: (...args: unknown[]) => void) => Channel;
  write: (message: unknown) => boolean;
  readonly destroy: (error: Error) => unknown;
  readonly cancel: () => void;
}
/** A message of `BatchAppend` or `Append`. */
interface Sent {
  readonly getProposedMessagesList?: () => readonly Proposed[];
  readonly getProposedMessage?: () => Proposed | undefined;
}
interface Proposed {
  readonly getData: () => unknown;
  readonly getMetadataMap: () => { readonly set: (key: string, value: string) => unknown };
}

/** Bytes that are JSON. The client itself calls bytes what is given as bytes. */
const json = new WeakSet<object>();
const encoder = new TextEncoder();

const asBytes = ({ id, type, text, cut, metadata }: OutgoingEvent): ClientEvent => {
  const data = encoder.encode(text);
  json.add(data);
  return { id, type, contentType: 'application/octet-stream', data, metadata: encoder.encode(JSON.stringify({ ...metadata, cut })) };
};
const asValues = ({ id, type, text, metadata }: OutgoingEvent): ClientEvent => ({
  id,
  type,
  contentType: 'application/json',
  data: JSON.parse(text) as Record<string, unknown>,
  metadata,
});

/** A channel whose messages call by its name what is JSON. */
const labelled = (channel: Channel): Channel => {
  const write = channel.write.bind(channel);
  channel.write = (message) => {
    const { getProposedMessagesList, getProposedMessage } = message as Sent;
    for (const proposed of getProposedMessagesList?.call(message) ?? [getProposedMessage?.call(message)]) {
      const data = proposed?.getData();
      if (typeof data === 'object' && data !== null && json.has(data)) proposed?.getMetadataMap().set('content-type', 'application/json');
    }
    return write(message);
  };
  return channel;
};

/** A channel of batches that outlives an answer nobody waits for, and never makes a writer wait for a drain that a lost connection will not bring. */
const guardedChannel = (channel: Channel): Channel => {
  const on = channel.on.bind(channel);
  const { write } = labelled(channel);
  channel.on = (event, listener) => {
    const heard = (...args: unknown[]): void => {
      const answer = args[0] as Answered;
      try {
        wholeAnswer(answer);
        listener(...args);
      } catch {
        // An answer that came twice, or after the loss of another client's connection had ended all that was pending.
      }
      // Said of one batch, it leaves the channel open, and the client with one who does not know where to go.
      if (answer.getError?.()?.getMessage?.() === leaderless) {
        channel.destroy(leaderlessEnd());
        channel.cancel();
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

const interceptors = { interceptors: [wholeStatus] };

type Method = (...args: unknown[]) => unknown;
/** A method of a gRPC client of `@grpc/grpc-js`, which carries what it was made of. */
interface Described {
  readonly path: string;
  readonly requestSerialize: unknown;
  readonly responseDeserialize: Decode;
}
const isDescribed = (method: unknown): method is Method & Described => typeof method === 'function' && 'path' in method && 'responseDeserialize' in method;

/** A gRPC client with some of its methods replaced. */
const replaced = (grpc: object, methods: Readonly<Record<string, (found: unknown) => Method | null>>): object =>
  new Proxy(grpc, {
    get: (target, key) => {
      const found: unknown = Reflect.get(target, key, target);
      return (typeof key === 'string' && Object.hasOwn(methods, key) ? methods[key]?.(found) : null) ?? found;
    },
  });

/** The client's streams over gRPC clients that look as told. */
const over = (create: Creator, look: (grpc: object) => object): { readonly value: Creator } => ({
  value: (service, name, creator, cache) => create(service, name, (grpc) => creator(look(grpc)), cache),
});

/** Appends whose channels are looked after. */
const guardedAppends = (grpc: object): object => {
  const opening =
    (look: (channel: Channel) => Channel) =>
    (found: unknown): Method | null =>
      typeof found !== 'function' ? null : (...args) => look(Reflect.apply(found as Method, grpc, args) as Channel);
  return replaced(grpc, { batchAppend: opening(guardedChannel), append: opening(labelled) });
};

/** Reads whose answers are taken apart by us. */
const quickReads = (grpc: object): object =>
  replaced(grpc, {
    read: (found) => {
      const call: unknown = Reflect.get(grpc, 'makeServerStreamRequest', grpc);
      if (!isDescribed(found) || typeof call !== 'function') return null;
      const { path, requestSerialize, responseDeserialize } = found;
      return (...args) => Reflect.apply(call as Method, grpc, [path, requestSerialize, decoder(responseDeserialize), ...args]);
    },
  });

/** Asking for the server's features, whose call ends whole. */
const wholeAsking = (grpc: object): object =>
  replaced(grpc, {
    getSupportedMethods: (found) => (typeof found !== 'function' ? null : (request, answer) => Reflect.apply(found as Method, grpc, [request, interceptors, answer])),
  });

/** Answers when it can, or after so long that no. */
const patiently = async (ms: number, ask: () => Promise<boolean>): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const tired = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  return await Promise.race([ask().catch(() => false), tired]).finally(() => clearTimeout(timer));
};

/** The same connection, safe; the client that was given is not changed. One whose inside is unknown is used as it is. */
export const guarded = (client: EventStoreDbClient, patienceMs: number): Connection => {
  const inside = client as EventStoreDbClient & Inside;
  const { supports, GRPCStreamCreator, execute, callArguments } = inside;
  if (typeof supports !== 'function' || typeof GRPCStreamCreator !== 'function' || typeof execute !== 'function' || typeof callArguments !== 'function') return connection(client, client, asValues);
  const argumentsOf: { readonly value: CallArguments } = {
    value: (settings, options) => {
      const [metadata, more] = callArguments(settings, options);
      return [metadata, { ...more, ...interceptors }];
    },
  };
  const executing =
    (look: (grpc: object) => object): Execute =>
    async (service, name, action) =>
      await execute(service, name, (grpc) => action(look(grpc)));
  /** The client asks once and by itself, and it does so before it lets anything else run: until then, its way of asking is ours. */
  const asked: typeof supports = (method, feature) => {
    inside.execute = executing(wholeAsking);
    try {
      return supports(method, feature);
    } finally {
      inside.execute = execute;
    }
  };
  const appending = Object.create(client, {
    // The other way, an append that failed reports revision 1.
    throwOnAppendFailure: { value: true },
    // Not knowing, the plain append is used, which every server has.
    supports: { value: async (method: unknown, feature?: unknown) => await patiently(patienceMs, async () => await asked(method, feature)) },
    GRPCStreamCreator: over(GRPCStreamCreator, guardedAppends),
    execute: { value: executing(guardedAppends) },
    callArguments: argumentsOf,
  }) as EventStoreDbClient;
  const reading = Object.create(client, { GRPCStreamCreator: over(GRPCStreamCreator, quickReads), callArguments: argumentsOf }) as EventStoreDbClient;
  return connection(appending, reading, asBytes);
};

const connection = (appending: EventStoreDbClient, reading: EventStoreDbClient, form: (event: OutgoingEvent) => ClientEvent): Connection => ({
  append: async (stream, events, options) => await appending.appendToStream(stream, events.map(form), options),
  readStream: (stream, options) => reading.readStream(stream, options),
  readAll: (options) => reading.readAll(options),
  subscribeToAll: (options) => reading.subscribeToAll(options),
  dispose: async () => await reading.dispose(),
});
