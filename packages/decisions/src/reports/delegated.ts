/** The report `delegated`: decisions of the chair and of delegates, and whether they have been reported. */
import type { Cell, DomainReport, RegisterRow, ReportSection, ReportView } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { type DelegatedState, reportingDutyOf, reportOwed } from '../delegated/delegated';
import { column, dayCell, dueCell, none, several, standingDue, text, told, unknown, yearOf } from './cells';

const columns = [
  column('decision', 'Beslut', 'Decision'),
  column('decidedOn', 'Beslutsdatum', 'Decided on'),
  column('diaryNumbers', 'Diarienummer', 'Diary number'),
  column('number', 'Nr', 'No.'),
  column('by', 'Beslutat av', 'Decided by'),
  column('delegation', 'Delegation', 'Delegation'),
  column('reportBy', 'Anmäls senast', 'To be reported by'),
  column('reported', 'Anmält (datum, §)', 'Reported (day, §)'),
  column('comment', 'Kommentar', 'Comment'),
];

const sections: readonly { readonly key: string; readonly sv: string; readonly en: string; readonly empty: string; readonly emptyEn: string; readonly of: (state: DelegatedState) => boolean }[] = [
  { key: 'chair', sv: 'Ordförandebeslut', en: 'Decisions of the chair', empty: 'Inga ordförandebeslut att anmäla.', emptyEn: 'No decisions of the chair to report.', of: ({ taken }) => taken?.kind === 'chair' },
  { key: 'delegated', sv: 'Delegationsbeslut', en: 'Delegated decisions', empty: 'Inga delegationsbeslut att anmäla.', emptyEn: 'No delegated decisions to report.', of: ({ taken }) => taken?.kind === 'delegated' && taken.reporting?.how !== 'not-reported' },
  { key: 'not-reported', sv: 'Delegationsbeslut som inte anmäls', en: 'Delegated decisions that are not reported', empty: 'Inga beslut att redovisa.', emptyEn: 'No decisions to account for.', of: ({ taken }) => taken?.kind === 'delegated' && taken.reporting?.how === 'not-reported' },
];

/** Delegationsbeslut och ordförandebeslut: what was decided on the board's behalf, by when it is reported, and when it was. */
export const delegatedReport: DomainReport = {
  name: 'delegated',
  help: { sv: 'Delegationsbeslut och ordförandebeslut, och om de har anmälts', en: 'Delegated and chair decisions, and whether they have been reported' },
  parameters: [{ name: 'year', form: '2024', help: { sv: 'endast beslut fattade eller anmälda under året', en: 'only decisions made or reported in the year' } }],
  requires: () => null,
  build: (view, asked) => {
    const year = yearOf(asked);
    if (E.isLeft(year)) return year;
    const all = view.rows<DelegatedState>('delegated-decisions').filter(({ state }) => state.taken !== null);
    const rows = all.filter(({ state: { taken, reported } }) => year.right === null || [taken, ...reported].some((one) => one?.on.startsWith(year.right ?? '')));
    return E.right({
      title: { sv: 'Delegationsbeslut och ordförandebeslut', en: 'Delegated and chair decisions' },
      head: year.right === null ? [] : [{ key: 'concerns', label: { sv: 'Avser', en: 'Concerns' }, value: text(year.right) }],
      sections: sections.map(({ empty, emptyEn, en, key, of, sv }): ReportSection => ({
        key,
        title: { sv, en },
        tables: [{ key, columns, rows: rows.filter(({ state }) => of(state)).map((row) => line(view, row)), empty: { sv: empty, en: emptyEn } }],
      })),
      anything: all.length > 0,
    });
  },
};

const line = (view: ReportView, { state, stream }: RegisterRow<DelegatedState>): readonly Cell[] => {
  const { announced, reported, revoked, taken } = state;
  if (taken === null) return columns.map(() => unknown);
  const duty = reportingDutyOf(state);
  const due = duty === null ? null : standingDue(view, view.obligation(duty));
  const report = reportOwed(state);
  const comments = [
    ...reported.filter((one) => one !== report).map(({ body, on }) => ({ sv: `Anmält ${on} till ${body}`, en: `Reported ${on} to ${body}` })),
    ...(taken.revokes === undefined ? [] : [{ sv: `Återkallar ett tidigare beslut${taken.revokes.text === undefined ? '' : `: ${taken.revokes.text}`}`, en: `Revokes an earlier decision${taken.revokes.text === undefined ? '' : `: ${taken.revokes.text}`}` }]),
    ...(announced === null ? [] : [{ sv: `Tillkännagivet ${announced.on}`, en: `Announced ${announced.on}` }]),
    ...(revoked === null ? [] : [{ sv: `Återkallat ${revoked.on}`, en: `Revoked ${revoked.on}` }]),
  ];
  const what: Cell = taken.personal === undefined ? text(taken.what) : { _tag: 'several', cells: [text(taken.what), ...(taken.personal._tag === 'open' ? [] : [{ _tag: 'sealed' as const, reading: taken.personal, stream }])] };
  return [
    what,
    taken.undated === true ? unknown : dayCell(taken.on),
    several(taken.diaryNumbers ?? []),
    told(taken.number),
    taken.by === undefined && taken.kind === 'chair' ? text({ sv: 'ordförande', en: 'the chair' }) : told(taken.by),
    told(taken.delegation),
    taken.reporting?.how === 'not-reported' ? none : dueCell(due),
    report === null ? (taken.reporting?.how === 'not-reported' ? none : text({ sv: 'Inte anmält', en: 'Not reported' })) : { _tag: 'several', cells: [dayCell(report.on), told(report.paragraph)] },
    comments.length === 0 ? none : several(comments),
  ];
};
