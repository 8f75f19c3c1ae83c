/** Evidence of a view: what it rests on is gathered here; what proves it comes from `@frist/audit`. */
import { type AuditLog, buildEvidence, type EvidenceFailure, type EvidenceRequest, indexStreams, leavesThrough, type LogFailure, openCheckpoint, type OpenedCheckpoint, openLog, type Signer, type VerifierKey, verifierKey } from '@frist/audit';
import { categoryOf, type Failure, failure, type Position, preview, type ProjectorSource, type StoredEvent, StreamName } from '@frist/event-sourcing';
import type { Finding, ObligationFinding } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import type { Assembly } from './assembly';
import { checkIn } from './check-query';
import { recordedBy, storedEvents, withMeetings } from './evidence-events';
import type { Evidence, EvidenceQuery, EvidenceQueryFailure } from './evidence-types';
import { explainer } from './explain';
import type { Explanation } from './explanation';
import { historian } from './history';
import { deniedStreams } from './may-see';
import { ownVersion } from './own-version';
import type { Query, QueryFailure } from './query';
import type { Views } from './views';

/** Makes evidence. Reads the store once more where a stream is meant, for the sorted list that shows what is not there. */
export const evidenceOf = async (source: ProjectorSource, assembly: Assembly, views: Views, query: EvidenceQuery): Promise<E.Either<EvidenceQueryFailure, Evidence>> => {
  const explain = explainer(source, assembly, views);
  const meant = await subjectOf(explain, assembly, query);
  if (E.isLeft(meant)) return meant;
  const { id, explanation } = meant.right;
  const times = { asOf: explanation.asOf, knownAt: explanation.knownAt };
  const view: Query = { ...times, ...boardAndViewer(query) };
  const history = await historian(source, assembly, views)(id, view)();
  if (E.isLeft(history)) return history;
  const seen = await views.see(view, (snapshot) => (explanation.kind === 'obligation' ? explanation.finding : findingsOf(id, checkIn(assembly, snapshot, { ...view, settled: true }).findings)))();
  if (E.isLeft(seen)) return seen;
  const findings = seen.right;
  const owed = findings.filter((finding): finding is ObligationFinding => finding.about === 'obligation');
  const events = await withMeetings(source, views, history.right, owed);
  if (E.isLeft(events)) return events;
  const denied = deniedStreams(assembly, query.viewer, events.right.map(({ stream }) => stream));
  if (denied !== null) return E.left(denied);
  const stored = await storedEvents(source, events.right);
  if (E.isLeft(stored)) return stored;

  const log = await openLog(source.store)();
  if (E.isLeft(log)) return log;
  const known = await recordedBy(source, log.right, times.knownAt);
  if (E.isLeft(known)) return known;
  const chosen = chosenFrom(query, log.right, stored.right.wanted, known.right);
  if (E.isLeft(chosen)) return chosen;
  const { checkpoint, previous } = chosen.right;
  const absent = await absenceOf(source, log.right, checkpoint, id, stored.right);
  if (E.isLeft(absent)) return absent;
  const pack = await buildEvidence({
    kind: query.kind,
    id,
    ...times,
    viewer: [query.madeFor, query.viewer === undefined ? undefined : `${query.viewer.actor.role}:${query.viewer.actor.ref}`].filter((part) => part !== undefined && part !== '').join('; '),
    version: ownVersion(),
    ...query.form({ ...times, kind: query.kind, id, explanation, history: history.right, findings }),
    events: stored.right.wanted,
    log: log.right,
    checkpoint: checkpoint.note,
    ...(previous === undefined ? {} : { previous: previous.note }),
    ...(absent.right === null ? {} : { absent: absent.right }),
    keys: keysUsed(query, [checkpoint, ...(previous === undefined ? [] : [previous])]),
    ...(query.signer === undefined ? {} : { signer: query.signer }),
  })();
  if (E.isLeft(pack)) return pack;
  const sealed = query.signer !== undefined;
  return E.right({ ...times, pack: pack.right, kind: query.kind, id, events: stored.right.wanted.length, complete: absent.right !== null, treeSize: checkpoint.size, sealed });
};

const findingsOf = (stream: string, findings: readonly Finding[]): readonly Finding[] => findings.filter((finding) => finding.stream === stream);

const boardAndViewer = ({ board, viewer }: Query): Pick<Query, 'board' | 'viewer'> => ({ ...(board === undefined ? {} : { board }), ...(viewer === undefined ? {} : { viewer }) });

type Explain = ReturnType<typeof explainer>;

/** What the id names as a thing of the kind: an obligation, or a stream of a category. */
const subjectOf = async (explain: Explain, { deciders }: Assembly, asked: EvidenceQuery): Promise<E.Either<QueryFailure, { readonly id: string; readonly explanation: Explanation }>> => {
  const { kind, id, asOf, knownAt } = asked;
  const kinds = ['obligation', 'stream', ...deciders.keys()];
  if (!kinds.includes(kind)) return E.left(failure('InvalidQuery', 'frist/evidence-kind', 'kind', `one of ${kinds.join(', ')}`, preview(kind)));
  const query: Query = { ...(asOf === undefined ? {} : { asOf }), ...(knownAt === undefined ? {} : { knownAt }), ...boardAndViewer(asked) };
  const byUuid = `${kind}-${id}`;
  if (deciders.has(kind) && StreamName.is(byUuid)) {
    const found = await explain(byUuid, query)();
    if (E.isRight(found) || found.left._tag !== 'NotFound') return E.map((explanation: Explanation) => ({ id: byUuid as string, explanation }))(found);
  }
  const found = await explain(id, query)();
  if (E.isLeft(found)) return found;
  const explanation = found.right;
  if (kind === 'obligation') return explanation.kind === 'obligation' ? E.right({ id, explanation }) : E.left(notOf(kind, id));
  const stream = streamOf(explanation);
  if (stream === undefined || (kind !== 'stream' && categoryOf(stream) !== kind)) return E.left(notOf(kind, id));
  // Both times as they were used: the clock has gone on since.
  const whole = explanation.kind === 'stream' ? found : await explain(stream, { ...query, asOf: explanation.asOf, knownAt: explanation.knownAt })();
  return E.map((told: Explanation) => ({ id: stream as string, explanation: told }))(whole);
};

const streamOf = (explanation: Explanation): StreamName | undefined => {
  if (explanation.kind === 'stream') return explanation.stream;
  return explanation.kind === 'event' ? explanation.event.stream : explanation.facts[0]?.stream;
};

const notOf = (kind: string, id: string): Failure<'NotFound'> => failure('NotFound', 'frist/not-found', 'id', `the id of something of the kind ${kind} that the view holds`, id.slice(0, 120));

interface Chosen {
  readonly checkpoint: OpenedCheckpoint;
  /** The one published before it. */
  readonly previous: OpenedCheckpoint | undefined;
}

/**
 * The first checkpoint that covers the events of the view and all that was recorded by then: it was signed earliest, and
 * it stays the same however many follow. Where none does, the last one, as long as it covers the events themselves.
 */
const chosenFrom = ({ checkpoints, keys }: EvidenceQuery, log: AuditLog, events: readonly StoredEvent[], known: number): E.Either<EvidenceFailure, Chosen> => {
  const opened: OpenedCheckpoint[] = [];
  for (const note of checkpoints) {
    const checkpoint = openCheckpoint(note, keys);
    if (E.isLeft(checkpoint)) return checkpoint;
    opened.push(checkpoint.right);
  }
  const needed = leavesThrough(log, events.reduce((latest, { position }) => (position > latest ? position : latest), -1 as Position));
  if (E.isLeft(needed)) return needed;
  const last = opened[opened.length - 1];
  const checkpoint = opened.find(({ size }) => size >= Math.max(known, needed.right)) ?? (last !== undefined && last.size >= needed.right ? last : undefined);
  if (checkpoint === undefined) return E.left(failure('NotInLog', 'frist/evidence', 'checkpoints', `a checkpoint that covers at least ${needed.right} events`, String(last?.size ?? 0)));
  const previous = opened.slice(0, opened.indexOf(checkpoint)).reverse().find(({ size }) => size > 0 && size < checkpoint.size);
  return E.right({ checkpoint, previous });
};

/** Where the view holds all of the stream that the checkpoint covers: that there is no further event in it. */
const absenceOf = async (
  { store }: ProjectorSource,
  log: AuditLog,
  { size, sortedRoot }: OpenedCheckpoint,
  id: string,
  { wanted, streams }: { readonly wanted: readonly StoredEvent[]; readonly streams: ReadonlyMap<StreamName, readonly StoredEvent[]> },
): Promise<E.Either<LogFailure, NonNullable<EvidenceRequest['absent']> | null>> => {
  const held = new Set(wanted);
  const all = streams.get(id as StreamName) ?? [];
  const last = all.findLast((event) => held.has(event));
  if (sortedRoot === undefined || last === undefined) return E.right(null);
  const next = all[all.indexOf(last) + 1];
  if (next !== undefined) {
    const through = leavesThrough(log, next.position);
    if (E.isLeft(through)) return through;
    if (through.right <= size) return E.right(null);
  }
  const index = await indexStreams(store, { ...log, size })();
  return E.isLeft(index) ? index : E.right({ events: [{ stream: id, revision: last.revision + 1 }], index: index.right });
};

/** Those that a reader of the pack needs: a key that comes later changes no pack. */
const keysUsed = ({ keys, signer }: Pick<EvidenceQuery, 'keys' | 'signer'>, opened: readonly OpenedCheckpoint[]): readonly VerifierKey[] => {
  const signers = new Set(opened.flatMap(({ signedBy }) => signedBy));
  const own = ({ name, publicKey }: Signer) => (key: VerifierKey): boolean => key.name === name && Buffer.compare(key.publicKey, publicKey) === 0;
  const used = keys.filter((key) => signers.has(key) || (signer !== undefined && own(signer)(key)));
  if (signer === undefined || used.some(own(signer))) return used;
  const sealing = verifierKey(signer.name, signer.publicKey);
  return E.isLeft(sealing) ? used : [...used, sealing.right];
};
