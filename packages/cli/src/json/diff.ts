/** Two views compared, in JSON (`frist.diff/1`). */
import type { Diff, DiffStanding } from 'frist';

import type { Lang } from '../language';
import { amountJson } from './amount';
import { changedJson } from './changed';
import { dueJson } from './due';
import { eventJson } from './event';
import { schemaName } from './write';

/** Every change with its events; null on a side that does not have it. */
export const diffJson = ({ from, to, obligations, figures, withheld }: Diff, board: string | null, lang: Lang): object => ({
  schema: schemaName('diff'),
  from: { asOf: from.asOf, knownAt: from.knownAt },
  to: { asOf: to.asOf, knownAt: to.knownAt },
  board,
  obligations: obligations.map((change) => ({
    board: change.board,
    ...changedJson(change, lang),
    from: standingJson(change.from, lang),
    to: standingJson(change.to, lang),
    events: change.events.map(eventJson),
    withheld: change.withheld,
  })),
  withheld: withheld.map(({ register, role }) => ({ register, role })),
  figures: figures.map((change) => ({
    board: change.board,
    stream: change.stream,
    register: change.register,
    concerns: change.concerns,
    figure: change.figure,
    from: figureJson(change.from),
    to: figureJson(change.to),
    events: change.events.map(eventJson),
  })),
});

const standingJson = (standing: DiffStanding | null, lang: Lang): object | null =>
  standing === null
    ? null
    : {
        lifecycle: standing.lifecycle,
        delivery: standing.delivery,
        timeliness: standing.timeliness,
        due: dueJson(standing.due, lang),
        completion: standing.completion === null ? null : { due: dueJson(standing.completion.due, lang), timeliness: standing.completion.timeliness },
      };

const figureJson = (figure: Diff['figures'][number]['from']): number | string | object | null => (figure === null || typeof figure === 'string' ? figure : amountJson(figure));
