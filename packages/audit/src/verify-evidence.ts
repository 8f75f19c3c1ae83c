/** Verifying an evidence pack from itself alone: no store, no network, no clock. */
import { failure, type Failure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { openCheckpoint, type OpenedCheckpoint } from './checkpoint';
import { evidenceFormat, sealText } from './evidence';
import type { Manifest, ManifestAbsence, ManifestEvent } from './evidence-texts';
import { base64, fromBase64, leafHash, sha256 } from './hash';
import { keyDigest, parseKeys, publicKeyPem, type VerifierKey } from './keys';
import { verifyConsistency, verifyInclusion } from './merkle';
import { openNote } from './note';
import { type SortedEntry, verifyWhereabouts } from './stream-index';
import { isCanonical, readStoredText } from './stored-text';
import { parseHashes, parseTlogProof } from './tlog-proof';
import { readZip } from './zip';

/**
 * - `PackMalformed`: not a pack as Frist makes them, from `byteOffset` on, or without one of its parts.
 * - `FileChanged`, `FileMissing`, `FileUnexpected`: SHA256SUMS says otherwise.
 * - `BytesMalformed`: a file of JSON is not canonical, from `byteOffset` on.
 * - `NotProven`: an event does not lead to the root. `Misdescribed`: the manifest tells something else than the file.
 * - `CheckpointRefused`, `Inconsistent`, `AbsenceNotShown`, `SealRefused`.
 */
export interface EvidenceFinding
  extends Failure<'PackMalformed' | 'FileChanged' | 'FileMissing' | 'FileUnexpected' | 'BytesMalformed' | 'NotProven' | 'Misdescribed' | 'CheckpointRefused' | 'Inconsistent' | 'AbsenceNotShown' | 'SealRefused'> {
  readonly byteOffset?: number;
}

/** What a pack is worth. */
export interface EvidenceReport {
  /** True when nothing was found. */
  readonly intact: boolean;
  readonly findings: readonly EvidenceFinding[];
  /** Whose keys the signatures were held against. With the pack's own, the digest below must be compared by other means. */
  readonly trust: 'given keys' | 'keys in the pack';
  /** Whether the board has signed the whole pack. Without that, view and summary stand on the way the pack came. */
  readonly sealed: boolean;
  /** SHA-256 of the public key that signed the checkpoint, in hexadecimal; null when none did. */
  readonly keyDigest: string | null;
  /** What the pack says of itself; null when it cannot be read. */
  readonly manifest: Manifest | null;
  /** Events that lead to the signed root. */
  readonly proven: number;
}

type Files = ReadonlyMap<string, Uint8Array>;
type Find = (tag: EvidenceFinding['_tag'], field: string, expected: string, byteOffset?: number) => void;

/**
 * Verifies a pack. With `keys`, the key history that one already has; else the one in the pack, which shows only that
 * the pack agrees with itself.
 *
 * @example const { intact, findings } = verifyEvidence(await readFile('evidence.zip'), { keys })
 */
export const verifyEvidence = (bytes: Uint8Array, given: { readonly keys?: readonly VerifierKey[] } = {}): EvidenceReport => {
  const findings: EvidenceFinding[] = [];
  const find: Find = (tag, field, expected, byteOffset) => void findings.push({ ...failure(tag, 'audit/evidence', field, expected), ...(byteOffset === undefined ? {} : { byteOffset }) });
  const trust = given.keys === undefined ? 'keys in the pack' : 'given keys';
  const report = (rest: Partial<EvidenceReport>): EvidenceReport => ({ intact: findings.length === 0, findings, trust, sealed: false, keyDigest: null, manifest: null, proven: 0, ...rest });

  const zip = readZip(bytes);
  if (E.isLeft(zip)) {
    find('PackMalformed', 'zip', 'an archive as Frist writes it', zip.left.byteOffset);
    return report({});
  }
  const files: Files = new Map(zip.right.map(({ name, bytes: content }) => [name, content]));
  checkSums(files, find);
  const keys = keysOf(files, given.keys, find);
  const checkpoint = openCheckpoint(textOf(files, 'checkpoint.txt'), keys);
  if (E.isLeft(checkpoint)) find('CheckpointRefused', 'checkpoint.txt', checkpoint.left.expected);
  const manifest = manifestOf(files, find);
  isJson(files, 'view.json', find);
  if (manifest === null || E.isLeft(checkpoint)) return report({ manifest });
  const signer = checkpoint.right.signedBy[0] as VerifierKey;
  if (textOf(files, 'public-key.pem') !== publicKeyPem(signer.publicKey)) find('Misdescribed', 'public-key.pem', 'the key that signed the checkpoint');
  if (manifest.treeSize !== checkpoint.right.size) find('Misdescribed', 'manifest.json', `a log of ${checkpoint.right.size}`);
  const proven = manifest.events.filter((event) => isProven(files, event, checkpoint.right, find)).length;
  for (const absence of manifest.absent) checkAbsence(files, absence, checkpoint.right, find);
  checkConsistency(files, manifest, checkpoint.right, keys, find);
  const sealed = checkSeal(files, checkpoint.right, keys, find);
  return report({ manifest, proven, sealed, keyDigest: keyDigest(signer) });
};

const textOf = (files: Files, name: string): string => Buffer.from(files.get(name) ?? []).toString('utf8');

const checkSums = (files: Files, find: Find): void => {
  const listed = new Set<string>(['SHA256SUMS', 'SHA256SUMS.note']);
  const sums = textOf(files, 'SHA256SUMS');
  if (!/^(?:[0-9a-f]{64} {2}[^\n]+\n)+$/.test(sums)) return find('PackMalformed', 'SHA256SUMS', 'a digest and a name a line');
  for (const line of sums.trimEnd().split('\n')) {
    const [sum, name] = [line.slice(0, 64), line.slice(66)];
    const bytes = files.get(name);
    listed.add(name);
    if (bytes === undefined) find('FileMissing', name, 'a file that SHA256SUMS names');
    else if (Buffer.from(sha256(bytes)).toString('hex') !== sum) find('FileChanged', name, `the digest ${sum}`);
  }
  for (const name of files.keys()) if (!listed.has(name)) find('FileUnexpected', name, 'no file that SHA256SUMS does not name');
};

const keysOf = (files: Files, given: readonly VerifierKey[] | undefined, find: Find): readonly VerifierKey[] => {
  if (given !== undefined) return given;
  const keys = parseKeys(textOf(files, 'keys.txt'));
  if (E.isRight(keys)) return keys.right;
  find('PackMalformed', 'keys.txt', keys.left.expected);
  return [];
};

const isJson = (files: Files, name: string, find: Find): unknown => {
  const value = isCanonical(textOf(files, name));
  if (E.isRight(value)) return value.right;
  find('BytesMalformed', name, value.left.expected, value.left.byteOffset);
  return null;
};

const strings = (value: unknown, ...keys: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && keys.every((key) => typeof (value as Record<string, unknown>)[key] === 'string');
const numbers = (value: unknown, ...keys: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && keys.every((key) => Number.isSafeInteger((value as Record<string, unknown>)[key]));

const manifestOf = (files: Files, find: Find): Manifest | null => {
  const value = isJson(files, 'manifest.json', find) as Manifest | null;
  const sound =
    strings(value, 'format', 'kind', 'id', 'asOf', 'knownAt', 'viewer', 'version') &&
    numbers(value, 'treeSize') &&
    value?.format === evidenceFormat &&
    Array.isArray(value.events) &&
    value.events.every((event) => strings(event, 'file', 'proof', 'stream', 'type', 'occurredOn', 'recordedAt', 'leafHash') && numbers(event, 'index', 'revision')) &&
    Array.isArray(value.absent) &&
    value.absent.every((absence) => strings(absence, 'file', 'stream') && numbers(absence, 'revision'));
  if (!sound) find('PackMalformed', 'manifest.json', `a manifest of ${evidenceFormat}`);
  return sound ? value : null;
};

const isProven = (files: Files, event: ManifestEvent, { size, root, note }: OpenedCheckpoint, find: Find): boolean => {
  const text = textOf(files, event.file);
  const facts = readStoredText(text);
  if (E.isLeft(facts)) {
    find('BytesMalformed', event.file, facts.left.expected, facts.left.byteOffset);
    return false;
  }
  const { type, occurredOn } = JSON.parse(text) as { readonly type: unknown; readonly occurredOn: unknown };
  const leaf = leafHash(text);
  const told = { ...facts.right, type, occurredOn, leafHash: base64(leaf) };
  const wrong = Object.entries(told).find(([key, value]) => event[key as keyof ManifestEvent] !== value);
  if (wrong !== undefined) find('Misdescribed', event.file, `${wrong[0]}: ${String(wrong[1])}`);
  const proof = parseTlogProof(textOf(files, event.proof));
  const leads = E.isRight(proof) && proof.right.index === event.index && proof.right.checkpoint === note && verifyInclusion({ index: event.index, size, leaf, proof: proof.right.proof, root });
  if (!leads) find('NotProven', event.proof, `a proof that leads from ${event.file} to the root of the checkpoint`);
  return leads;
};

const checkAbsence = (files: Files, { file, stream, revision }: ManifestAbsence, { size, sortedRoot }: OpenedCheckpoint, find: Find): void => {
  const value = isJson(files, file, find) as { readonly stream: unknown; readonly revision: unknown; readonly before: unknown; readonly after: unknown } | null;
  const [before, after] = [entryOf(value?.before), entryOf(value?.after)];
  const shown =
    value?.stream === stream && value.revision === revision && before !== undefined && after !== undefined && sortedRoot !== undefined &&
    verifyWhereabouts({ stream, revision }, size, sortedRoot, { _tag: 'Absent', before, after });
  if (!shown) find('AbsenceNotShown', file, `the two neighbours between which ${stream} ${revision} would stand`);
};

const entryOf = (value: unknown): SortedEntry | null | undefined => {
  if (value === null) return null;
  const { index, stream, revision, hash, proof } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const bytes = typeof hash === 'string' ? fromBase64(hash) : null;
  const hashes = Array.isArray(proof) && proof.every((each) => typeof each === 'string') ? parseHashes(proof) : null;
  if (typeof index !== 'number' || typeof revision !== 'number' || typeof stream !== 'string' || bytes === null || hashes === null) return undefined;
  return { index, stream, revision, hash: bytes, proof: hashes };
};

const checkConsistency = (files: Files, manifest: Manifest, { size, root, origin }: OpenedCheckpoint, keys: readonly VerifierKey[], find: Find): void => {
  if (!files.has('previous-checkpoint.txt') && !files.has('consistency.txt') && manifest.previousSize === null) return;
  const older = openCheckpoint(textOf(files, 'previous-checkpoint.txt'), keys);
  if (E.isLeft(older)) return find('CheckpointRefused', 'previous-checkpoint.txt', older.left.expected);
  const proof = parseHashes(textOf(files, 'consistency.txt').split('\n').slice(0, -1));
  const consistent = proof !== null && older.right.origin === origin && older.right.size === manifest.previousSize && verifyConsistency({ first: older.right.size, second: size, firstRoot: older.right.root, secondRoot: root, proof });
  if (!consistent) find('Inconsistent', 'consistency.txt', 'a proof that the log has only grown since the previous checkpoint');
};

const checkSeal = (files: Files, { origin }: OpenedCheckpoint, keys: readonly VerifierKey[], find: Find): boolean => {
  if (!files.has('SHA256SUMS.note')) return false;
  const seal = openNote(textOf(files, 'SHA256SUMS.note'), keys);
  const sealed = E.isRight(seal) && seal.right.text === sealText(origin, textOf(files, 'SHA256SUMS'));
  if (!sealed) find('SealRefused', 'SHA256SUMS.note', 'the signature of a known key over SHA256SUMS');
  return sealed;
};
