/** Small shared values: two-language text, parties, legal basis, money. */
import { Confidence } from '@frist/calendar';
import { closed, nonBlank, oneOf } from '@frist/event-sourcing';
import type * as t from 'io-ts';

/** What an officer reads, in both languages. Never personal. */
export const Bilingual = closed('Bilingual', { sv: nonBlank(400), en: nonBlank(400) });
/** One text in Swedish and English. */
export type Bilingual = t.TypeOf<typeof Bilingual>;

/** Who owes or is owed: an authority, a board, a role. Never a private person. */
export const Party = nonBlank(200);

/** Who set a due date or a duty. Only dates set by statute or regulation roll past holidays (1930:173 2 §). */
export const BasisKind = oneOf('BasisKind', ['statute', 'regulation', 'agency', 'decision', 'agreement']);
/** Who set a date or a duty; see the codec. */
export type BasisKind = t.TypeOf<typeof BasisKind>;

/** The law, regulation, instruction, decision or agreement that something rests on, and how sure we are of it. */
export const LegalBasis = closed('LegalBasis', { kind: BasisKind, reference: nonBlank(300), confidence: Confidence });
/** What something rests on; see the codec. */
export type LegalBasis = t.TypeOf<typeof LegalBasis>;

/** Whether dates on this basis are moved to the next working day. */
export const rolls = (basis: BasisKind): boolean => basis === 'statute' || basis === 'regulation';
