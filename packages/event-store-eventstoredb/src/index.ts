/** The whole public surface of @frist/event-store-eventstoredb. */
export type { EventStoreDbClient } from './client';
export { type EventStoreDbStore, type EventStoreDbStoreOptions, openEventStoreDb } from './eventstoredb-event-store';
export type { Following, FollowOptions, PageHandler } from './follow';
