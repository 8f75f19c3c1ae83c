import { type Due, type ObligationFinding, saidDue, saidFinding, sayIn, type Wordings } from '@frist/obligations';

const own: Wordings = {
  due: [['at the meeting of {text1} of ‘{text2}’', 'vid sammanträdet med {text1}, angivet som ”{text2}”'], ['once adopted', 'när den är antagen']],
  party: [['the funder', 'bidragsgivaren']],
  basis: [['the agreement', 'avtalet']],
  course: [
    ['claim on record for the grant', 'rekvisition är registrerad för bidraget'],
    ['claim on record for {text}', 'rekvisition är registrerad för {text}'],
    ['{n1} of {n2}', '{n1} av {n2}'],
    ['minutes verified {day}', 'protokollet justerat {day}'],
    ['{amount} waived by {party}', '{amount} eftergivet av {party}'],
    ['{amount1} paid of {amount2}', 'av {amount2} är {amount1} betalat'],
  ],
};
const [sv, en] = [sayIn('sv', () => [own]), sayIn('en', () => [own])];
const plain = (text: string): string => text.replace(/\s/g, ' ');

test.each([
  ['due', 'once adopted', 'när den är antagen'],
  ['due', 'at the meeting of socialnämnden of ‘the end of May’', 'vid sammanträdet med socialnämnden, angivet som ”the end of May”'],
  ['course', 'claim on record for the grant', 'rekvisition är registrerad för bidraget'],
  ['course', 'claim on record for part-1', 'rekvisition är registrerad för part-1'],
  ['course', '3 of 12', '3 av 12'],
  ['course', 'minutes verified 2020-01-31', 'protokollet justerat 2020-01-31'],
  ['course', '1230050 öre waived by the funder', '12 300,50 kr eftergivet av bidragsgivaren'],
  ['course', 'about 70000000 öre waived by Socialstyrelsen', 'ca 700 000 kr eftergivet av Socialstyrelsen'],
  ['course', 'an unknown amount waived by board', 'ett okänt belopp eftergivet av nämnden'],
  ['course', '100 öre paid of about 300 öre', 'av ca 3 kr är 1 kr betalat'],
  ['course', 'no longer follows from what is on record since 4ec33f99-8226-540f-9b13-8d6ddf6f1d95', 'följer inte längre av det som är registrerat, sedan 4ec33f99-8226-540f-9b13-8d6ddf6f1d95'],
  ['party', 'board', 'nämnden'],
  ['basis', 'unknown', 'inte känd'],
] as const)('%s: %s', (place, recorded, said) => expect(plain(sv(place, recorded))).toBe(said));

test.each([
  ['due', 'Once adopted'],
  ['due', 'once adopted, perhaps'],
  ['course', 'once adopted'],
  ['course', '3 of twelve'],
  ['course', 'three minutes verified 2020-01-31'],
  ['course', 'minutes verified last week'],
  ['course', '12 kr waived by the funder'],
  ['course', 'no longer follows from what is on record since Monday'],
  ['party', 'the funder, Socialstyrelsen'],
  ['basis', 'the agreement of 2019'],
  ['party', '{text} $1'],
] as const)('what somebody has written stays: %s: %s', (place, text) => {
  expect(sv(place, text)).toBe(text);
  expect(en(place, text)).toBe(text);
});

test('what is filled in is kept sign for sign', () => expect(sv('course', 'claim on record for $& {text} \\ (a)\nb')).toBe('rekvisition är registrerad för $& {text} \\ (a)\nb'));

test('a wording that is not made well says what it can', () => {
  const odd = sayIn('sv', () => [{ course: [['{n} of {n}', '{n} av {n}'], ['seen by {whom} in {', 'sedd av {whom} i {']] }]);
  expect([odd('course', '3 of 12'), odd('course', 'seen by X in {')]).toEqual(['3 av 3', 'sedd av X i {']);
});

test('English says amounts in kronor and names the board; it needs the domain for amounts alone', () => {
  expect(plain(en('course', '1230050 öre waived by board'))).toBe('SEK 12 300.50 waived by the board');
  expect(en('due', 'once adopted')).toBe('once adopted');
  const asked = jest.fn(() => [own]);
  const say = sayIn('en', asked);
  expect([say('party', 'board'), say('party', 'unknown'), say('due', 'once adopted'), asked.mock.calls.length]).toEqual(['the board', 'not known', 'once adopted', 0]);
});

test('a due date that was told keeps its words', () => {
  const fuzzy = { kind: 'fuzzy', basis: 'decision', fuzzy: { text: 'once adopted', earliest: '2020-01-01', latest: '2020-01-31', readings: [] } } as unknown as Due;
  expect(saidDue(fuzzy, sv)).toBe(fuzzy);
  expect(saidDue({ kind: 'undated', basis: 'decision', text: 'once adopted' }, sv)).toEqual({ kind: 'undated', basis: 'decision', text: 'när den är antagen' });
  expect(saidDue({ kind: 'undated', basis: 'decision' }, sv)).toEqual({ kind: 'undated', basis: 'decision' });
});

test('a finding is said; the one that was given is not touched', () => {
  const due = { kind: 'undated', basis: 'agreement', text: 'once adopted' } as const;
  const finding = {
    debtor: 'board', creditor: 'the funder', due, remains: '3 of 12', concerns: ['once adopted'],
    legalBasis: { kind: 'agreement', reference: 'the agreement', confidence: 'S' },
    completion: { since: '2020-01-31', by: 'x', due, timeliness: 'undetermined', days: null },
    discharge: { on: '2020-01-31', power: 'the funder', reason: 'claim on record for the grant' },
    earlierDues: [{ due, until: '2020-01-31', cause: 'decision', reason: '3 of 12' }],
  } as unknown as ObligationFinding;
  const before = structuredClone(finding);
  const said = { ...due, text: 'när den är antagen' };
  expect(saidFinding(finding, sv)).toEqual({
    debtor: 'nämnden', creditor: 'bidragsgivaren', due: said, remains: '3 av 12', concerns: ['once adopted'],
    legalBasis: { kind: 'agreement', reference: 'avtalet', confidence: 'S' },
    completion: { since: '2020-01-31', by: 'x', due: said, timeliness: 'undetermined', days: null },
    discharge: { on: '2020-01-31', power: 'bidragsgivaren', reason: 'rekvisition är registrerad för bidraget' },
    earlierDues: [{ due: said, until: '2020-01-31', cause: 'decision', reason: '3 av 12' }],
  });
  expect(finding).toEqual(before);
});
