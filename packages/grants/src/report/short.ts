/** "Uppdrag inom förvaltningen": each grant with a comment in whole sentences, as boards write it in their annual reports. */
import { type Amount, type Bilingual, formatAmount, formatMoney, type RegisterRow, type ReportTable } from '@frist/obligations';

import { balancesOf } from '../balances';
import type { GrantState } from '../state';
import { accountsOf, dueWords, text, told } from './cells';

/** The table of some grants. `year`: of the report. */
export const shortForm = (rows: readonly RegisterRow<GrantState>[], year: string): ReportTable => ({
  key: 'assignments',
  columns: [
    { key: 'assignment', label: { sv: 'Uppdrag', en: 'Assignment' } },
    { key: 'comment', label: { sv: 'Kommentar', en: 'Comment' } },
  ],
  rows: rows.map(({ state }) => [told(state.registered?.name), text(comment(state, year))]),
  empty: { sv: 'Inga statsbidrag att redovisa.', en: 'No state grants to report.' },
});

const inKronor = (amount: Amount): Bilingual => {
  if (typeof amount === 'number') return { sv: formatMoney(amount, 'sv').replace(/kr$/, 'kronor'), en: formatMoney(amount, 'en') };
  if (amount._tag === 'approximate') return { sv: formatAmount(amount, 'sv'), en: formatAmount(amount, 'en') };
  return { sv: 'ej angivet belopp', en: 'an amount not stated' };
};

const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);

const comment = (state: GrantState, year: string): Bilingual => {
  const { received, used } = balancesOf(state).grant;
  const [came, spent] = [inKronor(received), inKronor(used)];
  const said: Bilingual[] = [
    { sv: `${capital(came.sv)} har tagits emot och ${spent.sv} förbrukats under ${year}.`, en: `${capital(came.en)} was received and ${spent.en} used in ${year}.` },
    ...accounts(state),
    repayment(state),
    distribution(state),
  ];
  return { sv: said.map(({ sv }) => sv).join(' '), en: said.map(({ en }) => en).join(' ') };
};

const accounts = (state: GrantState): readonly Bilingual[] => {
  const owed = accountsOf(state);
  if (owed.length === 0) return [{ sv: 'Ingen redovisning är angiven.', en: 'No account is stated.' }];
  return owed.map(({ recipient, due }) => {
    const words = dueWords(due);
    const by = byWhen(words);
    return { sv: `Redovisning ska lämnas till ${recipient ?? 'en mottagare som inte är angiven'}${by.sv}.`, en: `An account is due to ${recipient ?? 'a recipient not stated'}${by.en}.` };
  });
};

/** A day, or the words that were told as they were told. */
const byWhen = (words: ReturnType<typeof dueWords>): Bilingual => {
  if (words === null) return { sv: ', datum ej angivet', en: ', no date stated' };
  if (typeof words === 'string' && /^\d{4}-\d\d-\d\d$/.test(words)) return { sv: ` senast ${words}`, en: ` by ${words}` };
  const [sv, en] = typeof words === 'string' ? [words, words] : [words.sv, words.en];
  return { sv: `; när är angivet som ”${sv}”`, en: `; when is told as “${en}”` };
};

const repayment = ({ repayment: terms }: GrantState): Bilingual => {
  if (terms === null) return { sv: 'Om medel ska betalas tillbaka är inte angivet.', en: 'Whether money is to be repaid is not stated.' };
  const [sv, en] = terms.force === 'must' ? ['ska', 'must'] : ['kan behöva', 'may have to'];
  return { sv: `Medel som inte använts, eller inte använts enligt villkoren, ${sv} betalas tillbaka.`, en: `Money not used, or not used by the terms, ${en} be repaid.` };
};

const distribution = ({ distributions, distributor }: GrantState): Bilingual => {
  const by = distributions.at(-1)?.by;
  if (by !== undefined) return { sv: `Fördelningen har beslutats av ${by}.`, en: `The distribution was decided by ${by}.` };
  return distributor === null
    ? { sv: 'Vem som beslutar om fördelningen är inte angivet.', en: 'Who decides the distribution is not stated.' }
    : { sv: `Fördelningen beslutas av ${distributor}.`, en: `The distribution is decided by ${distributor}.` };
};
