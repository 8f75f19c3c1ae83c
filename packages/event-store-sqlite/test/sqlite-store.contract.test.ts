import { join } from 'node:path';

import { eventStoreContract } from '@frist/testing';

import { openStore, temporaryFolder } from './support';

const folder = temporaryFolder();

eventStoreContract({
  name: 'sqlite',
  shared: true,
  open: async ({ data, ...options }) => await openStore({ file: join(folder.path, `${data}.db`), ...options }),
  cleanUp: folder.remove,
});
