/** Which meeting is meant, by the facts of a stream: set, moved, cancelled, held. */
import { check, meetingAmong, meetingCalendar, meetingsIn, tellsOfMeetings } from '@frist/obligations';
import { type GivenFact, givenFacts } from '@frist/testing';

import { day, incurred, ledgerOf, stateOf, windowTables } from './support';

const told = (type: string, data: object, on: string): GivenFact => [type, { ...data }, on, { stream: 'sn' }];
const scheduled = told('MeetingScheduled', { body: 'SN', meeting: 'a', heldOn: '2024-03-12' }, '2024-01-01');
const held = (meeting: string, on: string) => told('BodyMeetingHeld', { meeting }, on);
const registered = told('BodyRegistered', { body: 'SN', kind: 'board' }, '2024-01-01');
const rowOf = async (...facts: readonly GivenFact[]) => {
  const rows = await givenFacts(...facts).project(meetingCalendar).rows();
  return Object.values(rows)[0] ?? meetingCalendar.initial('sn');
};

it('one that was held is known by that, on the day it was held; without a body it is nobody’s', async () => {
  const facts = [scheduled, held('a', '2024-03-13'), held('b', '2024-02-01')];
  expect(meetingsIn(await rowOf(registered, ...facts))).toEqual([
    { body: 'SN', setFor: '2024-03-12', moved: [], heldOn: '2024-03-13', cancelled: false },
    { body: 'SN', setFor: null, moved: [], heldOn: '2024-02-01', cancelled: false },
  ]);
  expect(meetingsIn(await rowOf(...facts))).toEqual([{ body: 'SN', setFor: '2024-03-12', moved: [], heldOn: null, cancelled: false }]);
});

it('a told day means the meeting that was set for it, or the first after one that is cancelled', async () => {
  const moved = told('MeetingMoved', { body: 'SN', meeting: 'a', heldOn: '2024-03-19', reason: 'r' }, '2024-03-01');
  const cancelled = told('MeetingCancelled', { body: 'SN', meeting: 'a', reason: 'r' }, '2024-03-02');
  const find = async (...facts: readonly GivenFact[]) => meetingAmong(meetingsIn(await rowOf(registered, ...facts)))(day('2024-03-12'), day('2024-03-12'));
  expect([
    await find(),
    await find(scheduled),
    await find(scheduled, moved),
    await find(scheduled, moved, cancelled),
    await find(scheduled, moved, cancelled, held('b', '2024-03-15'), held('c', '2024-04-02')),
    await find(scheduled, cancelled, held('a', '2024-03-14')),
  ]).toEqual([null, '2024-03-12', '2024-03-19', 'cancelled', '2024-04-02', '2024-03-14']);
});

it('of a cancelled meeting with none after it, the check says why it cannot tell', async () => {
  const row = await rowOf(registered, scheduled, told('MeetingCancelled', { body: 'SN', meeting: 'a', reason: 'r' }, '2024-03-02'));
  const duty = stateOf(incurred({ due: { kind: 'at-meeting', basis: 'decision', body: 'SN', told: '2024-03-12' } }));
  const meetings = { get: () => null, count: () => 0, list: () => [['sn', row] as never] };
  const [found] = check({ boards: [duty.board], ledger: ledgerOf([duty]), registers: [], windowTables, meetings }, { asOf: day('2024-03-20') }).findings;
  expect(found).toMatchObject({ timeliness: 'undetermined', why: { sv: 'Sammanträdet 2024-03-12 med SN är inställt, och inget senare är registrerat' } });
});

it('a fact tells of a body’s meetings when it names that body or none', () => {
  const about = (type: string, data: object) => tellsOfMeetings({ type, data }, (body) => body === 'SN');
  expect([about('BodyMeetingHeld', { meeting: 'a' }), about('MeetingScheduled', { body: 'SN' }), about('MeetingScheduled', { body: 'AU' }), about('ObligationIncurred', { body: 'SN' })]).toEqual([true, true, false, false]);
});
