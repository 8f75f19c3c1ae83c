/** The whole public surface of @frist/event-store-sqlite. */
export { openSqliteEventStore, type SqliteStoreOptions } from './sqlite-event-store';
