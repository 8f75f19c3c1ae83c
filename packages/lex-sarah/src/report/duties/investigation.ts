/** The duties that the acts lay on whoever runs the operation: investigate, notify, send the file, inform the board. */
import type { NewFact } from '@frist/event-sourcing';
import { dutyDischarged } from '@frist/obligations';

import { informBoardRule, type Point, ruleFor } from '../../rules';
import { earliestTarget, type Target } from '../../targets';
import type { Statute } from '../../regime';
import { type Dated, type Happened, isSerious, type LexSarahReport } from '../report';
import { basisOf, begin, board, inspectorate, runsIt, settle, softDue, type Step } from './step';

type Received = NonNullable<LexSarahReport['received']>;

const statuteOf = ({ received }: LexSarahReport): Statute => received?.statute ?? 'SoL';

/** A duty under the act in force on the day of what calls for it, with the target that comes first. Its clock follows the report, when that is corrected. */
const statutory = (step: Step, point: Point, call: Dated, targets: readonly Target[], what: Target['what'] | null, creditor?: string): NewFact => {
  const { received, notified } = step.after;
  const { rule, word } = ruleFor(point, statuteOf(step.after), call.on);
  const target = what === null ? null : earliestTarget(targets, what, { report: received?.on ?? null, notification: notified?.on ?? null });
  return begin(step, point, { rule, ground: received ?? call, debtor: runsIt(step.after), due: softDue(word, call.on, target), basis: basisOf(rule, target), ...(creditor === undefined ? {} : { creditor }) });
};

/** Every report is investigated, if only briefly. */
export const investigateDuty =
  (targets: readonly Target[]) =>
  (step: Step): readonly NewFact[] => {
    const { after, fact } = step;
    const incurred = fact.type === 'LexSarahReported' && step.spells.latest('investigate') === undefined ? [statutory(step, 'investigate', after.received as Received, targets, 'investigation')] : [];
    return [...incurred, ...settle(step, 'investigate', after.completed, after.completed?.decision ?? '')];
  };

/** The board is told of the report: by a private provider as the act says, within the board's own operation as its routine says. */
export const informDuty = (step: Step): readonly NewFact[] => {
  const { after, fact } = step;
  const told = (of: 'report' | 'notification'): Happened | undefined => after.informed.find((each) => each.of === of);
  const facts: NewFact[] = [];
  if (fact.type === 'LexSarahReported' && step.spells.latest('inform-of-report') === undefined) {
    const received = after.received as Received;
    const own = { rule: informBoardRule, ground: received, debtor: board, due: { kind: 'soft', basis: 'decision', word: { sv: 'snarast', en: 'promptly' }, from: received.on } } as const;
    facts.push(received.provider === undefined ? begin(step, 'inform-of-report', own) : statutory(step, 'inform-of-report', received, [], null, board));
  }
  facts.push(...settle(step, 'inform-of-report', told('report'), 'the board was informed'));
  if (after.notified !== null && after.received?.provider !== undefined && step.spells.latest('inform-of-notification') === undefined) {
    facts.push(statutory(step, 'inform-of-notification', after.notified, [], null, board));
  }
  return [...facts, ...settle(step, 'inform-of-notification', told('notification'), 'the board was informed')];
};

/** Serious misconduct, or a palpable risk of it, is notified. An assessment that changes takes the duty with it. */
export const notifyDuty =
  (targets: readonly Target[]) =>
  (step: Step): readonly NewFact[] => {
    const { after, spells } = step;
    const assessed = after.assessments.at(-1);
    const standing = spells.latest('notify');
    if (!isSerious(assessed?.assessment)) {
      if (standing?.stage !== 'open') return [];
      spells.to('notify', 'ended');
      return [dutyDischarged(standing.obligation, 'assessment', 'no longer assessed as serious')];
    }
    const incurred = assessed !== undefined && (standing === undefined || standing.stage === 'ended') ? [statutory(step, 'notify', assessed, targets, 'notification', inspectorate)] : [];
    return [...incurred, ...settle(step, 'notify', after.notified, 'the inspectorate was notified')];
  };

/** Once notified, the inspectorate is owed the investigation: attached, or sent when it is done. */
export const fileDuty =
  (targets: readonly Target[]) =>
  (step: Step): readonly NewFact[] => {
    const { after } = step;
    if (after.notified === null) return [];
    const incurred = step.spells.latest('file') === undefined ? [statutory(step, 'file', after.notified, targets, 'file', inspectorate)] : [];
    const sent = after.notified.attached ? after.notified : after.fileSent;
    return [...incurred, ...settle(step, 'file', sent, after.notified.attached ? 'attached to the notification' : 'the file was sent')];
  };
