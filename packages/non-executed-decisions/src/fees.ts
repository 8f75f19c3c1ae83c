/** The special fee: between which amounts, by the day of the decision. Decided by the administrative court; it goes to the state. */
import { type CivilDate, type Confidence, unsafeCivilDate } from '@frist/calendar';

/** A range of the special fee, in öre, for decisions made from one day through another. */
export interface FeeRange {
  readonly validFrom?: CivilDate;
  readonly validTo?: CivilDate;
  readonly lowest: number;
  readonly highest: number;
  readonly reference: string;
  readonly confidence: Confidence;
}

const kronor = 100;
const [from2025, from2026] = [unsafeCivilDate('2025-07-01'), unsafeCivilDate('2026-01-01')];

/** All ranges. SFS 2025:1298 and 2025:1299 raised them for decisions made from 2026-01-01. */
export const feeRanges: readonly FeeRange[] = [
  { validTo: unsafeCivilDate('2025-06-30'), lowest: 10_000 * kronor, highest: 1_000_000 * kronor, reference: '16 kap. 6 b § SoL (2001:453), 28 b § LSS', confidence: 'V' },
  { validFrom: from2025, validTo: unsafeCivilDate('2025-12-31'), lowest: 10_000 * kronor, highest: 1_000_000 * kronor, reference: '34 kap. 7 § SoL (2025:400) as worded until 2025-12-31, 28 b § LSS', confidence: 'I' },
  { validFrom: from2026, lowest: 15_000 * kronor, highest: 1_500_000 * kronor, reference: 'SFS 2025:1298, 2025:1299', confidence: 'V' },
];

/**
 * The range that applies to a decision. A decision under old 4 kap. 1 § follows the repealed act (2025:400, transitional p. 9).
 *
 * @param decidedOn the day of the decision, never that of the fee
 * @example feeRangeOn(unsafeCivilDate('2026-01-01')) // 15 000–1 500 000 kr, in öre
 */
export const feeRangeOn = (decidedOn: CivilDate): FeeRange =>
  feeRanges.find(({ validFrom, validTo }) => (validFrom ?? decidedOn) <= decidedOn && decidedOn <= (validTo ?? decidedOn)) as FeeRange;
