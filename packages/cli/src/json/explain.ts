/** An explanation in JSON (`frist.explain/1`): one shape for obligations, events and streams. */
import type { Fact } from '@frist/event-sourcing';
import type { Explanation } from 'frist';

import type { Lang } from '../language';
import { eventJson } from './event';
import { findingJson } from './finding';
import { schemaName } from './write';

interface Parts {
  readonly event: Fact | null;
  readonly fact: Fact | null;
  readonly facts: readonly Fact[];
  readonly causedBy: readonly Fact[];
  readonly caused: readonly Fact[];
  readonly corrections: readonly Fact[];
}

const nothing: Parts = { event: null, fact: null, facts: [], causedBy: [], caused: [], corrections: [] };

const partsOf = (explained: Explanation): Parts => {
  switch (explained.kind) {
    case 'obligation':
      return { ...nothing, facts: explained.facts, causedBy: explained.causedBy };
    case 'event':
      return { ...nothing, event: explained.event, fact: explained.fact, corrections: explained.corrections, causedBy: explained.causedBy, caused: explained.caused };
    case 'stream':
      return { ...nothing, facts: explained.facts };
  }
};

/** The explanation of an id. */
export const explainJson = (id: string, explained: Explanation, lang: Lang): object => {
  const { event, fact, facts, causedBy, caused, corrections } = partsOf(explained);
  return {
    schema: schemaName('explain'),
    asOf: explained.asOf,
    knownAt: explained.knownAt,
    id,
    kind: explained.kind,
    stream: explained.kind === 'stream' ? explained.stream : (event?.stream ?? facts[0]?.stream ?? null),
    findings: explained.kind === 'obligation' ? explained.finding.map((finding) => findingJson(finding, lang)) : [],
    event: event === null ? null : eventJson(event),
    fact: fact === null ? null : eventJson(fact),
    facts: facts.map(eventJson),
    causedBy: causedBy.map(eventJson),
    caused: caused.map(eventJson),
    corrections: corrections.map(eventJson),
  };
};
