/** A matter named by its diary number instead of an id. */
import { type MatterState, searchMatters } from '@frist/decisions';
import { EventId, StreamName } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { Frist, Query } from 'frist';

import { ExitCode } from './exit-code';
import { failedBy } from './failure-text';
import { proofWordsOf } from './messages/proof';
import { type Context, failed, type Outcome } from './outcome';
import { clean } from './render/clean';

/** The stream of the one matter that certainly has a number in the view. What is an id already stays as it is; a number that may be another's leads nowhere. */
export const matterOf = async (frist: Frist, text: string, query: Query, context: Context): Promise<E.Either<Outcome, string>> => {
  if (StreamName.is(text) || EventId.is(text)) return E.right(text);
  const rows = await frist.register<MatterState>('matters', query)();
  if (E.isLeft(rows)) return E.left(failedBy(rows.left, context.words));
  const [found, ...more] = searchMatters(rows.right.rows, text).flatMap(({ row, how }) => (how === 'number' ? [row.stream] : []));
  const says = proofWordsOf(context.lang).usage;
  if (found === undefined) return E.left(failed(ExitCode.usage, says.noOneMatter(clean(text))));
  return more.length > 0 ? E.left(failed(ExitCode.usage, says.severalMatters(clean(text), [found, ...more].join(', ')))) : E.right(found);
};
