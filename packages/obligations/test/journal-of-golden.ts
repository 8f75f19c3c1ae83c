/** The facts behind the golden journal, as they were told when it was recorded. Run again only to write a new journal. */
import { calendarDigest } from '@frist/calendar';
import type { GivenFact } from '@frist/testing';

import { day, fixed, fuzzy, right, windowed } from './support';
import { applyRule } from '@frist/obligations';
import { unsafeDuration } from '@frist/calendar';

const id = (n: number): string => `00000000-0000-5000-8000-00000000000${n.toString(16)}`;
const about = (n: number, type: string, data: object, on: string): GivenFact => [type, { obligation: id(n), ...data }, on, { stream: `grant ${n % 3}`, source: { document: 'Protokoll', locator: `§ ${n}` } }];
const incurred = (n: number, en: string, due: unknown, own: object, on: string): GivenFact =>
  about(n, 'ObligationIncurred', {
    kind: `golden/${en.replace(/ /g, '-')}`, title: { sv: en, en }, debtor: 'socialnämnden', mode: 'achievement', activation: { kind: 'at-once' }, due,
    basis: { kind: 'agency', reference: 'villkor', confidence: 'S' }, rule: { id: `golden/${n}`, version: 1 }, ...own,
  }, on);

const byLaw = right(applyRule({ id: 'golden/law', version: 1, title: { sv: 'l', en: 'l' }, basis: { kind: 'statute', reference: 'KL 13:5', confidence: 'V' }, dayZero: { sv: 'd', en: 'd' }, plus: unsafeDuration('P3W') }, day('2019-05-31')));

export const goldenFacts: readonly GivenFact[] = [
  incurred(1, 'report 1', fixed('2020-03-31'), { creditor: 'Socialstyrelsen', force: 'must', concerns: ['SN/2019:319'] }, '2019-05-02'),
  incurred(2, 'report if received', fixed('2020-01-31'), { activation: { kind: 'conditional', trigger: { sv: 'medlen tas emot', en: 'the money is received' } } }, '2019-05-02'),
  incurred(3, 'report early', fuzzy('2020-01-01', '2020-04-30'), {}, '2019-06-01'),
  incurred(4, 'appeal', byLaw, { basis: { kind: 'statute', reference: 'KL 13:5', confidence: 'V' } }, '2019-05-31'),
  incurred(5, 'quarterly statistics', { kind: 'undated', basis: 'agreement' }, { recurrence: { rhythm: { kind: 'quarter' }, anchor: '2019-07-01', due: { kind: 'after-period', plus: 'P1M', roll: 'statutory', basis: 'statute', calendar: right(calendarDigest(2019, 2021)) } } }, '2019-07-01'),
  incurred(6, 'window', windowed('2020-01-01', '2020-01-31'), {}, '2019-10-01'),
  incurred(7, 'investigate', { kind: 'soft', basis: 'statute', word: { sv: 'skyndsamt', en: 'promptly' }, from: '2019-11-01', target: 'P2M' }, {}, '2019-11-01'),
  incurred(8, 'repay', fixed('2020-02-15'), { owes: { amount: 101_312_000 }, parent: id(1), force: 'may' }, '2019-12-01'),
  incurred(9, 'plan', fixed('2019-12-01'), { activation: { kind: 'by-time', activatesOn: '2019-11-15' } }, '2019-09-01'),
  about(5, 'PerformanceRecorded', { evidence: 'sent', instance: '2019-Q3', instanceDue: fixed('2019-10-31') }, '2019-11-04'),
  about(4, 'PerformanceRecorded', { evidence: 'sent' }, '2019-06-24'),
  about(1, 'DueDateChanged', { due: fixed('2020-04-30'), cause: 'extension', reason: 'asked', grantedBy: 'Socialstyrelsen' }, '2020-01-10'),
  about(6, 'PerformanceRecorded', { evidence: 'sent' }, '2020-01-20'),
  about(6, 'SubmissionReturned', { by: 'Socialstyrelsen', due: fixed('2020-02-20'), reason: 'unsigned' }, '2020-02-01'),
  about(8, 'ObligationDischarged', { power: 'Socialstyrelsen', reason: 'special reasons', until: '2020-06-30' }, '2020-02-10'),
  about(2, 'ObligationTriggered', { anchor: '2020-02-12', evidence: 'utbetalning' }, '2020-02-12'),
  about(9, 'BreachAcknowledged', { by: 'förvaltningschefen', reason: 'vakans' }, '2020-02-14'),
  about(5, 'ObligationDischarged', { power: 'avtalet', reason: 'upphört', fromInstance: '2020-Q3' }, '2020-07-01'),
];
