/** Words of the domain: recipients, sides, reasons, ways to end. Each has its label where people read it. */
import { matching, oneOf } from '@frist/event-sourcing';
import type { Bilingual } from '@frist/obligations';

/** To whom is reported: the inspectorate (IVO), the municipality's auditors, the council. */
export const Recipient = oneOf('Recipient', ['inspectorate', 'auditors', 'council']);
/** See the codec. */
export type Recipient = 'inspectorate' | 'auditors' | 'council';

/** The recipients of individual reports: 16 kap. 6 f § SoL (2001:453), 34 kap. 1 § SoL (2025:400), 28 f § LSS. */
export const individualRecipients = ['inspectorate', 'auditors'] as const;
/** One of them. */
export type IndividualRecipient = (typeof individualRecipients)[number];
/** The codec. */
export const IndividualRecipient = oneOf('IndividualRecipient', individualRecipients);

/** Names of the recipients, as parties of a duty. */
export const recipientNames: Readonly<Record<Recipient, string>> = { inspectorate: 'IVO', auditors: 'kommunens revisorer', council: 'kommunfullmäktige' };

/** On whose side a delay has its reason; several at once are usual. */
export const Side = oneOf('Side', ['authority', 'performer', 'person']);
/** See the codec. */
export type Side = 'authority' | 'performer' | 'person';

const reasonWords = [
  'no-staff', 'no-place', 'recruiting', 'procurement', 'handling', 'illness-of-performer', 'performer-cancelled',
  'declined-offer', 'asked-to-postpone', 'not-reached', 'appointments-missed', 'other',
] as const;

/**
 * A reason in a word, for the short reason in the reports. Nothing about a person's health or circumstances is one:
 * that is told in the sealed text. `asked-to-postpone`: in a choice system, which excludes a fee.
 */
export const ReasonCategory = oneOf('ReasonCategory', reasonWords);
/** See the codec. */
export type ReasonCategory = (typeof reasonWords)[number];

/** The reasons as people read them. */
export const reasonLabels: Readonly<Record<ReasonCategory, Bilingual>> = {
  'no-staff': { sv: 'Personal saknas', en: 'No staff' },
  'no-place': { sv: 'Plats eller bostad saknas', en: 'No place or housing' },
  recruiting: { sv: 'Uppdragstagare söks', en: 'A person for the assignment is sought' },
  procurement: { sv: 'Upphandling pågår', en: 'Procurement under way' },
  handling: { sv: 'Handläggningen har dröjt', en: 'Delay in the handling' },
  'illness-of-performer': { sv: 'Frånvaro hos utföraren', en: 'Absence at the performer' },
  'performer-cancelled': { sv: 'Utföraren har ställt in', en: 'The performer cancelled' },
  'declined-offer': { sv: 'Den enskilde har tackat nej till erbjudande', en: 'The person declined an offer' },
  'asked-to-postpone': { sv: 'Den enskilde har bett att få vänta', en: 'The person asked to wait' },
  'not-reached': { sv: 'Den enskilde har inte kunnat nås', en: 'The person could not be reached' },
  'appointments-missed': { sv: 'Avtalade möten har inte blivit av', en: 'Appointments did not take place' },
  other: { sv: 'Annat skäl', en: 'Another reason' },
};

/** The sides as people read them. */
export const sideLabels: Readonly<Record<Side, Bilingual>> = {
  authority: { sv: 'nämnden', en: 'the board' },
  performer: { sv: 'utföraren', en: 'the performer' },
  person: { sv: 'den enskilde', en: 'the person' },
};

const closingWords = ['withdrawn', 'moved', 'deceased', 'need-ceased', 'replaced-by-new-decision', 'expired', 'other'] as const;
/** Why a decision was closed without being executed. */
export const ClosingReason = oneOf('ClosingReason', closingWords);
/** See the codec. */
export type ClosingReason = (typeof closingWords)[number];

/** The same as people read them. */
export const closingLabels: Readonly<Record<ClosingReason, Bilingual>> = {
  withdrawn: { sv: 'Den enskilde har avstått', en: 'The person withdrew' },
  moved: { sv: 'Den enskilde har flyttat', en: 'The person moved' },
  deceased: { sv: 'Den enskilde har avlidit', en: 'The person has died' },
  'need-ceased': { sv: 'Behovet har upphört', en: 'The need has ceased' },
  'replaced-by-new-decision': { sv: 'Ersatt av nytt beslut', en: 'Replaced by a new decision' },
  expired: { sv: 'Beslutets tid har gått ut', en: 'The decision has expired' },
  other: { sv: 'Annan anledning', en: 'Another reason' },
};

/** Brand of {@link Key}. */
export interface KeyBrand {
  readonly NonExecutedDecisionKey: unique symbol;
}
/** Short name of an offer, an application, or a kind of intervention. Never personal. */
export const Key = matching<KeyBrand>('Key', /^[a-z0-9][a-z0-9-]{0,59}$/, 'a short name of lower case letters, digits and hyphens');
