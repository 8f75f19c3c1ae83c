/**
 * What a decision accepts. Two papers that differ are recorded, and `findings.ts` shows it; a command is refused when it
 * contradicts the course of things as known on its own day, names what is not there, or says again what may be said once.
 */
import type { CivilDate } from '@frist/calendar';
import { type DecisionContext, type EventId, type Failure, failure, type NewFact } from '@frist/event-sourcing';
import { quarterOf } from '@frist/calendar';
import * as E from 'fp-ts/Either';

import { provisionOf } from '../regimes';
import { type DecisionCommand, decisionCommands } from './events';
import { isCovered, ranOver, spellToReport } from './reportable';
import { type DecisionState, offerOf, openSpell, type Spell } from './state';

/**
 * Why a command was refused: no decision in the stream, or one already · dated before the decision · about another person ·
 * execution that has begun, has not begun, was not interrupted, or that has been closed · an offer, an application, a
 * spell that is not on record, or is already · a report that is not owed, not yet, for a quarter before the first or one
 * that has not begun, or made before · an end that is not there to report · a provision of another act.
 */
export type DecisionRefusal = Failure<
  | 'NotDecided'
  | 'DecidedAlready'
  | 'BeforeDecision'
  | 'OtherSubject'
  | 'ExecutingAlready'
  | 'NotExecuting'
  | 'InterruptedAlready'
  | 'NotInterrupted'
  | 'ClosedAlready'
  | 'OfferTaken'
  | 'UnknownOffer'
  | 'UnknownSpell'
  | 'NotReportable'
  | 'NotYetReportable'
  | 'QuarterBeforeFirst'
  | 'QuarterNotBegun'
  | 'ReportedAlready'
  | 'NotEnded'
  | 'ApplicationTaken'
  | 'UnknownApplication'
  | 'FeeDecidedAlready'
  | 'SelfContradiction'
>;

/** Records what is said, or says why not. */
export const decideDecision = (state: DecisionState, command: DecisionCommand, context: DecisionContext<DecisionState>): E.Either<DecisionRefusal, readonly NewFact[]> => {
  const refusal = courseRefusal(state, command, context);
  if (refusal !== null) return E.left(refusal);
  const { type } = decisionCommands[command.command].event;
  switch (command.command) {
    case 'reportNonExecution':
    case 'reportEnd':
    case 'recordFeeApplication':
      return aboutSpell(state, command, context, type);
    case 'recordFeeDecision': {
      const application = state.applications.find((one) => one.application === command.data.application);
      return E.right([{ type, data: command.data, ...causedBy(application?.event) }]);
    }
    default:
      return E.right([{ type, data: command.data }]);
  }
};

const causedBy = (event: EventId | undefined): { readonly causedBy?: EventId } => (event === undefined ? {} : { causedBy: event });

type Refuse = (tag: DecisionRefusal['_tag'], field: string, expected: string, value?: string) => DecisionRefusal;
const refuser =
  (command: string): Refuse =>
  (tag, field, expected, value) =>
    failure(tag, `non-executed-decisions/${command}`, field === 'on' ? field : `data.${field}`, expected, value);

/** What does not fit the course of things, as it was on the day of the command. */
const courseRefusal = (state: DecisionState, { command, data }: DecisionCommand, { on, asOf }: DecisionContext<DecisionState>): DecisionRefusal | null => {
  const refuse = refuser(command);
  if (command === 'recordDecision') {
    if (state.decided !== null) return refuse('DecidedAlready', 'intervention', 'a stream without a decision');
    const { act, provision } = data.legalBasis ?? {};
    const own = provision === undefined ? act : provisionOf(provision).act;
    return own === act ? null : refuse('SelfContradiction', 'legalBasis.provision', `a provision of ${act ?? ''}`, provision);
  }
  const { decided } = state;
  if (decided === null) return refuse('NotDecided', 'on', 'a decision recorded before');
  if (on < decided.on) return refuse('BeforeDecision', 'on', `a day not before the decision of ${decided.on}`, on);
  if ('subject' in data && data.subject !== decided.subject) return refuse('OtherSubject', 'subject', 'the subject of the decision');
  const then = asOf(on);
  const open = openSpell(then);
  const begun = open === undefined || open.kind !== 'decision' || open.partlyFrom !== undefined;
  const moves = ['startExecution', 'beginPartialExecution', 'interruptExecution', 'resumeExecution', 'closeWithoutExecution'];
  if (moves.includes(command) && then.closed !== null) return refuse('ClosedAlready', 'on', `a day before it was closed on ${then.closed.on}`, on);
  switch (command) {
    case 'startExecution':
      return open === undefined ? refuse('ExecutingAlready', 'on', 'a decision that is not being executed; a paper that tells another day is recorded by stateOtherDate', on) : null;
    case 'interruptExecution':
      if (!begun) return refuse('NotExecuting', 'on', 'a decision whose execution has begun', on);
      return open?.kind === 'interruption' ? refuse('InterruptedAlready', 'on', `a day before the interruption of ${open.from}, or after its end`, on) : null;
    case 'resumeExecution':
      return open === undefined || !begun ? refuse('NotInterrupted', 'on', 'an execution that was interrupted and has not been resumed', on) : null;
    case 'closeWithoutExecution':
      return open === undefined ? refuse('ExecutingAlready', 'on', 'a decision that is not being executed', on) : null;
    case 'recordOffer':
      return offerOf(state, data.offer)?.made ? refuse('OfferTaken', 'offer', 'a name this decision has not used for an offer', data.offer) : null;
    case 'acceptOffer':
    case 'declineOffer':
      return offerOf(then, data.offer)?.made ? null : refuse('UnknownOffer', 'offer', Object.keys(then.offers).join(', ') || 'an offer made before', data.offer);
    case 'recordFeeDecision':
      return feeRefusal(state, data, on, refuse);
    default:
      return null;
  }
};

type FeeDecision = Extract<DecisionCommand, { readonly command: 'recordFeeDecision' }>['data'];

const feeRefusal = (state: DecisionState, { application, outcome, amount }: FeeDecision, on: CivilDate, refuse: Refuse): DecisionRefusal | null => {
  const applied = state.applications.find((one) => one.application === application);
  if (applied === undefined || applied.on > on) return refuse('UnknownApplication', 'application', state.applications.map((one) => one.application).join(', ') || 'an application served before', application);
  if (state.feeDecisions.some((one) => one.application === application)) return refuse('FeeDecidedAlready', 'application', 'an application that the court has not decided on', application);
  if (outcome === 'imposed' && amount === undefined) return refuse('SelfContradiction', 'amount', 'the amount of the fee, in öre');
  return outcome !== 'imposed' && amount !== undefined ? refuse('SelfContradiction', 'amount', `no amount of a fee that was ${outcome}`, String(amount)) : null;
};

type AboutSpell = Extract<DecisionCommand, { readonly command: 'reportNonExecution' | 'reportEnd' | 'recordFeeApplication' }>;

/** Facts about a spell name it, and are caused by what went before: spell → report → report of its end → fee. */
const aboutSpell = (state: DecisionState, { command, data }: AboutSpell, { on }: DecisionContext<DecisionState>, type: string): E.Either<DecisionRefusal, readonly NewFact[]> => {
  const refuse = refuser(command);
  const { since, ...told } = data;
  const spell = command === 'recordFeeApplication' && since === undefined ? (state.spells.findLast(ranOver) ?? state.spells.at(-1)) : spellToReport(state, on, since);
  if (spell === undefined || spell.from > on) return E.left(refuse('UnknownSpell', 'since', `one of ${state.spells.map(({ from }) => from).join(', ')}, not after ${on}`, since));
  const flaw = command === 'recordFeeApplication' ? applicationFlaw(state, data, refuse) : reportFlaw(state, { command, data } as Extract<AboutSpell, { readonly command: 'reportEnd' | 'reportNonExecution' }>, spell, on, refuse);
  if (flaw !== null) return E.left(flaw);
  const made = state.reports.findLast((report) => report.spell === spell.key && report.on <= on);
  const before = command === 'reportNonExecution' ? spell.key : command === 'reportEnd' ? (spell.end?.event ?? spell.key) : (made?.event ?? spell.key);
  const end = command === 'reportEnd' ? { end: spell.end?.how === 'closed' ? 'closed' : 'executed' } : {};
  return E.right([{ type, data: { ...told, ...end, spell: spell.key }, causedBy: before }]);
};

const applicationFlaw = (state: DecisionState, { application }: { readonly application: string }, refuse: Refuse): DecisionRefusal | null =>
  state.applications.some((one) => one.application === application) ? refuse('ApplicationTaken', 'application', 'a name this decision has not used for an application', application) : null;

const reportFlaw = (
  state: DecisionState,
  { command, data }: Extract<AboutSpell, { readonly command: 'reportEnd' | 'reportNonExecution' }>,
  spell: Spell,
  on: CivilDate,
  refuse: Refuse,
): DecisionRefusal | null => {
  if (!isCovered(state)) return refuse('NotReportable', 'to', 'a decision that the duty to report covers');
  if (!ranOver(spell)) return refuse('NotReportable', 'since', `a spell not executed by ${spell.lastDay}`, spell.from);
  if (on <= spell.lastDay) return refuse('NotYetReportable', 'on', `a day after ${spell.lastDay}, the last of the three months`, on);
  if (command === 'reportNonExecution') {
    const { quarter, to } = data;
    if (quarter < spell.firstQuarter) return refuse('QuarterBeforeFirst', 'quarter', `${spell.firstQuarter} or later`, quarter);
    if (quarter > quarterOf(on)) return refuse('QuarterNotBegun', 'quarter', `${quarterOf(on)} or earlier`, quarter);
    const twice = state.reports.some((report) => report.to === to && report.quarter === quarter && report.spell === spell.key);
    return twice ? refuse('ReportedAlready', 'quarter', `a quarter not yet reported to ${to}`, quarter) : null;
  }
  if (spell.end === null || spell.end.on > on) return refuse('NotEnded', 'on', 'a day on or after the execution or the closing', on);
  const twice = state.endReports.some((report) => report.to === data.to && report.spell === spell.key);
  return twice ? refuse('ReportedAlready', 'to', 'a recipient to whom the end has not been reported', data.to) : null;
};
