/** Identity numbers outside of sealed fields are refused before anything is recorded, and not repeated. */
import { openIdentityNumbers } from '../src/open-identity-numbers';

const number = '19850709-9805';
const fields = (data: unknown, source?: object): readonly string[] => openIdentityNumbers(source === undefined ? {} : ({ source } as never), data).map(({ field }) => field);

it.each([
  ['a text', { note: `om ${number}` }, ['data.note']],
  ['deep inside', { lines: [{ what: 'ok' }, { what: number }], of: { name: '850709-9805' } }, ['data.lines[1].what', 'data.of.name']],
  ['a sealed field that is still open', { name: { _tag: 'open', value: number } }, []],
  ['a sealed field', { name: { _tag: 'sealed', subject: '00000000-0000-4000-8000-000000000001', box: `1.${number}` } }, []],
  ['what is none', { note: 'SN 2019:262 p 4', day: '2019-10-20', id: '19850709-9805-4000-8000-000000000001', amount: 198507099805, yes: true, nothing: null }, []],
])('%s', (_, data, expected) => {
  expect(fields(data)).toEqual(expected);
});

it('looks at the source, and repeats nothing', () => {
  expect(fields({}, { document: `Brev från ${number}`, locator: 's. 2' })).toEqual(['source.document']);
  expect(JSON.stringify(openIdentityNumbers({}, { note: number }))).not.toContain('9805');
});
