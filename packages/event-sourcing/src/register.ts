/** What commands are executed against. */
import type { Instant } from '@frist/calendar';

import type { Catalogue } from './catalogue';
import type { Decider } from './decider';
import type { EventStore } from './event-store';
import type { Sealer } from './sealer';

/** A store with what is needed to execute commands on it. */
export interface Register {
  readonly store: EventStore;
  readonly catalogue: Catalogue;
  /** One decider per category. */
  readonly deciders: ReadonlyMap<string, Decider>;
  readonly clock: () => Instant;
  readonly sealer: Sealer | null;
}
