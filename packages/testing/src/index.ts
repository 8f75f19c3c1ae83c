/** The whole public surface of @frist/testing. */
export { type ContractStoreOptions, encodedEvent, eventStoreContract, type EventStoreContract } from './event-store-contract';
