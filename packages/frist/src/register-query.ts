/** The state of every stream of a register, in a view. */
import { bucketsFrom, failure, type Failure } from '@frist/event-sourcing';
import type { RegisterRow } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import type { Assembly, RegisterView } from './assembly';
import type { RegisterRows } from './frist';
import type { Query } from './query';
import type { Snapshot } from './views';

/** The register of a name, or which names there are. */
export const registerNamed = (assembly: Assembly, name: string): E.Either<Failure<'UnknownRegister'>, RegisterView> => {
  const found = assembly.registers.find(({ register }) => register.name === name);
  const known = assembly.registers.map(({ register }) => register.name).join(', ');
  return found === undefined ? E.left(failure('UnknownRegister', 'frist/register', 'name', `one of ${known}`, name)) : E.right(found);
};

/** Rows by stream. */
export const registerIn = ({ projection }: RegisterView, { boards, rows, times, keep }: Snapshot, { board }: Query): RegisterRows => {
  const found: RegisterRow[] = [];
  for (const candidate of boards) {
    if (board !== undefined && board !== candidate) continue;
    for (const [, row] of rows(projection).list(bucketsFrom(`${candidate}|`))) found.push(keep(row));
  }
  return { ...times, rows: found.sort((a, b) => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : 0)) };
};
