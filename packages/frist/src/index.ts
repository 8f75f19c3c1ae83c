/** The whole public surface of frist. */
export { copyRegister } from './copy-register';
export type { Copied, CopyDiverged, CopyFailure, CopyOptions, CopySide, OfSide } from './copy-types';
export { createFrist } from './create-frist';
export type { DailyChange, DailyCheck, DailyQuery, DailyStanding } from './daily';
export { defaultDomains } from './default-domains';
export type { Explanation, History, HistoryEntry } from './explanation';
export type { CheckQuery, CheckReport, Frist, FristOptions, RegisterRows } from './frist';
export type { Query, QueryFailure, ViewTimes } from './query';
export type { Diff, DiffStanding, FigureChange, ObligationChange } from './diff-types';
export type { Evidence, EvidenceForm, EvidenceQuery, EvidenceQueryFailure, EvidenceView } from './evidence-types';
export { hostClock } from './host-clock';
export type { Imported, ImportFailure, ImportLine, ImportOptions, Place } from './import-types';
export { journalLines, maxLineLength } from './journal-lines';
export { openStore, type OpenStoreOptions } from './open-store';
export { clusterUrl, type ClusterUrl, shownStoreUrl } from './store-url';

export type { DisposalList, DisposalOrdered, DisposalQuery, Disposals, OpenedField, UnsealQuery, UnsealQueryFailure } from './sealing-types';
export type { ListedReport, Report, ReportFailure, ReportParameters, ReportQuery } from './report-types';
export type { ListedDrift, ListedRule, RuleDrifts } from './rules-query';
export { sayAs } from './say';

// What an embedder needs from the packages below.
export { CivilDate, Instant, parseCivilDate, parseInstant, parseKnownAt, swedishDay, unsafeCivilDate, unsafeInstant } from '@frist/calendar';
export {
  Actor,
  Board,
  CommandEnvelope,
  CommandId,
  EventId,
  type EventStore,
  type Executed,
  type ExecutionFailure,
  type Fact,
  type Failure,
  memoryEventStore,
  type ReadFailure,
  type RecordedEvent,
  Source,
  type StoreError,
  streamFor,
  StreamName,
  type View,
} from '@frist/event-sourcing';
export type {
  Amount,
  Bilingual,
  CheckResult,
  Domain,
  DomainFinding,
  DomainRegister,
  Due,
  Finding,
  LegalBasis,
  Lifecycle,
  ObligationFinding,
  ObligationState,
  RegisterFinding,
  RegisterRow,
  Timeliness,
} from '@frist/obligations';
