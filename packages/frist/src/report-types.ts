/** Reports of domains through the facade: what is asked for, and what comes back. */
import type { AccessPurpose, UnsealFailure, Viewer } from '@frist/confidentiality';
import type { Board, Failure, SubjectRef } from '@frist/event-sourcing';
import type { DomainReport, ReportDocument } from '@frist/obligations';
import type { Disposal } from '@frist/reports';

import type { Query, QueryFailure, ViewTimes } from './query';

/** What a report may be asked for, by name, as text: `{ quarter: '2024-Q4', to: 'council' }`. */
export type ReportParameters = Readonly<Record<string, string>>;

/** A view, who looks, and why they are to see what is sealed. */
export interface ReportQuery extends Query {
  /** Who looks. Default: somebody who sees nothing secret. */
  readonly viewer?: Viewer;
  /** Why sealed fields are to be opened. Recorded before anything is shown. Absent: they stay sealed. */
  readonly why?: AccessPurpose;
}

/** A report in a view, ready to be rendered by `@frist/reports`. */
export interface Report extends ViewTimes {
  readonly name: string;
  /** The board that was named, or the only one there is; null: all boards of the register. */
  readonly board: Board | null;
  readonly document: ReportDocument;
  /** Whose keys would open what is still sealed in it. */
  readonly keysNeeded: readonly SubjectRef[];
  /** Disposals on record, of subjects that stand in it. */
  readonly disposals: ReadonlyMap<SubjectRef, Disposal>;
}

/** A report that there is. */
export interface ListedReport extends Pick<DomainReport, 'name' | 'help' | 'parameters'> {
  readonly domain: string;
}

/**
 * Why there is no report. `UnknownReport`, `InvalidParameter`; `SeveralBoards`: it is of one board, and the register holds
 * several; `AccessDenied`: the viewer has not the role; `SealBroken`: a sealed field was altered or moved. Else what kept an
 * access from being recorded.
 */
export type ReportFailure = QueryFailure | UnsealFailure | Failure;
