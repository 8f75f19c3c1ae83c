/** The report `grants`: the state grants of a year, each with its figures, and in sentences. */
import { yearOf } from '@frist/calendar';
import { failure } from '@frist/event-sourcing';
import type { DomainReport, ReportSection } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import type { GrantState } from '../state';
import { text } from './cells';
import { longForm } from './long';
import { shortForm } from './short';

/** The year a grant is reported under: its own, or where none is told the year in which it was registered. */
export const reportYearOf = ({ registered }: GrantState): string => (registered === null ? '' : String(registered.year ?? yearOf(registered.on)).padStart(4, '0'));

/**
 * `frist report grants --year 2019`. Errors: `InvalidParameter`.
 *
 * @example grantsReport.build(view, { year: '2019' })
 */
export const grantsReport: DomainReport = {
  name: 'grants',
  help: { sv: 'Statsbidragen ett år: belopp, villkor, redovisning, iakttagelser', en: 'The state grants of a year: amounts, terms, accounts, remarks' },
  parameters: [{ name: 'year', form: '2019', help: { sv: 'året bidragen avser', en: 'the year the grants are for' }, required: true }],
  severalBoards: true,
  requires: () => null,
  build: (view, { year }) => {
    if (year === undefined || !/^\d{4}$/.test(year)) return E.left(failure('InvalidParameter', 'grants/report', 'year', 'a year: YYYY', year));
    const rows = view.rows<GrantState>('grants', [year]).filter(({ state }) => reportYearOf(state) === year);
    const boards = view.board === null ? [...new Set(rows.map(({ board }) => board))].sort() : [view.board];
    const sections = (boards.length === 0 ? [null] : boards).flatMap((board): readonly ReportSection[] => {
      const own = rows.filter((row) => row.board === board);
      const named = (section: ReportSection): ReportSection => (boards.length < 2 ? section : { ...section, key: `${board} ${section.key}`, title: { sv: `${board}: ${section.title.sv}`, en: `${board}: ${section.title.en}` } });
      return [
        named({ key: 'grants', title: { sv: `Statsbidrag ${year}`, en: `State grants ${year}` }, tables: [longForm(own, view.asOf)] }),
        named({ key: 'assignments', title: { sv: 'Uppdrag inom förvaltningen', en: 'Assignments within the administration' }, tables: [shortForm(own, year)] }),
      ];
    });
    return E.right({
      title: { sv: `Statsbidrag ${year}`, en: `State grants ${year}` },
      head: [{ key: 'concerns', label: { sv: 'Avser', en: 'Concerns' }, value: text(year) }],
      sections,
      anything: rows.length > 0,
    });
  },
};
