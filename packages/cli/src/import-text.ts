/** What is wrong with the lines of a journal, in sentences that begin with file and line. */
import type { ImportFailure } from 'frist';

import { sentence } from './failure-text';
import type { Words } from './messages';
import { clean } from './render/clean';

/** One sentence for each failure, in the order given. */
export const importSentences = (failures: readonly ImportFailure[], words: Words): readonly string[] =>
  failures.map(({ file, line, id, reason, mayFollowFrom }) => {
    // Not about a line: the import as a whole could not be done.
    if (line === null) return sentence(reason, words);
    const place = `${clean(file)}:${line}`;
    const command = id === null ? '' : ` (${clean(id)})`;
    const follows = mayFollowFrom === undefined ? '' : ` ${words.errors.mayFollow(`${clean(mayFollowFrom.file)}:${mayFollowFrom.line}`)}`;
    return `${place}${command}: ${sentence(reason, words)}${follows}`;
  });
