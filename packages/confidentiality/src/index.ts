/** The whole public surface of @frist/confidentiality. */
export * from './access';
export * from './assembly';
export * from './binding';
export * from './disposal';
export { createKeyFile, type FileKeyStore, fileKeyStore, type FileKeyStoreOptions, type KeysRotated } from './file-key-store';
export * from './identity-number';
export * from './key-store';
export { memoryKeyStore } from './memory-key-store';
export * from './retention';
export * from './retention-rules';
export { rotateWrappingKey } from './rotate';
export { sealerFrom, type SealerOptions } from './sealer';
export { birthFactsOf, evolveSubject, type KeptFile, nothingKept, type SubjectCommand, subjectDecider, type SubjectRefusal, type SubjectState } from './subject';
export * from './subject-events';
export { type Holding, openSurvey, type Survey } from './survey';
export * from './unseal';
export * from './viewer';
export { createWrappingKeyFile, type WrappingKey, wrappingKey, type WrappingKeys, wrappingKeysFromFile, wrappingKeysFromText } from './wrapping-key';
