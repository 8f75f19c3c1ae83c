/** The whole public surface of @frist/testing. */
export { dutiesEntailed, dutiesOnRecord, type Duties, saidOtherwise } from './duties';
export { done, left, right } from './either';
export {
  type EventStoreDbDouble,
  type EventStoreDbDoubleEvent,
  type EventStoreDbDoubleOptions,
  type Fault,
  type FaultPlan,
  type Method,
  startEventStoreDbDouble,
  testCertificate,
  type TestCertificate,
  type TestCertificateOptions,
} from './eventstoredb';
export { type ContractStoreOptions, encodedEvent, eventStoreContract, type EventStoreContract } from './event-store-contract';
export { type ExpectedFact, given, type Then, type When, type WhenContext } from './given-when-then';
export { type FactCircumstances, type GivenFact, givenEventId, givenStream, recordedFacts, testActor, testBoard } from './given-when-then-facts';
export { givenFacts, type GivenFacts, type ProjectionThen } from './given-when-then-projection';
export { type TestCommand, testRegister, type TestRegister, type TestRegisterOptions } from './given-when-then-register';
export { someDay, someDue, someObligationFacts, someRecurrence } from './generators';
export { badLines, canaryJournal, type CanaryJournal, type CanaryLine, type CanaryOptions, canarySubjects } from './canary/canary';
export { canarySecrets, leaksIn } from './canary/secrets';
