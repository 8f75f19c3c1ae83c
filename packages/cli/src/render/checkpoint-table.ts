/** A signed checkpoint, or a new key, for people. */
import { base64, keyDigest, renderKey, type VerifierKey } from '@frist/audit';

import type { SignedCheckpoint } from '../json/checkpoint';
import { clusterWordsOf } from '../messages/cluster';
import { proofWordsOf } from '../messages/proof';
import type { Context } from '../outcome';
import { clean } from './clean';
import { labelled, lines, pageOf, wrap } from './page';
import { momentText } from './times';

const layout = { indent: 2, column: 18 };

/** The checkpoint, and where it is kept. */
export const checkpointTable = ({ checkpoint, since, number, key, file, keysFile, keyAdded, log }: SignedCheckpoint, { lang, terminal }: Context): string => {
  const says = proofWordsOf(lang).checkpoint;
  const page = pageOf(terminal);
  const row = (label: string, text: string): readonly string[] => labelled(page, label, text, layout);
  return lines([
    ...wrap(says.done(checkpoint.size, since), page.width).map(page.bold),
    ...row(says.labels.root, base64(checkpoint.root)),
    ...(checkpoint.signedAt === undefined ? [] : row(says.labels.at, momentText(checkpoint.signedAt))),
    ...row(says.labels.by, `${key.name}+${key.id}`),
    ...row(says.labels.digest, keyDigest(key)),
    ...row(says.labels.file, says.kept(file, number)),
    ...(keyAdded ? wrap(says.keyAdded(clean(keysFile)), page.width) : []),
    ...(log.kind === 'memory' ? wrap(clusterWordsOf(lang).log.signedFromMemory, page.width) : []),
    ...(number === 1 ? wrap(says.keep(clean(file)), page.width) : []),
  ]);
};

/** The key, and what is to be done with it. */
export const keyTable = (key: VerifierKey, notes: readonly string[], { lang, terminal }: Context): string => {
  const says = proofWordsOf(lang).checkpoint;
  const page = pageOf(terminal);
  const row = (label: string, text: string): readonly string[] => labelled(page, label, text, layout);
  return lines([
    ...notes.flatMap((note) => wrap(note, page.width)),
    ...row(says.labelsOfKey.name, key.name),
    ...row(says.labelsOfKey.id, key.id),
    ...row(says.labels.digest, keyDigest(key)),
    ...row(says.labelsOfKey.line, renderKey(key)),
  ]);
};
