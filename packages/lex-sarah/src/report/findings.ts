/** What the check shows about a report rather than refuse: what the file lacks, what does not agree. Pure functions of the row. */
import type { CivilDate } from '@frist/calendar';
import type { DomainFinding } from '@frist/obligations';

import { finding as make } from '../finding-rules';
import { type Dated, datesOf, isOpenMeasure, isSerious, type LexSarahReport, type Measure } from './report';

type Values = NonNullable<DomainFinding['values']>;

const finding = (kind: DomainFinding['kind'], rule: Parameters<typeof make>[1], sv: string, en: string, told: readonly (Dated | null | undefined)[], values?: Values): DomainFinding =>
  make(kind, rule, sv, en, told.map((each) => each?.event), values);

/** All findings about one report, always in the same order. */
export const reportFindings = (report: LexSarahReport): readonly DomainFinding[] => {
  const { received, completed, notified, closed, fileSent, answers, from } = report;
  if (received === null) {
    return from === null ? [] : [finding('contradiction', 'no-report', 'Uppgifter om en rapport som inte är registrerad', 'Facts about a report that is not on record', [completed, notified, closed, ...report.assessments])];
  }
  const found: DomainFinding[] = [];
  if (from !== null && from < received.on) found.push(finding('contradiction', 'before-received', 'Något är daterat före rapporten', 'Something is dated before the report', [received], { received: received.on, earliest: from }));
  if (received.noticedOn !== undefined && received.noticedOn > received.on) {
    found.push(finding('contradiction', 'noticed-after-received', 'Händelsen uppmärksammades efter rapporten', 'The event was noticed after the report', [received], { noticedOn: received.noticedOn }));
  }
  found.push(...fileOf(report));
  const ground = notified !== null && notified.ground && !isSerious(lastAssessed(report, notified.on));
  if (ground) found.push(finding('information', 'notified-though-not-serious', 'Anmäld med angivet skäl fast den inte bedömts som allvarlig', 'Notified on a stated ground though not assessed as serious', [notified]));
  if (notified === null && fileSent !== null) found.push(finding('contradiction', 'file-without-notification', 'Utredningen är skickad utan anmälan', 'The file was sent without a notification', [fileSent]));
  if (notified === null && answers.length > 0) found.push(finding('contradiction', 'answer-without-notification', 'Svar från inspektionen utan anmälan', 'An answer of the inspectorate without a notification', answers));
  if (closed !== null && completed === null) found.push(finding('breach', 'closed-without-investigation', 'Avslutad utan utredning', 'Closed without an investigation', [closed]));
  for (const [key, measure] of Object.entries(report.measures)) found.push(...measureFindings(key, measure, closed));
  return found;
};

const lastAssessed = ({ assessments }: LexSarahReport, on: CivilDate) => assessments.filter((each) => each.on <= on).at(-1)?.assessment;

const points: Readonly<Record<LexSarahReport['documented'][number], string>> = {
  what: 'vad som hänt',
  consequences: 'konsekvenser',
  'immediate-measures': 'omedelbara åtgärder',
  causes: 'orsaker',
  'before-and-again': 'om det hänt förut och kan hända igen',
};

/** What the file of a completed investigation does not document. */
const fileOf = (report: LexSarahReport): readonly DomainFinding[] => {
  const { completed, received, assessments, informed, documented } = report;
  if (completed === null) return [];
  const found: DomainFinding[] = [];
  if (assessments.length === 0) found.push(finding('missing', 'completed-without-assessment', 'Utredningen är färdig utan bedömning', 'The investigation is completed without an assessment', [completed]));
  const lacking = [
    ...Object.entries(points).flatMap(([point, words]) => (documented.includes(point as keyof typeof points) ? [] : [words])),
    ...(received?.noticedOn === undefined ? ['när det uppmärksammades'] : []),
    ...(informed.length === 0 ? ['när nämnden informerades'] : []),
  ];
  if (lacking.length > 0) found.push(finding('missing', 'file-incomplete', 'Utredningen dokumenterar inte allt den ska', 'The file does not document all that it should', [completed], { lacking: lacking.join(', ') }));
  return found;
};

const measureFindings = (key: string, measure: Measure, closed: LexSarahReport['closed']): readonly DomainFinding[] => {
  const { decided, carriedOut, ended, effect } = measure;
  const dates = datesOf(measure);
  const about = { measure: key };
  if (decided === null) return [finding('contradiction', 'names-what-is-gone', 'Uppgift om en åtgärd som inte är beslutad', 'A fact about a measure that is not decided', [ended, ...dates], about)];
  const found: DomainFinding[] = [];
  if (decided.owner === undefined) found.push(finding('missing', 'measure-without-owner', 'Åtgärden har ingen ansvarig', 'The measure has no owner', [decided], about));
  if (dates.every(({ due }) => due === undefined)) found.push(finding('missing', 'measure-without-due-date', 'Åtgärden har ingen slutdag', 'The measure has no due date', [decided], about));
  dates.forEach(({ due, on, event }, i) => {
    const before = dates[i - 1]?.due;
    if (before !== undefined && on > before) found.push(finding('breach', 'rescheduled-after-due', 'Dagen flyttades sedan den passerat', 'The date was moved after it had passed', [{ on, event }], { ...about, was: before }));
    if (i === 0 && due !== undefined && due < on) found.push(finding('contradiction', 'due-before-decided', 'Slutdagen ligger före beslutet', 'The due date lies before the decision', [decided], { ...about, due }));
  });
  if (carriedOut !== null && ended !== null) found.push(finding('contradiction', 'carried-out-and-dropped', 'Både genomförd och borttagen', 'Both carried out and dropped', [decided, ended], about));
  if (effect !== null && carriedOut === null) found.push(finding('contradiction', 'effect-of-nothing', 'Effekten är uppföljd fast åtgärden inte är genomförd', 'The effect was followed up though the measure was not carried out', [decided], about));
  if (closed !== null && decided.on > closed.on && isOpenMeasure(measure)) found.push(finding('information', 'decided-after-closing', 'Åtgärden är beslutad efter avslutet', 'The measure was decided after the report was closed', [decided], about));
  return found;
};
