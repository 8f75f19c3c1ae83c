/** Rules (`frist.rules/1`) and dates that would now be others (`frist.rules-diff/1`), in JSON. */
import type { ListedRule, RuleDrifts } from 'frist';

import type { Lang } from '../language';
import { schemaName } from './write';

/** Every version of every rule; null where a version has no limit, no length, or leaves rolling to the basis of the date. */
export const rulesJson = (rules: readonly ListedRule[], lang: Lang): object => ({
  schema: schemaName('rules'),
  rules: rules.map(({ domain, id, version, title, validFrom, validTo, basis, dayZero, plus, roll }) => ({
    domain,
    id,
    version,
    title: title[lang],
    validFrom: validFrom ?? null,
    validTo: validTo ?? null,
    legalBasis: { kind: basis.kind, reference: basis.reference, confidence: basis.confidence },
    dayZero: dayZero[lang],
    plus: plus ?? null,
    roll: roll ?? null,
  })),
});

/** Journaled dates beside those of today. */
export const ruleDriftsJson = ({ asOf, knownAt, judged, drifts }: RuleDrifts, board: string | null, lang: Lang): object => ({
  schema: schemaName('rules-diff'),
  asOf,
  knownAt,
  board,
  judged,
  drifts: drifts.map((drift) => ({
    board: drift.board,
    stream: drift.stream,
    obligationId: drift.obligationId,
    instance: drift.instance,
    title: drift.title[lang],
    concerns: drift.concerns,
    rule: drift.rule,
    journaledVersion: drift.journaledVersion,
    currentVersion: drift.currentVersion,
    cause: drift.cause,
    journaled: { endDay: drift.journaled.endDay, lastPermittedDay: drift.journaled.lastPermittedDay },
    today: drift.today === null ? null : { endDay: drift.today.endDay, lastPermittedDay: drift.today.lastPermittedDay },
    calendar: { journaled: drift.calendar.journaled, today: drift.calendar.today },
  })),
});
