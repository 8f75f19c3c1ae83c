import { type EventStoreDbDouble, eventStoreContract, startEventStoreDbDouble } from '@frist/testing';

import { opener } from './support';

const opened = opener();
const doubles = new Map<string, EventStoreDbDouble>();

eventStoreContract({
  name: 'EventStoreDB, its double',
  shared: true,
  open: async ({ data, clock }) => {
    let there = doubles.get(data);
    if (there === undefined) doubles.set(data, (there = await startEventStoreDbDouble({ clock, maxAppendBytes: 24 * 1024 * 1024 })));
    return opened.store({ connection: there.url, readModels: await opened.localModels(data), maxAppendBytes: 24 * 1024 * 1024 });
  },
  cleanUp: async () => {
    await opened.close();
    for (const double of doubles.values()) await double.close();
  },
});
