/** One step of the way through a grant's facts. */
import type { CivilDate } from '@frist/calendar';
import { type Amount, type Due, dueAsTold, type DutyStep, isExact } from '@frist/obligations';

import type { GrantState, Logged } from '../state';
import type { ToldDate } from '../told';

/** Whom the grant binds, unless the terms name somebody else. */
export const holder = 'board';

/** A step through the facts of a grant. */
export type Step = DutyStep<GrantState, Logged>;

/** The due date of a told date. It was checked when it was decided on; a correction may have put in one that cannot be read. */
export const dueOf = (told: ToldDate, from: CivilDate): Due => dueAsTold(told, { from });

/** An amount as a word in evidence. */
export const inWords = (amount: Amount): string => (isExact(amount) ? `${amount} öre` : amount._tag === 'unknown' ? 'an unknown amount' : `about ${amount.ore} öre`);

/** An optional creditor. */
export const creditor = (name: string | undefined): { readonly creditor?: string } => (name === undefined ? {} : { creditor: name });
