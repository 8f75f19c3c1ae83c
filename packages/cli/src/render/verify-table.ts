/** What a verification found, for people: what was looked at, what was found, and what this does not show. */
import type { EvidenceReport, VerificationReport } from '@frist/audit';
import { isInstant } from '@frist/calendar';

import { labelOfKind } from '../evidence-kinds';
import { proofWordsOf } from '../messages/proof';
import type { Context } from '../outcome';
import { clean } from './clean';
import { foundText } from './found-text';
import { labelled, lines, type Page, pageOf, wrap } from './page';
import { knownAtText } from './times';

/** A whole database. */
export const storeTable = (name: string, report: VerificationReport, withCheckpoints: boolean, { lang, terminal }: Context): string => {
  const words = proofWordsOf(lang);
  const says = words.verify;
  const page = pageOf(terminal);
  const { events, covered, signed, checkpoints } = report;
  const unsigned = Math.max(0, events - signed);
  const verifying = checkpoints.filter(({ verdict }) => verdict === 'verifies').length;
  return lines([
    ...wrap(says.store(name), page.width).map(page.bold),
    ...rows(page, [
      [says.labels.events, `${events}`],
      [says.labels.covered, `${covered}`],
      [says.labels.signed, `${signed}`],
      [says.labels.unsigned, `${unsigned}`],
      [says.labels.checkpoints, withCheckpoints ? says.checkpoints(verifying, checkpoints.length) : says.noCheckpoints],
      [says.labels.root, report.root],
    ]),
    ...verdict(report.findings.map((finding) => foundText(finding, words)), report.findingsLeftOut, page, says),
    ...(withCheckpoints ? (unsigned === 0 ? [] : wrap(says.notYetSigned(unsigned), page.width)) : wrap(says.nothingSigned, page.width)),
    ...(report.intact && covered < events ? wrap(says.notInLog(events - covered), page.width) : []),
  ]);
};

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

const verdict = (sentences: readonly string[], leftOut: number, page: Page, says: ReturnType<typeof proofWordsOf>['verify']): readonly string[] =>
  sentences.length === 0
    ? ['', page.bold(says.intact)]
    : [
        '',
        page.bold(page.red(says.broken(sentences.length + leftOut))),
        ...sentences.flatMap((sentence) => wrap(sentence, page.width - 4).map((line, i) => `${i === 0 ? '  - ' : '    '}${line}`)),
        ...(leftOut === 0 ? [] : wrap(says.leftOut(leftOut), page.width)),
      ];
