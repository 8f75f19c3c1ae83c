/** What this package believes of the client is what the client says of itself. */
import type { EventStoreDBClient } from '@eventstore/db-client';

import type { EventStoreDbClient } from '../src';

it('the real client is one that the store takes', () => {
  const take = (client: EventStoreDBClient): EventStoreDbClient => client;
  expect(take).toBeInstanceOf(Function);
});
