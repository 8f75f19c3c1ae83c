/** What a state keeps of its facts: their data with where they were told, under the short names they were told by. */
import type { CivilDate } from '@frist/calendar';
import type { EventId } from '@frist/event-sourcing';

/** The data of a fact, with the event that told it and the day it is about. */
export type Noted<Data> = Data & { readonly event: EventId; readonly on: CivilDate };

/** Adds its event and its day to a fact's data. */
export const noted = <Data extends object>({ id, occurredOn, data }: { readonly id: EventId; readonly occurredOn: CivilDate; readonly data: Data }): Noted<Data> => ({ ...data, event: id, on: occurredOn });

/** Things by the short name they were told under. */
export type ByKey<A> = Readonly<Record<string, A>>;

/** The value under a key of the record itself: somebody may call something `constructor`. */
export const at = <A>(record: ByKey<A>, key: string | undefined): A | undefined => (key !== undefined && Object.hasOwn(record, key) ? record[key] : undefined);
