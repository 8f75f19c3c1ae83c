/** The duty to claim in time, or to decline on record. */
import type { NewFact } from '@frist/event-sourcing';
import { dutyDischarged, dutyPartlyPerformed, dutyPerformed, incur } from '@frist/obligations';

import { claimRule } from '../rules';
import { concernsOf, dealsWith, meets, placed, unitsOf } from '../scope';
import { at, type GrantState, type NotedOf, type Scope } from '../state';
import { decisionText } from '../told';
import { creditor, dueOf, holder, type Step } from './step';

type Deadline = NotedOf<'setClaimDeadline'>;

const acts: ReadonlySet<string> = new Set(['ClaimSubmitted', 'ClaimDeclined', 'MoneyReceived']);
const spellOf = ({ event }: Deadline): string => `claim/${event}`;

/** One duty per deadline. It is done when everything under it has been claimed, drawn or declined. */
export const claimDuties = (step: Step): readonly NewFact[] =>
  step.after.deadlines.flatMap((deadline) => {
    if (deadline.event === step.fact.id) return [incurred(step, deadline), ...progress(step, deadline)];
    const open = step.spells.latest(spellOf(deadline))?.stage === 'open' && acts.has(step.fact.type);
    return open && meets(placed(step.after, step.fact.data as Scope), placed(step.after, deadline)) ? progress(step, deadline) : [];
  });

const incurred = ({ after, whole, spells }: Step, deadline: Deadline): NewFact => {
  spells.begin(spellOf(deadline), { rule: claimRule, ground: deadline.event, stage: 'open' });
  return incur(deadline.event, {
    rule: claimRule,
    title: claimRule.title,
    debtor: holder,
    ...creditor(deadline.to ?? whole.registered?.channel ?? whole.registered?.funder),
    basis: deadline.due.basis,
    due: dueOf(deadline.due, deadline.on),
    concerns: concernsOf(after, [deadline], whole),
  });
};

/** What the acts on record come to. Looked at when the deadline is told, and with each act after it. */
const progress = ({ after, fact, spells }: Step, deadline: Deadline): readonly NewFact[] => {
  const spell = spells.latest(spellOf(deadline));
  const here = placed(after, deadline);
  const meeting = <A extends Scope>(all: readonly A[]): readonly A[] => all.filter((act) => meets(placed(after, act), here));
  const [claims, declined, received] = [meeting(after.claims), meeting(after.declined), meeting(after.moves.filter(({ kind }) => kind === 'received'))];
  const left = (...done: readonly Scope[]): readonly Scope[] => unitsOf(after, here).filter((unit) => !done.some((act) => dealsWith(placed(after, act), unit)));
  if (spell === undefined || claims.length + declined.length + received.length === 0) return [];
  const { obligation } = spell;
  const [claim, decline] = [claims.at(-1), declined.at(-1)];
  if (left(...claims, ...received, ...declined).length > 0) {
    const remains = left(...claims, ...received, ...declined).map((unit) => nameOf(after, unit)).join(', ');
    return claim === undefined ? [] : [dutyPartlyPerformed(obligation, `claim on record for ${nameOf(after, claim)}`, `no claim on record for ${remains}`.slice(0, 300))];
  }
  spells.to(spellOf(deadline), 'done');
  if (fact.type === 'ClaimDeclined' || (decline !== undefined && left(...claims, ...received).length > 0 && fact.type === 'ClaimDeadlineSet')) {
    return decline === undefined ? [] : [dutyDischarged(obligation, decline.by, decline.reason, decisionText(decline))];
  }
  const last = fact.type === 'MoneyReceived' ? undefined : claims.find((_, n) => left(...claims.slice(0, n + 1), ...declined).length === 0);
  if (last !== undefined) return [dutyPerformed(obligation, fact.occurredOn, last, { evidence: 'claim on record' })];
  // Money came in, so it must have been claimed; when, nobody has told.
  return [dutyDischarged(obligation, 'facts', 'the money has been received; when it was claimed is not on record')];
};

const nameOf = (state: GrantState, { tranche, part }: Scope): string => {
  const told = at(state.tranches, tranche);
  return part ?? told?.diaryNumbers?.[0] ?? tranche ?? 'the grant';
};
