/** The whole public surface of @frist/confidentiality. */
export { createKeyFile, type FileKeyStore, fileKeyStore, type FileKeyStoreOptions, type KeysRotated } from './file-key-store';
export * from './key-store';
export { memoryKeyStore } from './memory-key-store';
export { rotateWrappingKey } from './rotate';
export { sealerFrom, type SealerOptions } from './sealer';
export { createWrappingKeyFile, type WrappingKey, wrappingKey, type WrappingKeys, wrappingKeysFromFile, wrappingKeysFromText } from './wrapping-key';
