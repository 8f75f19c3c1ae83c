/** What was typed may be an identity number in the wrong place. It is not repeated: terminals and logs keep what they show. */
import { failure } from '@frist/event-sourcing';

/** What every failure of Frist carries in place of one. */
const mark = failure('Said', 'frist/redact', '', '', '19121212-1212').value ?? '';
const looksLikeOne = (text: string): boolean => failure('Said', 'frist/redact', '', '', text).value === mark;

/**
 * A sentence in which whatever looks like a personal identity number is replaced.
 *
 * @param instead what stands in its place, in the language of the sentence
 */
export const redacted = (sentence: string, instead: string): string =>
  sentence.replace(/"[^"]*"|\S+/g, (word) => (looksLikeOne(word) ? instead : word)).replaceAll(mark, instead);
