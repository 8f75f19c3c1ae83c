/** What was told of something that the agreement has not got: since a correction, mostly. Nothing follows from it, so the check says so. */
import { type DomainFinding, periodOfKey } from '@frist/obligations';

import { at, finding } from '../kit/stream';
import { periodsUnder, scheduleOf } from './schedule';
import { type AgreementState, owersOf, type TermAct } from './state';

type Named = Readonly<Record<string, string>>;
type EventOf = TermAct['event'];

/**
 * A finding for each fact that names a term, instance, request, party, cohort, breach, condition or sum which is not on record,
 * or days that lie in no period of its term. Commands refuse these; corrections and retractions leave them behind.
 */
export const namesGone = (state: AgreementState): readonly DomainFinding[] => [
  ...Object.values(state.terms).flatMap(({ term, owedBy, event }) => (owedBy ?? []).flatMap((party) => partyGone(state, party, event, { term, party }))),
  ...state.acts.flatMap((act) => {
    const names = goneOf(state, act);
    return names === null ? [] : gone(act.event, { term: act.term, ...names });
  }),
  ...Object.values(state.requests).flatMap(({ term, request, event }) => (at(state.terms, term)?.rhythm.kind === 'on-request' ? [] : gone(event, { term, request }))),
  ...state.counts.flatMap(({ term: key, period: { from, to }, event }) => {
    const term = at(state.terms, key);
    const inside = term?.rhythm.kind === 'counted' && periodsUnder(scheduleOf(state, term), to).some(({ period }) => from >= period.from && to <= period.to);
    return inside ? [] : gone(event, { term: key, from, to });
  }),
  ...Object.values(state.cohorts).flatMap(({ term, cohort, event }) => (at(state.terms, term)?.rhythm.kind === 'per-participant' ? [] : gone(event, { term, cohort }))),
  ...state.followed.flatMap(({ cohort, event }) => (at(state.cohorts, cohort) === undefined ? gone(event, { cohort }) : [])),
  ...Object.values(state.breaches).flatMap(({ breach, by, term, event }) => [
    ...partyGone(state, by, event, { breach, party: by }),
    ...(term === undefined || at(state.terms, term) !== undefined ? [] : gone(event, { breach, term })),
  ]),
  ...Object.values(state.remedies).flatMap(({ breach, event }) => (at(state.breaches, breach) === undefined ? gone(event, { breach }) : [])),
  ...state.notices.flatMap(({ breach, ground, event }) => (breach === undefined || ground === 'breach' || at(state.breaches, breach) !== undefined ? [] : gone(event, { breach }))),
  ...Object.values(state.answers).flatMap(({ condition, event }) => (at(state.conditions, condition) === undefined ? gone(event, { condition }) : [])),
  ...Object.values(state.payments).flatMap(({ payment, shares, costs, event }) => [
    ...shares.flatMap(({ party }) => (party === undefined ? [] : partyGone(state, party, event, { payment, party }))),
    ...(costs === undefined || at(state.sums, costs) !== undefined ? [] : gone(event, { payment, sum: costs })),
  ]),
];

const gone = (event: EventOf, values: Named): readonly DomainFinding[] => [
  finding('contradiction', 'names-what-is-gone', 'En uppgift gäller något som inte finns i avtalet', 'Something told is about what the agreement has not got', [event], values),
];

const partyGone = ({ parties }: AgreementState, party: string, event: EventOf, values: Named): readonly DomainFinding[] => (at(parties, party) === undefined ? gone(event, values) : []);

/** What an act names that is gone, beside its term; null when all is there. What a duty shows itself as an anomaly is left to it. */
const goneOf = (state: AgreementState, { term: key, by, request, instance }: TermAct): Named | null => {
  const term = at(state.terms, key);
  if (term === undefined || term.rhythm.kind === 'per-participant') return {};
  if (by !== undefined && !owersOf(term).includes(by)) return { party: by };
  if (term.rhythm.kind === 'on-request') return at(state.requests, request)?.term === key ? null : request === undefined ? {} : { request };
  if (request !== undefined) return { request };
  const schedule = scheduleOf(state, term);
  return instance === undefined || schedule.kind !== 'recurring' || periodOfKey(schedule.recurrence, instance) !== null ? null : { instance };
};
