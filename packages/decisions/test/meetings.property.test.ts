/** Days of meetings against a plain model: set, moved, cancelled, held with or without a plan, in any order, corrected and taken back. */
import type { CivilDate } from '@frist/calendar';
import { type BodyState, meetingsOf } from '@frist/decisions';
import type { RegisterRow } from '@frist/obligations';
import fc from 'fast-check';

import { carryOut, deedsOf, type Happening, inOrder, someDay } from './histories';
import { assignmentBook, bodyBook, type Data, day, decisionsBook, delegatedBook } from './support';

const body = { body: 'socialnämnden' };
const days = ['2020-02-01', '2020-04-01', '2020-07-01', '2020-10-01'].map(day);
const names = ['a', 'b', 'c'];
const commands = names.flatMap((meeting): readonly (readonly [string, Data])[] => [
  ...days.map((heldOn): readonly [string, Data] => ['scheduleMeeting', { ...body, meeting, heldOn }]),
  ...days.map((heldOn): readonly [string, Data] => ['moveMeeting', { ...body, meeting, heldOn, reason: 'illness' }]),
  ['cancelMeeting', { ...body, meeting, reason: 'no matters' }],
  ['holdMeeting', { meeting }],
  ['holdMeeting', { meeting }],
]);

/** The day of what is due at a meeting: a day, none (undefined), or the told day where nothing is known of it. */
const naive = (told: readonly Happening[], from: CivilDate, due?: CivilDate): CivilDate | undefined => {
  const meetings = names.map((meeting) => {
    const own = told.filter(({ data }) => data['meeting'] === meeting);
    const set = own.flatMap(({ data }) => (data['heldOn'] === undefined ? [] : [data['heldOn'] as CivilDate]));
    const held = own.findLast(({ command }) => command === 'holdMeeting')?.on;
    const cancelled = held === undefined && own.some(({ command }) => command === 'cancelMeeting');
    return { set, cancelled, day: held ?? (cancelled ? undefined : set.at(-1)) };
  });
  const after = (last: CivilDate) => meetings.flatMap(({ day: on }) => (on !== undefined && on > last ? [on] : [])).sort()[0];
  if (due === undefined) return after(from);
  if (meetings.some(({ day: on }) => on === due)) return due;
  const meant = meetings.filter(({ set }) => set.includes(due));
  const live = meant.flatMap(({ day: on }) => on ?? []).sort();
  const dropped = meant.flatMap(({ cancelled, set }) => (cancelled ? [set.at(-1) as CivilDate] : [])).sort();
  return live[0] ?? (dropped[0] === undefined ? due : after(dropped[0]));
};

it('the check and the reports find the day of the meeting that the model finds, as of any day', async () => {
  await fc.assert(
    fc.asyncProperty(deedsOf(commands, 14), someDay, fc.constantFrom(...days), async (deeds, decidedOn, told) => {
      const test = decisionsBook();
      const own = bodyBook(test);
      await own.tell('2020-01-01', 'registerBody', { ...body, kind: 'board' });
      const decision = delegatedBook(test);
      await decision.tell(decidedOn, 'takeDelegatedDecision', { kind: 'chair', what: 'said', ...body });
      const assignment = assignmentBook(test);
      await assignment.tell('2020-01-01', 'giveAssignment', { kind: 'assignment', title: 'said', due: { meeting: { ...body, day: told } } });
      const stands = await carryOut(own, deeds);
      for (const asOf of [...days, day('2021-12-31')]) {
        const known = inOrder(stands, asOf);
        const dues = [...(await decision.listed('report-chair-decision', asOf)), ...(await assignment.listed('answer-assignment', asOf))].map(({ due }) => (due?.kind === 'at-meeting' ? due.told : 'none'));
        const expected = [...(decidedOn <= asOf ? [naive(known, decidedOn)] : []), naive(known, told, told)];
        expect(dues).toEqual(expected);
        const row = { board: test.board, stream: own.stream, lastEvent: '', state: await own.state(asOf) } as RegisterRow<BodyState>;
        const found = meetingsOf([row])(test.board, body.body, decidedOn);
        expect(found ?? undefined).toBe(naive(known, decidedOn));
        const meant = meetingsOf([row])(test.board, body.body, told, told) ?? told;
        expect(meant === 'cancelled' ? undefined : meant).toBe(naive(known, told, told));
      }
    }),
    { numRuns: 60 },
  );
});
