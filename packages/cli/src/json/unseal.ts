/** Opened fields in JSON (`frist.unseal/1`). */
import type { AccessPurpose, Viewer } from '@frist/confidentiality';
import type { OpenedField } from 'frist';

import { schemaName } from './write';

/** Every field with what it reads as: a value of its own kind, never null. */
export const unsealJson = (id: string, fields: readonly OpenedField[], viewer: Viewer, why: AccessPurpose): object => ({
  schema: schemaName('unseal'),
  id,
  viewer: { role: viewer.actor.role, ref: viewer.actor.ref },
  why: { reason: why.reason, reference: why.reference ?? null },
  fields: fields.map(({ stream, event, field, subject, reading }) => ({
    stream,
    event,
    field,
    subject,
    reading: reading._tag === 'open' ? { _tag: 'open', value: reading.value } : { _tag: reading._tag },
  })),
});
