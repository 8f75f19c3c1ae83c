/**
 * Standing duties of `@frist/agreements` by the words of their rules: their register names them by code. Kept here, for a check from
 * what is kept loads no domain (1110); a test holds them to the rules.
 */
import type { Lang } from '../language';

const named: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  'list-of-family-homes': { sv: 'Förteckning över barn i familjehem', en: 'List of children in family homes' },
  'patient-safety-report': { sv: 'Patientsäkerhetsberättelse', en: 'Patient safety report' },
  'activity-requirement-figures': { sv: 'Uppgifter om aktivitetskrav, uppdelade efter hinder för självförsörjning', en: 'Figures on activity requirements, split by obstacle to self-support' },
  'activity-requirement-account': { sv: 'Redogörelse för aktivitetskrav', en: 'Account of activity requirements' },
};

/** The name of a standing duty; any other text as it is. */
export const dutyName = (text: string, lang: Lang): string => (Object.hasOwn(named, text) ? (named[text]?.[lang] ?? text) : text);
