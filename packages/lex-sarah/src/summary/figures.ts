/** The figures that a board may have stated for a year: what each is called, where the register has it, and how they hang together. */
import type { Bilingual } from '@frist/obligations';

import type { YearlyStatistics } from '../statistics/count';
import type { DeviationStatistics } from '../statistics/deviations';

/** What the register says of a year. */
export interface CountedYear {
  readonly reports: YearlyStatistics;
  readonly deviations: DeviationStatistics;
  readonly deviationsYearBefore: number;
}

interface FigureKind {
  readonly label: Bilingual;
  readonly of: (counted: CountedYear) => number | null;
  readonly about: 'reports' | 'deviations';
  /** A count that further records can only raise: a register that holds more than was stated contradicts it, complete or not. */
  readonly grows?: true;
}

const report = (sv: string, en: string, of: (year: YearlyStatistics) => number | null, grows?: true): FigureKind => ({ label: { sv, en }, of: ({ reports }) => of(reports), about: 'reports', ...(grows && { grows }) });
const deviation = (sv: string, en: string, of: (counted: CountedYear) => number, grows?: true): FigureKind => ({ label: { sv, en }, of, about: 'deviations', ...(grows && { grows }) });

/** Every figure by name. `other` is whatever has no place here: it is kept and cannot be tested. */
export const figureKinds = {
  received: report('Inkomna rapporter', 'Reports received', (year) => year.received, true),
  completed: report('Färdigställda under året', 'Completed in the year', (year) => year.completed, true),
  'completed-received-in-year': report('varav inkomna under året', 'of which received in the year', (year) => year.completedReceivedInYear, true),
  'completed-received-earlier': report('varav inkomna tidigare år', 'of which received in earlier years', (year) => year.completedReceivedEarlier, true),
  'completed-year-before': report('Färdigställda föregående år', 'Completed in the year before', (year) => year.completedYearBefore, true),
  'not-investigated': report('Ej utredda vid årets slut', 'Not investigated at the end of the year', (year) => year.notInvestigated),
  'average-days': report('Genomsnittlig utredningstid (dagar)', 'Average time of investigation (days)', (year) => year.averageDays),
  'median-days': report('Median (dagar)', 'Median (days)', (year) => year.medianDays),
  'not-misconduct': report('Inte missförhållande', 'Not misconduct', (year) => year.assessed.none),
  misconduct: report('Missförhållande', 'Misconduct', (year) => year.assessed.misconduct),
  'palpable-risk': report('Påtaglig risk för missförhållande', 'Palpable risk of misconduct', (year) => year.assessed['palpable-risk']),
  serious: report('Allvarligt missförhållande', 'Serious misconduct', (year) => year.assessed.serious),
  'palpable-risk-serious': report('Påtaglig risk för allvarligt missförhållande', 'Palpable risk of serious misconduct', (year) => year.assessed['palpable-risk-serious']),
  'not-assessed': report('Ej bedömd', 'Not assessed', (year) => year.assessed['not-assessed']),
  notified: report('Anmälda till IVO', 'Notified to the inspectorate', (year) => year.notified, true),
  'notified-before-completed': report('varav före avslutad utredning', 'of which before the investigation ended', (year) => year.notifiedBeforeCompleted),
  'closed-by-inspectorate': report('Avslutade utan ytterligare åtgärder', 'Closed without further measures', (year) => year.closedByInspectorate),
  'pending-at-inspectorate': report('Pågående hos IVO', 'Pending at the inspectorate', (year) => year.pendingAtInspectorate),
  'without-measures': report('Utredningar utan särskilda åtgärder', 'Investigations without special measures', (year) => year.withoutMeasures),
  'with-measures': report('Utredningar med åtgärder', 'Investigations with measures', (year) => year.withMeasures, true),
  'measures-decided': report('Beslutade åtgärder', 'Measures decided', (year) => year.measuresDecided, true),
  'measures-due': report('Förfallna (beslut)', 'Due', (year) => year.measuresDue),
  'measures-in-time': report('Genomförda inom beslutad tid', 'Carried out within the decided time', (year) => year.measuresInTime),
  'measures-late': report('Genomförda för sent', 'Carried out late', (year) => year.measuresLate),
  'measures-overdue': report('Försenade', 'Overdue', (year) => year.measuresOverdue),
  'deviations-received': deviation('Avvikelser: inkomna', 'Deviations: reported', ({ deviations }) => deviations.received, true),
  'deviations-taken-over': deviation('Avvikelser: mottagna', 'Deviations: received by somebody', ({ deviations }) => deviations.takenOver),
  'deviations-investigating': deviation('Avvikelser: utredning pågår', 'Deviations: being investigated', ({ deviations }) => deviations.investigating),
  'deviations-closed': deviation('Avvikelser: utredda och avslutade, eller beslut att inte inleda utredning', 'Deviations: investigated and closed, or decided not to be investigated', ({ deviations }) => deviations.closed, true),
  'deviations-not-taken-over': deviation('Avvikelser: ännu inte mottagna av någon ansvarig', 'Deviations: not yet received by anybody', ({ deviations }) => deviations.notTakenOver),
  'deviations-moved': deviation('Avvikelser: flyttade till annat system', 'Deviations: moved to another system', ({ deviations }) => deviations.moved, true),
  'deviations-promoted': deviation('Avvikelser: överförda till lex Sarah', 'Deviations: promoted to lex Sarah', ({ deviations }) => deviations.promoted, true),
  'deviations-year-before': deviation('Avvikelser föregående år', 'Deviations in the year before', ({ deviationsYearBefore }) => deviationsYearBefore, true),
  other: { label: { sv: 'Annan uppgift', en: 'Another figure' }, of: () => null, about: 'reports' } as FigureKind,
} as const satisfies Readonly<Record<string, FigureKind>>;

/** Name of a figure. */
export type FigureName = keyof typeof figureKinds;

/** A relation that figures of one year must keep: a whole and its parts, or a bound. */
export type Relation =
  | { readonly kind: 'parts'; readonly whole: FigureName; readonly parts: readonly FigureName[] }
  /** `least` is no less than `from` less `less`. */
  | { readonly kind: 'at-least'; readonly least: FigureName; readonly from: FigureName; readonly less: FigureName }
  | { readonly kind: 'within'; readonly inner: FigureName; readonly outer: FigureName };

/** What holds of any year, whatever happened in it. */
export const relations: readonly Relation[] = [
  { kind: 'parts', whole: 'completed', parts: ['completed-received-in-year', 'completed-received-earlier'] },
  { kind: 'parts', whole: 'completed', parts: ['without-measures', 'with-measures'] },
  { kind: 'parts', whole: 'completed', parts: ['not-misconduct', 'misconduct', 'palpable-risk', 'serious', 'palpable-risk-serious', 'not-assessed'] },
  { kind: 'parts', whole: 'measures-due', parts: ['measures-in-time', 'measures-late', 'measures-overdue'] },
  { kind: 'parts', whole: 'deviations-received', parts: ['deviations-closed', 'deviations-investigating', 'deviations-taken-over', 'deviations-not-taken-over', 'deviations-moved', 'deviations-promoted'] },
  // Whatever came in the year and was not decided in it is left at its end, beside what is left of earlier years.
  { kind: 'at-least', least: 'not-investigated', from: 'received', less: 'completed-received-in-year' },
  { kind: 'within', inner: 'completed-received-in-year', outer: 'received' },
  { kind: 'within', inner: 'closed-by-inspectorate', outer: 'notified' },
  { kind: 'within', inner: 'pending-at-inspectorate', outer: 'notified' },
  { kind: 'within', inner: 'notified-before-completed', outer: 'notified' },
];
