/** What a copy came to, in JSON (`frist.copy/1`). */
import type { Copied } from 'frist';

import { schemaName } from './write';

/** From where to where, as it may be shown; `verification` is what `frist verify` would say of the copy, null without checkpoints. */
export const copyJson = (from: string, to: string, { events, copied, alreadyThere, root }: Copied, verification: object | null): object => ({
  schema: schemaName('copy'),
  from,
  to,
  events,
  copied,
  alreadyThere,
  root,
  verification,
});
