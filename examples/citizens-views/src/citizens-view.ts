/** A citizen's view, from its receipt to the answer: state → evolve → decide → duty → findings. The events are in `events.ts`. */
import { type CivilDate, unsafeDuration } from '@frist/calendar';
import { type DecisionContext, type EventId, type Fact, type Failure, failure, type NewFact, type RecordedOf } from '@frist/event-sourcing';
import {
  applyRule, type DeadlineRule, type DomainFinding, dutyDischarged, dutyPerformed, type DutyStep, type Entailed, findingsIn, foldDuties, incur, type Lean, type ObligationId, obligationIdOf, type RecordedDuty, recordedDutyOf,
} from '@frist/obligations';
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import { citizensViewCommands, type citizensViewEventTypes, type CitizensViewReceived } from './events';

// State

type EventTypes = (typeof citizensViewEventTypes)[number];
/** A fact of the stream, as the duty follows from it. */
export type CitizensViewFact<T = EventTypes> = T extends EventTypes ? Lean<RecordedOf<T>> : never;

/** When something happened, and the event that tells it. */
interface Happened {
  readonly on: CivilDate;
  readonly event: EventId;
}

/** Plain JSON. What is sealed stays as it is stored. */
export interface CitizensView {
  readonly received: (t.TypeOf<typeof CitizensViewReceived.codec> & Happened) | null;
  /** The unit that is to answer; null: none is told. */
  readonly unit: string | null;
  readonly answered: (Happened & { readonly evidence: string }) | null;
  readonly withdrawn: Happened | null;
  /** Its own facts, from which the duty follows, and what is on record about the duty. */
  readonly log: readonly CitizensViewFact[];
  readonly recorded: readonly RecordedDuty[];
}

/** Before the first fact. */
export const noCitizensView: CitizensView = { received: null, unit: null, answered: null, withdrawn: null, log: [], recorded: [] };

// Evolve

/** Folds one fact. Total: any order of facts gives a state. */
export const evolveCitizensView = (state: CitizensView, recorded: Fact): CitizensView => {
  const duty = recordedDutyOf(recorded);
  if (duty !== null) return { ...state, recorded: [...state.recorded, duty] };
  const { id, type, occurredOn, data } = recorded;
  const fact = { id, type, occurredOn, data } as CitizensViewFact;
  return { ...evolveFact(state, fact), log: [...state.log, fact] };
};

const evolveFact = (state: CitizensView, fact: CitizensViewFact): CitizensView => {
  const happened = { on: fact.occurredOn, event: fact.id };
  switch (fact.type) {
    case 'CitizensViewReceived':
      return { ...state, received: { ...fact.data, ...happened }, unit: state.unit ?? fact.data.unit ?? null };
    case 'CitizensViewHandedOver':
      return { ...state, unit: fact.data.unit };
    case 'CitizensViewAnswered':
      return { ...state, answered: state.answered ?? { ...fact.data, ...happened } };
    case 'CitizensViewWithdrawn':
      return { ...state, withdrawn: state.withdrawn ?? happened };
  }
};

// Decide

type Commands = typeof citizensViewCommands;
/** One command, told apart by its name. */
export type CitizensViewCommand = { [Name in keyof Commands]: { readonly command: Name; readonly data: t.TypeOf<Commands[Name]['codec']> } }[keyof Commands];

/** Why a command was refused: the view has not come in by that day, or what may be told once was told before. */
export type CitizensViewRefusal = Failure<'NotReceived' | 'ReceivedAlready' | 'AnsweredAlready' | 'WithdrawnAlready'>;

/** Records what is told, unless it cannot be. */
export const decideCitizensView = (state: CitizensView, { command, data }: CitizensViewCommand, { on }: DecisionContext<CitizensView>): E.Either<CitizensViewRefusal, readonly NewFact[]> => {
  const { received, answered, withdrawn } = state;
  const refuse = (tag: CitizensViewRefusal['_tag'], field: string, expected: string) => E.left(failure(tag, `citizens-views/${command}`, field, expected, on));
  if (command === 'receiveView') {
    if (received !== null) return refuse('ReceivedAlready', 'stream', 'a stream without a view');
  } else if (received === null || on < received.on) return refuse('NotReceived', 'on', `a day not before the view came in${received === null ? '' : `, ${received.on}`}`);
  if (command === 'answerView' && answered !== null) return refuse('AnsweredAlready', 'stream', 'a view that has not been answered');
  if (command === 'withdrawView' && withdrawn !== null) return refuse('WithdrawnAlready', 'stream', 'a view that has not been withdrawn');
  return E.right([{ type: citizensViewCommands[command].type, data }]);
};

// Duty

/** Answer within ten days of the day it came in. The board has decided so itself, so the last day does not roll. */
export const answerRule: DeadlineRule = {
  id: 'citizens-views/answer',
  version: 1,
  title: { sv: 'Besvara en synpunkt', en: 'Answer a citizen’s view' },
  basis: { kind: 'decision', reference: 'the board’s own service guarantee', confidence: 'S' },
  dayZero: { sv: 'den dag synpunkten kom in', en: 'the day the view came in' },
  plus: unsafeDuration('P10D'),
};

/** The id of the duty to answer a view; null before the view has come in. */
export const answerDutyOf = ({ received }: CitizensView): ObligationId | null => (received === null ? null : obligationIdOf(received.event, answerRule.id));

/** What a view concerns: its diary number. */
export const concernsOf = ({ received }: CitizensView): readonly string[] => (received?.diaryNumber === undefined ? [] : [received.diaryNumber]);

const answerDuty = ({ fact, before, after, whole, spells }: DutyStep<CitizensView, CitizensViewFact>): readonly NewFact[] => {
  const entailed: NewFact[] = [];
  if (before.received === null && after.received !== null) {
    spells.begin('answer', { rule: answerRule, ground: fact.id, stage: 'owed' });
    const due = applyRule(answerRule, after.received.on);
    entailed.push(incur(fact.id, { rule: answerRule, title: answerRule.title, debtor: 'board', due: E.isRight(due) ? due.right : { kind: 'undated', basis: 'decision' }, concerns: concernsOf(whole) }));
  }
  const duty = spells.latest('answer');
  if (duty?.stage !== 'owed') return entailed;
  if (after.answered !== null) {
    spells.to('answer', 'answered');
    entailed.push(dutyPerformed(duty.obligation, fact.occurredOn, after.answered, { evidence: after.answered.evidence }));
  } else if (after.withdrawn !== null) {
    spells.to('answer', 'withdrawn');
    entailed.push(dutyDischarged(duty.obligation, 'facts', 'the view was withdrawn'));
  }
  return entailed;
};

/** Everything that the facts of a view entail, in folding order. */
export const citizensViewEntails = (whole: CitizensView): readonly Entailed[] => foldDuties(whole, whole.log, noCitizensView, evolveFact, [answerDuty]);

// Findings

/** The rules of the findings, so that `frist check --fail-on` refuses a misspelt one. */
export const citizensViewFindingRules = ['citizens-views/answered-before-received', 'citizens-views/no-unit'] as const;

const finding = findingsIn<(typeof citizensViewFindingRules)[number]>('citizens-views');

/** What the check shows rather than refuse. */
export const citizensViewFindings = ({ received, unit, answered, withdrawn }: CitizensView): readonly DomainFinding[] => {
  if (received === null) return [];
  const found: DomainFinding[] = [];
  if (unit === null && answered === null && withdrawn === null) {
    found.push(finding('missing', 'no-unit', 'Ingen enhet har fått synpunkten', 'No unit has been given the view', [received.event]));
  }
  if (answered !== null && answered.on < received.on) {
    found.push(finding('contradiction', 'answered-before-received', 'Besvarad innan synpunkten kom in', 'Answered before the view came in', [received.event, answered.event]));
  }
  return found;
};
