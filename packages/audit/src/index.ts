/** The whole public surface of @frist/audit. */
export { auditHook, auditLogName } from './audit-hook';
export { type AuditLog, memoryLog } from './audit-log';
export * from './checkpoint';
export * from './checkpoint-file';
export { type LogFailure } from './failure';
export * from './findings';
export { base64, emptyRoot, fromBase64, type Hash, hashLength, leafHash, nodeHash, sameHash, sha256 } from './hash';
export { keysFromFile, signerFromPemFile } from './key-file';
export * from './keys';
export { type Leaf } from './log-pages';
export { logRoot, proveConsistency, proveInclusion } from './log-proofs';
export { treeOf } from './memory-tree';
export * from './merkle';
export * from './note';
export { caughtUpLog, openLog } from './open-log';
export { checkpointStore, signCheckpoint, type SigningFailure, type SigningOptions } from './sign-checkpoint';
export { entryHash, indexStreams, type SortedEntry, type StreamIndex, verifyWhereabouts, type Whereabouts } from './stream-index';
export { verifyStore, type VerifyOptions } from './verify-store';
