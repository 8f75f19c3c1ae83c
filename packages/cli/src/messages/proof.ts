/** The words about proof. Apart from the others: only three commands need them. */
import type { Lang } from '../language';
import { proofEn, type ProofWords } from './proof-en';
import { proofSv } from './proof-sv';

export type { ProofWords };

/** The words about proof in a language. */
export const proofWordsOf = (lang: Lang): ProofWords => (lang === 'sv' ? proofSv : proofEn);

/** The words that go into JSON: English, wherever it is made, unless a language was asked for. */
export const wordsForJson = ({ lang, langGiven }: { readonly lang: Lang; readonly langGiven: boolean }): ProofWords => proofWordsOf(langGiven ? lang : 'en');
