/** The whole public surface of @frist/confidentiality. */
export * from './key-store';
export { memoryKeyStore } from './memory-key-store';
export { sealerFrom, type SealerOptions } from './sealer';
