/** An explanation for people. */
import type { Fact } from '@frist/event-sourcing';
import type { Explanation } from 'frist';

import type { Context } from '../outcome';
import { clean } from './clean';
import { eventBlock, eventLine } from './event-lines';
import { findingLines } from './finding-text';
import { heading, lines, pageOf } from './page';
import { knownAtText } from './times';

/** The explanation of an id. */
export const explainTable = (id: string, explained: Explanation, context: Context): string => {
  const { words, terminal } = context;
  const { record } = words;
  const page = pageOf(terminal);
  const listed = (title: string, events: readonly Fact[]): readonly string[] =>
    events.length === 0 ? [] : [...heading(page, title, events.length), ...events.flatMap((event) => eventLine(event, page, null))];
  const head = [page.bold(words.head.explain(`${record.kinds[explained.kind]} ${clean(id)}`, explained.asOf, knownAtText(explained.knownAt)))];
  switch (explained.kind) {
    case 'obligation':
      return lines([
        ...head,
        ...explained.finding.flatMap((finding) => ['', ...findingLines(finding, page, context)]),
        ...listed(record.facts, explained.facts),
        ...listed(record.causedBy, explained.causedBy),
      ]);
    case 'event':
      return lines([
        ...head,
        '',
        ...eventBlock(explained.fact ?? explained.event, explained.causedBy, page, context),
        ...listed(record.corrections, explained.corrections),
        ...listed(record.causedBy, explained.causedBy),
        ...listed(record.caused, explained.caused),
      ]);
    case 'stream':
      return lines([...head, ...listed(record.facts, explained.facts)]);
  }
};
