/** The view in an evidence pack (`frist.evidence-view/1`), and the pack itself (`frist.evidence/1`), in JSON. */
import type { Evidence, EvidenceView } from 'frist';

import type { GrantReport } from '../grant-report';
import { explainJson } from './explain';
import { findingJson } from './finding';
import { grantsJson } from './grants';
import { historyJson } from './history';
import { schemaName } from './write';

/** The view: what explain, history and the check print about it, in English. */
export const evidenceViewJson = ({ kind, id, asOf, knownAt, explanation, history, findings }: EvidenceView, grant: GrantReport | null): object => ({
  schema: schemaName('evidence-view'),
  kind,
  id,
  asOf,
  knownAt,
  explain: explainJson(id, explanation, 'en'),
  history: historyJson(id, history),
  findings: findings.map((finding) => findingJson(finding, 'en')),
  grants: grant === null ? null : grantsJson([grant], { asOf, knownAt, board: null }, 'en'),
});

/** What was made. */
export const evidenceJson = ({ kind, id, asOf, knownAt, events, complete, treeSize, sealed }: Evidence, file: string, checkpointSigned: boolean): object => ({
  schema: schemaName('evidence'),
  file,
  kind,
  id,
  asOf,
  knownAt,
  events,
  complete,
  treeSize,
  sealed,
  checkpointSigned,
});
