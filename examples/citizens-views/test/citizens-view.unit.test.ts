import { given } from '@frist/testing';

import { citizensViewDecider, citizensViewFindings, type CitizensView } from '../src';
import { person, received, register } from './support';

const cold = { person, channel: 'letter', what: 'The waiting room is cold.' } as const;
const sealed = { person, channel: 'letter', what: { _tag: 'sealed', subject: person, box: '…' } };

describe('what is accepted', () => {
  it('a view, whose words are open only until they are sealed', () => {
    given(citizensViewDecider)
      .when({ command: 'receiveView', data: cold })
      .then(['CitizensViewReceived', { ...cold, what: { _tag: 'open', value: cold.what } }]);
  });

  it('an answer, once', () => {
    const one = given(citizensViewDecider, ['CitizensViewReceived', sealed, '2024-03-01'], ['CitizensViewAnswered', { evidence: 'letter 2' }, '2024-03-04']);
    one.when({ command: 'answerView', data: { evidence: 'letter 3' } }).thenRefused('AnsweredAlready');
    one.when({ command: 'receiveView', data: cold }).thenRefused('ReceivedAlready');
    one.when({ command: 'withdrawView', data: {} }).then(['CitizensViewWithdrawn', {}]);
  });

  it('nothing about a view that has not come in', () => {
    given(citizensViewDecider).when({ command: 'answerView', data: { evidence: 'letter 2' } }).thenRefused('NotReceived');
    given(citizensViewDecider, ['CitizensViewReceived', sealed, '2024-03-05']).when({ command: 'withdrawView', data: {} }, { on: '2024-03-04' }).thenRefused('NotReceived');
  });
});

describe('what is owed', () => {
  it('an answer on the tenth day is in time, on the eleventh it is not, also after a holiday', async () => {
    for (const [day, timeliness] of [['2024-06-21', 'met-on-time'], ['2024-06-24', 'met-late']] as const) {
      const one = register('2024-12-31');
      await one.tell('1', '2024-06-11', 'receiveView', received);
      await one.tell('1', day, 'answerView', { evidence: 'letter 2' });
      expect(await one.standing('1', '2024-12-31')).toBe(timeliness);
    }
  });

  it('nothing once the view is withdrawn; a unit that takes it over has the days that are left', async () => {
    const one = register('2024-12-31');
    for (const name of ['1', '2']) await one.tell(name, '2024-03-01', 'receiveView', received);
    await one.tell('1', '2024-03-20', 'withdrawView', {});
    await one.tell('2', '2024-03-10', 'handOverView', { unit: 'home care' });
    expect(await one.standing('1', '2024-03-12')).toBe('overdue');
    expect(await one.standing('1', '2024-03-20')).toBe('not-applicable');
    expect(await one.standing('2', '2024-03-11')).toBe('due-today');
    expect(await one.standing('2', '2024-03-12')).toBe('overdue');
  });

  it('what a correction leaves of it', async () => {
    const one = register('2024-12-31');
    const view = await one.tell('1', '2024-03-01', 'receiveView', received);
    const answer = await one.tell('1', '2024-03-14', 'answerView', { evidence: 'letter 2' });
    expect(await one.standing('1', '2024-12-31')).toBe('met-late');
    await one.tell('1', '2024-12-31', 'correctFact', { fact: view, reason: 'wrong-day', occurredOn: '2024-03-04' });
    expect(await one.standing('1', '2024-12-31')).toBe('met-on-time');
    await one.tell('1', '2024-12-31', 'correctFact', { fact: view, reason: 'wrong-day', occurredOn: '2024-03-20' });
    expect(await one.findings('2024-12-31')).toEqual(['citizens-views/answered-before-received']);
    await one.tell('1', '2024-12-31', 'retractFact', { fact: answer, reason: 'not-so' });
    expect(await one.standing('1', '2024-12-31')).toBe('overdue');
  });
});

describe('what is shown', () => {
  it('a view that no unit has been given', () => {
    given(citizensViewDecider)
      .when({ command: 'receiveView', data: cold })
      .thenState((state) => expect(citizensViewFindings(state as CitizensView).map(({ rule }) => rule)).toEqual(['citizens-views/no-unit']));
    given(citizensViewDecider, ['CitizensViewReceived', sealed, '2024-03-01'])
      .when({ command: 'handOverView', data: { unit: 'home care' } })
      .thenState((state) => expect(citizensViewFindings(state as CitizensView)).toEqual([]));
  });

  it('the share met on time, by year', async () => {
    const one = register('2025-01-31');
    await one.tell('1', '2024-12-27', 'receiveView', received);
    await one.tell('1', '2025-01-03', 'answerView', { evidence: 'letter 2' });
    await one.tell('2', '2024-03-01', 'receiveView', received);
    await one.tell('2', '2024-03-02', 'answerView', { evidence: 'letter 3' });
    await one.tell('3', '2024-03-01', 'receiveView', received);
    await one.tell('4', '2025-01-30', 'receiveView', received);
    expect(await one.shares('2025-01-31')).toEqual([['2024', 1, 0, 1], ['2025', 1, 0, 0]]);
    expect(await one.shares('2024-03-11')).toEqual([['2024', 1, 0, 0]]);
  });
});
