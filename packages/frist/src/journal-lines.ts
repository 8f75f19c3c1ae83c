/** From the bytes of a journal to its lines. */
import { TextDecoder } from 'node:util';

import { failure } from '@frist/event-sourcing';

import type { ImportLine } from './import-types';

/** The longest line, in bytes of UTF-8. */
export const maxLineLength = 10 * 1024 * 1024;

const lineFeed = 0x0a;

/**
 * Splits a journal into lines: UTF-8, with or without a byte-order mark at its start, ending in LF or CRLF. Blank
 * lines are left out. A line that is too long or no UTF-8 comes with its flaw, so that an import reports it with all others.
 *
 * @example journalLines('grants.jsonl', readFileSync('grants.jsonl'))
 */
export const journalLines = (file: string, content: Uint8Array | string): readonly ImportLine[] => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const lines: ImportLine[] = [];
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (let line = 1; start < bytes.length; line += 1) {
    const found = bytes.indexOf(lineFeed, start);
    const end = found === -1 ? bytes.length : found;
    const one = lineOf(file, line, bytes.subarray(start, end), decoder);
    if (one !== null) lines.push(one);
    start = end + 1;
  }
  return lines;
};

const lineOf = (file: string, line: number, bytes: Uint8Array, decoder: TextDecoder): ImportLine | null => {
  if (bytes.length > maxLineLength) return { file, line, text: '', flaw: tooLong(bytes.length) };
  try {
    const text = decoder.decode(bytes).replace(/\r$/, '');
    return text.trim() === '' ? null : { file, line, text };
  } catch {
    return { file, line, text: '', flaw: failure('InvalidEncoding', 'frist/journal-line', '$', 'text in UTF-8') };
  }
};

/** Why a line of so many bytes is refused. */
export const tooLong = (bytes: number) => failure('LineTooLong', 'frist/journal-line', '$', `a line of at most ${maxLineLength} bytes`, `${bytes} bytes`);
