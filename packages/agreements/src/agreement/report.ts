/** The report `agreements`: which agreements there are, where they stand, and what they make due. */
import { isCivilDate, unsafeCivilDate, yearOf } from '@frist/calendar';
import { failure } from '@frist/event-sourcing';
import { type Bilingual, type Cell, type DomainReport, type Due, type RegisterRow, type ReportView, sayIn } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { agreementWordings } from '../wordings';
import { type AgreementCalendarEntry, calendarOf } from './calendar';
import { lastDayForNotice } from './duties/ending';
import { type AgreementState, effectOf, endOf, partyName } from './state';
import { stillToDo } from './to-do';

const column = (key: string, sv: string, en: string) => ({ key, label: { sv, en } });
const text = (words: Bilingual | string): Cell => ({ _tag: 'text', text: words });
const unknown: Cell = { _tag: 'unknown' };
const none: Cell = { _tag: 'none' };
const several = (words: readonly string[]): Cell => (words.length === 0 ? unknown : words.length === 1 ? text(words[0] ?? '') : { _tag: 'several', cells: words.map(text) });

const agreementColumns = [
  column('agreement', 'Avtal', 'Agreement'),
  column('diaryNumbers', 'Diarienummer', 'Diary number'),
  column('parties', 'Parter', 'Parties'),
  column('from', 'Från', 'From'),
  column('to', 'Till och med', 'Through'),
  column('noticeBy', 'Sista dag för uppsägning', 'Last day for notice'),
  column('standing', 'Läge', 'State'),
];
const calendarColumns = [
  column('agreement', 'Avtal', 'Agreement'),
  column('what', 'Vad ska göras', 'What is to be done'),
  column('responsible', 'Ansvarig', 'Responsible'),
  column('period', 'Period', 'Period'),
  column('actBy', 'Gör senast', 'Act by'),
  column('lastDay', 'Sista dag', 'Last day'),
];

/** Avtal: the agreements as they stand on the view's day, and what each has still to do from its first day to its last, or in one year. */
export const agreementsReport: DomainReport = {
  name: 'agreements',
  help: { sv: 'Avtal: parter, tider, läge, och allt som ska göras enligt dem', en: 'Agreements: parties, periods, where they stand, and all that is to be done under them' },
  parameters: [{ name: 'year', form: '2025', help: { sv: 'endast det som ska göras under året', en: 'only what is to be done in the year' } }],
  requires: () => null,
  build: (view, { year }) => {
    if (year !== undefined && !/^\d{4}$/.test(year)) return E.left(failure('InvalidParameter', 'agreements/report-agreements', 'year', 'a year: YYYY', year));
    const rows = view.rows<AgreementState>('agreements').filter(({ state }) => state.log.length > 0);
    // Of an agreement without an end, or with more than can be told, as much as this year and the next bring.
    const ahead = `${String(Math.max(yearOf(view.asOf) + 1, Number(year ?? 0))).padStart(4, '0')}-12-31`;
    const until = isCivilDate(ahead) ? ahead : unsafeCivilDate('9999-12-31');
    const due = rows.flatMap(({ state }) =>
      calendarOf(state, endOf(state) === null ? { until } : { ahead: until })
        .filter(stillToDo(view, state))
        .filter((entry) => year === undefined || isIn(year, entry))
        .map((entry) => calendarLine(state, entry)),
    );
    return E.right({
      title: { sv: 'Avtal', en: 'Agreements' },
      head: year === undefined ? [] : [{ key: 'concerns', label: { sv: 'Avser', en: 'Concerns' }, value: text(year) }],
      sections: [
        { key: 'agreements', title: { sv: 'Avtal', en: 'Agreements' }, tables: [{ key: 'agreements', columns: agreementColumns, rows: rows.map((row) => agreementLine(row, view)), empty: { sv: 'Inga avtal.', en: 'No agreements.' } }] },
        { key: 'calendar', title: { sv: 'Att göra enligt avtalen', en: 'To be done under them' }, tables: [{ key: 'calendar', columns: calendarColumns, rows: due, empty: { sv: 'Inget att göra.', en: 'Nothing to be done.' } }] },
      ],
      anything: rows.length > 0,
    });
  },
};

const isIn = (year: string, { kind, actBy, lastDay, period }: AgreementCalendarEntry): boolean =>
  kind === 'more' && period !== null ? period.from.slice(0, 4) <= year && year <= period.to.slice(0, 4) : [actBy, lastDay].some((day) => day?.startsWith(year) === true);

const nameOf = ({ registered }: AgreementState): Cell => (registered === null ? unknown : text(registered.name));

/** Läge, as of the view's day. */
const standingOn = (state: AgreementState, { asOf }: Pick<ReportView, 'asOf'>): Bilingual => {
  const { registered, closed, notices } = state;
  const [end, effect] = [endOf(state), effectOf(state)];
  if (registered === null) return { sv: 'registrering saknas', en: 'no registration on record' };
  if (closed !== null) return { sv: `avslutat ${closed.on}`, en: `closed ${closed.on}` };
  if (effect === 'fallen') return { sv: 'har fallit: annat organ beslutade annorlunda', en: 'has fallen: another body decided otherwise' };
  if (end !== null && end < asOf) return { sv: `upphörde ${end}`, en: `ended ${end}` };
  if (effect === 'waiting') return { sv: 'väntar på annat organs beslut', en: 'waits for another body’s decision' };
  if (notices.length > 0) return end === null ? { sv: 'uppsagt', en: 'notice given' } : { sv: `uppsagt, upphör ${end}`, en: `notice given, ends ${end}` };
  return asOf < registered.period.from ? { sv: 'har inte börjat gälla', en: 'not begun' } : { sv: 'gäller', en: 'in effect' };
};

const agreementLine = ({ state }: RegisterRow<AgreementState>, view: ReportView): readonly Cell[] => {
  const { registered, parties } = state;
  const notice = lastDayForNotice(state);
  const end = endOf(state);
  return [
    nameOf(state),
    several(registered?.diaryNumbers ?? []),
    several(Object.values(parties).map(({ name }) => name)),
    registered === null ? unknown : { _tag: 'day', day: registered.period.from },
    end === null ? unknown : { _tag: 'day', day: end },
    notice === null ? unknown : noticeCell(notice),
    text(standingOn(state, view)),
  ];
};

const noticeCell = (day: Exclude<ReturnType<typeof lastDayForNotice>, null>): Cell => ({ _tag: 'day', day });

const ownWords: Readonly<Record<string, Bilingual>> = {
  'last-day-for-notice': { sv: 'Sista dag för uppsägning', en: 'Last day for notice' },
  'prepare-renewal': { sv: 'Förbered en förlängning', en: 'Prepare the renewal' },
  'payment-period': { sv: 'Betalningsperiod', en: 'Payment period' },
  end: { sv: 'Avtalet upphör', en: 'The agreement ends' },
};

const [inSwedish, inEnglish] = [sayIn('sv', () => [agreementWordings]), sayIn('en', () => [agreementWordings])];
const together: Bilingual = { sv: 'parterna gemensamt', en: 'the parties together' };

const calendarLine = (state: AgreementState, { kind, what, owedBy, instance, period, actBy, lastDay, due }: AgreementCalendarEntry): readonly Cell[] => [
  nameOf(state),
  text(kind === 'more' ? { sv: `${what}: fler tillfällen, visas inte`, en: `${what}: more instances, not shown` } : (ownWords[kind] ?? what)),
  owedBy === null ? none : owedBy === partyName(state, null) ? text(together) : text({ sv: inSwedish('party', owedBy), en: inEnglish('party', owedBy) }),
  periodCell(instance, period),
  kind === 'more' ? none : actBy === null ? undatedCell(kind, due) : { _tag: 'day', day: actBy },
  lastDay === null ? undatedCell(kind, due) : { _tag: 'day', day: lastDay },
];

/** Both ends; with the name of the calendar's own quarter or year before them. */
const periodCell = (instance: string | null, period: AgreementCalendarEntry['period']): Cell => {
  if (period === null) return none;
  const ends = `${period.from} – ${period.to}`;
  return text(instance === null || instance === period.from ? ends : `${instance} (${ends})`);
};

const undatedCell = (kind: AgreementCalendarEntry['kind'], due: Due | null): Cell => {
  if (kind === 'more') return none;
  if (kind === 'on-request') return text({ sv: 'på begäran', en: 'on request' });
  if (kind === 'per-participant') return text({ sv: 'per deltagare', en: 'for each participant' });
  return due?.kind === 'undated' && due.text !== undefined ? text(due.text) : unknown;
};
