/** The messages of `event_store.client.*` as the public .proto files number them: requests read, answers written. */
import type { Expected, Logged, Proposed } from './log';
import { allBytesIn, bytesField, bytesIn, bytesOf, emptyField, entryField, type Fields, fieldsOf, has, mapIn, message, messageField, messageIn, numberField, numberIn, type Part, textField, textIn } from './protobuf';

/** `UUID`, in either of its forms. */
const uuidOf = (id: Fields): string => {
  if (!has(id, 1)) return textIn(id, 2);
  const bits = messageIn(id, 1);
  const hex = [1, 2].map((half) => BigInt.asUintN(64, numberIn(bits, half)).toString(16).padStart(16, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};
const streamNameIn = (fields: Fields, number: number): string => textIn(messageIn(fields, number), 3);

/** Numbers are the same in `AppendReq`, `BatchAppendReq`, `DeleteReq` and `TombstoneReq`. */
const expectedIn = (options: Fields): Expected =>
  has(options, 2) ? numberIn(options, 2) : has(options, 3) ? 'no-stream' : has(options, 5) ? 'stream-exists' : 'any';

const proposedOf = (bytes: Buffer): Proposed => {
  const fields = fieldsOf(bytes);
  const described = mapIn(fields, 2);
  return {
    id: uuidOf(messageIn(fields, 1)),
    type: described.get('type') ?? '',
    contentType: described.get('content-type') ?? 'application/octet-stream',
    metadata: bytesIn(fields, 3),
    data: bytesIn(fields, 4),
  };
};

export interface Target {
  readonly stream: string;
  readonly expected: Expected;
}
export const targetIn = (request: Buffer): Target => {
  const options = messageIn(fieldsOf(request), 1);
  return { stream: streamNameIn(options, 1), expected: expectedIn(options) };
};

/** One message of `Append`: where to, first, then the events. */
export const appendRequest = (bytes: Buffer): { readonly target: Target } | { readonly event: Proposed } => {
  const fields = fieldsOf(bytes);
  return has(fields, 1) ? { target: targetIn(bytes) } : { event: proposedOf(bytesIn(fields, 2)) };
};

export interface BatchRequest {
  readonly correlation: Buffer;
  readonly target: Target | null;
  readonly events: readonly Proposed[];
  readonly final: boolean;
}
export const batchRequest = (bytes: Buffer): BatchRequest => {
  const fields = fieldsOf(bytes);
  const options = messageIn(fields, 2);
  return {
    correlation: bytesIn(fields, 1),
    target: has(fields, 2) ? { stream: streamNameIn(options, 1), expected: expectedIn(options) } : null,
    events: allBytesIn(fields, 3).map(proposedOf),
    final: numberIn(fields, 4) === 1n,
  };
};

/** Which events pass a filter. */
export interface Filter {
  readonly on: 'stream' | 'type';
  readonly passes: (text: string) => boolean;
  /** Events between two checkpoints. */
  readonly checkpointEvery: number;
}

export interface ReadRequest {
  /** Null: all streams. */
  readonly stream: string | null;
  readonly from: bigint | 'start' | 'end';
  readonly backwards: boolean;
  /** Null: a subscription. */
  readonly count: number | null;
  readonly filter: Filter | null;
}

const filterIn = (fields: Fields): Filter => {
  const on = has(fields, 1) ? 'stream' : 'type';
  const expression = messageIn(fields, on === 'stream' ? 1 : 2);
  const prefixes = allBytesIn(expression, 2).map((prefix) => prefix.toString('utf8'));
  const pattern = has(expression, 1) ? new RegExp(textIn(expression, 1), 'u') : null;
  const window = has(fields, 3) ? Number(numberIn(fields, 3)) : 32;
  return {
    on,
    passes: (text) => pattern?.test(text) ?? prefixes.some((prefix) => text.startsWith(prefix)),
    checkpointEvery: window * Math.max(1, Number(numberIn(fields, 5))),
  };
};

export const readRequest = (bytes: Buffer): ReadRequest => {
  const options = messageIn(fieldsOf(bytes), 1);
  const ofStream = has(options, 1);
  const where = messageIn(options, ofStream ? 1 : 2);
  const from = ofStream
    ? has(where, 2) ? numberIn(where, 2) : has(where, 4) ? 'end' : 'start'
    : has(where, 1) ? numberIn(messageIn(where, 1), 1) : has(where, 3) ? 'end' : 'start';
  return {
    stream: ofStream ? streamNameIn(where, 1) : null,
    from,
    backwards: numberIn(options, 3) === 1n,
    count: has(options, 6) ? null : Number(numberIn(options, 5)),
    filter: has(options, 7) ? filterIn(messageIn(options, 7)) : null,
  };
};

const streamIdentifier = (number: number, name: string): Part => messageField(number, textField(3, name));
const positions = (number: number, position: bigint): Part => messageField(number, numberField(1, position), numberField(2, position));
const ticksPerMillisecond = 10_000n;

/** `ReadResp` with one event. */
export const eventAnswer = (event: Logged): Buffer => {
  if (event.answer !== undefined) return event.answer;
  const recorded = messageField(
    1,
    messageField(1, textField(2, event.id)),
    streamIdentifier(2, event.stream),
    numberField(3, event.revision),
    numberField(4, event.position),
    numberField(5, event.position),
    entryField(6, 'type', event.type),
    entryField(6, 'content-type', event.contentType),
    entryField(6, 'created', String(BigInt(event.created) * ticksPerMillisecond)),
    bytesField(7, event.metadata),
    bytesField(8, event.data),
  );
  const answer = bytesOf(messageField(1, recorded, numberField(3, event.position)));
  event.answer = answer;
  return answer;
};

export const confirmation = (id: string): Buffer => bytesOf(messageField(2, textField(1, id)));
export const checkpoint = (position: bigint): Buffer => bytesOf(positions(3, position));
export const streamNotFound = (name: string): Buffer => bytesOf(messageField(4, streamIdentifier(1, name)));
export const caughtUp: Buffer = bytesOf(emptyField(8));

const succeeded = (number: number, revision: bigint, position: bigint): Part => messageField(number, numberField(1, revision), positions(3, position));
export const appendSucceeded = (revision: bigint, position: bigint): Buffer => bytesOf(succeeded(1, revision, position));

/** Fields of an expectation, which stand in one order and begin at a number: of a revision, `any`, `stream-exists`, `no-stream`. */
const expectation = (first: number, expected: Expected): Part =>
  typeof expected === 'bigint' ? numberField(first, expected) : emptyField(first + { any: 1, 'stream-exists': 2, 'no-stream': 3 }[expected]);

export const appendConflicts = (expected: Expected, current: bigint | null): Buffer =>
  bytesOf(messageField(2, current === null ? emptyField(7) : numberField(6, current), expectation(8, expected)));

const batchAnswer = (correlation: Buffer, stream: string, rest: Part): Buffer =>
  bytesOf(message(bytesField(1, correlation), rest, streamIdentifier(4, stream)));

export const batchSucceeded = (correlation: Buffer, stream: string, revision: bigint, position: bigint): Buffer =>
  batchAnswer(correlation, stream, succeeded(3, revision, position));

/** An error of one batch: a `google.rpc.Status` with one of the messages of shared.proto in it. */
export const batchFailed = (correlation: Buffer, stream: string, code: number, name: string, detail: Part): Buffer =>
  batchAnswer(
    correlation,
    stream,
    messageField(2, numberField(1, code), textField(2, name), messageField(3, textField(1, `type.googleapis.com/event_store.client.${name}`), messageField(2, detail))),
  );
/** An error without code, words, detail or stream. */
export const batchGarbled = (correlation: Buffer): Buffer => bytesOf(message(bytesField(1, correlation), emptyField(2)));
/** What a server has no message of its own for: words, and an empty detail. */
export const batchNotHandled = (correlation: Buffer, stream: string, words: string): Buffer =>
  batchAnswer(correlation, stream, messageField(2, textField(2, words), messageField(3, textField(1, 'type.googleapis.com/google.protobuf.Empty'))));

export const wrongExpectedVersion = (expected: Expected, current: bigint | null): Part =>
  message(current === null ? emptyField(2) : numberField(1, current), expectation(3, expected));
export const tooLarge = (most: number): Part => numberField(1, most);
export const noDetail: Part = message();

export const deleteSucceeded = (position: bigint): Buffer => bytesOf(positions(1, position));

/** What the server can do: the client asks once and decides between `BatchAppend` and `Append`. */
export const supportedMethods = (version: string, methods: readonly string[]): Buffer =>
  bytesOf(message(...methods.map((name) => messageField(1, textField(1, name), textField(2, 'event_store.client.streams.streams'))), textField(2, version)));

export interface Member {
  readonly port: number;
  readonly leads: boolean;
  readonly alive: boolean;
}
export const clusterInfo = (members: readonly Member[]): Buffer =>
  bytesOf(
    message(
      ...members.map(({ port, leads, alive }) =>
        messageField(
          1,
          messageField(1, textField(2, `00000000-0000-4000-8000-${String(port).padStart(12, '0')}`)),
          numberField(2, 0),
          numberField(3, leads ? 8 : 6),
          numberField(4, alive ? 1 : 0),
          messageField(5, textField(1, '127.0.0.1'), numberField(2, port)),
        ),
      ),
    ),
  );
