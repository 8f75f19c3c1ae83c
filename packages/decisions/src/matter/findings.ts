/** What the check shows about a matter rather than refuse: numbers, proposals taken for decisions, days that disagree, conditions, authorisations. */
import { addDays, daysBetween } from '@frist/calendar';
import type { DomainFinding } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { finding, numberFindings } from '../finding';
import { at, shortened } from '../told';
import { conclusionAllowedFrom, whyNotBinding } from './duties';
import { citedAs, conditionsOf, expiresOn, type MatterState, successorOf } from './matter';

/**
 * All findings about one matter, always in the same order. None before its first fact.
 *
 * @example matterFindings(row.state).filter(({ kind }) => kind === 'contradiction')
 */
export const matterFindings = (state: MatterState): readonly DomainFinding[] =>
  state.log.length === 0 ? [] : [...opening(state), ...numbers(state), ...course(state), ...cited(state), ...decided(state), ...conditions(state), ...authorisations(state), ...dispatch(state), ...requests(state)];

/** A matter is opened before anything else is told of it; the fact may have been taken back, or be of a later day. */
const opening = ({ log, opened }: MatterState): readonly DomainFinding[] =>
  opened === null ? [finding('missing', 'matter-not-opened', 'Att ärendet påbörjats är inte registrerat, så rubriken är inte känd', 'That the matter was opened is not on record, so its title is not known', [log[0]?.id])] : [];

const numbers = (state: MatterState): readonly DomainFinding[] => [
  ...(state.numbers.length === 0 ? [finding('missing', 'no-diary-number', 'Diarienummer saknas', 'No diary number', [state.opened?.event ?? state.log[0]?.id])] : []),
  ...numberFindings(state.numbers),
];

const course = (state: MatterState): readonly DomainFinding[] => {
  const decisions = Object.values(state.decisions);
  const proposals = Object.values(state.proposals);
  const found: DomainFinding[] = [];
  const put = state.putOff.at(-1);
  if (put !== undefined && state.closed === null) {
    const [sv, en, rule] = 'reason' in put ? (['Återremitterat och inte avgjort', 'Referred back and not decided since', 'referred-back'] as const) : (['Bordlagt och inte avgjort', 'Tabled and not decided since', 'tabled'] as const);
    found.push(finding('information', rule, sv, en, [put.event]));
  }
  if (decisions.length === 0 && proposals.length > 0 && state.closed === null) {
    found.push(finding('information', 'only-proposed', 'Endast förslag finns, inget beslut', 'Nothing but a proposal is on record, no decision', proposals.map(({ event }) => event)));
  }
  const closed = state.closed;
  const later = closed === null ? [] : decisions.filter(({ on }) => on > closed.on);
  if (closed !== null && later.length > 0) found.push(finding('contradiction', 'decided-after-closing', 'Beslut fattat efter att ärendet avslutats', 'Decided after the matter was closed', [closed.event, ...later.map(({ event }) => event)]));
  return found;
};

/** Papers that speak of the matter as decided. */
const cited = (state: MatterState): readonly DomainFinding[] => [
  ...state.citations.flatMap((citation): readonly DomainFinding[] => {
    const { event, decision: key, decidedOn, paragraph, proposal } = citation;
    const decision = at(state.decisions, key) ?? (key === undefined && proposal === undefined && Object.keys(state.decisions).length === 1 ? Object.values(state.decisions)[0] : undefined);
    if (proposal !== undefined) {
      const made = Object.values(state.decisions).find((one) => one.proposal === proposal);
      // Decided on since: the paper may well have meant the decision.
      if (made === undefined) return [finding('contradiction', 'proposal-cited-as-decision', 'Ett förslag åberopas som beslut', 'A proposal is cited as a decision', [event, at(state.proposals, proposal)?.event], { proposal })];
      return days(made, citation);
    }
    if (decision !== undefined) return days(decision, citation);
    const values = { ...(decidedOn === undefined ? {} : { decidedOn }), ...(paragraph === undefined ? {} : { paragraph }) };
    return Object.keys(state.decisions).length === 0
      ? [finding('contradiction', 'cited-without-decision', 'Ett beslut åberopas som inte finns registrerat', 'A decision is cited that is not on record', [event], values)]
      : [];
  }),
  ...Object.values(state.decisions).flatMap(({ event, supersedes = [] }) =>
    supersedes.flatMap((one) =>
      one.kind === 'recorded' && one.event !== undefined && citedAs(state, one.event) === 'proposal'
        ? [finding('contradiction', 'proposal-cited-as-decision', 'Ett förslag åberopas som beslut', 'A proposal is cited as a decision', [event, one.event])]
        : [],
    ),
  ),
];

const days = (decision: MatterState['decisions'][string], { event, decidedOn, paragraph }: MatterState['citations'][number]): readonly DomainFinding[] => {
  const found: DomainFinding[] = [];
  if (decidedOn !== undefined && (decision.undated === true || decidedOn !== decision.on)) {
    found.push(
      decision.undated === true
        ? finding('information', 'day-told-elsewhere', 'Beslutets dag anges i en annan handling', 'The day of the decision is told in another paper', [event, decision.event], { decidedOn })
        : finding('contradiction', 'decision-days-differ', 'Två handlingar anger olika dagar för samma beslut', 'Two papers tell different days for one decision', [event, decision.event], { one: decision.on, other: decidedOn }),
    );
  }
  if (paragraph !== undefined && decision.paragraph !== undefined && paragraph !== decision.paragraph) {
    found.push(finding('contradiction', 'decision-paragraphs-differ', 'Två handlingar anger olika paragrafer för samma beslut', 'Two papers tell different paragraphs for one decision', [event, decision.event], { one: decision.paragraph, other: paragraph }));
  }
  return found;
};

const decided = (state: MatterState): readonly DomainFinding[] =>
  Object.values(state.decisions).flatMap((decision): readonly DomainFinding[] => {
    const { body, event, decision: key, effectiveFrom, on, paragraph, proposal, undated } = decision;
    const found: DomainFinding[] = [];
    if (undated === true) found.push(finding('missing', 'decision-without-day', 'Beslutets dag är inte angiven', 'The day of the decision is not told', [event], { decision: key }));
    if (body === undefined) found.push(finding('missing', 'decision-without-body', 'Vem som beslutat är inte angivet', 'Who decided is not told', [event], { decision: key }));
    if (paragraph === undefined) found.push(finding('missing', 'decision-without-paragraph', 'Beslutets paragraf är inte angiven', 'The paragraph of the decision is not told', [event], { decision: key }));
    if (undated !== true && effectiveFrom !== undefined && effectiveFrom < on) found.push(finding('information', 'retroactive', 'Beslutet gäller för tid före beslutsdagen', 'The decision takes effect before its own day', [event], { decision: key, effectiveFrom }));
    const proposed = at(state.proposals, proposal);
    const dropped = (proposed?.conditions ?? []).filter((one) => !(decision.conditions ?? []).some(({ body: by, condition }) => condition === one.condition || by === one.body));
    if (dropped.length > 0) {
      const words = shortened([...new Set(dropped.map((one) => one.body))].join(' · '), 300);
      found.push(finding('information', 'proposed-condition-not-in-decision', `Förslagets villkor står inte i beslutet: ${words}`, `A condition of the proposal does not stand in the decision: ${words}`, [event, proposed?.event], { decision: key, condition: shortened(dropped.map(({ condition }) => condition).join(' · '), 300) }));
    }
    if (proposal !== undefined && proposed === undefined) found.push(finding('contradiction', 'names-what-is-gone', 'Beslutet hänvisar till ett förslag som inte längre finns', 'The decision names a proposal that is no longer on record', [event], { proposal }));
    return found;
  });

const conditions = (state: MatterState): readonly DomainFinding[] =>
  Object.values(state.decisions).flatMap((decision) =>
    conditionsOf(state, decision).flatMap(({ body, condition, resolved }): readonly DomainFinding[] => {
      const values = { decision: decision.decision, condition, body };
      if (resolved?.outcome === 'failed') return [finding('information', 'condition-failed', `Villkoret föll: ${body} beslutade annorlunda`, `The condition failed: ${body} decided otherwise`, [decision.event, resolved.event], values)];
      const from = decision.effectiveFrom;
      const late = resolved === null || (from !== undefined && resolved.on > from);
      return [
        ...(resolved === null ? [finding('missing', 'condition-not-fulfilled', `Villkoret är inte uppfyllt: ${body} har inte beslutat, såvitt känt`, `The condition is not fulfilled: no decision of ${body} is on record`, [decision.event], values)] : []),
        ...(late && from !== undefined ? [finding('contradiction', 'in-effect-before-condition', 'Beslutet ska gälla fast villkoret inte var uppfyllt', 'The decision was to take effect while a condition was not fulfilled', [decision.event, resolved?.event], values, from)] : []),
      ];
    }),
  );

const authorisations = (state: MatterState): readonly DomainFinding[] => [
  ...Object.values(state.decisions).flatMap((decision) => {
    const from = expiresOn(decision);
    const { decision: key, decideAgain, event, until } = decision;
    if (from === null || decideAgain === undefined || until === undefined) return [];
    const failed = conditionsOf(state, decision).some(({ resolved }) => resolved?.outcome === 'failed');
    if (failed || successorOf(state, key) !== null || [at(state.declined, key), at(state.ended, key)].some((ending) => ending !== undefined)) return [];
    return [finding('information', 'authorisation-expired', 'Bemyndigandet har upphört utan nytt beslut', 'The authorisation has expired and nobody has decided again', [event], { decision: key, until }, from)];
  }),
  ...state.uses.flatMap((use): readonly DomainFinding[] => {
    const decision = at(state.decisions, use.decision);
    const found: DomainFinding[] = [];
    if (decision === undefined) return [finding('contradiction', 'names-what-is-gone', 'Ett bemyndigande som inte finns har använts', 'An authorisation that is not on record was used', [use.event], { decision: use.decision })];
    const day = use.forMeeting ?? use.on;
    if (decision.until !== undefined && day > decision.until) found.push(finding('breach', 'used-after-expiry', 'Bemyndigandet användes efter att det upphört', 'The authorisation was used after it had expired', [use.event, decision.event], { until: decision.until, used: day }));
    if (decision.eachUseByChair !== undefined && use.chairDecision === undefined) found.push(finding('missing', 'used-without-chair-decision', 'Ordförandebeslut för användningen saknas', 'No decision of the chair for this use', [use.event, decision.event]));
    const latest = decision.noticeDays === undefined || use.forMeeting === undefined ? null : addDays(use.forMeeting, -decision.noticeDays);
    if (latest !== null && E.isRight(latest) && use.forMeeting !== undefined && use.on > latest.right) {
      found.push(finding('breach', 'notice-too-short', 'Bemyndigandet användes med för kort varsel', 'The authorisation was used at too short notice', [use.event, decision.event], { days: daysBetween(use.on, use.forMeeting), needed: decision.noticeDays ?? 0 }, undefined, ['days', 'needed']));
    }
    return found;
  }),
];

const dispatch = (state: MatterState): readonly DomainFinding[] =>
  state.dispatchLists.flatMap(({ decision, event, recipients }) => {
    if (at(state.decisions, decision) === undefined) return [finding('contradiction', 'names-what-is-gone', 'Expedieringslistan hör till ett beslut som inte längre finns', 'The dispatch list is of a decision that is no longer on record', [event], { decision })];
    const left = recipients.filter((to) => !state.dispatched.some((sent) => sent.decision === decision && sent.to === to));
    return left.length === 0 ? [] : [finding('information', 'not-dispatched', 'Expediering är inte registrerad för alla på expedieringslistan', 'No dispatch is on record for some on the dispatch list', [event], { decision, recipients: left.join(' · ') })];
  });

const why = {
  'not-opened-by-party': ['Begäran om avgörande i ett ärende som inte inletts av en enskild part', 'A conclusion was requested in a case that no private party opened'],
  'too-early': ['Begäran om avgörande kom innan sex månader gått', 'A conclusion was requested before six months had passed'],
  'made-before': ['Begäran om avgörande har gjorts tidigare i ärendet', 'A conclusion has been requested before in this case'],
} as const;

const requests = (state: MatterState): readonly DomainFinding[] =>
  (state.opened === null ? [] : state.requests).flatMap((request) => {
    const reason = whyNotBinding(state, request);
    if (reason === null) return [];
    const from = conclusionAllowedFrom(state);
    return [finding('information', `conclusion-request-${reason}`, why[reason][0], why[reason][1], [state.opened?.event, request.event], from === null ? undefined : { allowedFrom: from })];
  });
