/** What is to be destroyed, and what was, in JSON (`frist.disposal/1`, `frist.disposal-carried-out/1`). */
import type { DisposalList } from 'frist';

import { schemaName } from './write';

/** Every subject with what is to become of its data. */
export const disposalJson = ({ asOf, entries }: DisposalList, board: string | null): object => ({
  schema: schemaName('disposal'),
  asOf,
  board,
  subjects: entries.map(({ subject, boards, lastEntry, streams, key, answer }) => ({
    subject,
    boards,
    lastEntry,
    streams,
    key,
    retention: answer.retention,
    keptUntil: answer.retention === 'due' ? answer.keptUntil : null,
    finishBy: answer.retention === 'due' ? answer.finishBy : null,
    late: answer.retention === 'due' && answer.late,
    files: answer.retention === 'due' ? answer.files : [],
    because: answer.retention === 'not-due' || answer.retention === 'undecidable' ? answer.because.map(({ reason, file, rule, keptUntil }) => ({ reason, file: file ?? null, rule: rule ?? null, keptUntil: keptUntil ?? null })) : [],
    disposed: answer.retention === 'disposed' ? { decision: answer.decision, on: answer.on, writtenSince: answer.writtenSince } : null,
  })),
});

/** What was carried out. */
export const carriedOutJson = (decision: string, subjects: readonly { readonly subject: string; readonly before: boolean; readonly fingerprint: string | null }[]): object => ({
  schema: schemaName('disposal-carried-out'),
  decision,
  subjects,
});
