/** `frist report citizens-views`: how many views were answered within ten days, by the year in which the answer was due. */
import { type Cell, type DomainReport, type ObligationState, outcomes, type ReportColumn } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { answerDutyOf, answerRule, type CitizensView } from './citizens-view';

const column = (key: string, sv: string, en: string): ReportColumn => ({ key, label: { sv, en } });
const number = (value: number): Cell => ({ _tag: 'number', value });

/** Of one board. What is not due yet counts nowhere, nor does what was withdrawn before it was answered. */
export const answeredInTimeReport: DomainReport = {
  name: 'citizens-views',
  help: { sv: 'Andel synpunkter som besvarats inom tio dagar', en: 'Share of citizens’ views answered within ten days' },
  parameters: [],
  requires: () => null,
  build: (view) => {
    const rows = view.rows<CitizensView>('citizens-views');
    const duties = rows.flatMap(({ state }): (readonly [string, ObligationState])[] => {
      const id = answerDutyOf(state);
      const duty = id === null ? null : view.obligation(id);
      return id === null || duty === null ? [] : [[id, duty]];
    });
    const ledger = { get: view.obligation, list: () => duties, count: () => duties.length };
    const boards = view.board === null ? [] : [view.board];
    const years = outcomes({ boards, ledger, windowTables: view.windowTables }, { asOf: view.asOf }).filter(({ kind }) => kind === answerRule.id);
    return E.right({
      title: { sv: 'Synpunkter besvarade inom tio dagar', en: 'Citizens’ views answered within ten days' },
      head: [],
      sections: [
        {
          key: 'years',
          title: { sv: 'Per år', en: 'By year' },
          tables: [
            {
              key: 'years',
              columns: [
                column('year', 'År då svaret skulle ges', 'Year in which the answer was due'),
                column('on-time', 'I tid', 'On time'),
                column('late', 'För sent', 'Late'),
                column('overdue', 'Obesvarade efter sista dagen', 'Unanswered after the last day'),
                column('share', 'Andel i tid', 'Share on time'),
              ],
              rows: years.map(({ period, metOnTime, metLate, overdue }) => [
                period === null ? { _tag: 'unknown' } : { _tag: 'text', text: period },
                number(metOnTime),
                number(metLate),
                number(overdue),
                { _tag: 'share', part: metOnTime, of: metOnTime + metLate + overdue },
              ]),
              empty: { sv: 'Inget svar har behövt ges ännu.', en: 'No answer has been due yet.' },
            },
          ],
        },
      ],
      anything: rows.length > 0,
    });
  },
};
