/** Labels of the three reports, as in the boards' own papers where they have them. */
import type { Bilingual } from '@frist/obligations';

const both = (sv: string, en: string): Bilingual => ({ sv, en });

/** Labels by key; the keys are those of columns and fields. */
export const labels = {
  quarter: both('Avser', 'Period'),
  cutOff: both('Avstämningsdag', 'Cut-off day'),
  window: both('Rapporteringsfönster hos IVO', 'The inspectorate’s window'),
  boardsName: both('Nämndens benämning', 'The board’s own name'),
  diaryNumber: both('Diarienummer', 'Diary number'),
  adopted: both('Antagen av nämnden', 'Adopted by the board'),
  dispatch: both('Expedieras till', 'Dispatched to'),
  sent: both('Avsänd', 'Sent'),
  number: both('Nr', 'No'),
  reportType: both('Typ av rapport', 'Type of report'),
  interruption: both('Avbrott', 'Interruption'),
  reporter: both('Rapportör', 'Reporter'),
  mainReporter: both('Huvudrapportör', 'Main reporter'),
  identity: both('Personnummer eller tillfälligt nummer', 'Identity number or stand-in number'),
  protectedIdentity: both('Skyddade personuppgifter', 'Protected identity'),
  advanceDecision: both('Förhandsbesked', 'Advance decision'),
  municipalityOfStay: both('Vistelsekommun', 'Municipality of stay'),
  legalBasis: both('Lagrum', 'Legal basis'),
  assistance: both('Typ av bistånd', 'Type of assistance'),
  intervention: both('Typ av insats', 'Type of intervention'),
  kind: both('Typ av bistånd/insats', 'Type of assistance or intervention'),
  decidedOn: both('Beslutsdatum', 'Decision date'),
  interruptedOn: both('Datum för avbrott', 'Interrupted on'),
  reasons: both('Skäl för dröjsmålet', 'Reasons for the delay'),
  shortReason: both('Kortfattat skäl för dröjsmålet', 'Short reason for the delay'),
  effects: both('Följder för den enskilde', 'Effects on the person'),
  support: both('Annat stöd under tiden', 'Other support meanwhile'),
  offers: both('Erbjudanden och uppföljningar (datum, svar)', 'Offers and follow-ups (date, answer)'),
  executedOn: both('Verkställt datum', 'Executed on'),
  closedOn: both('Avslutat datum och anledning', 'Closed on, and why'),
  days: both('Dagar sedan beslut', 'Days since the decision'),
  reportedFirst: both('Rapporterat första gången (kvartal)', 'First reported (quarter)'),
  count: both('Antal beslut', 'Number of decisions'),
  women: both('varav kvinnor', 'of whom women'),
  men: both('varav män', 'of whom men'),
  daysEach: both('Dagar sedan beslut, per beslut', 'Days since each decision'),
  shortest: both('Kortast', 'Shortest'),
  median: both('Median', 'Median'),
  longest: both('Längst', 'Longest'),
  sum: both('Summa', 'Sum'),
  others: both('Övriga insatser', 'Other interventions'),
  nothing: both('Inga beslut att redovisa.', 'No decisions to report.'),
  findings: both('Iakttagelser', 'Findings'),
  noFindings: both('Inga iakttagelser.', 'No findings.'),
  untold: both('Ej angivet', 'Not told'),
} as const;

/** The type of an individual report, in the words of the inspectorate's form. */
export const reportTypes: Readonly<Record<'new' | 'not-executed' | 'executed' | 'closed', Bilingual>> = {
  new: both('Ny', 'New'),
  'not-executed': both('Återrapportering', 'Repeated'),
  executed: both('Verkställighet', 'Execution'),
  closed: both('Avslut av annan anledning', 'Closed for another reason'),
};
