/**
 * Evidence packs: what the board knew and owed, with the proof that it was recorded so, in one ZIP file that can be
 * checked without Frist, without the store and without a network.
 *
 * The same request gives the same bytes. Nothing in a pack tells when or on which machine it was made.
 */
import type { CivilDate, Instant } from '@frist/calendar';
import { canonicalJson, failure, type Failure, type NotCanonical, type StoredEvent } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { AuditLog } from './audit-log';
import { openCheckpoint, type OpenedCheckpoint } from './checkpoint';
import { checkScript } from './evidence-check-script';
import { type Describable, howToCheck, inBothLanguages, type Manifest, type ManifestAbsence, type ManifestEvent, summaryOf } from './evidence-texts';
import { attempt, type LogFailure } from './failure';
import { base64, leafHash, sameHash, sha256 } from './hash';
import { type KeyFailure, publicKeyPem, renderKey, type Signer, type VerifierKey } from './keys';
import { logRoot, proveConsistency, proveInclusion } from './log-proofs';
import { type NoteFailure, signNote } from './note';
import type { SortedEntry, StreamIndex } from './stream-index';
import { readStoredText } from './stored-text';
import { renderTlogProof } from './tlog-proof';
import { writeZip, type ZipEntry } from './zip';

/** What a pack is about and made of. */
export interface EvidenceRequest {
  /** What it is evidence of, e.g. `obligation`, `grant`, `stream`; and its id. */
  readonly kind: string;
  readonly id: string;
  /** Both times of the view. */
  readonly asOf: CivilDate;
  readonly knownAt: Instant;
  /** Whom the view was made for: a role and a reference, no name. Empty: nobody in particular. */
  readonly viewer: string;
  /** Version of Frist. */
  readonly version: string;
  /** What the view says, for people. */
  readonly summary: Readonly<Record<'sv' | 'en', string>>;
  /** The view, as JSON. */
  readonly view: unknown;
  /** The events that the view rests on, in any order. */
  readonly events: readonly StoredEvent[];
  readonly log: AuditLog;
  /** The signed checkpoint that the proofs lead to, and one that was published earlier, to be shown to agree with it. */
  readonly checkpoint: string;
  readonly previous?: string;
  /** Events that are to be shown not to exist, with the sorted list of the checkpoint. */
  readonly absent?: { readonly events: readonly { readonly stream: string; readonly revision: number }[]; readonly index: StreamIndex };
  /** The key history. */
  readonly keys: readonly VerifierKey[];
  /** Seals the whole pack, its view and summary too. Without it they are as trustworthy as the way the pack came. */
  readonly signer?: Signer;
}

/** Why a pack was not made; see {@link buildEvidence}. */
export type EvidenceFailure = LogFailure | KeyFailure | NoteFailure | NotCanonical | Failure<'EvidenceTooLarge'>;

/** First word of a pack's manifest and seal. */
export const evidenceFormat = 'frist-evidence/1';

/** The text that a seal signs. */
export const sealText = (origin: string, sums: string): string => `${origin}\n${evidenceFormat}\n${base64(sha256(sums))}\n`;

const numbered = (n: number): string => String(n + 1).padStart(6, '0');
const textEntry = (name: string, text: string): ZipEntry => ({ name, bytes: Buffer.from(text) });

/**
 * Makes a pack.
 *
 * Errors: `NotInLog` (an event that the checkpoint does not cover: sign a newer one), `LogDisagrees` (an event, the
 * log and the checkpoint contradict each other), what is wrong with the checkpoints and keys, `NotCanonical` (the view).
 */
export const buildEvidence =
  (request: EvidenceRequest): TaskEither<EvidenceFailure, Uint8Array> =>
  async () => {
    const checkpoint = openCheckpoint(request.checkpoint, request.keys);
    if (E.isLeft(checkpoint)) return checkpoint;
    const agrees = agreesWith(request.log, checkpoint.right);
    if (E.isLeft(agrees)) return agrees;
    const events = eventsOf(request, checkpoint.right);
    if (E.isLeft(events)) return events;
    const older = consistencyOf(request, checkpoint.right);
    if (E.isLeft(older)) return older;
    const absences = absencesOf(request, checkpoint.right);
    if (E.isLeft(absences)) return absences;
    const view = canonicalJson(request.view);
    if (E.isLeft(view)) return view;
    const { kind, id, asOf, knownAt, viewer, version } = request;
    const manifest: Manifest = {
      format: evidenceFormat,
      kind,
      id,
      asOf,
      knownAt,
      viewer,
      version,
      treeSize: checkpoint.right.size,
      previousSize: older.right?.size ?? null,
      events: events.right.map(({ described }) => described),
      absent: absences.right.map(({ described }) => described),
    };
    const described = canonicalJson(manifest);
    if (E.isLeft(described)) return described;
    const telling: Describable = { manifest, checkpoint: checkpoint.right, previous: older.right, summary: request.summary };
    const entries: ZipEntry[] = [
      ...inBothLanguages('SAMMANFATTNING.txt', 'SUMMARY.txt', (language) => summaryOf(telling, language)),
      ...inBothLanguages('KONTROLLERA.txt', 'HOW-TO-CHECK.txt', (language) => howToCheck(telling, language)),
      textEntry('check.sh', checkScript),
      textEntry('checkpoint.txt', request.checkpoint),
      textEntry('public-key.pem', publicKeyPem((checkpoint.right.signedBy[0] as VerifierKey).publicKey)),
      textEntry('keys.txt', request.keys.map((key) => `${renderKey(key)}\n`).join('')),
      textEntry('manifest.json', described.right),
      textEntry('view.json', view.right),
      ...(older.right === null ? [] : [textEntry('previous-checkpoint.txt', request.previous ?? ''), textEntry('consistency.txt', older.right.text)]),
      ...absences.right.map(({ described: { file }, text }) => textEntry(file, text)),
      ...events.right.flatMap(({ described: { file, proof }, text, proofText }) => [textEntry(file, text), textEntry(proof, proofText)]),
    ];
    const sums = `${entries.map(({ name, bytes }) => `${Buffer.from(sha256(bytes)).toString('hex')}  ${name}`).join('\n')}\n`;
    entries.push(textEntry('SHA256SUMS', sums));
    if (request.signer !== undefined) {
      const seal = await signNote(sealText(checkpoint.right.origin, sums), [request.signer])();
      if (E.isLeft(seal)) return seal;
      entries.push(textEntry('SHA256SUMS.note', seal.right));
    }
    const zip = writeZip(entries);
    return zip === null ? E.left(failure('EvidenceTooLarge', 'audit/evidence', 'events', 'at most 30 000 events and four gigabytes')) : E.right(zip);
  };

/** Whether a checkpoint is one of this log, whatever its key. */
const agreesWith = (log: AuditLog, { size, root, origin }: OpenedCheckpoint): E.Either<LogFailure, void> => {
  const found = logRoot(log, size);
  if (E.isLeft(found)) return found;
  return sameHash(found.right, root) ? E.right(undefined) : E.left(failure('LogDisagrees', 'audit/evidence', origin, `the root ${base64(root)} over ${size} events; verify the store`, base64(found.right)));
};

interface ProvenEvent {
  readonly described: ManifestEvent;
  readonly text: string;
  readonly proofText: string;
}

const eventsOf = ({ events, log, checkpoint: note }: EvidenceRequest, { size }: OpenedCheckpoint): E.Either<LogFailure, readonly ProvenEvent[]> =>
  attempt(() => {
    const proven: ProvenEvent[] = [];
    for (const event of [...events].sort((a, b) => a.position - b.position)) {
      const index = log.indexOf(event.position);
      const facts = readStoredText(event.text);
      const hash = leafHash(event.text);
      const field = `position ${event.position}`;
      if (index === null || index >= size) return E.left(failure('NotInLog', 'audit/evidence', field, `an event among the ${size} that the checkpoint covers`));
      if (E.isLeft(facts) || !sameHash(log.leaf(index).hash, hash)) return E.left(failure('LogDisagrees', 'audit/evidence', field, 'the event whose leaf hash the log has; verify the store'));
      const proof = proveInclusion(log, index, size);
      if (E.isLeft(proof)) return proof;
      const { type, occurredOn, recordedAt } = JSON.parse(event.text) as { readonly type: string; readonly occurredOn: string; readonly recordedAt: string };
      const n = numbered(proven.length);
      proven.push({
        described: { file: `events/${n}.json`, proof: `proofs/${n}.tlog-proof`, index, stream: facts.right.stream, revision: facts.right.revision, type, occurredOn, recordedAt, leafHash: base64(hash) },
        text: event.text,
        proofText: renderTlogProof({ index, proof: proof.right, checkpoint: note }),
      });
    }
    return E.right(proven);
  });

const consistencyOf = ({ log, previous, keys }: EvidenceRequest, { size, origin }: OpenedCheckpoint): E.Either<LogFailure | NoteFailure, { readonly size: number; readonly text: string } | null> => {
  if (previous === undefined) return E.right(null);
  const older = openCheckpoint(previous, keys);
  if (E.isLeft(older)) return older;
  if (older.right.origin !== origin) return E.left(failure('LogDisagrees', 'audit/origin', 'previous', origin, older.right.origin));
  const agrees = agreesWith(log, older.right);
  if (E.isLeft(agrees)) return agrees;
  const proof = proveConsistency(log, older.right.size, size);
  if (E.isLeft(proof)) return proof;
  return E.right({ size: older.right.size, text: proof.right.map((hash) => `${base64(hash)}\n`).join('') });
};

interface ShownAbsence {
  readonly described: ManifestAbsence;
  readonly text: string;
}

const absencesOf = ({ absent }: EvidenceRequest, checkpoint: OpenedCheckpoint): E.Either<LogFailure | NotCanonical, readonly ShownAbsence[]> => {
  if (absent === undefined) return E.right([]);
  const { index, events } = absent;
  if (checkpoint.sortedRoot === undefined || index.size !== checkpoint.size || !sameHash(index.root, checkpoint.sortedRoot)) {
    return E.left(failure('LogDisagrees', 'audit/evidence', 'absent', 'the sorted list whose root the checkpoint has'));
  }
  const shown: ShownAbsence[] = [];
  for (const { stream, revision } of events) {
    const found = index.find(stream, revision);
    if (E.isLeft(found)) return found;
    if (found.right._tag === 'Present') return E.left(failure('LogDisagrees', 'audit/evidence', `${stream} ${revision}`, 'an event that does not exist'));
    const text = canonicalJson({ stream, revision, before: entryJson(found.right.before), after: entryJson(found.right.after) });
    if (E.isLeft(text)) return text;
    shown.push({ described: { file: `absent/${numbered(shown.length)}.json`, stream, revision }, text: text.right });
  }
  return E.right(shown);
};

const entryJson = (entry: SortedEntry | null) => (entry === null ? null : { ...entry, hash: base64(entry.hash), proof: entry.proof.map(base64) });
