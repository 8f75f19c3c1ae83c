/** The report `agreements`: which agreements there are, where they stand, and what they make due. */
import { isCivilDate, unsafeCivilDate, yearOf } from '@frist/calendar';
import { failure } from '@frist/event-sourcing';
import { type Bilingual, type Cell, type DomainReport, type Due, type RegisterRow, sayIn } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { agreementWordings } from '../wordings';
import { type AgreementCalendarEntry, calendarOf } from './calendar';
import { lastDayForNotice } from './duties/ending';
import { type AgreementState, effectOf, endOf, partyName } from './state';

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

/** Avtal: the agreements, and the calendar of each from its first day to its last, or of one year. */
export const agreementsReport: DomainReport = {
  name: 'agreements',
  help: { sv: 'Avtal: parter, tider, läge, och allt som ska göras enligt dem', en: 'Agreements: parties, periods, where they stand, and all that is to be done under them' },
  parameters: [{ name: 'year', form: '2025', help: { sv: 'endast det som ska göras under året', en: 'only what is to be done in the year' } }],
  requires: () => null,
  build: (view, { year }) => {
    if (year !== undefined && !/^\d{4}$/.test(year)) return E.left(failure('InvalidParameter', 'agreements/report-agreements', 'year', 'a year: YYYY', year));
    const rows = view.rows<AgreementState>('agreements').filter(({ state }) => state.registered !== null);
    // Of an agreement without an end as much as this year and the next bring.
    const ahead = `${String(Math.max(yearOf(view.asOf) + 1, Number(year ?? 0))).padStart(4, '0')}-12-31`;
    const until = isCivilDate(ahead) ? ahead : unsafeCivilDate('9999-12-31');
    const due = rows.flatMap(({ state }) =>
      calendarOf(state, endOf(state) === null ? { until } : {})
        .filter((entry) => year === undefined || [entry.actBy, entry.lastDay].some((day) => day?.startsWith(year) === true))
        .map((entry) => calendarLine(state, entry)),
    );
    return E.right({
      title: { sv: 'Avtal', en: 'Agreements' },
      head: year === undefined ? [] : [{ key: 'concerns', label: { sv: 'Avser', en: 'Concerns' }, value: text(year) }],
      sections: [
        { key: 'agreements', title: { sv: 'Avtal', en: 'Agreements' }, tables: [{ key: 'agreements', columns: agreementColumns, rows: rows.map(agreementLine), empty: { sv: 'Inga avtal.', en: 'No agreements.' } }] },
        { key: 'calendar', title: { sv: 'Att göra enligt avtalen', en: 'To be done under them' }, tables: [{ key: 'calendar', columns: calendarColumns, rows: due, empty: { sv: 'Inget att göra.', en: 'Nothing to be done.' } }] },
      ],
      anything: rows.length > 0,
    });
  },
};

const nameOf = ({ registered }: AgreementState): Cell => text(registered?.name ?? '');

const agreementLine = ({ state }: RegisterRow<AgreementState>): readonly Cell[] => {
  const { registered, parties, closed } = state;
  const notice = lastDayForNotice(state);
  const effects: Readonly<Record<ReturnType<typeof effectOf>, Bilingual>> = {
    bound: { sv: 'gäller', en: 'in effect' },
    waiting: { sv: 'väntar på annat organs beslut', en: 'waits for another body’s decision' },
    fallen: { sv: 'har fallit: annat organ beslutade annorlunda', en: 'has fallen: another body decided otherwise' },
  };
  const end = endOf(state);
  return [
    nameOf(state),
    several(registered?.diaryNumbers ?? []),
    several(Object.values(parties).map(({ name }) => name)),
    registered === null ? unknown : { _tag: 'day', day: registered.period.from },
    end === null ? unknown : { _tag: 'day', day: end },
    notice === null ? unknown : noticeCell(notice),
    text(closed === null ? effects[effectOf(state)] : { sv: `avslutat ${closed.on}`, en: `closed ${closed.on}` }),
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
  text(ownWords[kind] ?? what),
  owedBy === null ? none : owedBy === partyName(state, null) ? text(together) : text({ sv: inSwedish('party', owedBy), en: inEnglish('party', owedBy) }),
  instance !== null ? text(instance) : period !== null ? text(`${period.from} – ${period.to}`) : none,
  actBy === null ? undatedCell(kind, due) : { _tag: 'day', day: actBy },
  lastDay === null ? undatedCell(kind, due) : { _tag: 'day', day: lastDay },
];

const undatedCell = (kind: AgreementCalendarEntry['kind'], due: Due | null): Cell => {
  if (kind === 'on-request') return text({ sv: 'på begäran', en: 'on request' });
  if (kind === 'per-participant') return text({ sv: 'per deltagare', en: 'for each participant' });
  return due?.kind === 'undated' && due.text !== undefined ? text(due.text) : unknown;
};
