/** The one place in Frist that looks at the host's clock. */
import { type Instant, instantFromEpochMs } from '@frist/calendar';
import * as E from 'fp-ts/Either';

/**
 * The present instant by the host's clock, to the millisecond. Throws a `RangeError` only when the host believes to be
 * outside the years 0001–9999.
 *
 * @example createFrist({ store, clock: hostClock })
 */
export const hostClock = (): Instant => {
  const now = instantFromEpochMs(Date.now());
  if (E.isLeft(now)) throw new RangeError('the host clock shows no instant within the years 0001–9999');
  return now.right;
};
