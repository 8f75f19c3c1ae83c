/** The facade: everything an application needs, behind one value. */
import type { Instant } from '@frist/calendar';
import type { KeyStore } from '@frist/confidentiality';
import type { EventStore, Executed, ExecutionFailure, Sealer } from '@frist/event-sourcing';
import type { CheckResult, Domain, RegisterRow } from '@frist/obligations';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { DailyCheck, DailyQuery } from './daily';
import type { Diff } from './diff-types';
import type { Evidence, EvidenceQuery, EvidenceQueryFailure } from './evidence-types';
import type { Explanation, History } from './explanation';
import type { Imported, ImportFailure, ImportLine, ImportOptions } from './import-types';
import type { Query, QueryFailure, ViewTimes } from './query';
import type { ListedReport, Report, ReportFailure, ReportParameters, ReportQuery } from './report-types';
import type { Disposals, OpenedField, UnsealQuery, UnsealQueryFailure } from './sealing-types';
import type { ListedRule, RuleDrifts } from './rules-query';

/** What the facade is built over. */
export interface FristOptions {
  readonly store: EventStore;
  /** The present instant. Default: the host's clock. */
  readonly clock?: () => Instant;
  /** Default: every domain that comes with Frist. */
  readonly domains?: readonly Domain[];
  /**
   * The keys of what is sealed: to write it, to have it opened, to dispose of it. Reading needs none. The first writing of a
   * board binds its register to them; the keys of another register are refused.
   */
  readonly keys?: KeyStore;
  /** What seals, where that is not `keys`: a host's own. */
  readonly sealer?: Sealer;
}

/** A query with what the check lets one choose. */
export interface CheckQuery extends Query {
  /** Days before the last permitted day from which something is due soon: a whole number, zero or more. Default 30. */
  readonly within?: number;
  /** Only what is due within `within` days, overdue, or undetermined. */
  readonly onlyNear?: boolean;
  /** Also list what has been met or has ended. Costs what there is of it. Default: only counted. */
  readonly settled?: boolean;
}

/** What the check found, with both times. */
export interface CheckReport extends CheckResult, ViewTimes {
  /** False when the store holds nothing at all that the view could see, or nothing of the board asked for. */
  readonly anythingToCheck: boolean;
}

/** Rows of a register in a view, by stream. */
export interface RegisterRows<State = unknown> extends ViewTimes {
  readonly rows: readonly RegisterRow<State>[];
}

/** Built by `createFrist`. Nothing throws; every failure is a value. */
export interface Frist {
  /** Executes one command; see `CommandEnvelope` for its form. */
  readonly execute: (command: unknown) => TaskEither<readonly ExecutionFailure[], Executed>;
  /**
   * Imports a journal: all of it or nothing. Every bad line is reported; what was recorded before counts as repeated.
   *
   * @param progress told now and then how many steps are done
   */
  readonly importJournal: (
    lines: readonly ImportLine[],
    progress?: (done: number, of: number) => void,
    options?: ImportOptions,
  ) => TaskEither<readonly ImportFailure[], Imported>;
  readonly check: (query?: CheckQuery) => TaskEither<QueryFailure, CheckReport>;
  /** States of the streams of a register, e.g. `grants`, in a view, sorted by stream. `AccessDenied` where it needs a role that the viewer has not. */
  readonly register: <State>(name: string, query?: Query) => TaskEither<QueryFailure, RegisterRows<State>>;
  /**
   * A report of a domain, by its name and parameters, e.g. `non-executed` and `{ quarter: '2024-Q4', to: 'council' }`. With keys,
   * a viewer who may and a reason, what is sealed in it is opened, which is put on record first. Rendered by `@frist/reports`.
   *
   * @example renderReport((await frist.report('grants', { year: '2019' })()).right.document, options)
   */
  readonly report: (name: string, parameters?: ReportParameters, query?: ReportQuery) => TaskEither<ReportFailure, Report>;
  /** Every report of every domain, with its parameters. */
  readonly reports: () => readonly ListedReport[];
  /** By obligation id, event id or stream name. */
  readonly explain: (id: string, query?: Query) => TaskEither<QueryFailure, Explanation>;
  /** Every event of the stream, of the event's stream, or about the obligation and what led to it; in order of recording. */
  readonly history: (id: string, query?: Query) => TaskEither<QueryFailure, History>;
  /** Compares two views. */
  readonly diff: (from: Query, to: Query) => TaskEither<QueryFailure, Diff>;
  /**
   * A file that proves to anybody what a view rests on: its events, each with the way to a signed checkpoint of the log.
   *
   * @example frist.evidence({ kind: 'grant', id, checkpoints, keys, form: evidenceForm })
   */
  readonly evidence: (query: EvidenceQuery) => TaskEither<EvidenceQueryFailure, Evidence>;
  /** What the check would have said at the end of each day. Days in order; at most 40 years. */
  readonly daily: (query: DailyQuery) => TaskEither<QueryFailure, readonly DailyCheck[]>;
  /**
   * Opens what is sealed, for somebody who may see it. Who looks, at what and why is recorded before anything is opened.
   *
   * @example frist.unseal({ id: stream, viewer, why: { reason: 'handling', reference: 'SN 2020:12' } })
   */
  readonly unseal: (query: UnsealQuery) => TaskEither<readonly UnsealQueryFailure[], readonly OpenedField[]>;
  /** What may be destroyed when, and its destruction. */
  readonly disposal: Disposals;
  /** Every version of every rule. */
  readonly rules: () => readonly ListedRule[];
  /** Journaled due dates that today's rules or calendar would give otherwise. */
  readonly ruleDrifts: (query?: Query) => TaskEither<QueryFailure, RuleDrifts>;
  readonly domains: readonly Domain[];
  /** Closes the store. */
  readonly close: () => TaskEither<QueryFailure, void>;
}
