/** What a change is about, in JSON: the same words in a diff and from day to day. */
import type { DailyChange, ObligationChange } from 'frist';

import type { Lang } from '../language';

/** The obligation, and which instance of it. */
export const changedJson = ({ stream, obligationId, instance, kind, title, concerns }: DailyChange | ObligationChange, lang: Lang): object => ({
  stream: stream === '' ? null : stream,
  obligationId,
  instance,
  kind,
  title: title[lang],
  concerns,
});
