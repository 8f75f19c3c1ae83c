/**
 * Diary numbers as papers write them. The raw text is what is kept; its reading is for searching. None is refused, and two
 * are taken for the same only when year, board and serial number are told and equal.
 */

/**
 * One number as read. `complete`: board, year and serial number are told. Otherwise what could be read of a number without
 * its board (`2019:286`), or of one that is malformed (`SN/00553`, `KS/xxx`), of which nothing is made up.
 */
export interface DiaryNumber {
  /** This number as it was written, with single spaces. */
  readonly raw: string;
  /** `SN/2019:12`: one spelling for all that are certainly the same. Of an incomplete number, `2019:286` or the raw text. */
  readonly normalised: string;
  readonly complete: boolean;
  /** The board's letters in capitals. */
  readonly board?: string;
  readonly year?: number;
  /** Without leading zeros; a text, since no paper promises that it is small. */
  readonly serial?: string;
}

const label = String.raw`(?:dnr|diarienr|diarienummer)[.:]*\s*`;
const whole = new RegExp(String.raw`^(?:${label})?(?:(?<board>[A-ZÅÄÖ]{1,10}?)\s*(?:${label})?\s*[/ ]?\s*)?(?<year>(?:19|20)\d\d)\s*[:/]\s*(?<serial>\d+)$`, 'i');

const singleSpaced = (text: string): string => text.replace(/\s+/g, ' ').trim();

const readOne = (raw: string): DiaryNumber => {
  const found = whole.exec(raw)?.groups;
  const [year, digits] = [found?.['year'], found?.['serial']];
  if (year === undefined || digits === undefined) return { raw, normalised: raw, complete: false };
  const board = found?.['board']?.toUpperCase();
  const serial = digits.replace(/^0+(?=\d)/, '');
  const told = { raw, year: Number(year), serial };
  return board === undefined ? { ...told, normalised: `${year}:${serial}`, complete: false } : { ...told, board, normalised: `${board}/${year}:${serial}`, complete: true };
};

/**
 * Reads every number in a text; several stand with commas or semicolons between them. Never refuses: what is not understood
 * is kept as it was written. A blank text holds none.
 *
 * @example readDiaryNumbers('AVUX/2016:55 , KS/2016:639').map(({ normalised }) => normalised) // ['AVUX/2016:55', 'KS/2016:639']
 * @example readDiaryNumbers('SNDnr: 2020:262')[0]?.normalised // 'SN/2020:262'
 */
export const readDiaryNumbers = (text: string): readonly DiaryNumber[] =>
  // Composed first: the Greek question mark becomes a semicolon by it.
  text.normalize('NFC').split(/[,;]/).map(singleSpaced).filter((part) => part !== '').map(readOne);

/**
 * The one spelling of a text's numbers. Idempotent: what it gives is its own spelling.
 *
 * @example normaliseDiaryNumber('SN 2020:00042') // 'SN/2020:42'
 */
export const normaliseDiaryNumber = (text: string): string =>
  readDiaryNumbers(text).map(({ normalised }) => normalised).join(', ');

/**
 * Whether two numbers are certainly one: year, board and serial number are told and equal. An incomplete number is the same
 * as no other, not even as one that is written alike.
 */
export const isSameDiaryNumber = (a: DiaryNumber, b: DiaryNumber): boolean =>
  a.complete && b.complete && a.year === b.year && a.board === b.board && a.serial === b.serial;

/**
 * Whether a number may be what somebody looks for: wider than {@link isSameDiaryNumber}, since a search shows and never merges.
 * What both tell must agree; where one of them is malformed, the letters and digits of the texts, leading zeros aside.
 *
 * @example mayBeDiaryNumber(sought, kept) // '2019:286' finds 'SN/2019:286' and 'HBS 2019/286'
 */
export const mayBeDiaryNumber = (sought: DiaryNumber, kept: DiaryNumber): boolean => {
  if (sought.serial === undefined || kept.serial === undefined) return looseKey(sought.raw) === looseKey(kept.raw);
  return sought.serial === kept.serial && sought.year === kept.year && (sought.board === undefined || kept.board === undefined || sought.board === kept.board);
};

const looseKey = (raw: string): string =>
  raw.toUpperCase().replace(/(?:DIARIENUMMER|DIARIENR|DNR)/g, ' ').split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '').map((part) => part.replace(/^0+(?=\d)/, '')).join(' ');
