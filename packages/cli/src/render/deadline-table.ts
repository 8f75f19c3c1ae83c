/** A computed limit for people. */
import type { Deadline } from '../json/deadline';
import type { Context } from '../outcome';
import { labelled, lines, pageOf } from './page';

/** The limit with its trace, one label a line. */
export const deadlineTable = (deadline: Deadline, { terminal, words }: Context): string => {
  const page = pageOf(terminal);
  const says = words.deadline;
  const rows: readonly (readonly [string, string | null])[] = [
    [says.endDay, deadline.endsAt === null ? deadline.endDay : null],
    [says.lastPermittedDay, deadline.endsAt === null ? deadline.lastPermittedDay : null],
    [says.warnOn, deadline.warnOn],
    [says.endsAt, deadline.endsAtLocal],
    [says.roll, says.rolls[deadline.roll]],
    [says.how, deadline.trace.join('; ')],
    [says.calendar, deadline.calendar],
  ];
  const shown = rows.filter((row): row is readonly [string, string] => row[1] !== null);
  const column = Math.max(...shown.map(([label]) => label.length)) + 2;
  return lines([page.bold(says.title(deadline.start, deadline.plus)), ...shown.flatMap(([label, text]) => labelled(page, label, text, { indent: 2, column }))]);
};
