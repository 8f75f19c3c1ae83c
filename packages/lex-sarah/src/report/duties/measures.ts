/** The duties that measures bring: to carry each out by its own date, and to follow up its effect. */
import type { NewFact } from '@frist/event-sourcing';
import { aboutObligation, type Due, dueOn, dutyDischarged } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { carryOutRule, followUpRule } from '../../rules';
import { at, dueFromTold, type Key, type ToldDay } from '../../told';
import type { Dated, Measure } from '../report';
import { begin, board, settle, type Step } from './step';

const undated = (text: string): Due => ({ kind: 'undated', basis: 'decision', text });
const dueOf = (told: ToldDay | undefined): Due => (told === undefined ? null : dueFromTold(told)) ?? undated('declared without a due date');

/** Carry out each measure by the date in force; a rescheduling moves the date and leaves the old one visible. */
export const carryOutDuties = (step: Step): readonly NewFact[] => {
  const { after, fact } = step;
  if (fact.type === 'LexSarahReportClosed') return (fact.data.left ?? []).flatMap(({ measure, becomes, to }) => (becomes === 'goes-on' ? [] : ended(step, measure, fact.data.by, becomes === 'dropped' ? 'dropped when the report was closed' : `taken over by ${to ?? 'somebody else'}`)));
  if (!('measure' in fact.data)) return [];
  const key = fact.data.measure;
  const spell = `carry-out/${key}`;
  const measure = at(after.measures, key) as Measure;
  switch (fact.type) {
    case 'LexSarahMeasureDecided': {
      const { owner, executor } = fact.data;
      const debtor = executor ?? owner ?? board;
      const title = { sv: `Genomföra åtgärden ${key}`, en: `Carry out the measure ${key}` };
      const incurred = begin(step, spell, { rule: carryOutRule, ground: dated(fact), key, title, debtor, due: dueOf(fact.data.due), ...(owner !== undefined && owner !== debtor ? { creditor: owner } : {}) });
      // A rescheduling may be dated before the decision that it moves. It is what causes the new date: corrected, it corrects that.
      const earlier = measure.rescheduled.at(-1);
      const moved = earlier === undefined ? [] : rescheduled(step, spell, dueOf(earlier.due)).map((move) => ({ ...move, causedBy: earlier.event }));
      return [incurred, ...moved, ...settle(step, spell, measure.carriedOut, 'carried out')];
    }
    case 'LexSarahMeasureRescheduled':
      return rescheduled(step, spell, dueOf(fact.data.due), fact.data.by);
    case 'LexSarahMeasureDropped':
      return ended(step, key, fact.data.by, 'the measure was dropped');
    default:
      return settle(step, spell, measure.carriedOut, 'carried out');
  }
};

const rescheduled = ({ spells }: Step, spell: string, due: Due, grantedBy?: string): readonly NewFact[] => {
  const latest = spells.latest(spell);
  if (latest?.stage !== 'open') return [];
  return [aboutObligation('DueDateChanged', latest.obligation, { due, cause: 'decision', reason: 'the measure was rescheduled', ...(grantedBy === undefined ? {} : { grantedBy }) })];
};

const dated = ({ id, occurredOn }: Step['fact']): Dated => ({ event: id, on: occurredOn });

const ended = (step: Step, key: Key, by: string, reason: string): readonly NewFact[] => {
  const latest = step.spells.latest(`carry-out/${key}`);
  if (latest?.stage !== 'open') return [];
  step.spells.to(`carry-out/${key}`, 'ended');
  return [dutyDischarged(latest.obligation, by, reason)];
};

/** Follow up the effect of each measure, once it has been carried out. */
export const followUpDuties = (step: Step): readonly NewFact[] => {
  const { after, fact } = step;
  if (!('measure' in fact.data)) return [];
  const key = fact.data.measure;
  const spell = `effect/${key}`;
  const measure = at(after.measures, key);
  const decided = measure?.decided ?? null;
  if (measure === undefined || decided === null) return [];
  const { carriedOut, effect } = measure;
  const by = decided.followUpBy === undefined ? null : dueOn(decided.followUpBy, 'decision');
  const due = by !== null && E.isRight(by) ? by.right : undated('no day decided for the follow-up');
  const title = { sv: `Följa upp effekten av åtgärden ${key}`, en: `Follow up the effect of the measure ${key}` };
  const incurred = carriedOut !== null && step.spells.latest(spell) === undefined ? [begin(step, spell, { rule: followUpRule, ground: decided, key, title, debtor: decided.owner ?? board, due })] : [];
  return [...incurred, ...settle(step, spell, effect, 'the effect was followed up')];
};
