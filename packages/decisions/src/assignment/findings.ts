/** What the check shows about an assignment rather than refuse. */
import { addDays } from '@frist/calendar';
import { type DomainFinding, lastDayOf } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { finding, numberFindings } from '../finding';
import { shortened } from '../told';
import { type AssignmentAct, type AssignmentState, resolvedDue } from './assignment';

const because: Readonly<Record<string, readonly [sv: string, en: string]>> = {
  'responsible-on-leave': ['den ansvarige varit ledig', 'the person responsible was on leave'],
  vacancy: ['tjänsten varit obesatt', 'the post was vacant'],
  resources: ['resurser saknats', 'resources were lacking'],
  other: ['det fanns ett annat skäl', 'there was another reason'],
};

const outcomes: Readonly<Record<'reduced' | 'carried-over' | 'not-offered', readonly [sv: string, en: string, kind: DomainFinding['kind']]>> = {
  reduced: ['Uppdraget är genomfört i minskad omfattning', 'The assignment was carried out in part', 'information'],
  'carried-over': ['Uppdraget är framflyttat', 'The assignment was carried over', 'information'],
  'not-offered': ['Planerat men inte erbjudet', 'Planned but not offered', 'breach'],
};

/** All findings about one assignment, always in the same order. None while nothing has been given. */
export const assignmentFindings = (state: AssignmentState): readonly DomainFinding[] => {
  const { acts, followUps, given } = state;
  if (given === null) return [];
  const found: DomainFinding[] = [];
  if ((given.diaryNumbers ?? []).length === 0) found.push(finding('missing', 'no-diary-number', 'Diarienummer saknas', 'No diary number', [given.event]));
  found.push(...numberFindings((given.diaryNumbers ?? []).map((raw) => ({ raw, event: given.event }))));
  if (given.givenBy === undefined) found.push(finding('missing', 'giver-not-told', 'Vem som gett uppdraget är inte angivet', 'Who gave the assignment is not told', [given.event]));
  if (given.undated === true) found.push(finding('missing', 'given-without-day', 'Dagen då uppdraget gavs är inte angiven', 'The day on which the assignment was given is not told', [given.event]));
  const dates = [given.due, ...(given.parts ?? []).map(({ due }) => due)];
  if (given.standing === undefined && dates.every((due) => due === undefined || (due.day === undefined && due.text === undefined && due.meeting === undefined))) {
    found.push(finding('missing', 'undated-assignment', 'Uppdraget har ingen tidpunkt', 'The assignment has no date', [given.event]));
  }
  for (const act of acts) found.push(...ofAct(state, act));
  for (const followUp of followUps) found.push(...ofFollowUp(state, followUp));
  return found;
};

/** Nothing tells that a follow-up was made, so it is no duty: once its day has passed, anything on record since then will do. */
const ofFollowUp = ({ acts, followUps }: AssignmentState, followUp: AssignmentState['followUps'][number]): readonly DomainFinding[] => {
  const { due: told, event, on, what } = followUp;
  const due = told === undefined ? null : resolvedDue(told, on);
  if (due === null || due.kind === 'undated') return [finding('information', 'follow-up-undated', shortened(`Uppföljning utan datum: ${what}`, 400), shortened(`A follow-up without a date: ${what}`, 400), [event])];
  const last = lastDayOf(due);
  const after = last === null ? null : addDays(last, 1);
  if (last === null || after === null || E.isLeft(after)) return [];
  const since = [...acts, ...followUps].some((one) => one.event !== event && one.on >= last);
  const released = acts.some((act) => act.act === 'released' && act.part === undefined && act.instance === undefined && act.fromInstance === undefined);
  return since || released
    ? []
    : [finding('missing', 'follow-up-not-on-record', shortened(`Dagen för uppföljning har passerat, och inget är registrerat sedan dess: ${what}`, 400), shortened(`The day of a follow-up has passed, and nothing is on record since then: ${what}`, 400), [event], { lastDay: last }, after.right)];
};

const ofAct = ({ acts, given }: AssignmentState, act: AssignmentAct): readonly DomainFinding[] => {
  if (act.act === 'answered' && given?.undated !== true && given !== null && act.on < given.on) return [finding('contradiction', 'answered-before-given', 'Besvarat innan uppdraget gavs', 'Answered before the assignment was given', [act.event, given.event])];
  if (act.act === 'returned' && !acts.some((one) => one.act === 'answered' && one.part === act.part && one.instance === act.instance && one.on <= act.on)) {
    return [finding('contradiction', 'returned-before-answer', 'Återsänt för komplettering utan att något svar finns', 'Returned for completion while no answer is on record', [act.event])];
  }
  if (act.act !== 'fell-short') return [];
  const [sv, en, kind] = outcomes[act.outcome];
  const why = act.because === undefined ? undefined : because[act.because];
  const values = { ...(act.instance === undefined ? {} : { instance: act.instance }), ...(act.part === undefined ? {} : { part: act.part }) };
  return [finding(kind, `assignment-${act.outcome}`, why === undefined ? sv : `${sv} eftersom ${why[0]}`, why === undefined ? en : `${en}, since ${why[1]}`, [act.event], Object.keys(values).length === 0 ? undefined : values)];
};
