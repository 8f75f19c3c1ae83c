/** The report `assignments`: what bodies have asked for, and what has become of it. */
import type { CivilDate } from '@frist/calendar';
import { type Bilingual, type Course, type Cell, type Due, type DomainReport, instancesOf, type ObligationState, type RegisterRow, type ReportView, sayIn } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { type AssignmentAct, type AssignmentState, type OwedPart, owedUnder, recurrenceOf, resolvedDue } from '../assignment/assignment';
import { shortened } from '../told';
import { answerDutyOf } from '../assignment/duties';
import { decisionWordings } from '../wordings';
import { column, dueCell, dueWords, none, several, standingDue, text, unknown, yearOf } from './cells';

const columns = [
  column('assignment', 'Uppdrag', 'Assignment'),
  column('comment', 'Kommentar', 'Comment'),
  column('period', 'Period', 'Period'),
  column('concerns', 'Gäller (dnr)', 'Concerns (diary no.)'),
  column('responsible', 'Ansvarig', 'Responsible'),
  column('to', 'Till', 'To'),
  column('lastDay', 'Sista dag (efter helgregeln)', 'Last day (after the holiday rule)'),
  column('standing', 'Läge', 'State'),
];

/** Uppdrag inom förvaltningen: one row per party and thing owed, and per period of a standing assignment. */
export const assignmentsReport: DomainReport = {
  name: 'assignments',
  help: { sv: 'Uppdrag och remisser: vad som getts, vad som svarats och vad som återstår', en: 'Assignments and consultations: what was given, what was answered and what is left' },
  parameters: [{ name: 'year', form: '2020', help: { sv: 'endast uppdrag givna, besvarade eller återkommande under året', en: 'only assignments given, answered or recurring in the year' } }],
  requires: () => null,
  build: (view, asked) => {
    const year = yearOf(asked);
    if (E.isLeft(year)) return year;
    const rows = view.rows<AssignmentState>('assignments');
    const table = (key: string, kind: 'assignment' | 'consultation', sv: string, en: string, empty: Bilingual) => ({
      key,
      title: { sv, en },
      tables: [{ key, columns, rows: rows.filter(({ state }) => state.given?.kind === kind).flatMap((row) => lines(view, row, year.right)), empty }],
    });
    return E.right({
      title: { sv: 'Uppdrag inom förvaltningen', en: 'Assignments within the administration' },
      head: year.right === null ? [] : [{ key: 'concerns', label: { sv: 'Avser', en: 'Concerns' }, value: text(year.right) }],
      sections: [
        table('assignments', 'assignment', 'Uppdrag', 'Assignments', { sv: 'Inga uppdrag att redovisa.', en: 'No assignments to report.' }),
        table('consultations', 'consultation', 'Remisser och yttranden', 'Consultations and statements', { sv: 'Inga remisser att redovisa.', en: 'No consultations to report.' }),
      ],
      anything: rows.some(({ state }) => state.given !== null),
    });
  },
};

type Line = readonly Cell[];

const lines = (view: ReportView, row: RegisterRow<AssignmentState>, year: string | null): readonly Line[] => {
  const { state } = row;
  const { given } = state;
  if (given === null) return [];
  const recurrence = recurrenceOf(given);
  return owedUnder(given).flatMap((owed): readonly Line[] => {
    const id = answerDutyOf(state, owed);
    const duty = id === null ? null : view.obligation(id);
    const cells = (instance: string | null, due: Due | null, course: Course | null): Line => [
      text(owed.part === null ? given.title : `${given.title}: ${owed.what}`),
      comment(view, row, owed, instance),
      instance === null ? none : text(instance),
      several(given.diaryNumbers ?? []),
      partyCell(owed.owedBy),
      given.givenBy === undefined ? unknown : partyCell(given.givenBy),
      // What was sent back is owed by the day set for that.
      dueCell(course?.delivery === 'returned' && course.completion?.due !== undefined ? standingDue(view, duty, course.completion.due) : due),
      text(standing(course, duty)),
    ];
    if (recurrence === null) {
      const years = [given.on, ...state.acts.map(({ on }) => on)].map((on) => on.slice(0, 4));
      return year === null || years.includes(year) ? [cells(null, standingDue(view, duty), duty)] : [];
    }
    const instances = instancesOf(recurrence, { until: view.asOf, tables: view.windowTables });
    if (E.isLeft(instances)) return [];
    const begun = new Set(instances.right.map(({ key }) => key));
    // An answer may come before its period begins.
    const ahead = Object.entries(duty?.instances ?? {}).filter(([key]) => !begun.has(key)).map(([key, course]) => ({ key, due: course.due ?? null }));
    return [...instances.right, ...ahead].filter(({ key }) => year === null || key.startsWith(year)).map(({ key, due }) => cells(key, duty?.instances?.[key]?.due ?? due, duty?.instances?.[key] ?? null));
  });
};

const [inSwedish, inEnglish] = [sayIn('sv', () => [decisionWordings]), sayIn('en', () => [decisionWordings])];

/** As the check names it: the board, or who was told. */
const partyCell = (party: string): Cell => text({ sv: inSwedish('party', party), en: inEnglish('party', party) });

/** Läge, in the words of the check. */
const standing = (course: Course | null, duty: ObligationState | null): Bilingual => {
  const discharged = course?.discharged ?? duty?.discharged;
  if (course?.delivery === 'submitted') return { sv: 'inlämnat', en: 'submitted' };
  if (course?.delivery === 'accepted') return { sv: 'godkänt', en: 'accepted' };
  if (course?.delivery === 'returned') return { sv: 'åter för komplettering', en: 'returned for completion' };
  if (discharged !== undefined) return { sv: shortened(`utgått: ${inSwedish('course', discharged.reason)}`, 400), en: shortened(`released: ${discharged.reason}`, 400) };
  return course?.delivery === 'partial' ? { sv: 'delvis', en: 'partly' } : { sv: 'inte påbörjat', en: 'not begun' };
};

const applies = (act: AssignmentAct, { part }: OwedPart, instance: string | null): boolean => (act.part === undefined || act.part === part) && (instance === null || !('instance' in act) || act.instance === undefined || act.instance === instance);

const said = (act: AssignmentAct): Bilingual => {
  switch (act.act) {
    case 'answered': {
      const by = act.matter === undefined || act.matter.kind !== 'outside' ? '' : ` (${act.matter.number})`;
      return { sv: `Besvarat ${act.on}${by}`, en: `Answered ${act.on}${by}` };
    }
    case 'fell-short': {
      const leave = act.because === 'responsible-on-leave';
      if (act.outcome === 'reduced') return { sv: `Genomfört i minskad omfattning${leave ? ' på grund av ledighet' : ''} ${act.on}`, en: `Carried out in part${leave ? ' because of leave' : ''} ${act.on}` };
      return act.outcome === 'carried-over' ? { sv: `Framflyttat ${act.on}`, en: `Carried over ${act.on}` } : { sv: `Planerat men inte erbjudet ${act.on}`, en: `Planned but not offered ${act.on}` };
    }
    case 'date-set':
      return { sv: `Ny tidpunkt beslutad ${act.on} av ${inSwedish('party', act.by)}`, en: `Another date set ${act.on} by ${inEnglish('party', act.by)}` };
    case 'returned':
      return { sv: shortened(`Åter för komplettering ${act.on}: ${act.reason}`, 400), en: shortened(`Returned for completion ${act.on}: ${act.reason}`, 400) };
    case 'released':
      return { sv: shortened(`Utgått ${act.on}, ${inSwedish('party', act.by)}: ${act.reason}`, 400), en: shortened(`Released ${act.on}, ${inEnglish('party', act.by)}: ${act.reason}`, 400) };
  }
};

const comment = (view: ReportView, { board, state: { acts, followUps, given } }: RegisterRow<AssignmentState>, owed: OwedPart, instance: string | null): Cell => {
  const since: CivilDate | undefined = given?.undated === true ? undefined : given?.on;
  const first: Bilingual = since === undefined ? { sv: 'Dagen då uppdraget gavs är inte angiven', en: 'The day it was given is not told' } : { sv: `Givet ${since}`, en: `Given ${since}` };
  const follow = followUps.map(({ due: told, on, what }): Bilingual => {
    const due = told === undefined ? null : standingDue(view, { board, incurredOn: on }, resolvedDue(told, on));
    const when = due === null ? null : dueWords(due);
    return { sv: shortened(`Uppföljning${when === null ? '' : ` ${when.sv}`}: ${what}`, 400), en: shortened(`Follow-up${when === null ? '' : ` ${when.en}`}: ${what}`, 400) };
  });
  return several([first, ...acts.filter((act) => applies(act, owed, instance)).map(said), ...follow, ...(given?.note === undefined ? [] : [given.note])]);
};

