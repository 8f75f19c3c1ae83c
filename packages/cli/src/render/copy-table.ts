/** What a copy came to, for people. */
import type { Copied } from 'frist';

import { copyWordsOf } from '../messages/copy';
import type { Context } from '../outcome';
import { labelled, lines, pageOf, wrap } from './page';

/** `verified`: what a verification of the copy says, null where there was none. */
export const copyTable = (from: string, to: string, { events, copied, alreadyThere, root }: Copied, verified: string | null, { lang, terminal }: Context): string => {
  const says = copyWordsOf(lang);
  const page = pageOf(terminal);
  const rows = [
    [says.labels.events, `${events}`],
    [says.labels.copied, `${copied}`],
    [says.labels.before, `${alreadyThere}`],
    [says.labels.root, root],
  ] as const;
  const column = Math.max(...rows.map(([label]) => label.length)) + 2;
  return lines([
    ...wrap(says.title(from, to), page.width).map(page.bold),
    ...rows.flatMap(([label, text]) => labelled(page, label, text, { indent: 2, column })),
    '',
    ...wrap(says.same, page.width),
    ...(verified === null ? wrap(says.unsigned, page.width) : ['', verified.trimEnd()]),
  ]);
};
