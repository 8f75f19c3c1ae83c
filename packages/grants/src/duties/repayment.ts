/** The duties to repay: what is unused under the terms, and what the funder reclaims. */
import { addDays } from '@frist/calendar';
import { contentKey, type NewFact } from '@frist/event-sourcing';
import { aboutObligation, dutyDischarged, dutyPartlyPerformed, dutyPerformed, incur, type ObligationId } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { isOwedUnderTerms, isSettled, leftOfReclaim, owedUnderTerms } from '../repayable';
import { repayReclaimedRule, repayUnusedRule } from '../rules';
import { concernsOf } from '../scope';
import { at, type NotedOf } from '../state';
import { decisionText } from '../told';
import { accountDutyOf } from './account';
import { creditor, dueOf, holder, inWords, type Step } from './step';

const unused = 'repay-unused';
const spellOf = (reclaim: string): string => `reclaim/${reclaim}`;

/**
 * What is unused goes back, must or may as the terms say. Incurred with the first money received, in force from the day
 * after the period of use unless nothing is left by then; what is owed is the balance `unused` itself. Paid, used up or
 * waived it ends, and more money begins it anew.
 */
export const repayUnusedDuty = (step: Step): readonly NewFact[] => {
  const { after, spells } = step;
  const standing = spells.latest(unused);
  const open = standing?.stage === 'owed' ? standing : undefined;
  if (!isOwedUnderTerms(after)) return open === undefined ? [] : ended(step, open.obligation);
  const terms = termsOf(step);
  if (open !== undefined && open.terms === terms.key) return reduced(step, open.obligation);
  const { name, obligation } = spells.begin(unused, { rule: repayUnusedRule, ground: terms.told.event, stage: 'owed', terms: terms.key });
  const incurred = incur(terms.told.event, { rule: repayUnusedRule, ...(name === undefined ? {} : { name }), ...terms.duty, concerns: concernsOf(after, [{}], step.whole) });
  return open === undefined ? [incurred] : [incurred, aboutObligation('ObligationSuperseded', open.obligation, { successor: obligation, reason: 'the terms of repayment or the period of use have been told anew' })];
};

/** What the duty says by the terms told so far. */
const termsOf = ({ after, whole }: Step) => {
  const told = after.repayment as NotedOf<'setRepaymentTerms'>;
  const first = after.usePeriod?.until === undefined ? null : addDays(after.usePeriod.until, 1);
  const duty = {
    title: repayUnusedRule.title,
    debtor: holder,
    ...creditor(whole.registered?.channel ?? whole.registered?.funder),
    due: dueOf(told.due, told.on),
    force: told.force,
    owes: { balance: 'unused' },
    activation:
      first !== null && E.isRight(first)
        ? ({ kind: 'by-time', activatesOn: first.right, unless: { sv: 'allt har använts eller betalats tillbaka', en: 'all has been used or repaid' } } as const)
        : ({ kind: 'conditional', trigger: { sv: 'användningstiden är slut (ej angiven)', en: 'the period of use has ended (not told)' } } as const),
  };
  return { told, duty, key: contentKey(told.event, duty) };
};

type Obligation = ObligationId;

/** It does not stand any more: by what happened last. */
const ended = ({ after, fact, spells }: Step, obligation: Obligation): readonly NewFact[] => {
  spells.to(unused, 'ended');
  switch (fact.type) {
    case 'MoneyRepaid':
      return [dutyPerformed(obligation, fact.occurredOn, { on: fact.occurredOn, between: fact.data.between }, { evidence: 'repayment on record', amount: fact.data.amount })];
    case 'RepaymentWaived':
      return [dutyDischarged(obligation, fact.data.by, fact.data.reason, decisionText(fact.data))];
    case 'MoneyReclaimed': {
      const successor = spells.latest(spellOf(fact.data.reclaim))?.obligation;
      if (successor !== undefined) return [aboutObligation('ObligationSuperseded', obligation, { successor, reason: `reclaimed by ${fact.data.by}` })];
      return [dutyDischarged(obligation, fact.data.by, 'reclaimed by the funder')];
    }
    default:
      return [dutyDischarged(obligation, 'terms', after.moves.length > 0 ? 'all that was received has been used, transferred or repaid' : 'nothing received is on record')];
  }
};

/** It stands, with less to pay. */
const reduced = ({ after, fact }: Step, obligation: Obligation): readonly NewFact[] => {
  const remains = `${inWords(owedUnderTerms(after))} left to repay`;
  if (fact.type === 'MoneyRepaid' && fact.data.reclaim === undefined) return [dutyPartlyPerformed(obligation, `${inWords(fact.data.amount)} repaid`, remains, fact.data.amount)];
  if (fact.type === 'RepaymentWaived' && fact.data.reclaim === undefined && fact.data.amount !== undefined) return [dutyPartlyPerformed(obligation, `${inWords(fact.data.amount)} waived by ${fact.data.by}`, remains)];
  return [];
};

/** What the funder reclaims, on whatever ground: always owed, in the amount that the funder decides. */
export const reclaimDuties = (step: Step): readonly NewFact[] =>
  Object.values(step.after.reclaims).flatMap((reclaim) => {
    const { after, fact, spells } = step;
    const spell = spellOf(reclaim.reclaim);
    const told = reclaim.event === fact.id;
    const facts = told ? [incurReclaim(step, reclaim)] : [];
    const standing = spells.latest(spell);
    const waiver = fact.type === 'RepaymentWaived' && fact.data.reclaim === reclaim.reclaim ? fact.data : undefined;
    const repayment = fact.type === 'MoneyRepaid' && fact.data.reclaim === reclaim.reclaim ? fact.data : undefined;
    // A repayment can be dated before the decision that it answers.
    const repaid = after.moves.filter((move) => move.kind === 'repaid' && move.reclaim === reclaim.reclaim).at(-1);
    if (standing?.stage !== 'owed' || !(waiver !== undefined || repayment !== undefined || (told && repaid !== undefined))) return facts;
    const { obligation } = standing;
    const left = leftOfReclaim(after, reclaim);
    if (isSettled(left)) spells.to(spell, 'ended');
    if (waiver !== undefined) {
      if (isSettled(left)) return [...facts, dutyDischarged(obligation, waiver.by, waiver.reason, decisionText(waiver))];
      return [...facts, dutyPartlyPerformed(obligation, `${inWords(waiver.amount ?? 0)} waived by ${waiver.by}`, `${inWords(left ?? 0)} left to repay`)];
    }
    if (repaid === undefined) return facts;
    if (isSettled(left)) return [...facts, dutyPerformed(obligation, fact.occurredOn, repaid, { evidence: 'repayment on record', amount: repaid.amount })];
    return [...facts, dutyPartlyPerformed(obligation, `${inWords(repaid.amount)} repaid`, `${inWords(left ?? 0)} left to repay`, repaid.amount)];
  });

const incurReclaim = (step: Step, reclaim: NotedOf<'reclaim'>): NewFact => {
  const { after, whole, spells } = step;
  const { name } = spells.begin(spellOf(reclaim.reclaim), { rule: repayReclaimedRule, ground: reclaim.event, key: reclaim.reclaim, stage: 'owed' });
  const parent = accountDutyOf(step, at(after.reports, reclaim.report));
  return incur(reclaim.event, {
    rule: repayReclaimedRule,
    ...(name === undefined ? {} : { name }),
    title: repayReclaimedRule.title,
    debtor: holder,
    creditor: reclaim.by,
    basis: reclaim.due.basis,
    due: dueOf(reclaim.due, reclaim.on),
    owes: { amount: reclaim.amount },
    force: 'must',
    ...(parent === undefined ? {} : { parent }),
    concerns: concernsOf(after, [{}], whole),
  });
};
