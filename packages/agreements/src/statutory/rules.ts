/**
 * Statutory duties by count: what the acts make due so long from a day, or every so often. Dated data: each version has its days
 * of validity, its legal basis, how sure we are of it, and whether its last day rolls (1930:173 2 §).
 *
 * `V / I` of the sources stands as the confidence `V` of the statute and `rollConfidence: 'I'` of its rolling. Where an act is
 * allowed on the next working day, the warning still stands on the end day (`warnOnEndDay`).
 */
import { type Confidence, type Duration, unsafeCivilDate, unsafeDuration } from '@frist/calendar';
import type { Bilingual, DeadlineRule, LegalBasis } from '@frist/obligations';

/** A statutory rule, one version. */
export interface StatutoryRule extends DeadlineRule {
  /** Without a number of days in the act: elapsed time is shown, never an invented date. */
  readonly soft?: Bilingual;
  /** Two lengths have been told: both readings are kept, the earlier is acted on. */
  readonly lengths?: readonly { readonly plus: Duration; readonly rule: string; readonly confidence: Confidence }[];
  /** Done once, it is due again so long after that; absent: once. */
  readonly again?: Duration;
  /** How sure the rolling is, where the source tells it apart from the rule. */
  readonly rollConfidence?: Confidence;
  readonly warnOnEndDay?: true;
  /** To whom, where the act says so. */
  readonly creditor?: string;
}

const inspectorate = 'the inspectorate';
const sol2001 = { validFrom: unsafeCivilDate('2002-01-01'), validTo: unsafeCivilDate('2025-06-30') };
const sol2025 = { validFrom: unsafeCivilDate('2025-07-01') };
const from = (day: string) => ({ validFrom: unsafeCivilDate(day) });
const statute = (reference: string, confidence: Confidence = 'V'): LegalBasis => ({ kind: 'statute', reference, confidence });
const old = (paragraph: string, confidence?: Confidence): LegalBasis => statute(`socialtjänstlagen (2001:453) ${paragraph}`, confidence);
const act = (paragraph: string): LegalBasis => statute(`socialtjänstlagen (2025:400) ${paragraph}`);

/** Told once for all versions of a rule. */
type Common = Omit<StatutoryRule, 'version' | 'basis' | 'validFrom' | 'validTo' | 'id'>;
type Version = Pick<StatutoryRule, 'basis'> & Partial<StatutoryRule>;

const versions = (id: string, common: Common, ...each: readonly Version[]): readonly StatutoryRule[] => each.map((one, i) => ({ id: `agreements/${id}`, version: i + 1, ...common, ...one }));

const length = (text: string): { readonly plus: Duration } => ({ plus: unsafeDuration(text) });
/** The act may be done on the next working day; warned on the end day. */
const allowed = { roll: 'statutory', rollConfidence: 'I', warnOnEndDay: true } as const;
const rolling = { roll: 'statutory', rollConfidence: 'I' } as const;
const fixed = { roll: 'none' } as const;
const concern: Bilingual = { sv: 'anmälan om oro kom in', en: 'concern report received' };
const titled = (sv: string, en: string, dayZero: Bilingual): Pick<Common, 'title' | 'dayZero'> => ({ title: { sv, en }, dayZero });
const atOnce: Bilingual = { sv: 'genast', en: 'at once' };

/** Rules of cases: each runs from a day of the case. */
export const caseRules: readonly StatutoryRule[] = [
  ...versions(
    'open-child-investigation',
    { ...titled('Besluta om utredning ska inledas', 'Decide whether to open a child investigation', concern), ...length('P14D'), ...allowed },
    { ...sol2001, basis: old('11 kap. 1 a §') },
    { ...sol2025, basis: act('20 kap. 2 §') },
  ),
  ...versions(
    'assess-need-for-protection',
    { ...titled('Bedöm behovet av skydd', 'Assess the need for protection', concern), ...fixed, soft: atOnce },
    { ...sol2001, basis: old('11 kap. 1 a §') },
    { ...sol2025, basis: act('20 kap. 1 §') },
  ),
  ...versions(
    'child-investigation',
    { ...titled('Slutför barnutredningen', 'Complete the child investigation', { sv: 'utredningen inleddes', en: 'investigation opened' }), ...length('P4M'), ...allowed },
    { ...sol2001, basis: old('11 kap. 2 §') },
    { ...sol2025, basis: act('20 kap. 3 §') },
  ),
  ...versions(
    'consider-continued-care',
    {
      ...titled('Överväg om vården fortfarande behövs', 'Consider whether care is still needed', { sv: 'vården började, därefter varje övervägande', en: 'start of care, then each consideration' }),
      ...length('P6M'),
      ...fixed,
      again: unsafeDuration('P6M'),
    },
    { ...sol2001, basis: old('6 kap. 8 §') },
    { ...sol2025, basis: act('22 kap. 13 §') },
  ),
  ...versions(
    'follow-up-of-child',
    { ...titled('Uppföljningen av barnet ska ha upphört', 'The follow-up of the child ends', { sv: 'utredningen avslutades', en: 'investigation closed' }), ...fixed },
    { ...sol2001, ...length('P2M'), basis: old('11 kap. 4 c §') },
    { ...sol2025, ...length('P6M'), basis: act('23 kap. 5 §') },
  ),
  ...versions(
    'personal-data-breach',
    {
      ...titled('Anmäl personuppgiftsincidenten till tillsynsmyndigheten', 'Notify the personal data breach to the supervisory authority', { sv: 'den personuppgiftsansvarige fick kännedom', en: 'the controller became aware' }),
      ...length('PT72H'),
      ...fixed,
    },
    { basis: statute('GDPR art. 33', 'S') },
  ),
  ...versions(
    'answer-reporter',
    { ...titled('Svara den som anmält oro och har begärt det', 'Answer the person who reported concern, on request', { sv: 'beslut att inleda utredning eller inte', en: 'decision to open or not' }), ...length('P1W'), ...allowed },
    { ...from('2026-01-15'), basis: act('19 kap. 6 §') },
  ),
  ...versions(
    'changed-activity',
    { ...titled('Anmäl ändrad anmälningspliktig verksamhet', 'Notify a changed notifiable activity', { sv: 'ändringen genomfördes', en: 'change carried out' }), ...length('P1M'), ...rolling, creditor: inspectorate },
    { ...from('2026-01-01'), basis: statute('socialtjänstlagen (2025:400) 26 kap. 2 §, LSS 23 §') },
  ),
  ...versions(
    'custody-transfer',
    {
      ...titled('Överväg överflyttning av vårdnaden', 'Consider the transfer of custody', { sv: 'placerad i samma familjehem, därefter varje övervägande', en: 'placement in the same family home, then each consideration' }),
      ...fixed,
      again: unsafeDuration('P1Y'),
    },
    {
      ...sol2001,
      // A paper of 2019 tells three years; which length held on which day has not been verified.
      lengths: [
        { plus: unsafeDuration('P2Y'), rule: 'two-years', confidence: 'U' },
        { plus: unsafeDuration('P3Y'), rule: 'three-years-told-in-2019', confidence: 'U' },
      ],
      basis: old('(paragraf ej angiven)', 'U'),
    },
    { ...sol2025, ...length('P2Y'), basis: act('22 kap. 14 §') },
  ),
  ...versions(
    'jourhem-ends',
    { ...titled('Placeringen i jourhem ska ha upphört', 'The placement in an emergency home ends', { sv: 'utredningen avslutades', en: 'investigation closed' }), ...length('P2M'), ...fixed },
    { ...sol2001, basis: old('6 kap. 6 §') },
    { ...sol2025, basis: act('22 kap. 4 §') },
  ),
  ...versions(
    'adoption-consent',
    { ...titled('Besluta om medgivande att adoptionsförfarandet får fortsätta', 'Consent to go on with an adoption', { sv: 'sökandena underrättade nämnden', en: 'applicants told the board' }), ...length('P2W'), ...allowed },
    { ...sol2001, basis: old('6 kap. 14 §') },
    { ...sol2025, basis: act('24 kap. 5 §') },
  ),
  ...versions(
    'call-to-allvarssamtal',
    { ...titled('Kalla till allvarssamtal', 'Call to allvarssamtal', { sv: 'underrättelse från polisen', en: 'told by the police' }), ...length('PT24H'), ...fixed },
    { ...from('2027-01-02'), basis: act('19 a kap. 3 §') },
  ),
  ...versions(
    'hold-allvarssamtal',
    { ...titled('Håll allvarssamtalet', 'Hold the allvarssamtal', { sv: 'underrättelse från polisen', en: 'told by the police' }), ...length('P14D'), roll: 'statutory', warnOnEndDay: true },
    { ...from('2027-01-02'), basis: act('19 a kap. 6 §') },
  ),
  ...versions(
    'answer-slow-case-request',
    { ...titled('Avgör ärendet eller avslå begäran om avgörande', 'Answer a request to conclude a slow case', { sv: 'begäran kom in', en: 'request received' }), ...length('P4W'), ...rolling },
    { basis: statute('förvaltningslagen 12 §') },
  ),
  ...versions(
    'lex-maria',
    { ...titled('Anmäl enligt lex Maria', 'Notify under lex Maria', { sv: 'händelsen', en: 'the event' }), ...fixed, soft: { sv: 'snarast', en: 'promptly' }, creditor: inspectorate },
    { basis: statute('PSL 3 kap. 5 §') },
  ),
];

/** Rules of duties that come round by themselves; a board switches them on. */
export const standingRules: readonly StatutoryRule[] = [
  ...versions(
    'list-of-family-homes',
    { ...titled('Förteckning över barn i familjehem', 'List of children in family homes', { sv: 'kalenderåret', en: 'the calendar year' }), ...rolling, creditor: inspectorate },
    { ...sol2001, basis: { kind: 'regulation', reference: 'SoF 2001:937 7 kap. 1 §', confidence: 'V' } },
    { ...sol2025, basis: { kind: 'regulation', reference: 'SoF 2025:468 3 kap. 4 §', confidence: 'V' } },
  ),
  ...versions('patient-safety-report', { ...titled('Patientsäkerhetsberättelse', 'Patient safety report', { sv: 'kalenderåret', en: 'the calendar year' }), ...rolling }, { basis: statute('PSL 3 kap. 10 §') }),
  ...versions(
    'activity-requirement-figures',
    { ...titled('Uppgifter om aktivitetskrav, uppdelade efter hinder för självförsörjning', 'Figures on activity requirements, split by obstacle to self-support', { sv: 'kvartalet', en: 'the quarter' }), ...fixed, creditor: inspectorate },
    { ...from('2026-07-01'), basis: statute('socialtjänstlagen (2025:400) 34 kap. 12 §, SoF 2025:468 12 kap. 5 §') },
  ),
  ...versions(
    'activity-requirement-account',
    { ...titled('Redogörelse för aktivitetskrav', 'Account of activity requirements', { sv: 'vartannat år', en: 'every second year' }), ...fixed, creditor: inspectorate },
    { ...from('2026-07-01'), basis: act('34 kap. 11 §; sanktionsavgift 13–15 §§ från 2027-07-01') },
  ),
];

/** All statutory rules of this package. */
export const statutoryRules: readonly StatutoryRule[] = [...caseRules, ...standingRules];
