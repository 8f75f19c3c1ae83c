/** Who may be shown what: the role of a stream against those of a viewer. */
import type { Viewer } from '@frist/confidentiality';
import { type Failure, failure, type StreamName } from '@frist/event-sourcing';

import type { Assembly } from './assembly';

/** Nobody in particular sees nothing secret. */
const anybody = 'nobody';

/** Whether a viewer has what a stream asks for. */
export const maySeeStream = ({ roleOf }: Pick<Assembly, 'roleOf'>, viewer: Viewer | undefined, stream: StreamName): boolean => has(viewer, roleOf(stream));

const has = (viewer: Viewer | undefined, role: string | null): boolean => role === null || (viewer?.roles as ReadonlySet<string> | undefined)?.has(role) === true;

/** The refusal of what needs a role that the viewer has not; null when it may be shown. */
export const deniedRole = (viewer: Viewer | undefined, role: string | null): Failure<'AccessDenied'> | null =>
  has(viewer, role) ? null : failure('AccessDenied', 'frist/viewer', 'viewer', `a viewer with the role ${role}`, viewer?.actor.role ?? anybody);

/** The same for all that is told of some streams. */
export const deniedStreams = ({ roleOf }: Pick<Assembly, 'roleOf'>, viewer: Viewer | undefined, streams: Iterable<StreamName>): Failure<'AccessDenied'> | null => {
  for (const stream of streams) {
    const denied = deniedRole(viewer, roleOf(stream));
    if (denied !== null) return denied;
  }
  return null;
};
