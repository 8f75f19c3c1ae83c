/** gRPC over HTTP/2 on loopback, as far as the double needs it: one frame a message, no compression, status in trailers. */
import { createSecureServer, createServer, constants, type Http2Session, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';

import type { Tls } from './tls';

/** The end of a call: 0 is success. */
export interface Status {
  readonly code: number;
  readonly message?: string;
  /** Further trailers, such as `exception`. */
  readonly trailers?: Readonly<Record<string, string>>;
}

export const ok: Status = { code: 0 };
export const unavailable: Status = { code: 14, message: 'the double refuses' };

/** One call as a handler sees it. */
export interface Call {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Whether the caller's certificate is one that the server was told of. */
  readonly vouched: () => boolean;
  /** Messages of the caller, in order; ends when the caller has no more. */
  readonly requests: AsyncIterable<Buffer>;
  /** A promise where the caller reads slower than it is sent to. False: nobody listens any more. */
  readonly send: (message: Buffer) => boolean | Promise<boolean>;
  readonly end: (status: Status) => void;
  /** Ends the call as a lost connection does. */
  readonly reset: () => void;
  /** Ends the connection with all of its calls. */
  readonly disconnect: () => void;
  readonly open: () => boolean;
  readonly onClose: (listener: () => void) => void;
}

export interface GrpcServer {
  readonly port: number;
  readonly disconnectAll: () => void;
  readonly close: () => Promise<void>;
}

const framed = (payload: Buffer): Buffer => {
  const frame = Buffer.allocUnsafe(payload.length + 5);
  frame[0] = 0;
  frame.writeUInt32BE(payload.length, 1);
  payload.copy(frame, 5);
  return frame;
};

/** Cuts what comes in into messages. */
async function* messagesOf(stream: ServerHttp2Stream): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    for (;;) {
      if (length < 5) break;
      if ((chunks[0] as Buffer).length < 5) chunks = [Buffer.concat(chunks)];
      const size = (chunks[0] as Buffer).readUInt32BE(1) + 5;
      if (length < size) break;
      const all = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
      chunks = [all.subarray(size)];
      length -= size;
      yield all.subarray(5, size);
    }
  }
}

/** Not from within a callback of the session: what is torn down there is still in use below, and Node 20 aborts. */
const soon = (work: () => void): void => void setImmediate(work);

/** Sending in pieces of this size: a write per event would cost more than the event. */
const piece = 16 * 1024;

const callOf = (stream: ServerHttp2Stream, headers: IncomingHttpHeaders): Call => {
  let trailers: Record<string, string> = {};
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let scheduled = false;
  const open = (): boolean => !stream.closed && !stream.destroyed;
  stream.on('error', () => undefined);
  stream.on('wantTrailers', () => stream.sendTrailers(trailers));
  const start = (): void => {
    if (!stream.headersSent && open()) stream.respond({ ':status': 200, 'content-type': 'application/grpc+proto' }, { waitForTrailers: true });
  };
  const flush = (): boolean => {
    scheduled = false;
    if (waiting.length === 0 || !open()) return true;
    const bytes = Buffer.concat(waiting);
    waiting = [];
    waitingBytes = 0;
    return stream.write(bytes);
  };
  const drained = (): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        stream.off('drain', done);
        stream.off('close', done);
        resolve();
      };
      stream.on('drain', done);
      stream.on('close', done);
    });
  return {
    path: String(headers[':path']),
    headers,
    vouched: () => (stream.session?.socket as TLSSocket | undefined)?.authorized === true,
    requests: messagesOf(stream),
    send: (payload) => {
      if (!open()) return false;
      start();
      waiting.push(framed(payload));
      waitingBytes += payload.length;
      if (waitingBytes >= piece) {
        if (!flush()) return drained().then(open);
      } else if (!scheduled) {
        scheduled = true;
        queueMicrotask(() => void flush());
      }
      return open();
    },
    end: ({ code, message = '', trailers: more = {} }) => {
      if (!open()) return;
      start();
      flush();
      trailers = { 'grpc-status': String(code), 'grpc-message': encodeURIComponent(message), ...more };
      stream.end();
    },
    reset: () => soon(() => stream.close(constants.NGHTTP2_INTERNAL_ERROR)),
    disconnect: () => soon(() => stream.session?.destroy()),
    open,
    onClose: (listener) => void stream.on('close', listener),
  };
};

/** Listens on loopback, on a port of the system's choice. What a handler throws ends its call with UNKNOWN. */
export const startGrpcServer = async (handle: (call: Call) => Promise<void>, tls?: Tls): Promise<GrpcServer> => {
  const settings = { initialWindowSize: 1024 * 1024, maxConcurrentStreams: 10_000 };
  const asked = tls?.userCerts === undefined ? {} : { requestCert: true, rejectUnauthorized: false, ca: tls.userCerts };
  const server = tls === undefined ? createServer({ settings }) : createSecureServer({ settings, cert: tls.cert, key: tls.key, ...asked });
  const sessions = new Set<Http2Session>();
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
    session.on('error', () => undefined);
  });
  server.on('sessionError', () => undefined);
  server.on('stream', (stream, headers) => {
    const call = callOf(stream, headers);
    handle(call).catch((error: unknown) => call.end({ code: 2, message: error instanceof Error ? error.message : 'unknown' }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const disconnectAll = (): void => {
    soon(() => {
      for (const session of sessions) session.destroy();
    });
  };
  return {
    port: (server.address() as AddressInfo).port,
    disconnectAll,
    close: async () => {
      disconnectAll();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
