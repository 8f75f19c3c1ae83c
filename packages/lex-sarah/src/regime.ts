/** Which act a duty rests on: by the day of the fact that calls for it. */
import { type CivilDate, unsafeCivilDate } from '@frist/calendar';
import { oneOf } from '@frist/event-sourcing';
import type * as t from 'io-ts';

/** The act that the operation belongs to: socialtjänstlagen, or lagen om stöd och service till vissa funktionshindrade. */
export const Statute = oneOf('Statute', ['SoL', 'LSS']);
/** See the codec. */
export type Statute = t.TypeOf<typeof Statute>;

/** `SOL_2001`: socialtjänstlagen (2001:453). `SOL_2025`: socialtjänstlagen (2025:400), from 2025-07-01. `LSS`: 1993:387. */
export type Regime = 'SOL_2001' | 'SOL_2025' | 'LSS';

/** First day of socialtjänstlagen (2025:400). */
export const firstDayOfSol2025: CivilDate = unsafeCivilDate('2025-07-01');

/**
 * The regime of a fact of a day.
 *
 * @example regimeOf('SoL', unsafeCivilDate('2025-06-30')) // 'SOL_2001'
 */
export const regimeOf = (statute: Statute, on: CivilDate): Regime => (statute === 'LSS' ? 'LSS' : on < firstDayOfSol2025 ? 'SOL_2001' : 'SOL_2025');
