/** The whole public surface of @frist/event-sourcing. */
export { admitRecorded, misplaced, recordedText, streamRuns, unfitAsRecorded } from './as-recorded';
export * from './canonical';
export * from './catalogue';
export { closed, type ClosedOf, ClosedType } from './codec/closed';
export { decodeWith, type InvalidData } from './codec/explain';
export { compileGuard, type Guard, isParsedObject } from './codec/guard';
export {
  type DisposedReading,
  isOpen,
  open,
  type OpenReading,
  type Reading,
  sealed,
  SealedReading,
  SealedType,
  SubjectRef,
  toSeal,
  toSealOrKeep,
  ToSealType,
} from './codec/sealed';
export { type SealedPath, sealedPaths } from './codec/sealed-paths';
export * from './codec/values';
export { CommandEnvelope, digestOf } from './command';
export { CorrectFact, correctionCommands, correctionReasons, RetractFact } from './correction-commands';
export * from './corrections';
export { cutStoredText, type NotStoredText } from './cut-stored-text';
export { type DailyFold, dailyFold, type Touched } from './daily-fold';
export * from './decider';
export { encodeEvent, type EncodeFailure, type PendingEvent } from './encode';
export * from './envelope';
export * from './event-store';
export * from './event-type';
export { execute, type Executed, type ExecutionFailure, type Register } from './execute';
export * from './failure';
export { fold } from './fold';
export * from './identity';
export { memoryReadModels } from './memory-read-models';
export { memoryEventStore, type MemoryStoreOptions } from './memory-store';
export { type MemoryTable, memoryTable } from './memory-table';
export { coverageOf, type ModelChanges, modelChanges, modelEntry, modelRows, ModelUnreadable } from './model-table';
export { type OverlayStore, overlayStore } from './overlay-store';
export * from './projection';
export { catchUp, type Folding, type ProjectorSource } from './projector';
export { failOnUnknown, type ReadFailure, readStreamEvents, type UnknownTypePolicy, visitAllEvents } from './read-events';
export * from './read-model';
export { contentKey, retractAndRepeat, retraction } from './reconcile';
export { type ForeignSealedValue, noStream, sealsOf, type StreamSeals } from './seal-data';
export { sealContextsOf, sealedIn, type SealedPlace } from './sealed-places';
export * from './sealer';
export { admit, asStored, checkPage, maxEventLength, maxNewer, maxPage, type StreamFacts } from './store-rules';
export * from './view';
