/** What the facts of a matter entail: deciding again, ordinary appeal, answering a request to conclude. */
import { addDays, type CivilDate } from '@frist/calendar';
import type { NewFact } from '@frist/event-sourcing';
import { dueOn, type Due, dutyDischarged, dutyPerformed, type DutyStep, type Entailed, foldDuties, lastDayOf } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { dueBy, incurred, ownBoard, titled } from '../duty';
import { answerConclusionRule, conclusionAllowedRule, decideAgainRule, ordinaryAppealRule } from '../rules';
import { at, noted } from '../told';
import { evolveFacts, matterConcerns, type MatterLogged, type MatterNoted, type MatterState, noMatter, successorOf } from './matter';

type Step = DutyStep<MatterState, MatterLogged>;

/** Everything that the facts of a matter entail, in folding order. */
export const matterEntails = (whole: MatterState): readonly Entailed[] => foldDuties(whole, whole.log, noMatter, evolveFacts, [decideAgain, ordinaryAppeal, conclusion]);

/**
 * An authorisation that ends is decided on again before; or it is declined, ended, or fails with a condition. When what was
 * decided again falls itself, so that nothing will hold after the last day, it is owed anew.
 */
const decideAgain = (step: Step): readonly NewFact[] => {
  const { after, fact, spells, whole } = step;
  const facts: NewFact[] = [];
  const owe = ({ decideAgain: again, decision, until, text, body = ownBoard }: MatterNoted<'decideMatter'>, key?: string): void => {
    if (again === undefined || until === undefined) return;
    const day = dueOn(until, 'decision');
    const due: Due = E.isRight(day) ? day.right : { kind: 'undated', basis: 'decision' };
    const begun = spells.begin(`again/${decision}`, { rule: decideAgainRule, ground: fact.id, stage: 'open', ...(key === undefined ? {} : { key }) });
    facts.push(incurred(fact.id, begun, decideAgainRule, { title: titled(decideAgainRule, text), debtor: body, due, concerns: matterConcerns(whole) }));
  };
  if (fact.type === 'MatterDecided') owe(noted(fact));
  for (const decision of Object.values(after.decisions)) {
    const spell = spells.latest(`again/${decision.decision}`);
    if (spell === undefined) continue;
    const end = endOf(after, decision.decision);
    if (spell.stage === 'closed' && end === null) owe(decision, decision.decision);
    if (spell.stage !== 'open' || end === null) continue;
    spells.to(`again/${decision.decision}`, 'closed');
    facts.push('performed' in end ? dutyPerformed(spell.obligation, fact.occurredOn, { on: end.performed }, { evidence: 'renewed by a decision on record' }) : dutyDischarged(spell.obligation, end.power, end.reason));
  }
  return facts;
};

const endOf = (state: MatterState, key: string): { readonly performed: CivilDate } | { readonly power: string; readonly reason: string } | null => {
  const successor = successorOf(state, key);
  if (successor?.how === 'renewed') return { performed: successor.decision.on };
  const declined = at(state.declined, key);
  if (declined !== undefined) return { power: declined.by, reason: declined.reason };
  const ended = at(state.ended, key);
  if (ended !== undefined || successor !== null) return { power: ownBoard, reason: `the decision has been ${ended?.how ?? 'superseded'}` };
  const failed = Object.values(state.conditions).find(({ decision, outcome }) => decision === key && outcome === 'failed');
  return failed === undefined ? null : { power: at(state.decisions, key)?.conditions?.find(({ condition }) => condition === failed.condition)?.body ?? ownBoard, reason: 'a condition of the decision failed' };
};

const serviceOf = ({ decision, party, name }: { readonly decision: string; readonly party?: string; readonly name?: string | undefined }): string => `appeal/${decision}/${name ?? party ?? ''}`;

/** A party may appeal during three weeks from the day it received the decision; one representing the public, from the day of the decision (FL 44 §). */
const ordinaryAppeal = (step: Step): readonly NewFact[] => {
  const { after, fact, spells, whole } = step;
  if (fact.type === 'MatterDecisionServed') {
    const spell = serviceOf(fact.data);
    if (spells.latest(spell) !== undefined) return [];
    const decision = at(after.decisions, fact.data.decision);
    const dayZero = fact.data.party === 'private' ? fact.occurredOn : decision === undefined || decision.undated === true ? null : decision.on;
    const due: Due = dayZero === null ? { kind: 'undated', basis: 'statute', text: 'the day of the decision is not told' } : dueBy(ordinaryAppealRule, dayZero);
    const begun = spells.begin(spell, { rule: ordinaryAppealRule, ground: fact.id, stage: 'open' });
    return [incurred(fact.id, begun, ordinaryAppealRule, { debtor: fact.data.party === 'private' ? 'the party' : 'the public party', creditor: 'administrative court', due, force: 'may', endsAtDueDate: true, concerns: matterConcerns(whole) })];
  }
  if (fact.type !== 'MatterAppealed' || fact.data.kind !== 'ordinary') return [];
  const names = fact.data.name === undefined ? ['private', 'public'] : [fact.data.name];
  const open = names.map((name) => [serviceOf({ decision: fact.data.decision, name }), spells.latest(serviceOf({ decision: fact.data.decision, name }))] as const).find(([, spell]) => spell?.stage === 'open');
  if (open?.[1] === undefined) return [];
  spells.to(open[0], 'appealed');
  return [dutyPerformed(open[1].obligation, fact.occurredOn, { on: fact.occurredOn }, { evidence: 'appeal on record' })];
};

/**
 * The first day on which a private party may ask for a conclusion: the day after six months have passed; null where the matter
 * was not opened by one, or nobody tells when. A condition, so it does not roll. FL 12 §.
 *
 * @example conclusionAllowedFrom(state) // opened 2024-06-30: 2024-12-31
 */
export const conclusionAllowedFrom = ({ opened }: Pick<MatterState, 'opened'>): CivilDate | null => {
  if (opened === null || opened.undated === true || opened.openedBy !== 'private-party') return null;
  const last = lastDayOf(dueBy(conclusionAllowedRule, opened.on));
  const next = last === null ? null : addDays(last, 1);
  return next === null || E.isLeft(next) ? null : next.right;
};

/** Why a request binds nobody under FL 12 §: too early, made before, or by nobody who may; null when it binds. */
export const whyNotBinding = (state: MatterState, request: MatterNoted<'requestConclusion'>): 'not-opened-by-party' | 'too-early' | 'made-before' | null => {
  if (state.opened?.openedBy !== 'private-party') return 'not-opened-by-party';
  // Where nobody tells since when, the request is taken for one that binds.
  const from = conclusionAllowedFrom(state);
  if (from !== null && request.on < from) return 'too-early';
  const binding = state.requests.find((one) => from === null || one.on >= from);
  return binding?.event === request.event ? null : 'made-before';
};

const conclusion = (step: Step): readonly NewFact[] => {
  const { after, fact, spells, whole } = step;
  if (fact.type === 'MatterConclusionRequested') {
    const request = after.requests.find(({ event }) => event === fact.id);
    const concluded = after.closed !== null || Object.values(after.decisions).some(({ concludes }) => concludes !== undefined);
    if (request === undefined || concluded || whyNotBinding(after, request) !== null) return [];
    const begun = spells.begin('conclusion', { rule: answerConclusionRule, ground: fact.id, stage: 'open' });
    return [incurred(fact.id, begun, answerConclusionRule, { debtor: ownBoard, creditor: 'the party', due: dueBy(answerConclusionRule, fact.occurredOn), concerns: matterConcerns(whole) })];
  }
  const open = spells.latest('conclusion');
  const concludes = fact.type === 'MatterDecided' && fact.data.concludes !== undefined;
  if (open?.stage !== 'open' || !(concludes || fact.type === 'MatterConclusionRefused')) return [];
  spells.to('conclusion', 'answered');
  return [dutyPerformed(open.obligation, fact.occurredOn, { on: fact.occurredOn }, { evidence: concludes ? 'the case was concluded' : 'the request was refused by a decision' })];
};
