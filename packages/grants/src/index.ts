/** The whole public surface of @frist/grants. */
export * from './balances';
export { decideGrant, type GrantCommand, type GrantRefusal } from './decide';
export * from './domain';
export { entailedBy } from './duties';
export * from './events';
export { grantFindings } from './findings';
export { evolveGrant } from './grant';
export { isOwedUnderTerms, owedUnderTerms, unusedAsRecorded } from './repayable';
export { grantsReport } from './report/report';
export * from './rules';
export { concernsOf } from './scope';
export { type AccountStep, type GrantState, type Logged, type Move, type MoveKind, noGrant, type Noted, type Scope } from './state';
export * from './told';
