/** Opened fields for people: by event, a line a field. */
import type { AccessPurpose, Viewer } from '@frist/confidentiality';
import type { OpenedField } from 'frist';

import { secrecyWordsOf } from '../messages/secrecy';
import type { Context } from '../outcome';
import { clean } from './clean';
import { labelled, lines, pageOf } from './page';

/** The fields as text. */
export const unsealTable = (id: string, fields: readonly OpenedField[], { actor }: Viewer, why: AccessPurpose, { terminal, lang }: Context): string => {
  const says = secrecyWordsOf(lang).unseal;
  const page = pageOf(terminal);
  const column = Math.min(30, Math.max(...fields.map(({ field }) => field.length), 8) + 2);
  const text = ({ reading }: OpenedField): string => {
    if (reading._tag !== 'open') return says[reading._tag];
    return typeof reading.value === 'string' ? reading.value : JSON.stringify(reading.value);
  };
  return lines([
    page.bold(says.title(clean(id))),
    ...fields.flatMap((each, i) => [
      ...(fields[i - 1]?.event === each.event ? [] : ['', page.dim(`  ${each.stream}  ${each.event}`)]),
      ...labelled(page, clean(each.field), text(each), { indent: 2, column }),
    ]),
    '',
    says.recorded(`${clean(actor.role)} (${clean(actor.ref)})`, [why.reason, why.reference].filter((part) => part !== undefined).join(', ')),
  ]);
};
