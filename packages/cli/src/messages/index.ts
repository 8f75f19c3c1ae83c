/** The words of a language. Both are small; a command loads them together. */
import type { Lang } from '../language';
import { en, type Words } from './en';
import { sv } from './sv';

export type { Words };

/** The words of a language. */
export const wordsOf = (lang: Lang): Words => (lang === 'sv' ? sv : en);
