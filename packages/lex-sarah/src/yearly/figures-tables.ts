/** Tables of figures: one row for the board, and one per unit where the viewer may see them. */
import type { Bilingual, ReportTable } from '@frist/obligations';

import type { YearlyStatistics } from '../statistics/count';
import type { DeviationStatistics } from '../statistics/deviations';
import type { Target } from '../targets';
import { column, type Column, decimal, number, share, tableOf, text, unknown } from './cells';

/** Figures of the board (`null`) or of a unit. */
export interface Scoped {
  readonly unit: string | null;
  readonly year: YearlyStatistics;
}

const scope = column<Scoped>('unit', 'Enhet', 'Unit', ({ unit }) => (unit === null ? text({ sv: 'Hela nämnden', en: 'The whole board' }) : text(unit)));
const count = (key: string, sv: string, en: string, of: (year: YearlyStatistics) => number): Column<Scoped> => column(key, sv, en, ({ year }) => number(of(year)));

/** Färdigställda utredningar. */
export const completedTable = (rows: readonly Scoped[], targets: readonly Target[]): ReportTable => {
  const target = targets.find(({ what, from }) => what === 'investigation' && from === 'report');
  const told = target === undefined ? { sv: 'ej angivet', en: 'not told' } : { sv: `${target.months} månader${target.verified ? '' : ', ej verifierat'}`, en: `${target.months} months${target.verified ? '' : ', not verified'}` };
  return tableOf<Scoped>(
    'completed',
    [
      scope,
      count('completed', 'Färdigställda under året', 'Completed in the year', (year) => year.completed),
      count('completedReceivedInYear', 'varav inkomna under året', 'of which received in the year', (year) => year.completedReceivedInYear),
      count('completedReceivedEarlier', 'varav inkomna tidigare år', 'of which received in earlier years', (year) => year.completedReceivedEarlier),
      count('completedYearBefore', 'Föregående år', 'Year before', (year) => year.completedYearBefore),
      count('notInvestigated', 'Ej utredda vid årets slut', 'Not investigated at the end of the year', (year) => year.notInvestigated),
      column('averageDays', 'Genomsnittlig utredningstid (dagar)', 'Average time of investigation (days)', ({ year }) => decimal(year.averageDays)),
      column('medianDays', 'Median', 'Median', ({ year }) => decimal(year.medianDays)),
      column('withinTarget', `Andel inom nämndens mål (${told.sv})`, `Share within the board’s target (${told.en})`, ({ year }) => (target === undefined ? unknown : share(year.withinTarget, year.completed))),
    ],
    rows,
  );
};

/** Bedömning. */
export const assessmentTable = (rows: readonly Scoped[]): ReportTable =>
  tableOf<Scoped>(
    'assessments',
    [
      scope,
      count('none', 'Inte missförhållande', 'Not misconduct', ({ assessed }) => assessed.none),
      count('misconduct', 'Missförhållande', 'Misconduct', ({ assessed }) => assessed.misconduct),
      count('palpable-risk', 'Påtaglig risk för missförhållande', 'Palpable risk of misconduct', ({ assessed }) => assessed['palpable-risk']),
      count('serious', 'Allvarligt missförhållande', 'Serious misconduct', ({ assessed }) => assessed.serious),
      count('palpable-risk-serious', 'Påtaglig risk för allvarligt missförhållande', 'Palpable risk of serious misconduct', ({ assessed }) => assessed['palpable-risk-serious']),
      count('not-assessed', 'Ej bedömd', 'Not assessed', ({ assessed }) => assessed['not-assessed']),
    ],
    rows,
    { notes: [{ sv: 'Av de utredningar som färdigställts under året, så som de bedömts vid årets slut.', en: 'Of the investigations completed in the year, as assessed by the end of it.' }] },
  );

/** The organisation’s targets for notification and file: whether anybody has verified them is always said. */
const targetNotes = (targets: readonly Target[]): readonly Bilingual[] =>
  targets.filter(({ what }) => what !== 'investigation').map(({ what, from, months, verified }) => ({
    sv: `Eget mål för ${what === 'file' ? 'att skicka utredningen' : 'anmälan'}: ${months} månader från ${from === 'report' ? 'rapporten' : 'anmälan'}${verified ? '' : ' (ej verifierat)'}. Lagen säger ”snarast” och anger inget antal dagar.`,
    en: `Own target for ${what === 'file' ? 'sending the file' : 'the notification'}: ${months} months from the ${from}${verified ? '' : ' (not verified)'}. The act says “promptly” and gives no number of days.`,
  }));

/** Anmälningar till IVO. */
export const notificationTable = (rows: readonly Scoped[], targets: readonly Target[]): ReportTable =>
  tableOf<Scoped>(
    'notifications',
    [
      scope,
      count('notified', 'Anmälda', 'Notified', (year) => year.notified),
      count('notifiedBeforeCompleted', 'varav före avslutad utredning', 'of which before the investigation ended', (year) => year.notifiedBeforeCompleted),
      count('closedByInspectorate', 'Avslutade utan ytterligare åtgärder', 'Closed without further measures', (year) => year.closedByInspectorate),
      count('pendingAtInspectorate', 'Pågående hos IVO', 'Pending at the inspectorate', (year) => year.pendingAtInspectorate),
    ],
    rows,
    { notes: targetNotes(targets) },
  );

/** Åtgärder. */
export const measureTable = (rows: readonly Scoped[]): ReportTable =>
  tableOf<Scoped>(
    'measures',
    [
      scope,
      count('withoutMeasures', 'Utredningar utan särskilda åtgärder', 'Investigations without special measures', (year) => year.withoutMeasures),
      count('withMeasures', 'Utredningar med åtgärder', 'Investigations with measures', (year) => year.withMeasures),
      count('measuresDecided', 'Beslutade åtgärder', 'Measures decided', (year) => year.measuresDecided),
      count('measuresInTime', 'Genomförda inom beslutad tid', 'Carried out within the decided time', (year) => year.measuresInTime),
      count('measuresLate', 'Genomförda för sent', 'Carried out late', (year) => year.measuresLate),
      count('measuresOverdue', 'Försenade', 'Overdue', (year) => year.measuresOverdue),
      count('measuresDue', 'Förfallna (beslut)', 'Due', (year) => year.measuresDue),
      column('shareInTime', 'Andel åtgärder genomförda inom beslutad tid (mål 100 %)', 'Share of measures carried out within the decided time (target 100 %)', ({ year }) => share(year.measuresInTime, year.measuresDue)),
      count('effectFollowedUp', 'Effekten uppföljd', 'Effect followed up', (year) => year.effectFollowedUp),
    ],
    rows,
    {
      notes: [
        { sv: 'Andelen räknar åtgärder vars beslutade tid gick ut under året. En dag som flyttats i tid ersätter den förra; en dag som flyttats sedan den passerat räknas som missad.', en: 'The share counts measures whose decided time ended in the year. A date moved in time replaces the one before; a date moved after it had passed counts as missed.' },
      ],
    },
  );

/** Avvikelser. */
export const deviationTable = (rows: readonly DeviationStatistics[]): ReportTable => {
  const figure = (key: keyof DeviationStatistics, sv: string, en: string): Column<DeviationStatistics> => column(key, sv, en, (row) => number(row[key]));
  return tableOf(
    'deviations',
    [
      figure('received', 'Inkomna', 'Reported'),
      figure('takenOver', 'Mottagna', 'Received by somebody'),
      figure('investigating', 'Utredning pågår', 'Being investigated'),
      figure('closed', 'Utredda och avslutade, eller beslut att inte inleda utredning', 'Investigated and closed, or decided not to be investigated'),
      figure('notTakenOver', 'Ännu inte mottagna av någon ansvarig', 'Not yet received by anybody responsible'),
      figure('moved', 'Flyttade till annat system', 'Moved to another system'),
      figure('promoted', 'Överförda till lex Sarah', 'Promoted to lex Sarah'),
    ],
    rows,
  );
};
