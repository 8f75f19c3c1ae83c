/** What is wrong with the lines of a journal, in sentences that begin with file and line. */
import type { ImportFailure } from 'frist';

import { sentence } from './failure-text';
import type { Words } from './messages';
import { clean } from './render/clean';

/** One sentence for each failure, in the order given. */
export const importSentences = (failures: readonly ImportFailure[], words: Words): readonly string[] =>
  failures.map(({ file, line, id, reason, mayFollowFrom }) => {
    const place = line === null ? clean(file) : `${clean(file)}:${line}`;
    const command = id === null ? '' : ` (${clean(id)})`;
    const follows = mayFollowFrom === undefined ? '' : ` ${words.errors.mayFollow(`${clean(mayFollowFrom.file)}:${mayFollowFrom.line}`)}`;
    return `${place === '' ? '' : `${place}${command}: `}${sentence(reason, words)}${follows}`;
  });
