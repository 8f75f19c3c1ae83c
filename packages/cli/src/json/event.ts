/** A recorded event in JSON: what is on record, without the store's own place and digest. */
import type { Fact } from '@frist/event-sourcing';

/** The event, or the fact that a view makes of it. */
export const eventJson = (event: Fact): object => ({
  id: event.id,
  stream: event.stream,
  revision: event.revision,
  type: event.type,
  schemaVersion: event.schemaVersion,
  occurredOn: event.occurredOn,
  recordedAt: event.recordedAt,
  knownSince: event.knownSince ?? null,
  board: event.board,
  actor: { role: event.actor.role, ref: event.actor.ref },
  commandId: event.commandId,
  correlationId: event.correlationId,
  causationId: event.causationId ?? null,
  correctedBy: event.correctedBy ?? null,
  source: event.source === undefined ? null : { document: event.source.document, date: event.source.date ?? null, locator: event.source.locator ?? null },
  data: event.data,
});
