/** "Statsbidrag {år}": a row for each grant, and what the known amounts come to. */
import type { CivilDate } from '@frist/calendar';
import type { Amount, Bilingual, Cell, RegisterRow, ReportColumn, ReportTable } from '@frist/obligations';

import { type Balance, balancesOf } from '../balances';
import { grantFindings } from '../findings';
import type { GrantState } from '../state';
import { accountsOf, dayCell, dueWords, isKnown, money, several, sumOfKnown, text, told, unknown } from './cells';

const column = (key: string, sv: string, en: string): ReportColumn => ({ key, label: { sv, en } });

const amounts = [
  column('claimed', 'Sökt eller rekvirerat', 'Applied for or claimed'),
  column('awarded', 'Beviljat', 'Awarded'),
  column('received', 'Mottaget', 'Received'),
  column('transferred', 'Vidareförmedlat', 'Passed on'),
  column('used', 'Förbrukat', 'Used'),
  column('unused', 'Kvar', 'Left'),
  column('repaid', 'Återbetalt', 'Repaid'),
] as const;
const figures = ['claimed', 'awarded', 'received', 'transferred', 'used', 'unused', 'repaid'] as const satisfies readonly (keyof Balance)[];

const before = [
  column('grant', 'Bidrag', 'Grant'),
  column('diaryNumber', 'Diarienummer', 'Diary number'),
  column('funder', 'Bidragsgivare', 'Funder'),
  column('responsible', 'Ansvarig', 'Responsible'),
  column('way', 'Sätt', 'Way'),
];
const after = [
  column('useUntil', 'Får användas till och med', 'May be used through'),
  column('reportTo', 'Redovisas till', 'Accounted for to'),
  column('reportBy', 'Redovisas senast', 'To be accounted for by'),
  column('reported', 'Redovisat (datum)', 'Accounted for (day)'),
  column('repayment', 'Återbetalning (ska / kan)', 'Repayment (must / may)'),
  column('distribution', 'Fördelning beslutad av', 'Distribution decided by'),
  column('remarks', 'Iakttagelser', 'Remarks'),
];

const ways: Readonly<Record<string, Bilingual>> = {
  requisition: { sv: 'rekvisition', en: 'requisition' },
  application: { sv: 'ansökan', en: 'application' },
  invoice: { sv: 'faktura', en: 'invoice' },
  competition: { sv: 'i konkurrens', en: 'in competition' },
};

/** The table of some grants. Amounts of a grant that is told as part of another are shown, and not counted twice. */
export const longForm = (rows: readonly RegisterRow<GrantState>[], asOf: CivilDate): ReportTable => {
  const grants = rows.map(({ state }) => ({ state, balance: balancesOf(state).grant }));
  const counted = grants.filter(({ state }) => state.registered?.partOf === undefined);
  const elsewhere = grants.length - counted.length;
  return {
    key: 'grants',
    columns: [...before, ...amounts, ...after],
    rows: [...grants.map(({ state, balance }) => row(state, balance, asOf)), ...(grants.length === 0 ? [] : [sumRow(counted.map(({ balance }) => balance))])],
    empty: { sv: 'Inga statsbidrag att redovisa.', en: 'No state grants to report.' },
    notes: [
      ...(elsewhere === 0 ? [] : [{ sv: `${elsewhere} bidrag är samma medel som i ett annat bidrag och ingår inte i summan.`, en: `${elsewhere === 1 ? '1 grant is' : `${elsewhere} grants are`} the same money as in another grant and not part of the sum.` }]),
      ...(grants.some(({ state }) => state.registered?.year === undefined) ? [{ sv: 'Bidrag utan angivet år redovisas under det år de registrerades.', en: 'Grants without a stated year stand under the year in which they were registered.' }] : []),
    ],
  };
};

const row = (state: GrantState, balance: Balance, asOf: CivilDate): readonly Cell[] => {
  const { registered, tranches, parts, claims, responsible, usePeriod, repayment, distributions, distributor } = state;
  const numbers = [...(registered?.diaryNumbers ?? []), ...Object.values(tranches).flatMap(({ diaryNumbers }) => diaryNumbers ?? [])];
  const kinds = [registered, ...Object.values(parts), ...claims].flatMap((one) => one?.claimKind ?? []);
  const accounts = accountsOf(state);
  const remarks = grantFindings(state).filter(({ from }) => from === undefined || from <= asOf);
  return [
    told(registered?.name),
    several([...new Set(numbers)].map(text)),
    told(registered?.funder),
    told(responsible),
    several([...new Set(kinds)].map((kind) => text(ways[kind] ?? kind))),
    ...figures.map((figure) => money(balance[figure])),
    dayCell(usePeriod?.until),
    several(accounts.map(({ recipient }) => told(recipient))),
    several(accounts.map(({ due }) => dueCell(dueWords(due)))),
    several(accounts.map(reportedCell)),
    repayment === null ? unknown : text(repayment.force === 'must' ? { sv: 'ska', en: 'must' } : { sv: 'kan', en: 'may' }),
    told(distributions.at(-1)?.by ?? distributor),
    remarks.length === 0 ? { _tag: 'none' } : several(remarks.map(({ title }) => text(title))),
  ];
};

const dueCell = (words: Bilingual | string | null): Cell => (words === null ? unknown : typeof words === 'string' && /^\d{4}-\d\d-\d\d$/.test(words) ? dayCell(words as CivilDate) : text(words));

const reportedCell = ({ submitted, returned }: ReturnType<typeof accountsOf>[number]): Cell => {
  if (submitted === null) return text({ sv: 'Inte redovisat', en: 'Not accounted for' });
  return returned ? text({ sv: `${submitted} (åter för komplettering)`, en: `${submitted} (returned for completion)` }) : dayCell(submitted);
};

const sumRow = (balances: readonly Balance[]): readonly Cell[] => {
  const lacking = balances.filter((balance) => figures.some((figure) => !isKnown(balance[figure]))).length;
  const sum = (figure: keyof Balance): Cell => {
    const known: Amount | null = sumOfKnown(balances.map((balance) => balance[figure]));
    return known === null ? unknown : money(known);
  };
  return [
    text({ sv: `Summa kända belopp (${lacking} bidrag saknar uppgift)`, en: `Sum of known amounts (${lacking} ${lacking === 1 ? 'grant lacks' : 'grants lack'} a figure)` }),
    ...before.slice(1).map((): Cell => ({ _tag: 'none' })),
    ...figures.map(sum),
    ...after.map((): Cell => ({ _tag: 'none' })),
  ];
};
