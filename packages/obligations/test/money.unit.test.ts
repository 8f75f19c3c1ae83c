import { addAmounts, formatAmount, formatMoney, parseMoney, subtractAmount } from '@frist/obligations';

import { left, right } from './support';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('parseMoney', () => {
  it.each([
    ['4 000 715', 400_071_500, '4 000 715 kr'],
    ['4\u00a0000\u00a0715', 400_071_500, '4 000 715 kr'],
    ['4\u202f000\u202f715 kr', 400_071_500, '4 000 715 kr'],
    ['284.506', 28_450_600, '284 506 kr; the dots group thousands'],
    ['1.234.567', 123_456_700, '1 234 567 kr; the dots group thousands'],
    ['1.234.567,89 SEK', 123_456_789, '1 234 567,89 kr; the dots group thousands'],
    ['37 629,11 kr', 3_762_911, '37 629,11 kr'],
    ['37629.11', 3_762_911, '37 629,11 kr; the dot parts off decimals'],
    ['SEK 37 629.11', 3_762_911, '37 629,11 kr; the dot parts off decimals'],
    ['37,5 kronor', 3_750, '37,50 kr'],
    ['500:-', 50_000, '500 kr'],
    ['0', 0, '0 kr'],
    ['0,41 kr', 41, '0,41 kr'],
    ['1,7 miljoner', 170_000_000, '1 700 000 kr; in millions of kronor'],
    ['1,7 miljoner kronor', 170_000_000, '1 700 000 kr; in millions of kronor'],
    ['5 860 tkr', 586_000_000, '5 860 000 kr; in thousands of kronor'],
    ['5 860,12345 tkr', 586_012_345, '5 860 123,45 kr; in thousands of kronor'],
    ['13.687 mkr', 1_368_700_000, '13 687 000 kr; the dot parts off decimals; in millions of kronor'],
    ['13,687 Mkr', 1_368_700_000, '13 687 000 kr; in millions of kronor'],
    ['0.284 mkr', 28_400_000, '284 000 kr; the dot parts off decimals; in millions of kronor'],
    ['2 mnkr', 200_000_000, '2 000 000 kr; in millions of kronor'],
    ['1,2 miljarder', 120_000_000_000, '1 200 000 000 kr; in thousand millions of kronor'],
  ])('%s', (text, ore, reading) => expect(right(parseMoney(text))).toEqual({ ore, approximate: false, reading }));

  it.each([
    ['ca 0,8 mkr', 80_000_000],
    ['cirka 284 506 kr', 28_450_600],
    ['c:a 1 000', 100_000],
  ])('%s stays approximate', (text, ore) => expect(right(parseMoney(text))).toMatchObject({ ore, approximate: true, reading: expect.stringMatching(/^about /) as string }));

  it.each([
    ['1.234,5.6', 'UnclearMoney'],
    ['1,234', 'UnclearMoney'],
    ['1,234 kr', 'UnclearMoney'],
    ['1 234.567', 'UnclearMoney'],
    ['1234.567', 'UnclearMoney'],
    ['0.284', 'UnclearMoney'],
    ['5.860 tkr', 'UnclearMoney'],
    ['1.234.567 mkr', 'UnclearMoney'],
    ['1,234,567', 'UnclearMoney'],
    ['12 34', 'UnclearMoney'],
    ['000.284 mkr', 'UnclearMoney'],
    ['007', 'UnclearMoney'],
    ['1 000 – 2 000 kr', 'UnclearMoney'],
    ['25 %', 'UnclearMoney'],
    ['5 dollar', 'UnclearMoney'],
    ['1e6', 'UnclearMoney'],
    ['kr', 'UnclearMoney'],
    ['', 'UnclearMoney'],
    ['sek 5 mkr', 'UnclearMoney'],
    ['-5', 'NegativeMoney'],
    ['\u2212 5 kr', 'NegativeMoney'],
    ['kr -5', 'NegativeMoney'],
    ['1,2345 kr', 'FractionOfOre'],
    ['0,000000001 mkr', 'FractionOfOre'],
    ['999 999 999 miljarder', 'MoneyOutOfRange'],
  ])('%s is refused: %s', (text, tag) => expect(left(parseMoney(text))).toMatchObject({ _tag: tag, rule: 'obligations/money', field: 'amount' }));
});

it('formats for readers, with no-break spaces', () => {
  expect(formatMoney(101_312_000, 'sv')).toBe('1\u00a0013\u00a0120\u00a0kr');
  expect(plain(formatMoney(3_762_911, 'sv'))).toBe('37 629,11 kr');
  expect(plain(formatMoney(3_762_901, 'en'))).toBe('SEK 37 629.01');
  expect(plain(formatMoney(-100, 'sv'))).toBe('\u22121 kr');
  expect([0, 5, 100_000_000].map((ore) => plain(formatMoney(ore, 'sv')))).toEqual(['0 kr', '0,05 kr', '1 000 000 kr']);
});

it('formats amounts: unknown is written out, approximate says so', () => {
  expect([formatAmount({ _tag: 'unknown' }, 'sv'), formatAmount({ _tag: 'unknown' }, 'en'), plain(formatAmount(0, 'sv'))]).toEqual(['Ej angivet', 'Not stated', '0 kr']);
  expect(plain(formatAmount({ _tag: 'approximate', ore: 80_000_000 }, 'sv'))).toBe('ca 0,8 mkr');
  expect(plain(formatAmount({ _tag: 'approximate', ore: 123_456_00 }, 'sv'))).toBe('ca 123 456 kr');
  expect(plain(formatAmount({ _tag: 'approximate', ore: 80_000_000 }, 'en'))).toBe('about SEK 0.8 million');
});

it('adds up only what is known', () => {
  expect(addAmounts([])).toBe(0);
  expect(addAmounts([100, { _tag: 'approximate', ore: 5 }])).toEqual({ _tag: 'approximate', ore: 105 });
  expect(addAmounts([100, { _tag: 'unknown' }])).toEqual({ _tag: 'unknown' });
  expect(subtractAmount(100, 30)).toBe(70);
  expect(subtractAmount(100, { _tag: 'approximate', ore: 30 })).toEqual({ _tag: 'approximate', ore: 70 });
});
