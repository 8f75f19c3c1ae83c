/** What a verification found, for people: what was looked at, what was found, and what this does not show. */
import type { EvidenceReport, VerificationReport } from '@frist/audit';
import { isInstant } from '@frist/calendar';

import { labelOfKind } from '../evidence-kinds';
import type { VerifiedStore } from '../json/verify';
import { clusterWordsOf } from '../messages/cluster';
import { proofWordsOf } from '../messages/proof';
import type { Context } from '../outcome';
import type { LogPlace } from '../register';
import { clean } from './clean';
import { foundText } from './found-text';
import { labelled, lines, type Page, pageOf, wrap } from './page';
import { knownAtText } from './times';

/** A whole database. */
export const storeTable = ({ name, log }: VerifiedStore, report: VerificationReport, withCheckpoints: boolean, { lang, terminal }: Context): string => {
  const words = proofWordsOf(lang);
  const says = words.verify;
  const cluster = clusterWordsOf(lang).log;
  const page = pageOf(terminal);
  const { events, covered, signed, checkpoints } = report;
  const unsigned = Math.max(0, events - signed);
  const remarks = [
    ...(withCheckpoints ? (unsigned === 0 ? [] : [notYetSigned(unsigned, log, says, cluster)]) : [nothingSigned(log, says, cluster)]),
    ...(log.kind === 'memory' && withCheckpoints ? [cluster.memoryProves] : []),
    ...(report.intact && covered < events ? notInLog(events - covered, log, says, cluster) : []),
    ...(log.kind === 'local file' && !report.intact ? [cluster.orAnother(clean(log.file))] : []),
  ];
  const verifying = checkpoints.filter(({ verdict }) => verdict === 'verifies').length;
  return lines([
    ...wrap(says.store(name), page.width).map(page.bold),
    ...rows(page, [
      [says.labels.events, `${events}`],
      [says.labels.covered, log.kind === 'store' ? `${covered}` : log.kind === 'memory' ? cluster.memory : `${covered}, ${cluster.kept(clean(log.file))}`],
      [says.labels.signed, `${signed}`],
      [says.labels.unsigned, `${unsigned}`],
      [says.labels.checkpoints, withCheckpoints ? says.checkpoints(verifying, checkpoints.length) : says.noCheckpoints],
      [says.labels.root, report.root],
    ]),
    ...verdict(report.findings.map((finding) => foundText(finding, words)), report.findingsLeftOut, page, says),
    ...remarks.flatMap((remark) => wrap(remark, page.width)),
  ]);
};

type Says = ReturnType<typeof proofWordsOf>['verify'];
type ClusterSays = ReturnType<typeof clusterWordsOf>['log'];

const notYetSigned = (unsigned: number, log: LogPlace, says: Says, cluster: ClusterSays): string =>
  log.kind === 'store' ? says.notYetSigned(unsigned) : log.kind === 'memory' ? cluster.unsignedMemory(unsigned) : cluster.unsignedKept(unsigned, clean(log.file));

const nothingSigned = (log: LogPlace, says: Says, cluster: ClusterSays): string =>
  log.kind === 'store' ? says.nothingSigned : log.kind === 'memory' ? cluster.onlyForm : cluster.onlyKept(clean(log.file));

/** Of a log that is kept nowhere it is said elsewhere. */
const notInLog = (count: number, log: LogPlace, says: Says, cluster: ClusterSays): readonly string[] =>
  log.kind === 'store' ? [says.notInLog(count)] : log.kind === 'memory' ? [] : [cluster.notCaughtUp(count, clean(log.file))];

/** An evidence pack. */
export const packTable = (file: string, report: EvidenceReport, keysFile: string | null, { lang, terminal }: Context): string => {
  const words = proofWordsOf(lang);
  const says = words.verify;
  const page = pageOf(terminal);
  const { manifest } = report;
  const label = manifest === null ? '' : (labelOfKind(manifest.kind)?.[lang] ?? manifest.kind);
  return lines([
    ...wrap(says.store(file), page.width).map(page.bold),
    ...(manifest === null
      ? []
      : rows(page, [
          [says.labels.what, `${label.slice(0, 1).toLowerCase()}${label.slice(1)} ${manifest.id}`],
          [says.labels.times, says.times(manifest.asOf, isInstant(manifest.knownAt) ? knownAtText(manifest.knownAt) : manifest.knownAt)],
          ...(manifest.viewer === '' ? [] : [[says.labels.viewer, manifest.viewer] as const]),
          [says.labels.version, `Frist ${manifest.version}`],
          [says.labels.log, says.log(manifest.treeSize)],
          [says.labels.proven, says.proven(report.proven, manifest.events.length)],
          [says.labels.seal, report.sealed ? says.sealed : says.unsealed],
          ...(report.keyDigest === null ? [] : [[says.labels.key, report.keyDigest] as const]),
        ])),
    ...verdict(report.findings.map((finding) => foundText(finding, words)), 0, page, says),
    // What does not agree with itself needs no advice on whose key it is.
    ...(keysFile !== null ? wrap(says.givenKeys(clean(keysFile)), page.width) : report.intact ? wrap(says.ownKeys, page.width) : []),
  ]);
};

const rows = (page: Page, shown: readonly (readonly [string, string])[]): readonly string[] => {
  const column = Math.max(...shown.map(([label]) => label.length)) + 2;
  return shown.flatMap(([label, text]) => labelled(page, label, text, { indent: 2, column }));
};

const verdict = (sentences: readonly string[], leftOut: number, page: Page, says: Says): readonly string[] =>
  sentences.length === 0
    ? ['', page.bold(says.intact)]
    : [
        '',
        page.bold(page.red(says.broken(sentences.length + leftOut))),
        ...sentences.flatMap((sentence) => wrap(sentence, page.width - 4).map((line, i) => `${i === 0 ? '  - ' : '    '}${line}`)),
        ...(leftOut === 0 ? [] : wrap(says.leftOut(leftOut), page.width)),
      ];
