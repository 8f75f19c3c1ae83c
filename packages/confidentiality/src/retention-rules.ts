/**
 * Retention rules as data: how long a kind of file is kept, from when until when the rule is in force, on which law it
 * rests, and how sure that is (V read in the statute, S from the authority, I interpretation, U not verified).
 * Nothing here is legal advice.
 */
import { type CivilDate, type Confidence, unsafeCivilDate } from '@frist/calendar';
import { oneOf } from '@frist/event-sourcing';
import type * as t from 'io-ts';

/**
 * Kinds of files, each with a rule of its own. Those of a board: `personal-file` (personakt), `adoption`, `parentage`,
 * `placed-child`, `child-protection-investigation`, `concern-report` (one that led to no investigation),
 * `custody-agreement`, `board-lex-sarah` (the board's own lex Sarah file), `board-report` (to inspectorate, auditors,
 * council). Those of a private provider: `provider-personal-file`, `provider-lex-sarah`.
 */
export const FileKind = oneOf('FileKind', [
  'personal-file',
  'adoption',
  'parentage',
  'placed-child',
  'child-protection-investigation',
  'concern-report',
  'custody-agreement',
  'board-lex-sarah',
  'board-report',
  'provider-personal-file',
  'provider-lex-sarah',
]);
/** See the codec. */
export type FileKind = t.TypeOf<typeof FileKind>;

/** What must have passed. Several terms run beside each other; the last to run out counts. */
export type RetentionTerm =
  | { readonly term: 'years-after-last-entry'; readonly years: number }
  | { readonly term: 'until-age'; readonly age: 18 | 30 }
  /** The municipality's retention plan: a decision about the file. */
  | { readonly term: 'by-plan' }
  | { readonly term: 'for-ever' };

/** One rule. */
export interface RetentionRule {
  readonly id: string;
  readonly version: string;
  readonly kinds: readonly FileKind[];
  /** The day that tells which rule is the one: of the last entry, or of the closing of the investigation. */
  readonly by: 'last-entry' | 'closing';
  /** First and last of those days; null: no limit. */
  readonly from: CivilDate | null;
  readonly until: CivilDate | null;
  readonly terms: readonly RetentionTerm[];
  /** Kept for ever for research, in certain counties and of people born on the 5th, 15th or 25th. */
  readonly researchExemption: boolean;
  readonly basis: { readonly sv: string; readonly en: string };
  readonly confidence: Confidence;
}

const newAct = unsafeCivilDate('2025-07-01');
const lastOfOldAct = unsafeCivilDate('2025-06-30');
const longerForChildren = unsafeCivilDate('2026-01-15');
const dayBefore = unsafeCivilDate('2026-01-14');
const ordinance = { sv: '7 kap. 2 § socialtjänstförordningen (2001:937)', en: 'Ordinance (2001:937) ch. 7 s. 2' };
const oldAct = { sv: `12 kap. 1–2 §§ socialtjänstlagen (2001:453) i lydelse enligt SFS 2003:135, ${ordinance.sv}`, en: `Social Services Act (2001:453) ch. 12 ss. 1–2 as worded by SFS 2003:135, ${ordinance.en}` };
const exceptions = { sv: '12 kap. 2 § socialtjänstlagen (2001:453) i lydelse enligt SFS 2005:452', en: 'Social Services Act (2001:453) ch. 12 s. 2 as worded by SFS 2005:452' };
const act = { sv: 'socialtjänstlagen (2025:400), bestämmelserna om gallring', en: 'Social Services Act (2025:400), provisions on disposal' };
const always = { from: null, until: null, by: 'last-entry' } as const;
const underOldAct = { from: null, until: lastOfOldAct, by: 'last-entry' } as const;
const underNewAct = { from: newAct, until: null, by: 'last-entry' } as const;
const years = (number: number): RetentionTerm => ({ term: 'years-after-last-entry', years: number });

/**
 * The rules known. A host can add to them or replace them; a kind without a rule in force cannot be decided. What the Act of
 * 2001 says was read in SFS 2003:135 and 2005:452; the paragraphs of the Act of 2025 were not at hand, so its rules are taken to go on alike.
 */
export const retentionRules: readonly RetentionRule[] = [
  { id: 'gallring/personakt', version: '2003', kinds: ['personal-file'], ...underOldAct, terms: [years(5)], researchExemption: true, basis: oldAct, confidence: 'V' },
  { id: 'gallring/personakt', version: '2025', kinds: ['personal-file'], ...underNewAct, terms: [years(5)], researchExemption: true, basis: act, confidence: 'I' },
  { id: 'gallring/undantag', version: '2005', kinds: ['adoption', 'parentage', 'placed-child'], ...underOldAct, terms: [{ term: 'for-ever' }], researchExemption: false, basis: exceptions, confidence: 'V' },
  { id: 'gallring/undantag', version: '2025', kinds: ['adoption', 'parentage', 'placed-child'], ...underNewAct, terms: [{ term: 'for-ever' }], researchExemption: false, basis: act, confidence: 'I' },
  { id: 'gallring/barnutredning', version: '2003', kinds: ['child-protection-investigation'], by: 'closing', from: null, until: dayBefore, terms: [years(5)], researchExemption: true, basis: oldAct, confidence: 'I' },
  {
    id: 'gallring/barnutredning',
    version: '2026',
    kinds: ['child-protection-investigation'],
    by: 'closing',
    from: longerForChildren,
    until: null,
    terms: [years(5), { term: 'until-age', age: 30 }],
    researchExemption: true,
    basis: { sv: `${act.sv}, i lydelse från 2026-01-15 (prop. 2025/26:12)`, en: `${act.en}, as from 2026-01-15 (bill 2025/26:12)` },
    confidence: 'I',
  },
  { id: 'gallring/orosanmalan', version: '2003', kinds: ['concern-report'], ...underOldAct, terms: [years(5)], researchExemption: true, basis: oldAct, confidence: 'I' },
  { id: 'gallring/orosanmalan', version: '2025', kinds: ['concern-report'], ...underNewAct, terms: [years(5)], researchExemption: true, basis: act, confidence: 'I' },
  // "Not until the child is eighteen" is a bar beside the five years, not in their place: what is later counts.
  { id: 'gallring/vardnadsavtal', version: '2005', kinds: ['custody-agreement'], ...underOldAct, terms: [years(5), { term: 'until-age', age: 18 }], researchExemption: true, basis: exceptions, confidence: 'V' },
  { id: 'gallring/vardnadsavtal', version: '2025', kinds: ['custody-agreement'], ...underNewAct, terms: [years(5), { term: 'until-age', age: 18 }], researchExemption: true, basis: act, confidence: 'I' },
  { id: 'gallring/plan', version: '1', kinds: ['board-lex-sarah', 'board-report'], ...always, terms: [{ term: 'by-plan' }], researchExemption: false, basis: { sv: 'kommunens dokumenthanteringsplan, 10 § arkivlagen (1990:782)', en: 'the municipality’s retention plan, Archives Act (1990:782) s. 10' }, confidence: 'I' },
  { id: 'gallring/enskild-personakt', version: '1', kinds: ['provider-personal-file'], ...always, terms: [years(2)], researchExemption: false, basis: { sv: '23 c § LSS i lydelse enligt SFS 2019:55; för socialtjänstlagen taget som lika', en: 'LSS s. 23 c as worded by SFS 2019:55; for the Social Services Act taken to be alike' }, confidence: 'I' },
  { id: 'gallring/enskild-lex-sarah', version: '1', kinds: ['provider-lex-sarah'], ...always, terms: [years(5)], researchExemption: false, basis: act, confidence: 'I' },
];
