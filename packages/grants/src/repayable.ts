/** What is left of the money, and what of it is owed back: pure arithmetic over the state. Amounts in öre. */
import { addAmounts, type Amount, isExact, subtractAmount } from '@frist/obligations';

import { at, type GrantState, type Move, type MoveKind, type NotedOf } from './state';

/** The sum of the moves of a kind; `whenNone` where there are none. */
export const sumOf = (moves: readonly Move[], kind: MoveKind, whenNone: Amount): Amount => {
  const amounts = moves.filter((move) => move.kind === kind).map(({ amount }) => amount);
  return amounts.length === 0 ? whenNone : addAmounts(amounts);
};

/** Used on days that certainly lie outside the period of use: it pays for nothing under the terms. */
export const usedOutside = ({ usePeriod }: GrantState, { kind, on, between }: Move): boolean => {
  if (kind !== 'used' || usePeriod === null) return false;
  const [first, last] = [between?.from ?? on, between?.to ?? on];
  return (usePeriod.until !== undefined && first > usePeriod.until) || (usePeriod.from !== undefined && last < usePeriod.from);
};

/** Repaid because it had been used for another purpose: that money is not among what is left. */
const repaidOfUsed = (state: GrantState, { kind, reclaim }: Move): boolean => kind === 'repaid' && at(state.reclaims, reclaim)?.ground === 'other-purpose';

/**
 * What is left: received less transferred, less used within the period, less repaid. A repayment takes what is left
 * first; what it comes to beyond that the board paid out of its own money. Negative when more was used than came in.
 *
 * @param whenNone what a kind of move comes to of which nobody has told any: 0, or unknown
 */
export const leftOf = (state: GrantState, moves: readonly Move[], whenNone: (kind: MoveKind) => Amount): Amount => {
  const counted = moves.filter((move) => !usedOutside(state, move) && !repaidOfUsed(state, move));
  const toldUsed = moves.some(({ kind }) => kind === 'used');
  const used = sumOf(counted, 'used', toldUsed ? 0 : whenNone('used'));
  const before = [sumOf(counted, 'transferred', whenNone('transferred')), used].reduce<Amount>(subtractAmount, sumOf(counted, 'received', whenNone('received')));
  const repaid = sumOf(counted, 'repaid', moves.some(({ kind }) => kind === 'repaid') ? 0 : whenNone('repaid'));
  const after = subtractAmount(before, repaid);
  return isExact(after) && isExact(before) && after < 0 ? Math.min(before, 0) : after;
};

/** What is left by the record: what nobody has told as transferred, used or repaid counts as none. */
export const unusedAsRecorded = (state: GrantState): Amount => leftOf(state, state.moves, () => 0);

/**
 * What the terms say is owed back of what has been received: what was not used or transferred, less what has been
 * repaid or waived, and less what the funder has answered for as a whole.
 */
export const owedUnderTerms = (state: GrantState): Amount => {
  const underTerms = state.moves.filter((move) => move.kind !== 'repaid' || !['unused', 'no-account'].includes(at(state.reclaims, move.reclaim)?.ground ?? ''));
  const waived = state.waivers.filter(({ reclaim }) => reclaim === undefined).map(({ amount }) => amount ?? 0);
  return [...waived, state.answered.amount].reduce<Amount>(subtractAmount, leftOf(state, underTerms, () => 0));
};

/** Whether anything stands to be repaid under the terms. What is only approximate or unknown is never taken for settled. */
export const isOwedUnderTerms = (state: GrantState): boolean => {
  const receipts = state.moves.filter(({ kind }) => kind === 'received').length;
  if (state.repayment === null || receipts === 0 || receipts === state.answered.receipts) return false;
  const owed = owedUnderTerms(state);
  return !isExact(owed) || owed > 0;
};

/** What is left to repay of a reclaim; null when the rest of it was waived. */
export const leftOfReclaim = (state: GrantState, { reclaim, amount }: NotedOf<'reclaim'>): Amount | null => {
  const waivers = state.waivers.filter((waiver) => waiver.reclaim === reclaim);
  if (waivers.some((waiver) => waiver.amount === undefined)) return null;
  const repaid = state.moves.filter((move) => move.kind === 'repaid' && move.reclaim === reclaim).map((move) => move.amount);
  return [...repaid, ...waivers.map((waiver) => waiver.amount ?? 0)].reduce<Amount>(subtractAmount, amount);
};

/** Whether an amount is exactly nothing, or less. */
export const isSettled = (amount: Amount | null): boolean => amount === null || (isExact(amount) && amount <= 0);

/** What an onward share comes to: its part of what was received, else as told. Whole öre. */
export const onwardOwed = (state: GrantState, { percent, told }: NotedOf<'setOnwardShare'>): Amount => {
  const received = sumOf(state.moves, 'received', { _tag: 'unknown' });
  if (isExact(received)) return Math.round((received * percent) / 100);
  if (told !== undefined && isExact(told)) return told;
  return received._tag === 'approximate' ? { _tag: 'approximate', ore: Math.round((received.ore * percent) / 100) } : received;
};

/** What has been paid onward of a share. */
export const onwardPaid = (state: GrantState, { share }: NotedOf<'setOnwardShare'>): Amount =>
  addAmounts(state.moves.filter((move) => move.kind === 'transferred' && move.share === share).map(({ amount }) => amount));

/** Payments are made in whole kronor: a share counts as paid when less than one krona is missing. */
export const isOnwardPaid = (state: GrantState, share: NotedOf<'setOnwardShare'>): boolean => {
  const [owed, paid] = [onwardOwed(state, share), onwardPaid(state, share)];
  return isExact(owed) && isExact(paid) && owed - paid < 100;
};
