/** The words about sealed data. Apart from the others: few commands need them. */
import type { Lang } from '../language';
import { secrecyEn, type SecrecyWords } from './secrecy-en';
import { secrecySv } from './secrecy-sv';

export type { SecrecyWords };

/** The words about sealed data in a language. */
export const secrecyWordsOf = (lang: Lang): SecrecyWords => (lang === 'sv' ? secrecySv : secrecyEn);
