/** The duties to account for the use to each recipient, and to have the board's approval first where the board said so. */
import type { NewFact } from '@frist/event-sourcing';
import { aboutObligation, type Bilingual, type Due, dutyDischarged, dutyPerformed, dutyTriggered, incur, type ObligationId } from '@frist/obligations';

import { approvalRule, reportRule } from '../rules';
import { concernsOf, coverOf, meets, placed, within } from '../scope';
import { type AccountStep, at, type GrantState, type Move, type NotedOf } from '../state';
import { decisionText } from '../told';
import { creditor, dueOf, holder, type Step } from './step';

type Report = NotedOf<'requireReport'>;

const claimOrReceipt: Bilingual = { sv: 'rekvisition, ansökan eller mottagna medel är registrerade', en: 'a claim or a receipt is on record' };

/** Where an account stands: owed, owed on condition, or not owed since all that it covers was declined or rejected. */
type Standing = 'conditional' | 'owed' | 'dropped';

/** What calls for an account: receipts, and claims that have not been rejected. */
export const callsFor = (state: GrantState, report: Report): readonly Pick<Move, 'event' | 'on' | 'kind'>[] => {
  const covered = coverOf(report);
  const alive = new Set(state.claims.filter(({ rejected }) => rejected !== true).map(({ event }) => event));
  return state.moves.filter((move) => (move.kind === 'received' || (move.kind === 'claimed' && alive.has(move.event))) && covered.some((unit) => meets(placed(state, move), placed(state, unit))));
};

const standingOf = (state: GrantState, report: Report): Standing => {
  if (callsFor(state, report).length > 0) return 'owed';
  const gone = coverOf(report).every((unit) => state.refused.some((refused) => within(placed(state, unit), placed(state, refused))));
  return gone ? 'dropped' : 'conditional';
};

const spellOf = ({ report }: Report): string => `account/${report}`;

/** One account per report required; each becomes owed with the first claim or receipt that it covers. */
export const accountDuties = (step: Step): readonly NewFact[] =>
  Object.values(step.after.reports).flatMap((report) => {
    const told = report.event === step.fact.id;
    const facts = told ? [...incurred(step, report)] : [];
    facts.push(...moved(step, report));
    const steps = at(step.after.accounts, report.report) ?? [];
    const here = told ? steps : steps.filter(({ event }) => event === step.fact.id);
    return [...facts, ...here.flatMap((one) => handled(step, report, one))];
  });

const incurred = ({ after, whole, spells }: Step, report: Report): readonly NewFact[] => {
  const to = report.recipient;
  const due = dueOf(report.due, report.on);
  const common = { concerns: concernsOf(after, coverOf(report), whole), activation: { kind: 'conditional' as const, trigger: claimOrReceipt } };
  const { name } = spells.begin(spellOf(report), { rule: reportRule, ground: report.event, key: report.report, stage: 'conditional' });
  const account = incur(report.event, {
    rule: reportRule,
    ...(name === undefined ? {} : { name }),
    title: to === undefined ? { sv: 'Återrapportera (mottagare ej angiven)', en: 'Account for the use (recipient not told)' } : { sv: `Återrapportera till ${to}`, en: `Account for the use to ${to}` },
    debtor: report.reporter ?? holder,
    ...common,
    ...creditor(to),
    basis: report.due.basis,
    due,
  });
  if (report.boardApproval === undefined) return [account];
  const approval = spells.begin(`approval/${report.report}`, { rule: approvalRule, ground: report.event, key: report.report, stage: 'conditional' });
  // Before submission, so no later than the account itself; the board's own demand does not roll by itself.
  const until: Due = { ...due, basis: 'decision' };
  return [account, incur(report.event, { rule: approvalRule, ...(approval.name === undefined ? {} : { name: approval.name }), title: approvalRule.title, debtor: holder, ...common, due: until, mayPerformBeforeTrigger: true })];
};

/** The obligations of a report's latest spell. */
const latest = ({ spells }: Step, report: Report): readonly ObligationId[] =>
  [spells.latest(spellOf(report)), report.boardApproval === undefined ? undefined : spells.latest(`approval/${report.report}`)].flatMap((spell) => spell?.obligation ?? []);

const moved = (step: Step, report: Report): readonly NewFact[] => {
  const { after, fact, spells } = step;
  const was = spells.latest(spellOf(report))?.stage as Standing | undefined;
  const now = standingOf(after, report);
  if (was === now || was === undefined) return [];
  const facts: NewFact[] = [];
  if (now === 'dropped' || was === 'owed') {
    const by = fact.type === 'ClaimDeclined' ? fact.data.by : (after.registered?.funder ?? 'the funder');
    const reason = fact.type === 'ClaimDeclined' || fact.type === 'ClaimRejected' ? fact.data.reason : 'nothing claimed or received is left to account for';
    facts.push(...latest(step, report).map((obligation) => dutyDischarged(obligation, by, reason)));
  }
  if (was === 'dropped' || (was === 'owed' && now === 'conditional')) facts.push(...incurred(step, report));
  if (now === 'owed') {
    const calls = callsFor(after, report);
    const call = calls.find(({ event }) => event === fact.id) ?? calls[0];
    const evidence = call?.kind === 'received' ? 'receipt on record' : 'claim on record';
    facts.push(...latest(step, report).map((obligation) => dutyTriggered(obligation, call?.on ?? fact.occurredOn, evidence, call?.event)));
  }
  spells.to(spellOf(report), now);
  return facts;
};

const handled = (step: Step, report: Report, one: AccountStep): readonly NewFact[] => {
  const [account, approval] = latest(step, report);
  if (account === undefined) return [];
  switch (one.step) {
    case 'approved':
      return approval === undefined ? [] : [dutyPerformed(approval, step.fact.occurredOn, one, { evidence: decisionText(one) ?? `approved by ${one.by}` })];
    case 'submitted':
      return [dutyPerformed(account, step.fact.occurredOn, one, { evidence: one.evidence, ...(one.by === undefined ? {} : { performedBy: one.by }) })];
    case 'returned':
      return [aboutObligation('SubmissionReturned', account, { by: one.by, reason: one.reason, ...(one.due === undefined ? {} : { due: dueOf(one.due, one.on) }) })];
    case 'accepted':
      return [aboutObligation('SubmissionAccepted', account, { by: one.by })];
    case 'drafted':
    case 'dispatched':
      return [];
  }
};

/** The duty that a report's missing account is a breach of, as it stands at a step. */
export const accountDutyOf = ({ spells }: Step, report: Report | undefined): ObligationId | undefined => (report === undefined ? undefined : spells.latest(spellOf(report))?.obligation);
