/** A signed checkpoint (`frist.checkpoint/1`) and a new key (`frist.key/1`) in JSON. */
import { base64, type Checkpoint, keyDigest, renderKey, type VerifierKey } from '@frist/audit';

import type { LogPlace } from '../register';
import { schemaName } from './write';

/** A checkpoint that was just signed. */
export interface SignedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** New events since the last one; null for the first. */
  readonly since: number | null;
  /** Which one in its file, from 1. */
  readonly number: number;
  readonly key: VerifierKey;
  readonly file: string;
  readonly keysFile: string;
  readonly keyAdded: boolean;
  readonly log: LogPlace;
}

/** The checkpoint, and whose it is. */
export const checkpointJson = ({ checkpoint, since, number, key, file, keyAdded, log }: SignedCheckpoint): object => ({
  schema: schemaName('checkpoint'),
  events: checkpoint.size,
  since,
  root: base64(checkpoint.root),
  sortedRoot: checkpoint.sortedRoot === undefined ? null : base64(checkpoint.sortedRoot),
  signedAt: checkpoint.signedAt ?? null,
  signedBy: `${key.name}+${key.id}`,
  keyDigest: keyDigest(key),
  keyAdded,
  file,
  number,
  log: log.kind,
});

/** The key, as others are to know it. */
export const keyJson = (key: VerifierKey, file: string, keysFile: string): object => ({
  schema: schemaName('key'),
  name: key.name,
  id: key.id,
  keyDigest: keyDigest(key),
  line: renderKey(key),
  file,
  keysFile,
});
