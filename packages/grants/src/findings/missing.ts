/** What nobody has told. */
import { type Amount, type DomainFinding, isExact } from '@frist/obligations';

import type { GrantState, Move } from '../state';
import { eventsOf, finding, movesOf } from './finding';

const words: Readonly<Record<'received' | 'transferred' | 'used' | 'repaid', readonly [sv: string, en: string]>> = {
  received: ['mottaget', 'received'],
  transferred: ['vidareförmedlat', 'transferred'],
  used: ['förbrukat', 'used'],
  repaid: ['återbetalat', 'repaid'],
};

const isToldAmount = (amount: Amount | undefined): boolean => amount !== undefined && (isExact(amount) || amount._tag === 'approximate');

/** Missing names, numbers, amounts, dates and totals; figures that are not the grant; money counted elsewhere. */
export const missing = (state: GrantState): readonly DomainFinding[] => {
  const { registered } = state;
  const here = [registered?.event];
  const found: DomainFinding[] = [];
  const numbers = [...(registered?.diaryNumbers ?? []), ...Object.values(state.tranches).flatMap(({ diaryNumbers }) => diaryNumbers ?? [])];
  if (registered?.funder === undefined) found.push(finding('missing', 'no-funder', 'Bidragsgivaren är inte angiven', 'The funder is not told', here));
  if (numbers.length === 0) found.push(finding('missing', 'no-diary-number', 'Diarienummer saknas', 'No diary number', here));
  if (state.responsible === null) found.push(finding('missing', 'no-responsible', 'Ingen ansvarig är utsedd för bidraget', 'No responsible person is appointed for the grant', here));
  found.push(...amounts(state));
  if (Object.keys(state.reports).length === 0 && registered?.partOf === undefined) {
    found.push(finding('missing', 'no-reporting-date', 'Bidraget har ingen återrapportering angiven', 'No account and no reporting date is told for the grant', here));
  }
  for (const part of Object.values(state.parts)) {
    if (!isToldAmount(part.total) && !isToldAmount(part.claimable)) found.push(finding('missing', 'part-without-total', `Delen ”${part.name}” saknar angivet belopp`, `The part “${part.name}” has no stated total`, [part.event]));
  }
  for (const { what, event, amount } of state.otherFigures) {
    found.push(finding('information', 'other-figure', `Uppgift som inte är bidraget: ${what}`, `A figure that is not the grant: ${what}`, [event], isExact(amount) ? { ore: amount } : {}));
  }
  if (registered?.partOf !== undefined) {
    const { grant, part } = registered.partOf;
    found.push(finding('information', 'counted-elsewhere', 'Samma medel som i ett annat bidrag: räknas inte två gånger', 'The same money as in another grant: not to be counted twice', here, { grant, ...(part === undefined ? {} : { part }) }));
  }
  return found;
};

/** "ca 0,8 mkr": a grant of which no figure is told exactly, and each kind of later figure that is not. */
const amounts = (state: GrantState): readonly DomainFinding[] => {
  const here = state.registered?.event;
  const known = state.moves.some(({ amount }) => isExact(amount));
  const approximate = (told: readonly { readonly amount: Amount; readonly event: Move['event'] }[], of?: keyof typeof words): readonly DomainFinding[] => {
    const [first] = told.flatMap(({ amount }) => (!isExact(amount) && amount._tag === 'approximate' ? [amount] : []));
    if (first === undefined || told.some(({ amount }) => isExact(amount))) return [];
    const [sv, en] = of === undefined ? ['', ''] : ([`: ${words[of][0]}`, `: ${words[of][1]}`] as const);
    const values = { ore: first.ore, ...(first.text === undefined ? {} : { told: first.text }) };
    return [finding('missing', 'amount-approximate', `Beloppet är bara ungefärligt angivet${sv}`, `The amount is told only approximately${en}`, [here, ...eventsOf(told)], values)];
  };
  // A claim told as "ca" needs no exact figure once the money received is told exactly.
  if (known) return (['received', 'transferred', 'used', 'repaid'] as const).flatMap((kind) => approximate(movesOf(state, kind), kind));
  const told = approximate([...state.moves, ...state.forecasts]);
  return told.length > 0 ? told : [finding('missing', 'no-amount', 'Inget belopp är angivet som sökt, beviljat eller mottaget', 'No amount is told as claimed, awarded or received', [here])];
};
