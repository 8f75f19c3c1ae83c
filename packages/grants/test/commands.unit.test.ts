/** What a grant accepts, and what it refuses: every command once, then everything that contradicts itself. */
import { given, type GivenFact } from '@frist/testing';

import { grantCommands, grantDecider } from '@frist/grants';

import { agency, dueDay, registered } from './support';

const terms: readonly GivenFact[] = [
  ['GrantRegistered', registered, '2019-01-01'],
  ['TrancheAdded', { tranche: 'first', diaryNumbers: ['SN/2019:115'] }, '2019-01-01'],
  ['TrancheAdded', { tranche: 'second' }, '2019-01-01'],
  ['PartAdded', { part: 'care', name: 'Care', tranche: 'first' }, '2019-01-01'],
  ['ReportRequired', { report: 'account', due: dueDay('2020-03-31') }, '2019-01-01'],
  ['ShareCapSet', { condition: 'substitutes', what: 'substitutes', percent: 25 }, '2019-01-01'],
  ['OnwardShareSet', { share: 'county', to: 'Region', percent: 4, basis: agency }, '2019-01-01'],
  ['CounterPerformanceSet', { condition: 'plan', what: 'action plan', basis: agency }, '2019-01-01'],
  ['MoneyUsed', { activity: 'course', name: 'Course', lines: [{ amount: 1 }] }, '2019-01-01'],
  ['DistributionDecided', { by: 'head', lines: [{ to: 'unit', amount: 1, activity: 'planned' }] }, '2019-01-01'],
  ['MoneyReclaimed', { reclaim: 'letter', by: 'Funder', amount: 1, ground: 'unused', due: dueDay('2020-05-31') }, '2019-01-01'],
];

const accepted: readonly (readonly [keyof typeof grantCommands, Readonly<Record<string, unknown>>])[] = [
  ['addTranche', { tranche: 'third', diaryNumbers: ['SN/00553'], claimable: 100 }],
  ['addPart', { part: 'youth', name: 'Youth clinics', claimKind: 'competition', claimThrough: 'the region', handledBy: 'the region', purpose: 'clinics', total: 100 }],
  ['appointResponsible', { role: 'planner' }],
  ['setDistributor', { role: 'head of children’s services' }],
  ['setClaimDeadline', { due: dueDay('2019-06-01'), tranche: 'first', part: 'care', to: 'Funder' }],
  ['setUsePeriod', { from: '2019-01-01', until: '2019-12-31', basis: agency, purpose: 'training' }],
  ['requireReport', { report: 'second', due: { basis: agency }, recipient: 'Region', reporter: 'the region', content: 'by area', tranches: ['first'], parts: ['care'], boardApproval: true, missingAccountIsGround: true }],
  ['setRepaymentTerms', { force: 'may', due: { basis: agency, text: 'in early 2020' } }],
  ['setShareCap', { condition: 'other', what: 'anything', percent: 100, base: 'used' }],
  ['setOnwardShare', { share: 'league', to: 'League', percent: 1, basis: agency, told: { _tag: 'approximate', ore: 1 }, due: dueDay('2019-12-31') }],
  ['setCounterPerformance', { condition: 'report', what: 'a report', basis: agency }],
  ['showCounterPerformance', { condition: 'plan', evidence: 'SN 2019:400' }],
  ['recordForecast', { amount: { _tag: 'approximate', ore: 700_000_000, text: 'ca 7 mkr' } }],
  ['proposeClaim', { to: 'board', amount: 1 }],
  ['decideClaim', { by: 'chair', decision: '§ 12', amount: 1 }],
  ['declineClaim', { by: 'board', reason: 'no staff', tranche: 'second' }],
  ['submitClaim', { amount: 100, claimKind: 'invoice', to: 'SKL', through: 'the region', lines: [{ what: 'salary', amount: 100 }], between: { from: '2019-01-01', to: '2019-02-01' } }],
  ['recordAward', { amount: 100, decision: 'decision 7' }],
  ['rejectClaim', { reason: 'too late' }],
  ['recordReceipt', { amount: 100, tranche: 'first', part: 'care' }],
  ['decideDistribution', { by: 'head of social services', proposedBy: 'planner', lines: [{ to: 'adults', amount: 50, part: 'care', activity: 'course' }] }],
  ['transferOnward', { to: 'Region', amount: 4, share: 'county' }],
  ['recordUse', { activity: 'course', name: 'Course', lines: [{ amount: 50, part: 'care' }, { amount: 10, tranche: 'second', condition: 'substitutes' }] }],
  ['replanUse', { activity: 'planned', reason: 'nobody applied', to: 'course' }],
  ['stateTotal', { of: 'used', amount: 60, part: 'care' }],
  ['stateOtherFigure', { what: 'income of the activity', amount: 124_050_000 }],
  ['draftReport', { report: 'account' }],
  ['approveReport', { report: 'account', by: 'board', decision: '§ 20' }],
  ['submitReport', { report: 'account', evidence: 'receipt 1', by: 'the region', to: 'Funder' }],
  ['returnReport', { report: 'account', by: 'Funder', reason: 'a table is missing', due: dueDay('2020-04-30') }],
  ['acceptReport', { report: 'account', by: 'Funder' }],
  ['recordDispatchList', { report: 'account', recipients: [] }],
  ['repay', { amount: 40, reclaim: 'letter' }],
  ['reclaim', { reclaim: 'decision', by: 'Funder', amount: { _tag: 'unknown' }, ground: 'no-account', due: { basis: agency }, report: 'account' }],
  ['waiveRepayment', { by: 'Funder', reason: 'special reasons', amount: 10, reclaim: 'letter', decision: '§ 1' }],
  ['closeGrant', { reason: 'settled' }],
];

it.each(accepted)('%s records what it says', (command, data) => {
  given(grantDecider, ...terms).when({ command, data }, { on: '2019-02-01' }).then([grantCommands[command].type, data, '2019-02-01']);
});

it('registerGrant begins a grant, once', () => {
  given(grantDecider).when({ command: 'registerGrant', data: registered }).then(['GrantRegistered', registered]);
  given(grantDecider, ...terms).when({ command: 'registerGrant', data: registered }).thenRefused('GrantRegisteredAlready', 'grants/registerGrant');
  expect(new Set([...accepted.map(([command]) => command), 'registerGrant'])).toEqual(new Set(Object.keys(grantCommands)));
});

it.each(accepted)('%s is refused without a grant', (command, data) => {
  given(grantDecider).when({ command, data }).thenRefused('GrantNotRegistered', `grants/${command}`);
});

const unread = { basis: agency, text: 'next week' };
const refused: readonly (readonly [tag: string, command: keyof typeof grantCommands, data: Readonly<Record<string, unknown>>])[] = [
  ['KeyTaken', 'addTranche', { tranche: 'first' }],
  ['KeyTaken', 'addPart', { part: 'care', name: 'Care' }],
  ['KeyTaken', 'requireReport', { report: 'account', due: { basis: agency } }],
  ['KeyTaken', 'setShareCap', { condition: 'substitutes', what: 'x', percent: 1 }],
  ['KeyTaken', 'setOnwardShare', { share: 'county', to: 'x', percent: 1, basis: agency }],
  ['KeyTaken', 'setCounterPerformance', { condition: 'plan', what: 'x', basis: agency }],
  ['KeyTaken', 'reclaim', { reclaim: 'letter', by: 'x', amount: 1, ground: 'unused', due: { basis: agency } }],
  ['UnknownTranche', 'addPart', { part: 'x', name: 'x', tranche: 'third' }],
  ['UnknownTranche', 'submitClaim', { amount: 1, tranche: 'constructor' }],
  ['UnknownTranche', 'requireReport', { report: 'x', due: { basis: agency }, tranches: ['first', 'third'] }],
  ['UnknownPart', 'recordReceipt', { amount: 1, part: 'third' }],
  ['UnknownPart', 'recordUse', { activity: 'x', name: 'x', lines: [{ amount: 1 }, { amount: 1, part: 'third' }] }],
  ['UnknownPart', 'decideDistribution', { by: 'x', lines: [{ to: 'x', amount: 1, part: 'third' }] }],
  ['UnknownPart', 'requireReport', { report: 'x', due: { basis: agency }, parts: ['third'] }],
  ['UnknownReport', 'submitReport', { report: 'constructor', evidence: 'x' }],
  ['UnknownReport', 'reclaim', { reclaim: 'x', by: 'x', amount: 1, ground: 'no-account', due: { basis: agency }, report: 'x' }],
  ['UnknownShare', 'transferOnward', { to: 'x', amount: 1, share: 'x' }],
  ['UnknownReclaim', 'repay', { amount: 1, reclaim: 'x' }],
  ['UnknownReclaim', 'waiveRepayment', { by: 'x', reason: 'x', reclaim: 'x' }],
  ['UnknownCondition', 'showCounterPerformance', { condition: 'substitutes', evidence: 'x' }],
  ['UnknownCondition', 'recordUse', { activity: 'x', name: 'x', lines: [{ amount: 1, condition: 'plan' }] }],
  ['UnknownActivity', 'replanUse', { activity: 'never', reason: 'x' }],
  ['UnclearDate', 'setClaimDeadline', { due: unread }],
  ['UnclearDate', 'requireReport', { report: 'x', due: { basis: agency, day: '2020-01-01', text: 'early 2020' } }],
  ['UnclearDate', 'setRepaymentTerms', { force: 'must', due: { basis: agency, readings: [] } }],
  ['UnclearDate', 'setRepaymentTerms', { force: 'must', due: { basis: agency, readings: [{ confidence: 'S' }] } }],
  ['UnclearDate', 'setRepaymentTerms', { force: 'must', due: { basis: agency, readings: [{ confidence: 'S', day: '2020-01-01', text: 'early 2020' }] } }],
  ['UnclearDate', 'setRepaymentTerms', { force: 'must', due: { basis: agency, readings: [{ confidence: 'S', text: 'by January' }] } }],
  ['UnclearDate', 'returnReport', { report: 'account', by: 'x', reason: 'x', due: unread }],
  ['UnclearDate', 'reclaim', { reclaim: 'x', by: 'x', amount: 1, ground: 'unused', due: unread }],
  ['UnclearDate', 'setOnwardShare', { share: 'x', to: 'x', percent: 1, basis: agency, due: unread }],
  ['SelfContradiction', 'setUsePeriod', { from: '2019-12-31', until: '2019-01-01', basis: agency }],
  ['SelfContradiction', 'requireReport', { report: 'x', due: { basis: agency }, tranches: [] }],
  ['SelfContradiction', 'requireReport', { report: 'x', due: { basis: agency }, parts: [] }],
  ['SelfContradiction', 'setShareCap', { condition: 'x', what: 'x', percent: 0 }],
  ['SelfContradiction', 'setOnwardShare', { share: 'x', to: 'x', percent: 101, basis: agency }],
  ['SelfContradiction', 'recordUse', { activity: 'x', name: 'x', lines: [] }],
  ['SelfContradiction', 'recordReceipt', { amount: 1, tranche: 'second', part: 'care' }],
  ['SelfContradiction', 'recordReceipt', { amount: 1, between: { from: '2019-01-01', to: '2019-01-31' } }],
  ['SelfContradiction', 'submitReport', { report: 'account', evidence: 'x', between: { from: '2019-01-01', to: '2019-03-01' } }],
  ['InvalidData', 'recordReceipt', { amount: -1 }],
  ['InvalidData', 'recordReceipt', { amount: 0.5 }],
  ['InvalidData', 'recordReceipt', { amount: 1, whence: 'Funder' }],
  ['InvalidData', 'recordReceipt', { amount: { _tag: 'approximate', ore: -1 } }],
  ['InvalidData', 'addTranche', { tranche: 'SN/2019:115' }],
  ['InvalidData', 'setUsePeriod', { from: '2026-02-30', basis: agency }],
];

it.each(refused)('%s: %s %j', (tag, command, data) => {
  given(grantDecider, ...terms).when({ command, data }, { on: '2019-02-01' }).thenRefused(tag);
});
