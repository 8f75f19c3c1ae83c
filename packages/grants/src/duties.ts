/** What the facts of a grant entail: duties that arise, are triggered, performed, discharged. */
import { addDays, type CivilDate, type Period, statedLimit } from '@frist/calendar';
import type { EventId, Fact, NewFact } from '@frist/event-sourcing';
import { aboutObligation, type Amount, type Bilingual, type Due, incur, isExact, type ObligationId, obligationIdOf } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { unusedAsRecorded } from './balances';
import type { GrantFact, GrantState, Move, Report } from './grant';
import { approvalRule, claimRule, counterRule, onwardRule, repayReclaimedRule, repayUnusedRule, reportRule, usePeriodRule } from './rules';
import { dueFromTold, type Key, type ToldDate } from './told';

const holder = 'board';

interface Scope {
  readonly tranche?: Key;
  readonly part?: Key;
}

/** Names and diary numbers that a duty of this grant concerns. */
export const concernsOf = (state: GrantState, { tranche, part }: Scope = {}): readonly string[] => {
  const numbers = tranche === undefined ? Object.values(state.tranches).flatMap((each) => each.diaryNumbers ?? []) : (state.tranches[tranche]?.diaryNumbers ?? []);
  const all = [state.registered?.name, ...(part === undefined ? [] : [state.parts[part]?.name]), ...(tranche === undefined ? (state.registered?.diaryNumbers ?? []) : []), ...numbers];
  return [...new Set(all.filter((text) => text !== undefined))];
};

/** The due date of a told date; it was checked when the fact was decided on. */
const due = (told: ToldDate, from: CivilDate): Due => {
  const resolved = dueFromTold(told, from);
  return E.isRight(resolved) ? resolved.right : { kind: 'undated', basis: told.basis.kind };
};

/** Facts about the whole grant reach every tranche and part of it, and theirs reach what is owed for the whole. */
const meets = (a: Scope, b: Scope): boolean =>
  (a.tranche === undefined || b.tranche === undefined || a.tranche === b.tranche) && (a.part === undefined || b.part === undefined || a.part === b.part);

const reportCovers = ({ tranches, parts }: Report, { tranche, part }: Scope): boolean =>
  (tranches === undefined || tranche === undefined || tranches.includes(tranche)) && (parts === undefined || part === undefined || parts.includes(part));

const claimOrReceipt: Bilingual = { sv: 'rekvisition, ansökan eller mottagna medel är registrerade', en: 'a claim or a receipt is on record' };
const evidenceOf: Partial<Record<Move['kind'], string>> = { claimed: 'claim on record', received: 'receipt on record' };
const setsOff = ({ kind }: Move): boolean => kind === 'claimed' || kind === 'received';

/**
 * A fact about a duty is never dated before the terms that brought the duty: what was done earlier was done about
 * something not yet told. The day it was really done is kept as the stretch of the performance.
 */
const notBefore = (terms: CivilDate, on: CivilDate): CivilDate => (terms > on ? terms : on);

const performed = (
  obligation: ObligationId,
  { terms, on, between }: { readonly terms: CivilDate; readonly on: CivilDate; readonly between?: Period | undefined },
  data: { readonly evidence: string; readonly performedBy?: string; readonly amount?: Amount },
): NewFact => {
  const stretch = between ?? (terms > on ? { from: on, to: on } : undefined);
  return { ...aboutObligation('PerformanceRecorded', obligation, { ...data, ...(stretch === undefined ? {} : { between: stretch }) }), occurredOn: notBefore(terms, on) };
};

const reportDuty = (report: { readonly event: EventId; readonly report: Key }) => obligationIdOf(report.event, `${reportRule.id}/${report.report}`);
const approvalDuty = (report: { readonly event: EventId; readonly report: Key }) => obligationIdOf(report.event, `${approvalRule.id}/${report.report}`);

/** What one fact entails, in the state in which it has its place. */
export const grantDuties = (state: GrantState, recorded: Fact): readonly NewFact[] => {
  const fact = recorded as GrantFact;
  const on = fact.occurredOn;
  switch (fact.type) {
    case 'ClaimDeadlineSet': {
      const scope = fact.data;
      const duty = incur(fact.id, {
        rule: claimRule,
        title: claimRule.title,
        debtor: holder,
        ...creditor(fact.data.to ?? state.registered?.channel ?? state.registered?.funder),
        basis: fact.data.due.basis,
        due: due(fact.data.due, on),
        concerns: concernsOf(state, scope),
      });
      const done = state.claims.filter((claim) => meets(claim, scope)).map((claim) => claimed({ event: fact.id, on }, claim));
      const received = done.length > 0 ? [] : state.moves.filter((move) => move.kind === 'received' && meets(move, scope)).slice(0, 1);
      return [duty, ...done, ...received.map((move) => claimUnseen({ event: fact.id, on }, move))];
    }
    case 'ClaimSubmitted':
      return [...state.deadlines.filter((deadline) => meets(deadline, fact.data)).map((deadline) => claimed(deadline, { event: fact.id, on, between: fact.data.between })), ...triggersOf(state, fact.id)];
    case 'ClaimDeclined':
      return state.deadlines
        .filter((deadline) => meets(deadline, fact.data))
        .map(({ event, on: terms }) => ({
          ...aboutObligation('ObligationDischarged', obligationIdOf(event, claimRule.id), {
            power: fact.data.by,
            reason: fact.data.reason,
            ...(fact.data.decision === undefined ? {} : { decision: fact.data.decision }),
          }),
          occurredOn: notBefore(terms, on),
        }));
    case 'ReportRequired': {
      const report = state.reports[fact.data.report];
      return report === undefined ? [] : [...reportDuties(state, report), ...state.moves.filter((move) => setsOff(move) && reportCovers(report, move)).map((move) => triggerReport(report, move))];
    }
    case 'ReportApproved':
      return onReport(state, fact.data.report, (report) => (report.boardApproval === undefined ? [] : [performed(approvalDuty(report), { terms: report.on, on }, { evidence: fact.data.decision ?? `approved by ${fact.data.by}` })]));
    case 'ReportSubmitted':
      return onReport(state, fact.data.report, (report) => [
        performed(reportDuty(report), { terms: report.on, on, between: fact.data.between }, { evidence: fact.data.evidence, ...(fact.data.by === undefined ? {} : { performedBy: fact.data.by }) }),
      ]);
    case 'ReportReturned':
      return onReport(state, fact.data.report, (report) => [
        aboutObligation('SubmissionReturned', reportDuty(report), { by: fact.data.by, reason: fact.data.reason, ...(fact.data.due === undefined ? {} : { due: due(fact.data.due, on) }) }),
      ]);
    case 'ReportAccepted':
      return onReport(state, fact.data.report, (report) => [aboutObligation('SubmissionAccepted', reportDuty(report), { by: fact.data.by })]);
    case 'OnwardShareSet':
      return [
        incur(fact.id, {
          rule: onwardRule,
          name: fact.data.share,
          title: { sv: `Betala vidare ${fact.data.percent} % till ${fact.data.to}`, en: `Pay ${fact.data.percent} % onward to ${fact.data.to}` },
          debtor: holder,
          creditor: fact.data.to,
          basis: fact.data.basis,
          due: fact.data.due === undefined ? { kind: 'undated', basis: fact.data.basis.kind } : due(fact.data.due, on),
          activation: { kind: 'conditional', trigger: { sv: 'medel har tagits emot', en: 'money has been received' } },
          owes: fact.data.told === undefined ? { balance: 'onward-share' } : { amount: fact.data.told },
          concerns: concernsOf(state),
        }),
        ...state.moves.filter(({ kind }) => kind === 'received').map((move) => triggerShare({ event: fact.id, on, share: fact.data.share }, move)),
      ];
    case 'MoneyTransferred': {
      const share = fact.data.share === undefined ? undefined : state.shares[fact.data.share];
      const paid = share === undefined ? [] : [performed(obligationIdOf(share.event, `${onwardRule.id}/${share.share}`), { terms: share.on, on, between: fact.data.between }, { evidence: `transferred to ${fact.data.to}`, amount: fact.data.amount })];
      return [...paid, ...repayDischarged(state)];
    }
    case 'CounterPerformanceSet':
      return [
        incur(fact.id, { rule: counterRule, name: fact.data.condition, title: { sv: `Motprestation: ${fact.data.what}`, en: `Counter-performance: ${fact.data.what}` }, debtor: holder, ...creditor(state.registered?.funder), basis: fact.data.basis, due: { kind: 'undated', basis: fact.data.basis.kind }, concerns: concernsOf(state) }),
      ];
    case 'CounterPerformanceShown': {
      const counter = state.counters[fact.data.condition];
      return counter === undefined ? [] : [performed(obligationIdOf(counter.event, `${counterRule.id}/${counter.condition}`), { terms: counter.on, on }, { evidence: fact.data.evidence })];
    }
    case 'UsePeriodSet':
      return [...usePeriodDuty(state, fact), ...repayDuty(state, fact.id)];
    case 'RepaymentTermsSet':
      return repayDuty(state, fact.id);
    case 'MoneyReceived': {
      const shares = Object.values(state.shares).map((share) => triggerShare(share, { event: fact.id, on }));
      const unseen = state.deadlines
        .filter((deadline) => meets(deadline, fact.data) && !state.claims.some((claim) => meets(claim, deadline)))
        .map((deadline) => claimUnseen(deadline, { event: fact.id, on }));
      return [...triggersOf(state, fact.id), ...unseen, ...shares, ...usePeriodTriggered(state, { event: fact.id, on }), ...repayDuty(state, fact.id)];
    }
    case 'MoneyUsed':
      return [...repayDischarged(state), ...usedWithinPeriod(state)];
    case 'MoneyRepaid': {
      const reclaim = fact.data.reclaim === undefined ? undefined : state.reclaims[fact.data.reclaim];
      const repaid = { evidence: 'repayment on record', amount: fact.data.amount };
      if (reclaim !== undefined) return [aboutObligation('PerformanceRecorded', obligationIdOf(reclaim.event, `${repayReclaimedRule.id}/${reclaim.reclaim}`), repaid)];
      if (state.repayDuty === null) return [];
      const left = unusedAsRecorded(state);
      return isExact(left) && left > 0
        ? [aboutObligation('PartialPerformanceRecorded', state.repayDuty, { part: 'repayment on record', remains: `${left} öre unused`, amount: fact.data.amount })]
        : [aboutObligation('PerformanceRecorded', state.repayDuty, repaid)];
    }
    case 'MoneyReclaimed':
      return [
        incur(fact.id, {
          rule: repayReclaimedRule,
          name: fact.data.reclaim,
          title: repayReclaimedRule.title,
          debtor: holder,
          creditor: fact.data.by,
          basis: fact.data.due.basis,
          due: due(fact.data.due, on),
          owes: { amount: fact.data.amount },
          force: 'must',
          ...parentOf(state, fact.data.report),
          concerns: concernsOf(state),
        }),
      ];
    case 'RepaymentWaived':
      return waived(state, fact);
    default:
      return [];
  }
};

const creditor = (name: string | undefined): { readonly creditor?: string } => (name === undefined ? {} : { creditor: name });

const onReport = (state: GrantState, key: Key, use: (report: Report) => readonly NewFact[]): readonly NewFact[] => {
  const report = state.reports[key];
  return report === undefined ? [] : use(report);
};

const parentOf = (state: GrantState, key: Key | undefined) => {
  const report = key === undefined ? undefined : state.reports[key];
  return report === undefined ? {} : { parent: reportDuty(report) };
};

const reportDuties = (state: GrantState, report: Report): readonly NewFact[] => {
  const scope: Scope = { ...(report.tranches?.length === 1 && report.tranches[0] ? { tranche: report.tranches[0] } : {}), ...(report.parts?.length === 1 && report.parts[0] ? { part: report.parts[0] } : {}) };
  const to = report.recipient;
  const common = { debtor: report.reporter ?? holder, concerns: concernsOf(state, scope), activation: { kind: 'conditional' as const, trigger: claimOrReceipt } };
  const account = incur(report.event, {
    rule: reportRule,
    name: report.report,
    title: to === undefined ? { sv: 'Återrapportera (mottagare ej angiven)', en: 'Account for the use (recipient not told)' } : { sv: `Återrapportera till ${to}`, en: `Account for the use to ${to}` },
    ...common,
    ...creditor(to),
    basis: report.due.basis,
    due: due(report.due, report.on),
  });
  if (report.boardApproval === undefined) return [account];
  return [account, incur(report.event, { rule: approvalRule, name: report.report, title: approvalRule.title, ...common, due: { kind: 'undated', basis: 'decision' } })];
};

/** Something told or recorded by an event on a day. */
interface Told {
  readonly event: EventId;
  readonly on: CivilDate;
}

const triggerReport = (report: Report, move: Pick<Move, 'event' | 'on' | 'kind'>): NewFact => ({
  ...aboutObligation('ObligationTriggered', reportDuty(report), { anchor: move.on, evidence: evidenceOf[move.kind] ?? 'on record' }),
  occurredOn: notBefore(report.on, move.on),
  causedBy: move.event,
});

/** Every claim and every receipt sets off the accounts that cover it: should one be retracted, the others still do. */
const triggersOf = (state: GrantState, event: EventId): readonly NewFact[] => {
  const moves = state.moves.filter((move) => move.event === event && setsOff(move));
  return moves.flatMap((move) =>
    Object.values(state.reports)
      .filter((report) => reportCovers(report, move))
      .flatMap((report) => {
        const trigger = triggerReport(report, move);
        const approval = report.boardApproval === undefined ? [] : [{ ...trigger, data: { ...(trigger.data as object), obligation: approvalDuty(report) } }];
        return [trigger, ...approval];
      }),
  );
};

const triggerShare = (terms: Told & { readonly share: Key }, receipt: Told): NewFact => ({
  ...aboutObligation('ObligationTriggered', obligationIdOf(terms.event, `${onwardRule.id}/${terms.share}`), { anchor: receipt.on, evidence: 'receipt on record' }),
  occurredOn: notBefore(terms.on, receipt.on),
  causedBy: receipt.event,
});

const claimed = (deadline: Told, claim: Told & { readonly between?: Period | undefined }): NewFact => ({
  ...performed(obligationIdOf(deadline.event, claimRule.id), { terms: deadline.on, on: claim.on, between: claim.between }, { evidence: 'claim on record' }),
  causedBy: claim.event,
});

/** Money came in, so it must have been claimed; when, nobody has told. */
const claimUnseen = (deadline: Told, receipt: Told): NewFact => ({
  ...aboutObligation('ObligationDischarged', obligationIdOf(deadline.event, claimRule.id), { power: 'facts', reason: 'the money has been received; when it was claimed is not on record' }),
  occurredOn: notBefore(deadline.on, receipt.on),
  causedBy: receipt.event,
});

const usePeriodDuty = (state: GrantState, fact: GrantFact & { readonly type: 'UsePeriodSet' }): readonly NewFact[] => {
  const { from, until, basis } = fact.data;
  const limit = until === undefined ? null : statedLimit({ day: until, roll: 'none' });
  const when: Due = limit !== null && E.isRight(limit) ? { kind: 'window', basis: basis.kind, opens: from ?? fact.occurredOn, limit: limit.right } : { kind: 'undated', basis: basis.kind };
  const duty = incur(fact.id, {
    rule: usePeriodRule,
    title: usePeriodRule.title,
    debtor: holder,
    ...creditor(state.registered?.funder),
    basis,
    mode: 'maintenance',
    due: when,
    activation: { kind: 'conditional', trigger: { sv: 'medel har tagits emot', en: 'money has been received' } },
    concerns: concernsOf(state),
  });
  const received = state.moves.filter(({ kind }) => kind === 'received');
  return [duty, ...received.flatMap((move) => usePeriodTriggered(state, move)), ...usedWithinPeriod(state)];
};

const usePeriodTriggered = ({ usePeriod }: GrantState, receipt: Told): readonly NewFact[] =>
  usePeriod === null
    ? []
    : [
        {
          ...aboutObligation('ObligationTriggered', obligationIdOf(usePeriod.event, usePeriodRule.id), { anchor: receipt.on, evidence: 'receipt on record' }),
          occurredOn: notBefore(usePeriod.on, receipt.on),
          causedBy: receipt.event,
        },
      ];

/** Everything received is on record as used, and every use lies within the period. */
const usedWithinPeriod = (state: GrantState): readonly NewFact[] => {
  const { usePeriod } = state;
  const used = state.moves.filter(({ kind }) => kind === 'used');
  if (usePeriod === null || used.length === 0 || unusedAsRecorded(state) !== 0) return [];
  const inside = used.every(({ on, between }) => (between?.to ?? on) <= (usePeriod.until ?? on) && (between?.from ?? on) >= (usePeriod.from ?? '0'));
  return inside ? [aboutObligation('PerformanceRecorded', obligationIdOf(usePeriod.event, usePeriodRule.id), { evidence: 'all that was received is on record as used within the period' })] : [];
};

/**
 * The duty to repay what is unused: incurred with the first fact that makes it possible, in force from the day after
 * the period of use, unless nothing is left then. What is owed is the balance itself.
 */
const repayDuty = (state: GrantState, cause: EventId): readonly NewFact[] => {
  const { repayment, usePeriod } = state;
  const received = state.moves.some(({ kind }) => kind === 'received');
  if (repayment === null || !received || state.repayDuty !== null || isSettled(unusedAsRecorded(state))) return [];
  const first = usePeriod?.until === undefined ? null : addDays(usePeriod.until, 1);
  return [
    incur(cause, {
      rule: repayUnusedRule,
      title: repayUnusedRule.title,
      debtor: holder,
      ...creditor(state.registered?.channel ?? state.registered?.funder),
      due: due(repayment.due, repayment.on),
      force: repayment.force,
      owes: { balance: 'unused' },
      activation:
        first !== null && E.isRight(first)
          ? { kind: 'by-time', activatesOn: first.right, unless: { sv: 'allt har använts eller betalats tillbaka', en: 'all has been used or repaid' } }
          : { kind: 'conditional', trigger: { sv: 'användningstiden är slut (ej angiven)', en: 'the period of use has ended (not told)' } },
      concerns: concernsOf(state),
    }),
  ];
};

const isSettled = (unused: Amount): boolean => isExact(unused) && unused <= 0;

const repayDischarged = (state: GrantState): readonly NewFact[] =>
  state.repayDuty !== null && isSettled(unusedAsRecorded(state))
    ? [aboutObligation('ObligationDischarged', state.repayDuty, { power: 'terms', reason: 'all that was received has been used, transferred or repaid' })]
    : [];

const waived = (state: GrantState, fact: GrantFact & { readonly type: 'RepaymentWaived' }): readonly NewFact[] => {
  const { reclaim: key, amount, by, reason, decision } = fact.data;
  const reclaim = key === undefined ? undefined : state.reclaims[key];
  const duty = reclaim === undefined ? state.repayDuty : obligationIdOf(reclaim.event, `${repayReclaimedRule.id}/${reclaim.reclaim}`);
  if (duty === null) return [];
  return amount === undefined
    ? [aboutObligation('ObligationDischarged', duty, { power: by, reason, ...(decision === undefined ? {} : { decision }) })]
    : [aboutObligation('PartialPerformanceRecorded', duty, { part: `waived by ${by}`, remains: 'the rest', amount })];
};
