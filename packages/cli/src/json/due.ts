/** A due date in JSON: one shape for every kind, null for what a kind has not got. */
import type { Due } from '@frist/obligations';

import type { Lang } from '../language';

export interface DueJson {
  readonly kind: Due['kind'];
  readonly basis: string;
  readonly endDay: string | null;
  readonly lastPermittedDay: string | null;
  readonly warnOn: string | null;
  readonly opens: string | null;
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly text: string | null;
  readonly body: string | null;
  readonly from: string | null;
  readonly target: string | null;
  readonly trigger: string | null;
  readonly plus: string | null;
  readonly roll: string | null;
  readonly calendar: string | null;
}

/** The due date; null where there is none. */
export const dueJson = (due: Due | null, lang: Lang): DueJson | null => {
  if (due === null) return null;
  const limit = due.kind === 'fixed' || due.kind === 'window' ? due.limit : due.kind === 'soft' ? due.lastDay : undefined;
  const told = due.kind === 'at-meeting' ? due.told : undefined;
  const fuzzy = due.kind === 'fuzzy' ? due.fuzzy : undefined;
  return {
    kind: due.kind,
    basis: due.basis,
    endDay: limit?.endDay ?? told ?? null,
    lastPermittedDay: limit?.lastPermittedDay ?? told ?? null,
    warnOn: limit?.warnOn ?? null,
    opens: due.kind === 'window' ? due.opens : null,
    earliest: fuzzy?.earliest ?? null,
    latest: fuzzy?.latest ?? null,
    text: fuzzy?.text ?? (due.kind === 'soft' ? due.word[lang] : due.kind === 'at-meeting' || due.kind === 'undated' ? (due.text ?? null) : null),
    body: due.kind === 'at-meeting' ? due.body : null,
    from: due.kind === 'soft' ? due.from : null,
    target: due.kind === 'soft' ? (due.target ?? null) : null,
    trigger: due.kind === 'on-trigger' ? due.trigger[lang] : null,
    plus: due.kind === 'on-trigger' ? (due.plus ?? null) : (limit?.plus ?? null),
    roll: limit?.roll ?? null,
    calendar: limit?.calendar ?? null,
  };
};
