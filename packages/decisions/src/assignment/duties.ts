/** What the facts of an assignment entail: an answer owed by each party, once or for every period. */
import type { NewFact } from '@frist/event-sourcing';
import { aboutObligation, type DeadlineRule, type Due, dutyDischarged, dutyPerformed, type DutyStep, type Entailed, foldDuties, type ObligationId, obligationIdOf } from '@frist/obligations';

import { incurred, titled } from '../duty';
import { assignmentRule, consultationRule } from '../rules';
import { type AssignmentAct, assignmentConcerns, type AssignmentLogged, type AssignmentNoted, type AssignmentState, evolveAssignmentFacts, instanceOf, noAssignment, type OwedPart, owedUnder, recurrenceOf, resolvedDue } from './assignment';

type Step = DutyStep<AssignmentState, AssignmentLogged>;
type Given = AssignmentNoted<'giveAssignment'>;

/** Everything that the facts of an assignment entail, in folding order. */
export const assignmentEntails = (whole: AssignmentState): readonly Entailed[] => foldDuties(whole, whole.log, noAssignment, evolveAssignmentFacts, [answers]);

const ruleOf = ({ kind }: Given): DeadlineRule => (kind === 'consultation' ? consultationRule : assignmentRule);
const spellOf = ({ part }: Pick<OwedPart, 'part'>): string => `answer/${part ?? ''}`;

/**
 * The duty to answer, as it stands last for a party: an earlier one may have been superseded by another date. Null while
 * there is none. It follows from the facts alone: a row of the register is enough.
 *
 * @example view.obligation(answerDutyOf(row.state, owed) ?? '')
 */
export const answerDutyOf = (state: AssignmentState, { part }: Pick<OwedPart, 'part'>): ObligationId | null => {
  const { given } = state;
  if (given === null) return null;
  const known = new Set(assignmentEntails(state).map(({ data }) => (data as { readonly obligation: ObligationId }).obligation));
  const named = (n: number): ObligationId => obligationIdOf(given.event, [ruleOf(given).id, ...(part === null ? [] : [part]), ...(n === 0 ? [] : [String(n)])].join('/'));
  let latest: ObligationId | null = null;
  for (let n = 0; known.has(named(n)); n += 1) latest = named(n);
  return latest;
};

const answers = (step: Step): readonly NewFact[] => {
  const { after, fact } = step;
  const { given } = after;
  if (given === null) return [];
  const told = fact.type === 'AssignmentGiven';
  const owed = owedUnder(given);
  const facts: NewFact[] = [];
  if (told && step.spells.latest(spellOf({ part: owed[0]?.part ?? null })) === undefined) {
    for (const one of owed) facts.push(begun(step, given, one, resolvedDue(one.due, given.undated === true ? null : given.on)).fact);
  }
  // What is dated before the assignment was told counts from there on.
  const acts = told ? after.acts : after.acts.filter(({ event }) => event === fact.id);
  return [...facts, ...acts.flatMap((act) => owed.filter(({ part }) => act.part === undefined || act.part === part).flatMap((one) => acted(step, given, one, act)))];
};

const begun = ({ spells, whole }: Step, given: Given, owed: OwedPart, due: Due): { readonly fact: NewFact; readonly obligation: ObligationId } => {
  const rule = ruleOf(given);
  const spell = spells.begin(spellOf(owed), { rule, ground: given.event, ...(owed.part === null ? {} : { key: owed.part }), stage: 'open' });
  const recurrence = recurrenceOf(given);
  const fact = incurred(given.event, spell, rule, {
    title: titled(rule, owed.what),
    debtor: owed.owedBy,
    ...(given.givenBy === undefined ? {} : { creditor: given.givenBy }),
    ...(owed.due.basis === undefined ? {} : { basis: owed.due.basis }),
    due: recurrence === null ? due : { kind: 'undated', basis: 'decision', text: `every ${given.standing?.rhythm ?? 'year'}` },
    ...(recurrence === null ? {} : { recurrence, mayPerformBeforeTrigger: true as const }),
    concerns: assignmentConcerns(whole),
  });
  return { fact, obligation: spell.obligation };
};

const acted = (step: Step, given: Given, owed: OwedPart, act: AssignmentAct): readonly NewFact[] => {
  const { fact, spells } = step;
  const open = spells.latest(spellOf(owed));
  if (open === undefined) return [];
  const { obligation } = open;
  const ofInstance = instanceData(given, act);
  switch (act.act) {
    case 'answered': {
      const by = act.by === undefined ? {} : { performedBy: act.by };
      const evidence = act.matter === undefined ? 'answer on record' : act.matter.kind === 'outside' ? `answered by ${act.matter.number}` : `answered by ${act.matter.stream}`;
      const done = dutyPerformed(obligation, fact.occurredOn, act, { evidence, ...by });
      return [{ ...done, data: { ...(done.data as object), ...ofInstance } }];
    }
    case 'fell-short':
      if (act.outcome === 'not-offered') return [];
      if (act.outcome === 'reduced') return [aboutObligation('PartialPerformanceRecorded', obligation, { part: act.done ?? 'done in part', remains: 'reduced; the rest has not been released', ...ofInstance })];
      // A period is not moved: what is carried over is done with the next.
      if (given.standing !== undefined) return [{ ...dutyDischarged(obligation, owed.owedBy, 'carried over to the next period'), data: { obligation, power: owed.owedBy, reason: 'carried over to the next period', ...ofInstance } }];
      return renewed(step, given, owed, obligation, act.due === undefined ? { kind: 'undated', basis: 'decision', text: 'carried over, until when is not told' } : resolvedDue(act.due, act.on), 'carried over');
    case 'date-set':
      return renewed(step, given, owed, obligation, resolvedDue(act.due, act.on), `another date set by ${act.by}`);
    case 'returned':
      return [aboutObligation('SubmissionReturned', obligation, { by: act.by, reason: act.reason, ...(act.due === undefined ? {} : { due: resolvedDue(act.due, act.on) }), ...ofInstance })];
    case 'released': {
      const from = act.fromInstance === undefined ? {} : { fromInstance: act.fromInstance };
      return [aboutObligation('ObligationDischarged', obligation, { power: act.by, reason: act.reason, ...from, ...ofInstance })];
    }
  }
};

/** A later date is another duty in the place of the first, which stays visible with its own. */
const renewed = (step: Step, given: Given, owed: OwedPart, replaced: ObligationId, due: Due, reason: string): readonly NewFact[] => {
  const { fact, obligation } = begun(step, given, owed, due);
  return [fact, aboutObligation('ObligationSuperseded', replaced, { successor: obligation, reason })];
};

const instanceData = (given: Given, act: AssignmentAct): object => {
  const key = 'instance' in act ? act.instance : undefined;
  if (key === undefined) return {};
  const instance = instanceOf(given, key, act.on);
  return { instance: key, ...(instance === null ? {} : { instanceDue: instance.due }) };
};
