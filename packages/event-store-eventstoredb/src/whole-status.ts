/**
 * How calls end, made whole before the client sees it. The client makes its errors inside of listeners that nobody stands
 * behind, of trailers that it takes for granted: where one is missing or is no number, the process ends or the call never does. What is filled
 * in here is read by nobody: the store asks an error for its type alone.
 */

/** The words of a server that does not lead and knows of none that does. It has no `exception` for it. */
export const leaderless = 'No leader info available in response';

/** Metadata of `@grpc/grpc-js`. */
interface Trailers {
  readonly get: (key: string) => readonly (string | Buffer)[];
  readonly set: (key: string, value: string) => void;
}
/** The end of a call, as `@grpc/grpc-js` tells it. */
interface Status {
  readonly code: number;
  readonly details: string;
  readonly metadata: Trailers;
}
interface Listener {
  readonly onReceiveStatus: (status: Status) => void;
}
interface Call {
  start: (metadata: unknown, listener: Listener) => void;
}

/** CANCELLED and UNAVAILABLE of gRPC. */
const [cancelled, unavailable] = [1, 14];
const integer = /^-?\d{1,19}$/;
/** By exception, the trailers that the client's error is made of: what stands in for one that is missing, and what it must look like. */
const needed: Readonly<Record<string, Readonly<Record<string, readonly [instead: string, sound: RegExp]>>>> = {
  'stream-deleted': { 'stream-name': ['', /^/] },
  'scavenge-not-found': { 'scavenge-id': ['', /^/] },
  // A server that does not know the actual version leaves it empty.
  'wrong-expected-version': { 'stream-name': ['', /^/], 'expected-version': ['0', integer], 'actual-version': ['', integer] },
  'maximum-append-size-exceeded': { 'maximum-append-size': ['0', integer] },
  'missing-required-metadata-property': { 'required-metadata-properties': ['', /^/] },
  'user-not-found': { 'login-name': ['', /^/] },
  'user-conflict': { 'login-name': ['', /^/] },
};

const isPlace = (host: string, port: string): boolean => /^[\w.-]+$/.test(host) && /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535;

/**
 * Of who does not lead and names no place to go to, the client would make a channel to nowhere, if it did not fall before. That is a server that is
 * of no use, and where there are several the client looks for another one. The words stay, and `typeOf` knows them.
 */
const nobodyLeads = (status: Status): Status => {
  status.metadata.set('exception', '');
  return { ...status, code: unavailable, details: leaderless };
};

const whole = (status: Status): Status => {
  const { metadata, details } = status;
  const told = (key: string): string | undefined => metadata.get(key)[0]?.toString();
  const exception = told('exception') ?? '';
  // Of its own words for a call that was cut off from here, the client makes an end like any other: half a page would be a whole one.
  if (status.code === cancelled) return { ...status, details: 'the call was cut off' };
  if (details === leaderless) return nobodyLeads(status);
  if (exception === 'not-leader' && !isPlace(told('leader-endpoint-host') ?? '', told('leader-endpoint-port') ?? '')) return nobodyLeads(status);
  for (const [key, [instead, sound]] of Object.entries(Object.hasOwn(needed, exception) ? (needed[exception] ?? {}) : {})) {
    const value = told(key);
    if (value === undefined || !sound.test(value)) metadata.set(key, instead);
  }
  return status;
};

/** An answer to a batch. */
export interface Answered {
  readonly getError?: () => Partial<BatchError> | undefined;
  getStreamIdentifier?: () => unknown;
}
interface BatchError {
  readonly getMessage: () => string;
  getDetails: () => unknown;
}

/** An error of a batch without a detail to make one of, or without the stream that is told with it: the client finds something there. */
export const wholeAnswer = (answer: Answered): void => {
  const error = answer.getError?.();
  if (error === undefined) return;
  if (error.getDetails?.() === undefined) error.getDetails = () => ({ getTypeName: () => '' });
  if (answer.getStreamIdentifier?.() === undefined) answer.getStreamIdentifier = () => ({ getStreamName: () => '' });
};

/** What ends a channel on which it was said that nobody leads. */
export const leaderlessEnd = (): Error => Object.assign(new Error(leaderless), { code: unavailable, details: leaderless });

/** An interceptor of `@grpc/grpc-js`. */
export const wholeStatus = (options: object, next: (options: object) => Call): Call => {
  const call = next(options);
  const start = call.start.bind(call);
  call.start = (metadata, listener) =>
    start(metadata, Object.create(listener, { onReceiveStatus: { value: (status: Status) => listener.onReceiveStatus(status.code === 0 ? status : whole(status)) } }) as Listener);
  return call;
};
