/** What is to be destroyed and what is kept, for people. */
import type { DisposalList } from 'frist';

import { secrecyWordsOf } from '../messages/secrecy';
import type { Context } from '../outcome';
import { heading, labelled, lines, type Page, pageOf, withRemark, wrap } from './page';

type Entry = DisposalList['entries'][number];

const order = ['due', 'undecidable', 'not-due', 'disposed'] as const;

/** The list as text: what is due first. */
export const disposalTable = ({ asOf, entries }: DisposalList, context: Context): string => {
  const says = secrecyWordsOf(context.lang).disposal;
  const page = pageOf(context.terminal);
  if (entries.length === 0) return lines([says.empty]);
  return lines([
    page.bold(says.title(asOf)),
    ...order.flatMap((retention) => {
      const listed = entries.filter(({ answer }) => answer.retention === retention);
      return listed.length === 0 ? [] : [...heading(page, says.sections[retention], listed.length), ...listed.flatMap((entry, i) => [...(i === 0 ? [] : ['']), ...entryLines(entry, page, context)])];
    }),
    '',
    ...wrap(context.words.head.foot, page.width).map(page.dim),
  ]);
};

const entryLines = ({ subject, lastEntry, streams, key, answer }: Entry, page: Page, { lang }: Context): readonly string[] => {
  const says = secrecyWordsOf(lang).disposal;
  const { labels } = says;
  const row = (label: string, text: string | null): readonly string[] => (text === null || text === '' ? [] : labelled(page, label, text, { indent: 4, column: 22 }));
  return [
    ...(answer.retention === 'due' && answer.late ? withRemark(page, subject, says.late, page.red, 2) : [`  ${page.bold(subject)}`]),
    ...row(labels.last, lastEntry),
    ...(answer.retention === 'due' ? [...row(labels.kept, answer.keptUntil), ...row(labels.finish, answer.finishBy), ...row(labels.rule, answer.files.map(({ file, rule, version }) => `${file}: ${rule} (${version})`).join('; '))] : []),
    ...(answer.retention === 'not-due' || answer.retention === 'undecidable'
      ? answer.because.flatMap(({ reason, file, rule, keptUntil }, i) => row(i === 0 ? labels.why : ' ', [file === undefined ? null : `${file}:`, says.reasons[reason] ?? reason, keptUntil === undefined ? null : `(${keptUntil})`, rule === undefined ? null : `[${rule}]`].filter((part) => part !== null).join(' ')))
      : []),
    ...(answer.retention === 'disposed' ? [...row(labels.decision, `${answer.decision}, ${answer.on}`), ...row(' ', answer.writtenSince ? says.writtenSince : '')] : []),
    ...row(labels.key, key === 'none' && streams.length > 0 ? says.keyLost : ''),
    ...row(labels.streams, streams.join(', ')),
  ];
};
