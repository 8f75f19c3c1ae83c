/** The calls of the protocol, answered from the log and broken as the plan of faults says. */
import type { Fault, FaultPlan, Method } from './faults';
import { type Call, ok, type Status, unavailable } from './grpc';
import type { Log, Proposed, Verdict } from './log';
import * as messages from './messages';
import { reading } from './reading';

export interface Services {
  readonly log: Log;
  readonly faults: () => FaultPlan | undefined;
  /** Port of the node that leads now. */
  readonly leader: () => number;
  readonly port: () => number;
  readonly members: () => readonly messages.Member[];
  readonly batchAppend: boolean;
  readonly serverVersion: string;
  /** Names and passwords of those who may read and write; null: anybody may. */
  readonly users: ReadonlyMap<string, string> | null;
}

const encode = (text: string): string => encodeURIComponent(text);
const leaderless = 'No leader info available in response';
const notLeader = (port?: number): Status =>
  port === undefined
    ? { code: 2, message: leaderless }
    : { code: 5, message: 'Leader info available', trailers: { exception: 'not-leader', 'leader-endpoint-host': '127.0.0.1', 'leader-endpoint-port': String(port) } };
const unauthenticated: Status = { code: 16, message: 'Unauthenticated' };
const accessDenied: Status = { code: 7, message: 'Access Denied', trailers: { exception: 'access-denied' } };
const deletedStatus = (stream: string): Status => ({ code: 9, message: 'deleted', trailers: { exception: 'stream-deleted', 'stream-name': encode(stream) } });
const tooLargeStatus = (most: number): Status => ({
  code: 3,
  message: 'too large',
  trailers: { exception: 'maximum-append-size-exceeded', 'maximum-append-size': String(most) },
});

/** After which a call is over: a fault that leaves nothing to be done. */
const broken = (call: Call, fault: Fault): boolean => {
  if (fault.kind === 'ignore') return true;
  if (fault.kind === 'not-leader') call.end(notLeader(fault.port));
  else if (fault.kind === 'garbled') {
    void call.send(Buffer.from([0xff]));
    call.end(ok);
  } else if (fault.kind === 'refuse') {
    call.end({ ...unavailable, code: fault.code ?? unavailable.code, trailers: { ...fault.trailers, ...(fault.exception === undefined ? {} : { exception: fault.exception }) } });
  } else if (fault.kind === 'reset' && fault.when === 'before') call.disconnect();
  else if (fault.kind === 'reset-call' && fault.when === 'before') call.reset();
  else return false;
  return true;
};

const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms).unref());

/** The request of a call that has one. The messages are not iterated over: leaving a loop early would end the call. */
const onlyRequest = async (call: Call): Promise<Buffer> => {
  const first = await call.requests[Symbol.asyncIterator]().next();
  return first.done === true ? Buffer.alloc(0) : first.value;
};

export const services = (given: Services): ((call: Call) => Promise<void>) => {
  const { log } = given;
  const counts = new Map<Method, number>();
  let calls = 0;

  const faultFor = (method: Method, stream: string | null): Fault | null => {
    const nth = (counts.get(method) ?? 0) + 1;
    counts.set(method, nth);
    calls += 1;
    return given.faults()?.({ method, call: calls, nth, stream }) ?? null;
  };
  /** Who says nothing of himself is nobody; who says something wrong is told so at every call. */
  const callerOf = ({ headers, vouched }: Call): 'user' | 'nobody' | 'stranger' => {
    if (given.users === null || vouched()) return 'user';
    const [, basic] = /^Basic (.+)$/.exec(headers.authorization ?? '') ?? [];
    if (basic === undefined) return headers.authorization === undefined ? 'nobody' : 'stranger';
    const [, name = '', password] = /^([^:]*):(.*)$/s.exec(Buffer.from(basic, 'base64').toString('utf8')) ?? [];
    return password !== undefined && given.users.get(name) === password ? 'user' : 'stranger';
  };

  /** Another node leads, and no fault has this one say something else. */
  const follows = (fault: Fault | null): boolean => given.leader() !== given.port() && fault?.kind !== 'refuse' && fault?.kind !== 'not-leader';

  /** Does what was asked, and answers it, as the fault allows. A plain call ends with its answer; of a stream of batches, one can be answered again. */
  const perform = async (call: Call, kind: 'plain' | 'batch', fault: Fault | null, work: () => void, answer: () => Promise<void>): Promise<void> => {
    if (fault !== null && broken(call, fault)) return;
    if (fault?.kind === 'delay') await pause(fault.ms);
    work();
    if (fault?.kind === 'duplicate' && kind === 'plain') work();
    if (fault?.kind === 'drop') return;
    if (fault?.kind === 'reset') return call.disconnect();
    if (fault?.kind === 'reset-call') return call.reset();
    await answer();
    if (fault?.kind === 'duplicate' && kind === 'batch') await answer();
  };

  const append = async (call: Call): Promise<void> => {
    let target: messages.Target | null = null;
    const events: Proposed[] = [];
    let fault: Fault | null = null;
    for await (const bytes of call.requests) {
      const request = messages.appendRequest(bytes);
      if ('event' in request) events.push(request.event);
      else {
        target = request.target;
        fault = faultFor('Append', target.stream);
        // In the middle: the target is known, not all events are.
        if (fault?.kind === 'reset-call' && fault.when === 'before') return call.reset();
      }
    }
    // Half an append, whose caller is gone, is none.
    if (target === null || !call.open()) return;
    const { stream, expected } = target;
    if (follows(fault)) return call.end(notLeader(given.leader()));
    let verdict: Verdict | undefined;
    const work = (): void => void (verdict = log.append(stream, expected, events));
    await perform(call, 'plain', fault, work, async () => {
      if (verdict?._tag === 'deleted') return call.end(deletedStatus(stream));
      if (verdict?._tag === 'too-large') return call.end(tooLargeStatus(verdict.most));
      if (verdict === undefined) return;
      await call.send(verdict._tag === 'wrong-expected-version' ? messages.appendConflicts(expected, verdict.current) : messages.appendSucceeded(verdict.revision, verdict.position));
      call.end(ok);
    });
  };

  const batchAnswer = (correlation: Buffer, { stream, expected }: messages.Target, verdict: Verdict): Buffer => {
    switch (verdict._tag) {
      case 'wrong-expected-version':
        return messages.batchFailed(correlation, stream, 9, 'WrongExpectedVersion', messages.wrongExpectedVersion(expected, verdict.current));
      case 'deleted':
        return messages.batchFailed(correlation, stream, 9, 'StreamDeleted', messages.noDetail);
      case 'too-large':
        return messages.batchFailed(correlation, stream, 3, 'MaximumAppendSizeExceeded', messages.tooLarge(verdict.most));
      default:
        return messages.batchSucceeded(correlation, stream, verdict.revision, verdict.position);
    }
  };

  const batchAppend = async (call: Call, denied: boolean): Promise<void> => {
    const open = new Map<string, { readonly target: messages.Target; readonly events: Proposed[] }>();
    const work = new Set<Promise<void>>();
    for await (const bytes of call.requests) {
      const request = messages.batchRequest(bytes);
      const key = request.correlation.toString('hex');
      if (request.target !== null) open.set(key, { target: request.target, events: [] });
      const batch = open.get(key);
      if (batch === undefined) {
        call.end({ code: 3, message: 'a batch without options' });
        continue;
      }
      batch.events.push(...request.events);
      if (!request.final) continue;
      open.delete(key);
      const { target, events } = batch;
      const correlation = Buffer.from(request.correlation);
      if (denied) {
        await call.send(messages.batchFailed(correlation, target.stream, 7, 'AccessDenied', messages.noDetail));
        continue;
      }
      const fault = faultFor('BatchAppend', target.stream);
      if (follows(fault)) {
        call.end(notLeader(given.leader()));
        continue;
      }
      if (fault?.kind === 'not-leader' && fault.port === undefined) {
        // Said of the batch; that another node leads is said of the call.
        await call.send(messages.batchNotHandled(correlation, target.stream, leaderless));
        continue;
      }
      if (fault?.kind === 'garbled') {
        await call.send(messages.batchGarbled(correlation));
        continue;
      }
      let verdict: Verdict | undefined;
      const one = perform(call, 'batch', fault, () => void (verdict = log.append(target.stream, target.expected, events)), async () => {
        if (verdict !== undefined) await call.send(batchAnswer(correlation, target, verdict));
      });
      work.add(one);
      void one.finally(() => work.delete(one));
    }
    await Promise.all(work);
    call.end(ok);
  };

  const remove = async (call: Call, forEver: boolean): Promise<void> => {
    const { stream, expected } = messages.targetIn(await onlyRequest(call));
    const fault = faultFor(forEver ? 'Tombstone' : 'Delete', stream);
    let verdict: Verdict | undefined;
    await perform(call, 'plain', fault, () => void (verdict = log.remove(stream, expected, forEver)), async () => {
      if (verdict?._tag !== 'written') {
        return call.end(verdict?._tag === 'deleted' ? deletedStatus(stream) : { code: 9, message: 'wrong expected version', trailers: { exception: 'wrong-expected-version', 'stream-name': encode(stream) } });
      }
      await call.send(messages.deleteSucceeded(verdict.position));
      call.end(ok);
    });
  };

  const read = async (call: Call): Promise<void> => {
    const request = messages.readRequest(await onlyRequest(call));
    const fault = faultFor('Read', request.stream);
    if (call.headers['requires-leader'] === 'true' && follows(fault)) return call.end(notLeader(given.leader()));
    const late = fault !== null && 'events' in fault && fault.events !== undefined;
    if (fault !== null && (fault.kind === 'drop' || (!late && broken(call, fault)))) return;
    await reading(log, call, request, fault);
  };

  /** A call without arguments that matter. */
  const simple = async (call: Call, method: Method, answer: () => Buffer): Promise<void> =>
    await perform(call, 'plain', faultFor(method, null), () => undefined, async () => {
      if (!call.open()) return;
      await call.send(answer());
      call.end(ok);
    });

  return async (call) => {
    const caller = callerOf(call);
    if (caller === 'stranger') return call.end(unauthenticated);
    const path = call.path.replace('/event_store.client.', '');
    // What a server can do, and who leads, it tells anybody.
    const denied = caller === 'nobody' && path.startsWith('streams.');
    if (denied && path !== 'streams.Streams/BatchAppend') return call.end(accessDenied);
    switch (path) {
      case 'streams.Streams/Append':
        return await append(call);
      case 'streams.Streams/BatchAppend':
        return given.batchAppend ? await batchAppend(call, denied) : call.end({ code: 12, message: 'not implemented' });
      case 'streams.Streams/Read':
        return await read(call);
      case 'streams.Streams/Delete':
        return await remove(call, false);
      case 'streams.Streams/Tombstone':
        return await remove(call, true);
      case 'server_features.ServerFeatures/GetSupportedMethods':
        return await simple(call, 'GetSupportedMethods', () => messages.supportedMethods(given.serverVersion, given.batchAppend ? ['read', 'append', 'delete', 'tombstone', 'batchappend'] : ['read', 'append', 'delete', 'tombstone']));
      case 'gossip.Gossip/Read':
        return await simple(call, 'Gossip', () => messages.clusterInfo(given.members()));
      default:
        return call.end({ code: 12, message: `the double does not know ${call.path}` });
    }
  };
};
