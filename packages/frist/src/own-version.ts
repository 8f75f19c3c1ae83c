/** Which Frist this is. */
import { createRequire } from 'node:module';

import { once } from './lazily';

/** The version of this package, and of the domains released with it. */
export const ownVersion = once(() => (createRequire(__filename)('../package.json') as { readonly version: string }).version);
