/** What a verification found, in JSON (`frist.verify/1`): one shape for databases and evidence packs. */
import type { EvidenceFinding, EvidenceReport, Finding, VerificationReport } from '@frist/audit';

import type { Context } from '../outcome';
import { wordsForJson } from '../messages/proof';
import type { LogPlace } from '../register';
import { foundText } from '../render/found-text';
import { schemaName } from './write';

/** What was verified, and against what. */
export interface VerifiedStore {
  /** Its URL, as it may be shown. */
  readonly name: string;
  readonly log: LogPlace;
}

/** The whole of a database. */
export const storeJson = ({ name, log }: VerifiedStore, report: VerificationReport, context: Context): object => ({
  schema: schemaName('verify'),
  about: 'store',
  target: name,
  intact: report.intact,
  events: report.events,
  covered: report.covered,
  log: log.kind,
  signed: report.signed,
  root: report.root,
  checkpoints: report.checkpoints.map(({ size, root, signedAt, signedBy, verdict }) => ({ size, root, signedAt, signedBy, verdict })),
  pack: null,
  findings: report.findings.map((finding) => findingJson(finding, context)),
  findingsLeftOut: report.findingsLeftOut,
});

/** An evidence pack. `pack` is null when it cannot be read that far. */
export const packJson = (target: string, { intact, findings, trust, sealed, keyDigest, manifest, proven }: EvidenceReport, context: Context): object => ({
  schema: schemaName('verify'),
  about: 'pack',
  target,
  intact,
  events: manifest?.events.length ?? 0,
  covered: proven,
  log: null,
  signed: proven,
  root: null,
  checkpoints: [],
  pack:
    manifest === null
      ? null
      : {
          kind: manifest.kind,
          id: manifest.id,
          asOf: manifest.asOf,
          knownAt: manifest.knownAt,
          viewer: manifest.viewer,
          version: manifest.version,
          treeSize: manifest.treeSize,
          previousSize: manifest.previousSize,
          absent: manifest.absent.map(({ stream, revision }) => ({ stream, revision })),
          proven,
          sealed,
          trust: trust === 'given keys' ? 'given' : 'own',
          keyDigest,
        },
  findings: findings.map((finding) => findingJson(finding, context)),
  findingsLeftOut: 0,
});

type Place = Partial<Record<'index' | 'position' | 'revision' | 'byteOffset' | 'after' | 'upTo' | 'afterPosition' | 'upToPosition', number | null>> & { readonly stream?: string | null };

const findingJson = (finding: Finding | EvidenceFinding, context: Context): object => {
  const { index, position, stream, revision, byteOffset, after, upTo, afterPosition, upToPosition } = finding as Place;
  return {
    tag: finding._tag,
    rule: finding.rule,
    field: finding.field,
    expected: finding.expected,
    value: finding.value ?? null,
    sentence: foundText(finding, wordsForJson(context)),
    index: index ?? null,
    position: position ?? null,
    stream: stream ?? null,
    revision: revision ?? null,
    byteOffset: byteOffset ?? null,
    after: after ?? null,
    upTo: upTo ?? null,
    afterPosition: afterPosition ?? null,
    upToPosition: upToPosition ?? null,
  };
};
