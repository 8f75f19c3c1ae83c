/** The whole public surface of @frist/obligations. */
export * from './amount';
export * from './axes';
export * from './check';
export * from './domain';
export * from './due';
export * from './duty';
export * from './facts';
export { ledger } from './ledger';
export * from './money';
export * from './obligation';
export { reconcileDuties } from './reconcile-duties';
export * from './recurrence';
export * from './rules';
export * from './text';
