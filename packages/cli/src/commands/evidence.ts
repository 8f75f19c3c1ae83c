/** `frist evidence`: a file that proves to anybody what a view rests on. */
import { checkpointStore, type Signer, type VerifierKey } from '@frist/audit';
import type { EventStore } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { Evidence, EvidenceQuery, EvidenceQueryFailure, Frist } from 'frist';

import { evidenceForm, evidenceFormOf } from '../evidence-form';
import { evidenceKinds } from '../evidence-kinds';
import { ExitCode } from '../exit-code';
import { evidenceJson } from '../json/evidence';
import { json } from '../json/write';
import { matterOf } from '../matter-by-number';
import { proofWordsOf } from '../messages/proof';
import { type Context, failed, type Outcome } from '../outcome';
import { proofFailed } from '../proof-failure';
import { checkpointsIn, createdFile, keepCheckpoint, keysIn, signerIn } from '../proof-files';
import type { Raw } from '../raw';
import { readingOptions } from '../reading-options';
import { clockOf, reading } from '../register';
import { clean } from '../render/clean';
import { evidenceTable } from '../render/evidence-table';
import { redacted } from '../redact';
import { viewerOptions } from '../viewer-options';

/** Runs `frist evidence`. */
export const evidenceCommand = async (raw: Raw, context: Context): Promise<Outcome> => {
  const says = proofWordsOf(context.lang);
  const options = readingOptions(raw, context);
  if (E.isLeft(options)) return options.left;
  const [meant, more] = evidenceKinds.filter(({ key }) => raw[key] !== undefined);
  if (meant === undefined || more !== undefined) return failed(ExitCode.usage, says.usage.oneKind(evidenceKinds.map(({ flag }) => flag).join(', ')));
  const given = raw[meant.key] ?? '';
  const { viewer = '', out = '', checkpoints: file = '' } = raw;
  if (viewer.length > 120 || clean(viewer) !== viewer || redacted(viewer, '') !== viewer) {
    return failed(ExitCode.usage, context.words.usage.badValue('--viewer', clean(viewer), says.usage.viewer));
  }
  const looks = viewerOptions(raw, context);
  if (E.isLeft(looks)) return looks.left;
  if (options.right.store === 'memory:') return failed(ExitCode.usage, says.usage.noMemory);
  const means = await meansOf(raw, context);
  if (E.isLeft(means)) return means.left;
  return reading(options.right, context, async (frist, store) => {
    const id = meant.kind === 'matter' ? await matterOf(frist, given, { ...options.right.query, ...looks.right }, context) : E.right(given);
    if (E.isLeft(id)) return id.left;
    const made = await prove(frist, store, { ...options.right.query, kind: meant.kind, id: id.right, madeFor: viewer, ...looks.right, form: context.domains === undefined ? evidenceForm : evidenceFormOf(context.domains), ...means.right }, file, context);
    if (E.isLeft(made)) return made.left;
    const { evidence, checkpointSigned } = made.right;
    const same = terminalHas(out, evidence.pack, context);
    const unwritten = same ? null : createdFile(out, evidence.pack, context);
    if (unwritten !== null) return unwritten;
    const shown = options.right.json ? json(evidenceJson(evidence, out, checkpointSigned)) : evidenceTable(evidence, out, { same, checkpointSigned, checkpoints: file }, context);
    return { code: ExitCode.ok, out: shown };
  });
};

interface Means {
  readonly checkpoints: readonly string[];
  readonly keys: readonly VerifierKey[];
  readonly signer?: Signer;
}

const meansOf = async ({ keys: keysFile = '', checkpoints: file = '', key }: Raw, context: Context): Promise<E.Either<Outcome, Means>> => {
  const keys = await keysIn(keysFile, context);
  if (E.isLeft(keys)) return keys;
  const checkpoints = await checkpointsIn(file, context);
  if (E.isLeft(checkpoints)) return checkpoints;
  const means = { checkpoints: checkpoints.right, keys: keys.right };
  if (key === undefined) return E.right(means);
  const own = await signerIn(key, keys.right, context);
  if (E.isLeft(own)) return own;
  return own.right.named === null ? E.left(failed(ExitCode.usage, proofWordsOf(context.lang).failed.keyNotListed(clean(key), clean(keysFile)))) : E.right({ ...means, signer: own.right.signer });
};

interface Proven {
  readonly evidence: Evidence;
  readonly checkpointSigned: boolean;
}

/** With a key, a checkpoint that is needed is signed on the way. */
const prove = async (frist: Frist, store: EventStore, query: EvidenceQuery, file: string, context: Context): Promise<E.Either<Outcome, Proven>> => {
  const made = await frist.evidence(query)();
  if (E.isRight(made)) return E.right({ evidence: made.right, checkpointSigned: false });
  const { signer, checkpoints, keys } = query;
  if (made.left._tag !== 'NotInLog' || signer === undefined) return E.left(refused(made.left, query, file, context));
  const note = await checkpointStore(store, { signer, at: clockOf(context.terminal)(), before: checkpoints, keys })();
  if (E.isLeft(note)) return E.left(proofFailed(note.left, file, checkpoints, context));
  const unkept = await keepCheckpoint(file, note.right, context);
  if (unkept !== null) return E.left(unkept);
  const again = await frist.evidence({ ...query, checkpoints: [...checkpoints, note.right] })();
  return E.isLeft(again) ? E.left(refused(again.left, query, file, context)) : E.right({ evidence: again.right, checkpointSigned: true });
};

const refused = (reason: EvidenceQueryFailure, { kind, checkpoints }: EvidenceQuery, file: string, context: Context): Outcome =>
  reason._tag === 'NotFound' && reason.expected.startsWith('the id of something of the kind')
    ? failed(ExitCode.usage, proofWordsOf(context.lang).failed.notOf(kind, clean(reason.value ?? '')))
    : proofFailed(reason, file, checkpoints, context);

const terminalHas = (file: string, bytes: Uint8Array, { terminal }: Context): boolean => {
  try {
    return terminal.exists(file) && Buffer.compare(terminal.readFile(file), bytes) === 0;
  } catch {
    return false;
  }
};
