/** What the renderer says in its own words, in both languages: nothing about any domain. */
import type { Lang } from './options';

const sv = {
  head: {
    board: 'Nämnd',
    allBoards: 'Alla nämnder i registret',
    cutOff: 'Avstämningsdag',
    asOf: 'Läget per',
    knownAt: 'Uppgifter kända till och med',
    madeOn: 'Framtagen',
    madeWith: (moment: string, version: string): string => `${moment}, med Frist ${version}`,
    amounts: 'Belopp',
    inKronor: 'i kronor',
  },
  foot: 'Upprättad med Frist. Ersätter inte juridisk bedömning. Regler märkta *ej verifierad* är inte kontrollerade mot författning.',
  nothing: 'Det finns inga uppgifter att redovisa.',
  unknown: 'Ej angivet',
  yes: 'Ja',
  no: 'Nej',
  form: (n: number): string => `Nr ${n}`,
  sealed: 'Skyddad uppgift, nyckel saknas.',
  disposed: (on: string | undefined, decision: string | undefined): string =>
    `Gallrad${on === undefined ? '' : ` ${on}`}${decision === undefined ? '' : `${on === undefined ? '' : ','} beslut ${decision}`}.`,
  feed: {
    name: 'Frister',
    conditional: 'villkorat, ännu inte utlöst',
    suspended: 'uppskjutet',
    sentBack: 'komplettering',
    who: (debtor: string, creditor: string | null): string => `Ansvarig: ${debtor}${creditor === null ? '' : `. Till: ${creditor}`}`,
    concerns: 'Gäller',
    endDay: 'Slutdag',
    lastDay: 'Sista dag (efter helgregeln)',
    span: (from: string, to: string): string => `Oklar dag: tidigast ${from}, senast ${to}`,
    basis: 'Grund',
    confidence: { V: 'läst i författning', S: 'myndighetens uppgift', I: 'tolkning', U: 'ej verifierad' },
    view: (asOf: string, knownAt: string): string => `Per ${asOf}, med uppgifter kända till och med ${knownAt}.`,
  },
};

const en: typeof sv = {
  head: {
    board: 'Board',
    allBoards: 'All boards of the register',
    cutOff: 'Cut-off day',
    asOf: 'As of',
    knownAt: 'Facts known through',
    madeOn: 'Made on',
    madeWith: (moment, version) => `${moment}, with Frist ${version}`,
    amounts: 'Amounts',
    inKronor: 'in kronor (SEK)',
  },
  foot: 'Made with Frist. No substitute for legal judgement. Rules marked *not verified* have not been checked against the statute.',
  nothing: 'There is nothing on record to report.',
  unknown: 'Not stated',
  yes: 'Yes',
  no: 'No',
  form: (n) => `No ${n}`,
  sealed: 'Protected, no key held.',
  disposed: (on, decision) =>
    `Disposed of${on === undefined ? '' : ` ${on}`}${decision === undefined ? '' : `${on === undefined ? '' : ','} decision ${decision}`}.`,
  feed: {
    name: 'Time limits',
    conditional: 'conditional, not yet triggered',
    suspended: 'suspended',
    sentBack: 'completion',
    who: (debtor, creditor) => `Owed by: ${debtor}${creditor === null ? '' : `. To: ${creditor}`}`,
    concerns: 'Concerns',
    endDay: 'End day',
    lastDay: 'Last permitted day',
    span: (from, to) => `Unclear day: at the earliest ${from}, at the latest ${to}`,
    basis: 'Basis',
    confidence: { V: 'read in the statute', S: 'told by the authority', I: 'interpretation', U: 'not verified' },
    view: (asOf, knownAt) => `As of ${asOf}, with what was known through ${knownAt}.`,
  },
};

/** One language's words. */
export type Words = typeof sv;

/** The words by language. */
export const wordsOf: Readonly<Record<Lang, Words>> = { sv, en };

/** What a cell without meaning here shows on paper. */
export const dash = '\u2013';
