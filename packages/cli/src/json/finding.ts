/** Findings in JSON: one shape for all, null for what a finding is not about. */
import { renderTrace } from '@frist/calendar';
import type { Finding, ObligationFinding, RegisterFinding } from '@frist/obligations';

import type { Lang } from '../language';
import { dueJson } from './due';

/** One finding. */
export const findingJson = (finding: Finding, lang: Lang): object => (finding.about === 'obligation' ? owedJson(finding, lang) : registerJson(finding, lang));

const owedJson = (finding: ObligationFinding, lang: Lang): object => ({
  about: finding.about,
  rule: finding.rule,
  obligationId: finding.obligationId,
  instance: finding.instance,
  kind: finding.kind,
  title: finding.title[lang],
  debtor: finding.debtor,
  creditor: finding.creditor,
  due: dueJson(finding.due, lang),
  timeliness: finding.timeliness,
  days: finding.days,
  legalBasis: { kind: finding.legalBasis.kind, reference: finding.legalBasis.reference, confidence: finding.legalBasis.confidence },
  trace: renderTrace(finding.trace, lang),
  cause: finding.cause,
  lifecycle: finding.lifecycle,
  delivery: finding.delivery,
  force: finding.force,
  readings: finding.readings.map(({ earliest, latest, rule, confidence, source, timeliness, days }) => ({ earliest, latest, rule, confidence, source, timeliness, days })),
  ifTriggered: finding.ifTriggered === null ? null : { trigger: finding.ifTriggered.trigger[lang], timeliness: finding.ifTriggered.timeliness, days: finding.ifTriggered.days },
  soft: finding.soft === null ? null : { elapsedDays: finding.soft.elapsedDays, target: finding.soft.target, pastTarget: finding.soft.pastTarget },
  activatesOn: finding.activatesOn,
  completion: completionJson(finding.completion, lang),
  board: finding.board,
  stream: finding.stream,
  concerns: finding.concerns,
  source: finding.source,
  migrated: finding.migrated,
  anomalies: finding.anomalies.map(({ rule, event }) => ({ rule, event })),
  events: finding.cause === null ? [] : [finding.cause],
  values: {},
});

const completionJson = (completion: ObligationFinding['completion'], lang: Lang): object | null =>
  completion === null
    ? null
    : {
        since: completion.since,
        by: completion.by,
        reason: completion.reason ?? null,
        due: dueJson(completion.due ?? null, lang),
        timeliness: completion.timeliness,
        days: completion.days,
      };

const registerJson = (finding: RegisterFinding, lang: Lang): object => ({
  about: finding.about,
  rule: finding.rule,
  obligationId: null,
  instance: null,
  kind: finding.kind,
  title: finding.title[lang],
  debtor: null,
  creditor: null,
  due: null,
  timeliness: null,
  days: null,
  legalBasis: null,
  trace: [],
  cause: finding.events[0] ?? null,
  lifecycle: null,
  delivery: null,
  force: null,
  readings: [],
  ifTriggered: null,
  soft: null,
  activatesOn: null,
  completion: null,
  board: finding.board,
  stream: finding.stream,
  concerns: finding.concerns,
  source: null,
  migrated: false,
  anomalies: [],
  events: finding.events,
  values: sorted(finding.values ?? {}),
  ...(finding.counts === undefined ? {} : { counts: finding.counts }),
});

/** By name, so that the order does not depend on who wrote the finding. */
const sorted = (values: Readonly<Record<string, string | number>>): object => Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
