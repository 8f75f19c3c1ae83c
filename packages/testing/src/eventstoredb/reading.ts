/** Reads and subscriptions. */
import type { Fault } from './faults';
import { type Call, ok } from './grpc';
import type { Events, Log, Logged } from './log';
import { caughtUp, checkpoint, confirmation, eventAnswer, type ReadRequest, streamNotFound } from './messages';

const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms).unref());

type Send = (event: Logged) => boolean | Promise<boolean>;

/** Sends one event, as slowly and as long as the fault allows. False: that was the last. */
const sender = (call: Call, fault: Fault | null): Send => {
  if (fault === null) return (event) => call.send(eventAnswer(event));
  let left = 'events' in fault ? (fault.events ?? Infinity) : Infinity;
  return async (event) => {
    if (left <= 0) {
      if (fault.kind === 'reset') call.disconnect();
      else call.reset();
      return false;
    }
    left -= 1;
    if (fault.kind === 'delay') await pause(fault.ms);
    const going = await call.send(eventAnswer(event));
    if (going && fault.kind === 'duplicate') return await call.send(eventAnswer(event));
    return going;
  };
};

const passes = ({ filter }: ReadRequest, event: Logged): boolean => filter === null || filter.passes(filter.on === 'stream' ? event.stream : event.type);

/** Events of a page in the order of reading. Of all streams, a place forwards is included and backwards is not, as places between events. */
const pageOf = (log: Log, request: ReadRequest, events: Events): Iterable<Logged> => {
  const { from, backwards, stream } = request;
  const within = function* (): Iterable<Logged> {
    if (stream !== null) {
      if (from === (backwards ? 'start' : 'end')) return;
      const first = events.at(0)?.revision ?? 0n;
      const place = typeof from === 'bigint' ? Number(from - first) : backwards ? events.length - 1 : 0;
      if (backwards) for (let i = Math.min(place, events.length - 1); i >= 0; i -= 1) yield events.at(i) as Logged;
      else for (let i = Math.max(0, place); i < events.length; i += 1) yield events.at(i) as Logged;
      return;
    }
    const at = typeof from === 'bigint' ? log.indexOf(from) : from === 'start' ? 0 : events.length;
    if (backwards) for (let i = at - 1; i >= 0; i -= 1) yield events.at(i) as Logged;
    else for (let i = at; i < events.length; i += 1) yield events.at(i) as Logged;
  };
  return within();
};

const page = async (log: Log, call: Call, request: ReadRequest, send: Send, count: number): Promise<void> => {
  const events = request.stream === null ? log.all : log.read(request.stream);
  if (events === 'deleted') return call.end({ code: 9, message: 'deleted', trailers: { exception: 'stream-deleted', 'stream-name': encodeURIComponent(request.stream ?? '') } });
  if (events === 'not-found') await call.send(streamNotFound(request.stream ?? ''));
  else {
    let left = count;
    for (const event of pageOf(log, request, events)) {
      if (left <= 0) break;
      if (!passes(request, event)) continue;
      left -= 1;
      const going = send(event);
      if (going !== true && !(await going)) return;
    }
  }
  call.end(ok);
};

/** Everything after a place, then what comes: each event once, in order. */
const subscription = async (log: Log, call: Call, request: ReadRequest, send: Send): Promise<void> => {
  const { stream, from, filter } = request;
  let next = from === 'end' ? log.all.length : stream === null && typeof from === 'bigint' ? log.indexOf(from + 1n) : 0;
  let wake: (() => void) | null = null;
  const stop = log.watch(() => wake?.());
  call.onClose(() => {
    stop();
    wake?.();
  });
  const concerns = (event: Logged): boolean =>
    stream === null ? passes(request, event) : event.stream === stream && (typeof from !== 'bigint' || event.revision > from);
  await call.send(confirmation(`subscription-${log.all.length}`));
  let told = false;
  let sinceCheckpoint = 0;
  while (call.open()) {
    const event = log.all.at(next);
    if (event === undefined) {
      if (!told) await call.send(caughtUp);
      told = true;
      if (next < log.all.length) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (!call.open()) resolve();
      });
      wake = null;
      continue;
    }
    next += 1;
    if (concerns(event)) {
      const going = send(event);
      if (going !== true && !(await going)) return;
    }
    sinceCheckpoint += 1;
    if (filter !== null && sinceCheckpoint >= filter.checkpointEvery) {
      sinceCheckpoint = 0;
      await call.send(checkpoint(event.position));
    }
  }
};

export const reading = async (log: Log, call: Call, request: ReadRequest, fault: Fault | null): Promise<void> => {
  const send = sender(call, fault);
  await (request.count === null ? subscription(log, call, request, send) : page(log, call, request, send, request.count));
};
