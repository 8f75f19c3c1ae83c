/** The two forms of the check, each loaded only when it is the one asked for. */
import { createRequire } from 'node:module';

import type { checkJson } from './json/check';
import type { checkTable } from './render/check-table';

const load = createRequire(__filename);

/** Renderers by form. */
export const checkOutput = {
  json: () => load('./json/check') as { readonly checkJson: typeof checkJson },
  table: () => load('./render/check-table') as { readonly checkTable: typeof checkTable },
};
