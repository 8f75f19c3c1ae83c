/** Every rule that the check can show of lex Sarah, the duties aside. */
import { findingsIn } from '@frist/obligations';

/** The rules by their ids, in order. A finding of another does not compile, and a test finds each of these in the sources. */
export const lexSarahFindingRules = [
  'lex-sarah/answer-without-notification',
  'lex-sarah/before-received',
  'lex-sarah/carried-out-and-dropped',
  'lex-sarah/closed-without-investigation',
  'lex-sarah/completed-without-assessment',
  'lex-sarah/decided-after-closing',
  'lex-sarah/deviation-before-reported',
  'lex-sarah/due-before-decided',
  'lex-sarah/effect-of-nothing',
  'lex-sarah/file-incomplete',
  'lex-sarah/file-without-notification',
  'lex-sarah/measure-without-due-date',
  'lex-sarah/measure-without-owner',
  'lex-sarah/names-what-is-gone',
  'lex-sarah/no-deviation',
  'lex-sarah/no-report',
  'lex-sarah/noticed-after-received',
  'lex-sarah/notified-though-not-serious',
  'lex-sarah/number-repeats',
  'lex-sarah/promoted-to-something-else',
  'lex-sarah/rescheduled-after-due',
  'lex-sarah/stated-figures-contradict',
] as const;

/** A finding of one of these rules. */
export const finding = findingsIn<(typeof lexSarahFindingRules)[number]>('lex-sarah');
