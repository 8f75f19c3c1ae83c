/** What an import came to, in JSON (`frist.import/1`). */
import type { ImportFailure, Imported } from 'frist';

import { schemaName } from './write';

/** An accepted journal. */
export const importedJson = (imported: Imported): object => ({
  schema: schemaName('import'),
  accepted: true,
  commands: imported.commands,
  repeated: imported.repeated,
  events: imported.events,
  atomic: imported.atomic,
  failures: [],
});

/** A refused one: nothing of it was recorded. */
export const refusedJson = (failures: readonly ImportFailure[], sentences: readonly string[]): object => ({
  schema: schemaName('import'),
  accepted: false,
  commands: 0,
  repeated: 0,
  events: 0,
  atomic: null,
  failures: failures.map(({ file, line, id, reason }, i) => ({
    file,
    line,
    id,
    rule: reason.rule,
    field: reason.field,
    value: reason.value ?? null,
    expected: reason.expected,
    sentence: sentences[i] ?? '',
  })),
});
