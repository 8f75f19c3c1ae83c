/** What a register needs so that data can be sealed, seen and disposed of. */
import type { AnyEventType, Decider } from '@frist/event-sourcing';

import { AccessGranted, accessDecider } from './access';
import { KeyStoreBound, keyStoreDecider } from './binding';
import { subjectDecider } from './subject';
import { subjectCommands } from './subject-events';

/** Every type of event of this package. */
export const confidentialityEventTypes: readonly AnyEventType[] = [...Object.values(subjectCommands), AccessGranted, KeyStoreBound];

/** Every decider of this package: of `subject-…`, `access-…` and `keyStore-…`. */
export const confidentialityDeciders: readonly Decider[] = [subjectDecider, accessDecider, keyStoreDecider];
