/** The whole public surface of @frist/grants. */
export * from './balances';
export * from './domain';
export * from './duties';
export * from './events';
export { grantFindings } from './findings';
export * from './grant';
export * from './rules';
export * from './told';
