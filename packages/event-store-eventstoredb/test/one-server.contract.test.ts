/**
 * The contract on one server for all stores, which keeps its own time: the server that FRIST_EVENTSTORE_URL names, or a double.
 * Start a real one empty and without its statistics: `--mem-db --insecure --write-stats-to-db=false --max-append-size=12582912`.
 */
import { type EventStoreDbDouble, eventStoreContract, startEventStoreDbDouble } from '@frist/testing';

import { type Corner, inCorner, newCorner } from './one-server';
import { opener } from './support';

const given = process.env['FRIST_EVENTSTORE_URL'];
const opened = opener();
const corners = new Map<string, Corner>();
let double: EventStoreDbDouble | null = null;

eventStoreContract({
  name: given === undefined ? 'one server that keeps its own time' : 'the server that FRIST_EVENTSTORE_URL names',
  shared: true,
  runs: 15,
  open: async ({ data, clock }) => {
    if (given === undefined) double ??= await startEventStoreDbDouble({ maxAppendBytes: 12 * 1024 * 1024 });
    const store = opened.store({ connection: given ?? (double as EventStoreDbDouble).url, readModels: await opened.localModels(data), maxAppendBytes: 12 * 1024 * 1024 });
    let corner = corners.get(data);
    if (corner === undefined) corners.set(data, (corner = await newCorner(store, data)));
    return inCorner(store, corner, clock);
  },
  cleanUp: async () => {
    await opened.close();
    await double?.close();
  },
});
