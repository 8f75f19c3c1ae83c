/** A control plan: what it accepts, and what its facts entail. */
import type { Period } from '@frist/calendar';
import { contentKey, type DecisionContext, type Decider, type Failure, failure, type NewFact } from '@frist/event-sourcing';
import { aboutObligation, type DeadlineRule, type Due, dueAsTold, dutyDischarged, dutyPartlyPerformed, dutyPerformed, type Entailed, entailing, foldDuties, incur, type LegalBasis, type Recurrence, type ToldDate } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { at, type ByKey, codecsOf, concerning, type DataOf, short } from '../kit/stream';
import { dueFromTold } from '../kit/told';
import { controlPlanCommands } from './events';
import { type ControlPlanFact, type ControlPlanState, type ControlPlanStep, evolveControlPlan, evolvePlan, measureOf, noControlPlan, occasionsOf } from './state';

const planItself: LegalBasis = { kind: 'decision', reference: 'the internal control plan', confidence: 'S' };
const rule = (id: string, sv: string, en: string): DeadlineRule => ({ id: `agreements/${id}`, version: 1, title: { sv, en }, basis: planItself, dayZero: { sv: 'dagen anges i planen', en: 'the day is told in the plan' }, roll: 'none' });

/** Adopted with the internal budget. */
export const adoptPlanRule = rule('adopt-control-plan', 'Anta internkontrollplanen', 'Adopt the internal control plan');
/** Sent to the executive board once adopted. */
export const sendPlanRule = rule('send-control-plan', 'Sänd internkontrollplanen till kommunstyrelsen', 'Send the internal control plan to the executive board');
/** Followed up with the annual report: the yearly report. */
export const followUpPlanRule = rule('follow-up-control-plan', 'Följ upp internkontrollplanen', 'Follow up the internal control plan');
/** One control, on each of its occasions. */
export const controlRule = rule('control', 'Kontroll enligt internkontrollplanen', 'A control of the internal control plan');
/** What is to be done about a deficiency. */
export const deficiencyRule = rule('control-deficiency', 'Åtgärda brist från internkontrollen', 'Remedy a deficiency that a control found');
/** All rules of control plans. */
export const controlPlanRules: readonly DeadlineRule[] = [adoptPlanRule, sendPlanRule, followUpPlanRule, controlRule, deficiencyRule];

type Commands = typeof controlPlanCommands;
/** One command, told apart by its name. */
export type ControlPlanCommand = { [Name in keyof Commands]: { readonly command: Name; readonly data: DataOf<Commands[Name]> } }[keyof Commands];
/** Why a command about a control plan was refused. */
export type ControlPlanRefusal = Failure<
  'PlanNotRegistered' | 'PlanRegisteredAlready' | 'KeyTaken' | 'UnknownRisk' | 'UnknownControl' | 'UnknownInstance' | 'InstanceMissing' | 'UnknownDeficiency' | 'UnclearDate' | 'SelfContradiction'
>;

/** Records what is said, unless it contradicts itself or names what the plan has not got. */
export const decideControlPlan = (state: ControlPlanState, command: ControlPlanCommand, context: DecisionContext<ControlPlanState>): E.Either<ControlPlanRefusal, readonly NewFact[]> => {
  const refusal = firstRefusal(state, command, context);
  return refusal === null ? E.right([{ type: controlPlanCommands[command.command].type, data: command.data }]) : E.left(refusal);
};

const firstRefusal = (state: ControlPlanState, { command, data }: ControlPlanCommand, { on }: DecisionContext<ControlPlanState>): ControlPlanRefusal | null => {
  const refuse = (tag: ControlPlanRefusal['_tag'], field: string, expected: string, value?: string): ControlPlanRefusal => failure(tag, `agreements/${command}`, `data.${field}`, expected, value);
  const dated = (field: string, told: ToldDate | undefined): ControlPlanRefusal | null => {
    const due = told === undefined ? null : dueFromTold(told, { from: on });
    return due !== null && E.isLeft(due) ? refuse('UnclearDate', `${field}${due.left.field.replace(/^due/, '')}`, due.left.expected, due.left.value) : null;
  };
  if (command === 'registerControlPlan') {
    if (state.registered !== null) return refuse('PlanRegisteredAlready', 'year', 'a stream without a plan');
    if (data.year < 1 || data.year > 9999) return refuse('SelfContradiction', 'year', 'a year 1–9999', String(data.year));
    const scales = data.scale === undefined || (data.scale.likelihood.length === 4 && data.scale.consequence.length === 4);
    return scales ? (dated('adoptBy', data.adoptBy) ?? dated('sendBy', data.sendBy) ?? dated('followUpBy', data.followUpBy)) : refuse('SelfContradiction', 'scale', 'four steps on each scale');
  }
  if (state.registered === null) return refuse('PlanNotRegistered', 'year', 'a plan registered before');
  const known = (tag: ControlPlanRefusal['_tag'], field: string, key: string | undefined, among: ByKey<unknown>): ControlPlanRefusal | null =>
    key === undefined || at(among, key) !== undefined ? null : refuse(tag, field, Object.keys(among).join(', ') || 'one that has been added', key);
  const free = (field: string, key: string, among: ByKey<unknown>): ControlPlanRefusal | null => (at(among, key) === undefined ? null : refuse('KeyTaken', field, 'a name this plan has not used for it', key));
  const within = ({ between }: { readonly between?: Period }): ControlPlanRefusal | null =>
    between === undefined || between.to === on ? null : refuse('SelfContradiction', 'between.to', `the command's own day ${on}: a fact is dated by the last day possible`, between.to);
  const instance = (key: string, told: string | undefined, whole: boolean): ControlPlanRefusal | null => {
    const control = at(state.controls, key);
    if (control === undefined) return known('UnknownControl', 'control', key, state.controls);
    const keys = occasionsOf(state, control)?.map((one) => one.instance) ?? null;
    if (keys === null) return told === undefined ? null : refuse('UnknownInstance', 'instance', 'none: the plan does not say when', told);
    if (told === undefined) return whole ? null : refuse('InstanceMissing', 'instance', `one of ${keys.join(', ')}`);
    return keys.includes(told) ? null : refuse('UnknownInstance', 'instance', `one of ${keys.join(', ')}`, told);
  };
  switch (command) {
    case 'addRisk':
      return free('risk', data.risk, state.risks);
    case 'revalueRisk':
      return known('UnknownRisk', 'risk', data.risk, state.risks);
    case 'addControl':
      return free('control', data.control, state.controls) ?? known('UnknownRisk', 'risk', data.risk, state.risks);
    case 'dropControl':
      return instance(data.control, data.instance, true);
    case 'reportResult':
      return instance(data.control, data.instance, false) ?? within(data);
    case 'recordDeficiency':
      return free('deficiency', data.deficiency, state.deficiencies) ?? instance(data.control, data.instance, true) ?? dated('due', data.due);
    case 'decideDeficiencyMeasure':
      return known('UnknownDeficiency', 'deficiency', data.deficiency, state.deficiencies) ?? dated('due', data.due);
    case 'remedyDeficiency':
      return known('UnknownDeficiency', 'deficiency', data.deficiency, state.deficiencies) ?? within(data);
    case 'recordReview':
      return known('UnknownControl', 'control', data.control, state.controls);
    case 'adoptPlan':
    case 'sendPlan':
    case 'revisePlan':
    case 'followUpPlan':
      return null;
  }
};

/** What the plan concerns: its name and numbers. */
export const concernsPlan = ({ registered }: ControlPlanState): readonly string[] => (registered === null ? [] : concerning(`Internkontrollplan ${registered.year}`, ...(registered.diaryNumbers ?? [])));

const cycle = (step: ControlPlanStep): readonly NewFact[] => {
  const { after, fact, whole, spells } = step;
  const plan = after.registered;
  if (plan === null) return [];
  const facts: NewFact[] = [];
  const due = (told: ToldDate | undefined, text: string): Due => (told === undefined ? { kind: 'undated', basis: 'decision', text } : dueAsTold(told, { from: plan.on }));
  const begin = (spell: string, of: DeadlineRule, told: ToldDate | undefined, text: string, more: object = {}): void => {
    if (spells.latest(spell) !== undefined) return;
    const { name } = spells.begin(spell, { rule: of, ground: plan.event, stage: 'open' });
    facts.push(incur(plan.event, { rule: of, ...(name === undefined ? {} : { name }), title: of.title, debtor: 'board', basis: told?.basis ?? of.basis, due: due(told, text), concerns: concernsPlan(whole), ...more }));
  };
  begin('adopt', adoptPlanRule, plan.adoptBy, 'with the internal budget');
  begin('send', sendPlanRule, plan.sendBy, 'once adopted', { creditor: 'executive board', activation: { kind: 'conditional', trigger: { sv: 'planen är antagen', en: 'the plan has been adopted' } } });
  begin('follow-up', followUpPlanRule, plan.followUpBy, 'with the annual report', { creditor: plan.reportedTo ?? 'executive board' });
  const done = (spell: string, what: { readonly on: typeof plan.on } | null | undefined, evidence: string): void => {
    const open = spells.latest(spell);
    if (what === null || what === undefined || open?.stage !== 'open') return;
    spells.to(spell, 'done');
    facts.push(dutyPerformed(open.obligation, fact.occurredOn, what, { evidence: short(evidence) }));
  };
  const send = spells.latest('send');
  if (after.adopted !== null && spells.latest('adopt')?.stage === 'open' && send !== undefined) facts.push(aboutObligation('ObligationTriggered', send.obligation, { anchor: after.adopted.on, evidence: 'the plan has been adopted' }));
  done('adopt', after.adopted, `adopted by ${after.adopted?.by ?? ''}`);
  if (after.adopted !== null) done('send', after.sent.at(0), after.sent[0]?.evidence ?? `sent to ${after.sent[0]?.to ?? ''}`);
  done('follow-up', after.followedUp, `followed up by ${after.followedUp?.by ?? ''}`);
  return facts;
};

const controls = (step: ControlPlanStep): readonly NewFact[] =>
  Object.values(step.after.controls).flatMap((control) => {
    const { after, fact, whole, spells } = step;
    const spell = `control/${control.control}`;
    const told = spells.latest(spell) === undefined;
    const facts: NewFact[] = [];
    const occasions = occasionsOf(after, control);
    if (told) {
      const { name } = spells.begin(spell, { rule: controlRule, ground: control.event, key: control.control, stage: 'open' });
      const text = control.when === undefined ? {} : { text: control.when };
      facts.push(
        incur(control.event, {
          rule: controlRule,
          ...(name === undefined ? {} : { name }),
          title: { sv: short(`Kontroll: ${control.how}`), en: short(`Control: ${control.how}`) },
          debtor: control.responsible ?? 'not told',
          creditor: 'board',
          due: { kind: 'undated', basis: 'decision', ...text },
          ...(occasions === null ? {} : { recurrence: listed(occasions) }),
          concerns: concernsPlan(whole),
        }),
      );
    }
    const open = spells.latest(spell)?.obligation;
    if (open === undefined) return facts;
    for (const one of after.dropped.filter((each) => each.control === control.control && (told || each.event === fact.id))) {
      facts.push(withInstance(dutyDischarged(open, one.power, one.reason, one.decision), one.instance));
    }
    for (const one of after.results.filter((each) => each.control === control.control && (told || each.event === fact.id))) {
      const checked = one.checked === undefined ? '' : `, ${one.checked} checked`;
      if (one.result === 'without-remarks') facts.push(withInstance(dutyPerformed(open, fact.occurredOn, one, { evidence: `carried out without remarks${checked}`, ...(one.by === undefined ? {} : { performedBy: one.by }) }), one.instance));
      if (one.result === 'partly') facts.push(withInstance(dutyPartlyPerformed(open, `partly carried out${checked}`, 'the rest of the control'), one.instance));
    }
    return facts;
  });

const withInstance = (fact: NewFact, instance: string | undefined): NewFact => (instance === undefined ? fact : { ...fact, data: { ...(fact.data as object), instance } });

const listed = (occasions: NonNullable<ReturnType<typeof occasionsOf>>): Recurrence => {
  const [first, last] = [occasions[0], occasions.at(-1)];
  return {
    rhythm: { kind: 'listed', instances: occasions },
    anchor: first?.period.from ?? ('0001-01-01' as never),
    due: { kind: 'within-period', basis: 'decision' },
    ...(last === undefined ? {} : { until: last.period.to }),
  };
};

const deficiencies = (step: ControlPlanStep): readonly NewFact[] =>
  Object.values(step.after.deficiencies).flatMap((deficiency) => {
    const { after, fact, whole, spells } = step;
    const spell = `deficiency/${deficiency.deficiency}`;
    const { measure, owner, due, event, on } = measureOf(after, deficiency);
    const latest = spells.latest(spell);
    const facts: NewFact[] = [];
    const terms = contentKey(event, { measure: measure ?? null });
    if (latest === undefined || (latest.stage === 'open' && latest.terms !== terms)) {
      const { name, obligation } = spells.begin(spell, { rule: deficiencyRule, ground: event, key: deficiency.deficiency, stage: 'open', terms });
      facts.push(
        incur(event, {
          rule: deficiencyRule,
          ...(name === undefined ? {} : { name }),
          title: { sv: short(`Åtgärda brist: ${measure ?? deficiency.what}`), en: short(`Remedy the deficiency: ${measure ?? deficiency.what}`) },
          debtor: owner ?? 'not told',
          creditor: 'board',
          basis: due?.basis ?? planItself,
          due: due === undefined ? { kind: 'undated', basis: 'decision' } : dueAsTold(due, { from: on }),
          concerns: concernsPlan(whole),
        }),
      );
      if (latest !== undefined) facts.push(aboutObligation('ObligationSuperseded', latest.obligation, { successor: obligation, reason: 'the measure has been told anew' }));
    }
    const open = spells.latest(spell);
    const remedied = at(after.remedied, deficiency.deficiency);
    if (open?.stage !== 'open' || remedied === undefined) return facts;
    spells.to(spell, 'done');
    return [...facts, dutyPerformed(open.obligation, fact.occurredOn, remedied, { evidence: remedied.evidence })];
  });

/** Everything that the facts of a plan entail, in folding order. */
export const controlPlanDuties = (whole: ControlPlanState): readonly Entailed[] => foldDuties(whole, whole.log, noControlPlan, evolvePlan, [cycle, controls, deficiencies]);

/** Decider of the streams `controlPlan-…`. */
export const controlPlanDecider: Decider<ControlPlanState, ControlPlanCommand> = {
  category: 'controlPlan',
  commands: codecsOf(controlPlanCommands),
  initial: noControlPlan,
  evolve: evolveControlPlan,
  decide: decideControlPlan,
  ...entailing(controlPlanDuties),
};

/** The latest result of a control, of one occasion where it has several. */
export const resultOf = ({ results, dropped }: ControlPlanState, control: string, instance: string | undefined): ControlPlanFact<'reportResult'> | 'dropped' | null => {
  const mine = <A extends { readonly control: string; readonly instance?: string }>(one: A): boolean => one.control === control && (one.instance === undefined || one.instance === instance);
  return dropped.some(mine) ? 'dropped' : (results.filter(mine).at(-1) ?? null);
};
