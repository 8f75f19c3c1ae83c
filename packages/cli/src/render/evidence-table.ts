/** What became of an evidence pack, for people. */
import type { Evidence } from 'frist';

import { labelOfKind } from '../evidence-kinds';
import { proofWordsOf } from '../messages/proof';
import type { Context } from '../outcome';
import { clean } from './clean';
import { lines, pageOf, wrap } from './page';
import { knownAtText } from './times';

/** The pack, what it shows, and how it is checked. */
export const evidenceTable = (evidence: Evidence, file: string, made: { readonly same: boolean; readonly checkpointSigned: boolean; readonly checkpoints: string }, { lang, terminal }: Context): string => {
  const says = proofWordsOf(lang).evidence;
  const page = pageOf(terminal);
  const { kind, id, asOf, knownAt, events, treeSize, complete, sealed } = evidence;
  const sentences = [
    says.view(`${labelOfKind(kind)?.[lang] ?? kind} ${id}`, asOf, knownAtText(knownAt)),
    ...(complete ? [says.complete] : []),
    sealed ? says.sealed : says.unsealed,
    ...(made.checkpointSigned ? [says.signedOne(clean(made.checkpoints))] : []),
    ...(made.same ? [says.same(clean(file))] : []),
    says.check(clean(file)),
  ];
  return lines([page.bold(says.done(clean(file), events, treeSize)), ...sentences.flatMap((sentence) => wrap(sentence, page.width))]);
};
