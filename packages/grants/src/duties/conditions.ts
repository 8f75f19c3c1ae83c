/** Duties that bind once money has been received: onward shares, the period and purpose of use, counter-performance. */
import type { NewFact } from '@frist/event-sourcing';
import { aboutObligation, type Bilingual, type Due, dutyPartlyPerformed, dutyPerformed, dutyTriggered, incur, isExact } from '@frist/obligations';
import { statedLimit } from '@frist/calendar';
import * as E from 'fp-ts/Either';

import { isOnwardPaid, onwardOwed, onwardPaid, unusedAsRecorded, usedOutside } from '../repayable';
import { counterRule, onwardRule, usePeriodRule } from '../rules';
import { concernsOf } from '../scope';
import { at, type GrantState, type Move, type NotedOf } from '../state';
import { creditor, dueOf, holder, inWords, type Step } from './step';

const moneyReceived: Bilingual = { sv: 'medel har tagits emot', en: 'money has been received' };
const onReceipt = { activation: { kind: 'conditional' as const, trigger: moneyReceived } };

const firstReceipt = (state: GrantState): Move | undefined => state.moves.find(({ kind }) => kind === 'received');

const bindsNow = (step: Step, spell: string): readonly NewFact[] => {
  const latest = step.spells.latest(spell);
  const receipt = firstReceipt(step.after);
  if (latest?.stage !== 'conditional' || receipt === undefined) return [];
  step.spells.to(spell, 'owed');
  return [dutyTriggered(latest.obligation, receipt.on, 'receipt on record', receipt.event)];
};

/** Each onward share, of what has been received by then; more received, more is owed. */
export const onwardDuties = (step: Step): readonly NewFact[] =>
  Object.values(step.after.shares).flatMap((share) => {
    const spell = `onward/${share.share}`;
    const facts: NewFact[] = [];
    const told = share.event === step.fact.id;
    const received = firstReceipt(step.after) !== undefined;
    if (told || (step.spells.latest(spell)?.stage === 'paid' && received && !isOnwardPaid(step.after, share))) facts.push(onward(step, share, spell));
    const open = step.spells.latest(spell);
    if (open === undefined || open.stage === 'paid') return facts;
    facts.push(...bindsNow(step, spell));
    const transfers = step.after.moves.filter((move) => move.kind === 'transferred' && move.share === share.share);
    const here = step.fact.type === 'MoneyTransferred' && step.fact.data.share === share.share;
    const last = transfers.at(-1);
    if (last === undefined) return facts;
    if (received && isOnwardPaid(step.after, share)) {
      step.spells.to(spell, 'paid');
      const amount = told ? onwardPaid(step.after, share) : here ? last.amount : undefined;
      return [...facts, dutyPerformed(open.obligation, step.fact.occurredOn, last, { evidence: `transferred to ${share.to}`, ...(amount === undefined ? {} : { amount }) })];
    }
    if (!here) return facts;
    const owed = onwardOwed(step.after, share);
    const left = isExact(owed) ? inWords(onwardPaid(step.after, share)) : 'what is owed is not known';
    return [...facts, dutyPartlyPerformed(open.obligation, `${inWords(last.amount)} transferred to ${share.to}`, isExact(owed) ? `${left} paid of ${inWords(owed)}` : left, last.amount)];
  });

const onward = ({ after, whole, spells }: Step, share: NotedOf<'setOnwardShare'>, spell: string): NewFact => {
  const { name } = spells.begin(spell, { rule: onwardRule, ground: share.event, key: share.share, stage: 'conditional' });
  return incur(share.event, {
    rule: onwardRule,
    ...(name === undefined ? {} : { name }),
    title: { sv: `Betala vidare ${share.percent} % till ${share.to}`, en: `Pay ${share.percent} % onward to ${share.to}` },
    debtor: holder,
    creditor: share.to,
    basis: share.basis,
    due: share.due === undefined ? { kind: 'undated', basis: share.basis.kind } : dueOf(share.due, share.on),
    ...onReceipt,
    owes: { balance: 'onward-share', ...(share.told === undefined ? {} : { amount: share.told }) },
    concerns: concernsOf(after, [{}], whole),
  });
};

const period = 'use-period';

/** Use within the period and for the purpose: it must hold throughout, and is kept once everything is on record as used. */
export const usePeriodDuties = (step: Step): readonly NewFact[] => {
  const { after, before, fact, spells } = step;
  if (after.usePeriod === null) return [];
  const facts: NewFact[] = [];
  const kept = isKept(after);
  const earlier = spells.latest(period);
  if (fact.type === 'UsePeriodSet' || (earlier?.stage === 'kept' && !kept)) {
    facts.push(incurPeriod(step, after.usePeriod));
    const successor = spells.latest(period)?.obligation;
    if (before.usePeriod !== null && earlier !== undefined && earlier.stage !== 'kept' && successor !== undefined) {
      facts.push(aboutObligation('ObligationSuperseded', earlier.obligation, { successor, reason: 'the period of use has been told anew' }));
    }
  }
  facts.push(...bindsNow(step, period));
  const spell = spells.latest(period);
  if (spell?.stage !== 'owed' || !kept) return facts;
  spells.to(period, 'kept');
  return [...facts, dutyPerformed(spell.obligation, fact.occurredOn, { on: fact.occurredOn }, { evidence: 'all that was received is on record as used within the period' })];
};

const isKept = (state: GrantState): boolean =>
  firstReceipt(state) !== undefined &&
  state.moves.some(({ kind }) => kind === 'used' || kind === 'transferred') &&
  unusedAsRecorded(state) === 0 &&
  !state.moves.some((move) => usedOutside(state, move));

const incurPeriod = ({ after, whole, spells }: Step, told: NotedOf<'setUsePeriod'>): NewFact => {
  const { from, until, basis } = told;
  const limit = until === undefined ? null : statedLimit({ day: until, roll: 'none' });
  const due: Due = limit !== null && E.isRight(limit) ? { kind: 'window', basis: basis.kind, opens: from ?? told.on, limit: limit.right } : { kind: 'undated', basis: basis.kind };
  const { name } = spells.begin(period, { rule: usePeriodRule, ground: told.event, stage: 'conditional' });
  return incur(told.event, {
    rule: usePeriodRule,
    ...(name === undefined ? {} : { name }),
    title: usePeriodRule.title,
    debtor: holder,
    ...creditor(whole.registered?.funder),
    basis,
    mode: 'maintenance',
    due,
    ...onReceipt,
    concerns: concernsOf(after, [{}], whole),
  });
};

/** What has to be shown in order to keep the money. */
export const counterDuties = (step: Step): readonly NewFact[] =>
  Object.values(step.after.counters).flatMap((counter) => {
    const { after, fact, spells, whole } = step;
    const spell = `counter/${counter.condition}`;
    const facts: NewFact[] = [];
    const told = counter.event === fact.id;
    if (told) {
      const { name } = spells.begin(spell, { rule: counterRule, ground: counter.event, key: counter.condition, stage: 'conditional' });
      facts.push(
        incur(counter.event, {
          rule: counterRule,
          ...(name === undefined ? {} : { name }),
          title: { sv: `Motprestation: ${counter.what}`.slice(0, 400), en: `Counter-performance: ${counter.what}`.slice(0, 400) },
          debtor: holder,
          ...creditor(whole.registered?.funder),
          basis: counter.basis,
          due: { kind: 'undated', basis: counter.basis.kind },
          ...onReceipt,
          mayPerformBeforeTrigger: true,
          concerns: concernsOf(after, [{}], whole),
        }),
      );
    }
    facts.push(...bindsNow(step, spell));
    const shown = at(after.shown, counter.condition);
    const open = spells.latest(spell);
    if (shown === undefined || open === undefined || !(told || shown.event === fact.id)) return facts;
    return [...facts, dutyPerformed(open.obligation, fact.occurredOn, shown, { evidence: shown.evidence })];
  });
