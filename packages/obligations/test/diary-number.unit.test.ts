/** Every form of diary number that a real board's papers hold. */
import { isSameDiaryNumber, mayBeDiaryNumber, normaliseDiaryNumber, readDiaryNumbers } from '@frist/obligations';

const one = (text: string) => {
  const [first, ...others] = readDiaryNumbers(text);
  if (first === undefined || others.length > 0) throw new Error(`not one number: ${text}`);
  return first;
};

it.each([
  ['SN 2019:312', 'SN/2019:312'],
  ['SN/2019:199', 'SN/2019:199'],
  ['Dnr SN/2019:199', 'SN/2019:199'],
  ['SN 2019:12', 'SN/2019:12'],
  ['SN 2018:12', 'SN/2018:12'],
  ['SN/2022:0063', 'SN/2022:63'],
  ['SN/2022:00063', 'SN/2022:63'],
  ['SN/2022:00558', 'SN/2022:558'],
  ['SN 2023:00007', 'SN/2023:7'],
  ['SN Dnr. 2020:264', 'SN/2020:264'],
  ['SNDnr: 2020:262', 'SN/2020:262'],
  ['SNDnr: 2019:12', 'SN/2019:12'],
  ['SN 2020:42', 'SN/2020:42'],
  ['SN/2020:00042', 'SN/2020:42'],
  ['SN/ 2020:58', 'SN/2020:58'],
  ['SN/2019:572', 'SN/2019:572'],
  ['KS /2016:275', 'KS/2016:275'],
  ['HBS 2019/31', 'HBS/2019:31'],
  ['sn 2019:0', 'SN/2019:0'],
  ['SN\u00a02019 : 12', 'SN/2019:12'],
])('%s reads as %s', (raw, normalised) => {
  expect(one(raw)).toMatchObject({ normalised, complete: true });
  expect(one(raw).raw).toBe(raw.replace(/\s+/g, ' '));
});

it('keeps what it does not understand as it was written, and makes nothing up', () => {
  expect(one('SN/00553')).toEqual({ raw: 'SN/00553', normalised: 'SN/00553', complete: false });
  expect(one('KS/xxx')).toEqual({ raw: 'KS/xxx', normalised: 'KS/xxx', complete: false });
  expect(one('§ 112 KS')).toMatchObject({ normalised: '§ 112 KS', complete: false });
  expect(one('2019:286')).toEqual({ raw: '2019:286', normalised: '2019:286', complete: false, year: 2019, serial: '286' });
  expect(one('Dnr 2019:0286')).toEqual({ raw: 'Dnr 2019:0286', normalised: '2019:286', complete: false, year: 2019, serial: '286' });
  expect(readDiaryNumbers('  ')).toEqual([]);
});

it('reads several numbers in one text, each by itself', () => {
  expect(readDiaryNumbers('AVUX/2016:55 , KS/2016:639')).toEqual([
    { raw: 'AVUX/2016:55', board: 'AVUX', year: 2016, serial: '55', normalised: 'AVUX/2016:55', complete: true },
    { raw: 'KS/2016:639', board: 'KS', year: 2016, serial: '639', normalised: 'KS/2016:639', complete: true },
  ]);
  expect(normaliseDiaryNumber('AVUX/2016:55 , KS/xxx')).toBe('AVUX/2016:55, KS/xxx');
});

it('merges none: neighbours, other years, other boards, and what is malformed', () => {
  for (const [a, b] of [['SN/2020:57', 'SN/2020:33'], ['SN 2018:12', 'SN 2019:12'], ['SN/2019:572', 'SN 2020:58'], ['SN/2019:31', 'HBS 2019/31'], ['2019:286', 'SN/2019:286'], ['2019:286', '2019:286'], ['SN/00553', 'SN/00553']] as const) {
    expect([a, b, isSameDiaryNumber(one(a), one(b))]).toEqual([a, b, false]);
  }
  expect(isSameDiaryNumber(one('SN 2020:42'), one('SN/2020:00042'))).toBe(true);
});

it('finds by any spelling, malformed ones too', () => {
  const finds = (sought: string, kept: string): boolean => mayBeDiaryNumber(one(sought), one(kept));
  expect([finds('sn 2020:42', 'SN/2020:00042'), finds('2019:286', 'SN/2019:286'), finds('SN/2019:286', '2019:286'), finds('SN 553', 'SN/00553'), finds('ks/Xxx', 'KS/xxx')]).toEqual([true, true, true, true, true]);
  expect([finds('SN 2018:12', 'SN 2019:12'), finds('KS 2019:12', 'SN 2019:12'), finds('SN/00553', 'SN/2022:00553'), finds('SN/2022:00553', 'SN/00553')]).toEqual([false, false, false, false]);
});
