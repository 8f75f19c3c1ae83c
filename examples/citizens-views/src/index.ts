/** The whole public surface of the example. */
export * from './citizens-view';
export * from './domain';
export * from './events';
export { answeredInTimeReport } from './report';
