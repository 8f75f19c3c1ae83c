/**
 * What a register needs so that it can hold data that are sealed, seen and disposed of. `@frist/confidentiality/assembly` by
 * itself loads nothing that encrypts: reading needs no more.
 */
import type { AnyEventType, Decider } from '@frist/event-sourcing';

import { AccessGranted, accessDecider } from './access';
import { KeyStoreBound, keyStoreDecider } from './binding';
import { subjectDecider } from './subject';
import { subjectCommands } from './subject-events';

/** Every type of event of this package. */
export const confidentialityEventTypes: readonly AnyEventType[] = [...Object.values(subjectCommands), AccessGranted, KeyStoreBound];

/** Every decider of this package: of `subject-…`, `access-…` and `keyStore-…`. */
export const confidentialityDeciders: readonly Decider[] = [subjectDecider, accessDecider, keyStoreDecider];

/** Commands that record what this package has done itself: from outside they would claim what has not happened. */
const ownCommands: ReadonlySet<string> = new Set(['grantAccess', 'bindKeyStore', 'decideDisposal', 'recordDisposal']);

/** The same deciders for commands from outside: files, holds, decisions; not that somebody looked, or that a key was destroyed. */
export const outerDeciders: readonly Decider[] = confidentialityDeciders.map((decider) => ({
  ...decider,
  commands: Object.fromEntries(Object.entries(decider.commands).filter(([name]) => !ownCommands.has(name))),
}));
