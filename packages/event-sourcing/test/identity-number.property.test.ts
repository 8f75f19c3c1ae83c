/** The guard against identity numbers: none is missed however it is spelled, and ids in use are left alone. */
import fc from 'fast-check';

import { looksLikeIdentityNumber } from '../src';

const uuid = '6f1c7c52-7a1f-5d33-8c5e-3a5b8a3d9f10';
const two = (n: number): string => String(n).padStart(2, '0');

/** Written apart from the guard's own, from the right. */
const checkDigit = (nine: string): string => {
  const sum = [...nine].reverse().reduce((all, digit, i) => all + [...String(Number(digit) * (i % 2 === 0 ? 2 : 1))].reduce((part, one) => part + Number(one), 0), 0);
  return String((10 - (sum % 10)) % 10);
};

const born = fc.date({ min: new Date('1885-01-01'), max: new Date('2026-12-31'), noInvalidDate: true });
const gaps = fc.constantFrom('', '', '', '-', '.', '/', ' ', '\u00a0');
const joints = fc.constantFrom('', '-', '+', ' ', ' - ', '–', '\u2011', '−');
const before = fc.constantFrom('', 'imp-', 'pnr:', 'x/', 'user_', 'Anna, ', '(', '#', 'SN 2024-00123 ', '1-', `${uuid} `, `${uuid}/`, '12 ', 'No.');
const after = fc.constantFrom('', '-x', '@kommun', '/y', ')', '.', ', Anna', `#${uuid}`, ' 12', 'a', '-1');

const dated = fc.record({ born, century: fc.boolean(), gap: gaps, joint: joints, before, after });
const dateOf = (date: Date, century: boolean, gap: string, more = 0): string =>
  `${century ? String(date.getUTCFullYear()) : two(date.getUTCFullYear() % 100)}${gap}${two(date.getUTCMonth() + 1)}${gap}${two(date.getUTCDate() + more)}`;

it('no number is missed, in whatever spelling and between whatever', () => {
  fc.assert(
    fc.property(dated, fc.boolean(), fc.integer({ min: 1, max: 999 }), ({ born: date, century, gap, joint, before: start, after: end }, coordination, serial) => {
      const more = coordination ? 60 : 0;
      const nine = `${dateOf(date, false, '', more)}${String(serial).padStart(3, '0')}`;
      const text = `${start}${dateOf(date, century, gap, more)}${joint}${nine.slice(6)}${checkDigit(nine)}${end}`;
      expect([text, looksLikeIdentityNumber(text)]).toEqual([text, true]);
    }),
    { numRuns: 20_000 },
  );
});

it('no stand-in with T or TF is missed', () => {
  const letters = fc.oneof(fc.integer({ min: 0, max: 999 }).map((n) => `T${String(n).padStart(3, '0')}`), fc.integer({ min: 0, max: 99 }).map((n) => `TF${two(n)}`));
  fc.assert(
    fc.property(dated, letters, fc.boolean(), ({ born: date, century, gap, joint, before: start, after: end }, last, lower) => {
      const text = `${start}${dateOf(date, century, gap)}${joint}${lower ? last.toLowerCase() : last}${end === 'a' ? '' : end}`;
      expect([text, looksLikeIdentityNumber(text)]).toEqual([text, true]);
    }),
    { numRuns: 5_000 },
  );
});

it('a mistyped number in the form that only these have is refused as well', () => {
  fc.assert(
    fc.property(born, fc.nat(9999), fc.boolean(), (date, last, century) => {
      const text = `${dateOf(date, century && date.getUTCFullYear() < 2000, '')}-${String(last).padStart(4, '0')}`;
      expect([text, looksLikeIdentityNumber(text)]).toEqual([text, true]);
    }),
  );
});

it.each([
  '19811228-9874', '811228-9874', '8112289874', '198112289874', '811228+9874', '1981-12-28-9874', '1981 12 28 9874', '19811228 9874', '19811288-9875', '811288-9875', '8112889871',
  '20101010-T123', '20101010-TF12', '20101000-TF12', '101010TF12', '19391003-A123', '19391003K1B2', '391003-RA07', '19811228-0000',
])('%s is refused', (text) => expect(looksLikeIdentityNumber(text)).toBe(true));

it.each([
  uuid, uuid.toUpperCase(), '19811228-9874-5d33-8c5e-3a5b8a3d9f10', '00000000-0000-0000-0000-198112289874', `imp:19811228-9874-5d33-8c5e-3a5b8a3d9f10`,
  '20240115-0001', '20240115-0009', '202401150001', '2024-06-01-0001', 'grant-2024-06-01-0001', '20000101-0000',
  'SN/2019:12', 'SN 2019/12', 'SN-2024-00123', 'dnr-SN-2024-00123', 'SN 2024/00123-4', 'KS/2024:0001234', '2024-01-15', '20240115', '2024-01-15 – 2024-12-31', '2024-01-15/2024-12-31', '2024-01-15-2024-12-31',
  '2024-01-15-1999-12-31',
  '2024-01-15T10:15:30.123Z', '2024-01-15T10:15', '2024-01-15 10:15:30', '20240115T101530Z', '20240115T1015', '20240115T10', '2024-01-15T101530+01:00', '1732260000000', '1705312530123456', '12345',
  '20240115-SN12', '2024-01-15-SN12', '20240115-B12', '20240115-v001', 'import-20240115-0003/17', '212000-0142', '556036-0793', '5051-6822', '811399-9874', '811328-9874', '810230-9874', '19810230-9874', '123 456 789',
  'Ärende 2024-00123, beslut 2024-06-01 § 12', '8112289874123', '1981122898741', 'case_20240115', '10000000000', '0000000000', '1 000 000 000',
])('%s passes', (text) => expect(looksLikeIdentityNumber(text)).toBe(false));

it('a long text costs no more than its length', () => {
  const text = '2024-01-15 '.repeat(20_000);
  const start = process.hrtime.bigint();
  expect(looksLikeIdentityNumber(text)).toBe(false);
  expect(Number(process.hrtime.bigint() - start) / 1e6).toBeLessThan(2_000);
});
