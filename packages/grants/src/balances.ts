/**
 * Balances: always derived. What nobody has told is unknown, not zero. Onward transfers and repayments are the
 * board's own acts: where money is known to have come in and none is on record, they are zero.
 */
import { type Amount, unknownAmount } from '@frist/obligations';

import { leftOf, sumOf } from './repayable';
import { placed } from './scope';
import type { GrantState, Move, MoveKind } from './state';
import type { Key } from './told';

/** In öre, or a tagged reading of something less exact. */
export interface Balance {
  readonly claimed: Amount;
  readonly awarded: Amount;
  readonly received: Amount;
  readonly transferred: Amount;
  readonly used: Amount;
  /**
   * What is left: received less transferred, less used within the period, less repaid. What was used outside the period
   * of use does not count as used under the terms. Negative when more was used than came in; repayments never make it so.
   */
  readonly unused: Amount;
  readonly repaid: Amount;
}

/** Balances of a grant, and of its tranches and parts by key. */
export interface GrantBalances {
  readonly grant: Balance;
  readonly tranches: Readonly<Record<Key, Balance>>;
  readonly parts: Readonly<Record<Key, Balance>>;
}

const balanceOf = (state: GrantState, moves: readonly Move[]): Balance => {
  const own: Amount = moves.some(({ kind }) => kind === 'received') ? 0 : unknownAmount;
  const whenNone = (kind: MoveKind): Amount => (kind === 'transferred' || kind === 'repaid' ? own : unknownAmount);
  const sum = (kind: MoveKind): Amount => sumOf(moves, kind, whenNone(kind));
  return {
    claimed: sum('claimed'),
    awarded: sum('awarded'),
    received: sum('received'),
    transferred: sum('transferred'),
    used: sum('used'),
    unused: leftOf(state, moves, whenNone),
    repaid: sum('repaid'),
  };
};

/**
 * Balances of a grant, and of each of its tranches and parts. A sum told for the whole grant is not split among them; a
 * sum told for a part counts for the tranche it belongs to as well.
 *
 * @example balancesOf(row.state).grant.unused
 */
export const balancesOf = (state: GrantState): GrantBalances => {
  const by = (keys: readonly string[], of: (move: Move) => string | undefined): Readonly<Record<Key, Balance>> =>
    Object.fromEntries(keys.map((key) => [key, balanceOf(state, state.moves.filter((move) => of(move) === key))]));
  return {
    grant: balanceOf(state, state.moves),
    tranches: by(Object.keys(state.tranches), (move) => placed(state, move).tranche),
    parts: by(Object.keys(state.parts), ({ part }) => part),
  };
};
