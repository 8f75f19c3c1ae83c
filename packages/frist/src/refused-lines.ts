/** The lines an import refuses, in the order of the journal. */
import type { ExecutionFailure, Failure } from '@frist/event-sourcing';

import type { ImportFailure, Place } from './import-types';

/** A line as far as it could be told. */
export interface NumberedLine {
  /** Place in the whole import, over all files. */
  readonly index: number;
  readonly place: Place;
  readonly id: string | null;
  /** Null when the line does not tell. */
  readonly stream: string | null;
}

export interface RefusedLines {
  readonly add: (line: NumberedLine, reasons: readonly (ExecutionFailure | Failure)[]) => void;
  /** Empty when nothing was refused. */
  readonly failures: () => readonly ImportFailure[];
}

/** Reasons that lie in the line itself, whatever became of the lines before it. */
const ownFault: ReadonlySet<string> = new Set([
  'CommandIdReused', 'FactInTheFuture', 'InvalidData', 'InvalidEncoding', 'InvalidJson', 'KnownBeforeRecorded', 'LineTooLong', 'NoSealer', 'NotCanonical', 'UnknownCategory', 'UnknownCommand',
]);

export const refusedLines = (): RefusedLines => {
  const found: { readonly index: number; readonly failure: ImportFailure }[] = [];
  const firstOf = new Map<string | null, NumberedLine>();
  const earlier = (line: NumberedLine): NumberedLine | undefined => {
    const candidates = [firstOf.get(line.stream), firstOf.get(null)].filter((first) => first !== undefined && first.index < line.index);
    return candidates.sort((a, b) => (a?.index ?? 0) - (b?.index ?? 0))[0];
  };
  return {
    add: (line, reasons) => {
      const before = earlier(line);
      for (const reason of reasons) {
        const follows = before !== undefined && !ownFault.has(reason._tag);
        found.push({ index: line.index, failure: { ...line.place, id: line.id, reason, ...(follows ? { mayFollowFrom: before.place } : {}) } });
      }
      const first = firstOf.get(line.stream);
      if (first === undefined || first.index > line.index) firstOf.set(line.stream, line);
    },
    failures: () => found.sort((a, b) => a.index - b.index).map(({ failure }) => failure),
  };
};
