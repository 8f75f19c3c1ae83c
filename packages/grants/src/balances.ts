/**
 * Balances: always derived. What nobody has told is unknown, not zero. Onward transfers and repayments are the
 * board's own acts: where money is known to have come in and none is on record, they are zero.
 */
import { addAmounts, type Amount, subtractAmount, unknownAmount } from '@frist/obligations';

import type { GrantState, Move, MoveKind } from './grant';
import type { Key } from './told';

/** In öre, or a tagged reading of something less exact. */
export interface Balance {
  readonly claimed: Amount;
  readonly awarded: Amount;
  readonly received: Amount;
  readonly transferred: Amount;
  readonly used: Amount;
  /** Received less transferred, used and repaid. Negative when more was used than came in. */
  readonly unused: Amount;
  readonly repaid: Amount;
}

export interface GrantBalances {
  readonly grant: Balance;
  readonly tranches: Readonly<Record<Key, Balance>>;
  readonly parts: Readonly<Record<Key, Balance>>;
}

const sum = (moves: readonly Move[], kind: MoveKind, whenNone: Amount): Amount => {
  const amounts = moves.filter((move) => move.kind === kind).map(({ amount }) => amount);
  return amounts.length === 0 ? whenNone : addAmounts(amounts);
};

const balanceOf = (moves: readonly Move[]): Balance => {
  const received = sum(moves, 'received', unknownAmount);
  const own: Amount = moves.some(({ kind }) => kind === 'received') ? 0 : unknownAmount;
  const transferred = sum(moves, 'transferred', own);
  const used = sum(moves, 'used', unknownAmount);
  const repaid = sum(moves, 'repaid', own);
  return {
    claimed: sum(moves, 'claimed', unknownAmount),
    awarded: sum(moves, 'awarded', unknownAmount),
    received,
    transferred,
    used,
    unused: [transferred, used, repaid].reduce<Amount>(subtractAmount, received),
    repaid,
  };
};

/**
 * Balances of a grant, and of each of its tranches and parts. A sum told for the whole grant is not split among them.
 *
 * @example balancesOf(row.state).grant.unused
 */
export const balancesOf = (state: GrantState): GrantBalances => ({
  grant: balanceOf(state.moves),
  tranches: Object.fromEntries(Object.keys(state.tranches).map((key) => [key, balanceOf(state.moves.filter(({ tranche }) => tranche === key))])),
  parts: Object.fromEntries(Object.keys(state.parts).map((key) => [key, balanceOf(state.moves.filter(({ part }) => part === key))])),
});

/** What is left unused, counting money used or repaid that nobody has told as none; for the duty to repay. */
export const unusedAsRecorded = (state: GrantState): Amount => {
  const of = (kind: MoveKind): Amount => sum(state.moves, kind, 0);
  return [of('transferred'), of('used'), of('repaid')].reduce<Amount>(subtractAmount, of('received'));
};
