/** The windows of standing duties. `@frist/agreements/windows` by itself loads nothing else: judging kept duties needs no more. */
import type { WindowTable } from '@frist/obligations';

/** The days on which the inspectorate takes what no act dates. None is known yet: instances are owed, and undated. */
export const standingWindowTables: readonly WindowTable[] = ['activity-requirement-figures', 'activity-requirement-account'].map((id) => ({ id: `agreements/${id}`, version: 1, windows: {} }));
