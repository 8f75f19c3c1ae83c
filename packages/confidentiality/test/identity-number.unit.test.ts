import { unsafeCivilDate } from '@frist/calendar';
import { decodeWith } from '@frist/event-sourcing';

import { birthDateOf, IdentityNumber, kindOfIdentityNumber, parseIdentityNumber } from '../src';
import { right } from './support';

const asOf = unsafeCivilDate('2026-03-01');

describe('an identity number', () => {
  it.each([
    ['198507099805', '198507099805'],
    ['19850709-9805', '198507099805'],
    [' 19850709 9805 ', '198507099805'],
    ['19850709–9805', '198507099805'],
    ['850709-9805', '198507099805'],
    ['8507099805', '198507099805'],
    ['850709+9805', '188507099805'],
    ['191212121212', '191212121212'],
    ['121212+1212', '191212121212'],
    ['20120229-2384', null],
    ['19850769-9802', '198507699802'],
    ['19800101-T001', '19800101-T001'],
    ['19800101TF12', '19800101-TF12'],
    ['19800101-t123', '19800101-T123'],
  ])('%s is read as %s', (text, expected) => {
    const found = parseIdentityNumber(text, asOf);
    if (expected === null) expect(found._tag).toBe('Left');
    else expect(right(found)).toBe(expected);
  });

  it.each(['', 'Anna Lind', '850709-9806', '198507099806', '19850230-9805', '19850799-9805', '1985070998055', '85070998', '19850709+9805', '19800101-X001', '19800101-T01', '19801301-T001', '19850709-98o5', '198507619805'])(
    '%s is refused, and not repeated',
    (text) => {
      const refused = parseIdentityNumber(text, asOf);
      expect(refused).toMatchObject({ _tag: 'Left', left: { _tag: 'InvalidIdentityNumber' } });
      if (text !== '') expect(JSON.stringify(refused)).not.toContain(text);
    },
  );

  it('needs the day it was written for a year of two digits', () => {
    expect(parseIdentityNumber('850709-9805')).toMatchObject({ left: { expected: expect.stringContaining('day on which') as string } });
    expect(right(parseIdentityNumber('240229-2383', unsafeCivilDate('2024-02-29'))).slice(0, 4)).toBe('2024');
    expect(right(parseIdentityNumber('240229-2383', unsafeCivilDate('2024-02-28'))).slice(0, 4)).toBe('1924');
  });

  it('tells kind and date', () => {
    const of = (text: string): unknown[] => {
      const number = right(parseIdentityNumber(text, asOf));
      return [kindOfIdentityNumber(number), birthDateOf(number)];
    };
    expect(of('19850709-9805')).toEqual(['personal', '1985-07-09']);
    expect(of('19850769-9802')).toEqual(['coordination', '1985-07-09']);
    expect(of('19800101-TF12')).toEqual(['stand-in', '1980-01-01']);
  });

  it('is stored in one form only', () => {
    for (const text of ['198507099805', '19800101-T001']) expect(IdentityNumber.is(text)).toBe(true);
    for (const text of ['19850709-9805', '8507099805', '198507099806', '19800101T001', 198507099805, null, '０198507099805']) expect(IdentityNumber.is(text)).toBe(false);
    expect(JSON.stringify(decodeWith(IdentityNumber, '198507099806', 'number'))).not.toContain('9806');
  });
});
