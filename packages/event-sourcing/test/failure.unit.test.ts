import { failure, preview } from '../src';

it.each(['811228-9874', '19811228-9874', '8112289874', '701063-2391', 'client 198112289874 again'])('a failure never repeats %s', (text) => {
  const refused = failure('InvalidData', 'test/rule', `data.${text}`, 'something else', preview(text));
  expect(JSON.stringify(refused)).not.toContain(/\d{6}/.exec(text)?.[0]);
  expect(refused.value).toBe('(what looks like a personal identity number)');
});

it('other values and ids stay', () => {
  expect(failure('NotFound', 'test/rule', 'id', 'an id', '25f93a39-c0d8-5e90-b88e-3dec84a483af')).toEqual({
    _tag: 'NotFound',
    rule: 'test/rule',
    field: 'id',
    expected: 'an id',
    value: '25f93a39-c0d8-5e90-b88e-3dec84a483af',
  });
});
