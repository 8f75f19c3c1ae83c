/** The words about copying. Apart from the others: only one command needs them. */
import type { Lang } from '../language';
import { copyEn, type CopyWords } from './copy-en';
import { copySv } from './copy-sv';

/** The words about copying in a language. */
export const copyWordsOf = (lang: Lang): CopyWords => (lang === 'sv' ? copySv : copyEn);
