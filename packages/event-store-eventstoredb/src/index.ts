/** The whole public surface of @frist/event-store-eventstoredb. */
export {};
