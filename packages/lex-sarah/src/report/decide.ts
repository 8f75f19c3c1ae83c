/**
 * What the stream of a report accepts. Reality is recorded even where it does not agree with itself; `findings.ts` shows
 * that. Refused is what contradicts itself, names what is not there, says again what is said once, or leaves out what must be said.
 */
import { type DecisionContext, type Failure, failure, type NewFact } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { at, lastDayTold } from '../told';
import { reportFacts } from './events';
import { type DataOf, isOpenMeasure, isSerious, type LexSarahReport } from './report';

type Facts = typeof reportFacts;

/** One command, told apart by its name. */
export type ReportCommand = { [Name in keyof Facts]: { readonly command: Name; readonly data: DataOf<Name> } }[keyof Facts];

/**
 * Why a command was refused: no report is on record (`ReportNotReceived`), or one already (`ReportReceivedAlready`) · it was
 * said before (`SaidAlready`) · a measure's name is taken, or names none (`KeyTaken`, `UnknownMeasure`), is done with
 * (`MeasureEnded`), has no owner or no due date and nobody says so (`MeasureWithoutOwner`, `MeasureWithoutDueDate`) · what is not
 * assessed as serious is notified without a ground (`GroundMissing`) · measures are open and nobody says what becomes of them
 * (`OpenMeasures`) · words that are no date (`UnclearDate`) · the command contradicts itself (`SelfContradiction`). A text about
 * somebody without its subject is refused before (`NoSealer`: nothing to seal it under).
 */
export type ReportRefusal = Failure<
  | 'ReportNotReceived'
  | 'ReportReceivedAlready'
  | 'SaidAlready'
  | 'KeyTaken'
  | 'UnknownMeasure'
  | 'MeasureEnded'
  | 'MeasureWithoutOwner'
  | 'MeasureWithoutDueDate'
  | 'GroundMissing'
  | 'OpenMeasures'
  | 'UnclearDate'
  | 'SelfContradiction'
>;

/** Records what is said, or says why not. */
export const decideReport = (state: LexSarahReport, command: ReportCommand, context: DecisionContext<LexSarahReport>): E.Either<ReportRefusal, readonly NewFact[]> => {
  const refusal = firstRefusal(state, command, context);
  return refusal === null ? E.right([{ type: reportFacts[command.command].event.type, data: command.data }]) : E.left(refusal);
};

const firstRefusal = (state: LexSarahReport, { command, data }: ReportCommand, { on, asOf }: DecisionContext<LexSarahReport>): ReportRefusal | null => {
  const refuse = (tag: ReportRefusal['_tag'], field: string, expected: string, value?: string): ReportRefusal => failure(tag, `lex-sarah/${command}`, `data.${field}`, expected, value);
  const first = (...checks: readonly (ReportRefusal | null)[]): ReportRefusal | null => checks.find((check) => check !== null) ?? null;
  const once = (said: unknown, field: string): ReportRefusal | null => (said === null ? null : refuse('SaidAlready', field, 'said once; what was told wrongly is corrected (correctFact)'));
  const known = (key: keyof LexSarahReport['measures']): ReportRefusal | null =>
    (at(state.measures, key)?.decided ?? null) === null ? refuse('UnknownMeasure', 'measure', decidedOf(state).join(', ') || 'a measure that has been decided', key) : null;
  const open = (key: keyof LexSarahReport['measures']): ReportRefusal | null => {
    const measure = at(state.measures, key);
    return first(known(key), measure === undefined || (measure.carriedOut === null && measure.ended === null) ? null : refuse('MeasureEnded', 'measure', 'a measure that is neither carried out, dropped nor taken over', key));
  };
  const readable = (told: DataOf<'rescheduleMeasure'>['due'] | undefined): ReportRefusal | null =>
    told === undefined || lastDayTold(told) !== null ? null : refuse('UnclearDate', 'due', 'a day, or words that tell one, such as "after the summer", with their year', typeof told === 'string' ? told : told.text);

  if (command === 'receiveReport') {
    return first(
      state.received === null ? null : refuse('ReportReceivedAlready', 'unit', 'a stream without a report'),
      data.noticedOn === undefined || data.noticedOn <= on ? null : refuse('SelfContradiction', 'noticedOn', `a day not after the report, ${on}`, data.noticedOn),
    );
  }
  if (state.received === null) return refuse('ReportNotReceived', 'client', 'a report received before');
  switch (command) {
    case 'addLabel':
    case 'informBoard':
    case 'takeImmediateMeasures':
    case 'assess':
    case 'recordAnswer':
      return null;
    case 'openInvestigation':
      return once(state.opened, 'investigatorRole');
    case 'notifyInspectorate':
      return first(
        once(state.notified, 'by'),
          data.ground !== undefined || isSerious(asOf(on).assessments.at(-1)?.assessment) ? null : refuse('GroundMissing', 'ground', 'the ground for notifying what is not assessed as serious on that day'),
      );
    case 'completeInvestigation':
      return once(state.completed, 'decision');
    case 'sendFile':
      return once(state.fileSent, 'by');
    case 'decideMeasure':
      return first(
        (at(state.measures, data.measure)?.decided ?? null) === null ? null : refuse('KeyTaken', 'measure', 'a name that this report has not used for a measure', data.measure),
          isDeclared(data.owner, data.withoutOwner) ? null : refuse('MeasureWithoutOwner', 'owner', 'either an owner, or withoutOwner: true'),
        isDeclared(data.due, data.withoutDue) ? null : refuse('MeasureWithoutDueDate', 'due', 'either a due date, or withoutDue: true'),
        readable(data.due),
      );
    case 'carryOutMeasure':
      return open(data.measure);
    case 'rescheduleMeasure': {
      const day = lastDayTold(data.due);
      return first(open(data.measure), readable(data.due), day === null || day >= on ? null : refuse('SelfContradiction', 'due', `a day not before the rescheduling itself, ${on}`, day));
    }
    case 'dropMeasure':
      return open(data.measure);
    case 'followUpEffect':
      return known(data.measure);
    case 'closeReport':
      return first(once(state.closed, 'by'), closing(asOf(on), data, refuse));
  }
};

type Refuse = (tag: ReportRefusal['_tag'], field: string, expected: string, value?: string) => ReportRefusal;

const decidedOf = ({ measures }: LexSarahReport): readonly string[] => Object.entries(measures).flatMap(([key, { decided }]) => (decided === null ? [] : [key]));

/** Exactly one of the two is told. */
const isDeclared = (told: unknown, without: true | undefined): boolean => (told === undefined) !== (without === undefined);

/** Every measure still open on the day is named, once, and nothing else is. */
const closing = ({ measures }: LexSarahReport, { left = [] }: DataOf<'closeReport'>, refuse: Refuse): ReportRefusal | null => {
  const open = Object.entries(measures).flatMap(([key, measure]) => (isOpenMeasure(measure) ? [key] : []));
  const named: readonly string[] = left.map(({ measure }) => measure);
  const strange = named.find((key, i) => !open.includes(key) || named.indexOf(key) !== i);
  if (strange !== undefined) return refuse('UnknownMeasure', 'left', open.join(', ') || 'no measure, since none is open', strange);
  const taken = left.find(({ becomes, to }) => (becomes === 'taken-over') !== (to !== undefined));
  if (taken !== undefined) return refuse('SelfContradiction', 'left', 'for what is taken over, and only for that, by whom (to)', taken.measure);
  const silent = open.filter((key) => !named.includes(key));
  return silent.length === 0 ? null : refuse('OpenMeasures', 'left', 'of each open measure what becomes of it: goes-on, dropped or taken-over', silent.join(', '));
};
