/** The head of every report: what the document says of itself, and what only the renderer knows. */
import { endOfSwedishDay, swedishDay, type Instant } from '@frist/calendar';
import type { Cell, ReportDocument, ReportField } from '@frist/obligations';

import { momentText } from './cell-text';
import type { ViewOptions } from './options';
import { type Words, wordsOf } from './words';

/** Keys of head fields that have a place of their own. All others stand after the board, in the order given. */
const cutOffKey = 'cutOff';
const isAdopted = ({ key }: ReportField): boolean => key.startsWith('adopted');
const isDispatched = ({ key }: ReportField): boolean => key.startsWith('dispatched');

/** A day when the instant is its last, else the moment. */
export const knownAtCell = (instant: Instant): Cell => {
  const day = swedishDay(instant);
  return instant === endOfSwedishDay(day) ? { _tag: 'day', day } : { _tag: 'instant', at: instant };
};

const labelOf = (name: (words: Words['head']) => string): ReportField['label'] => ({ sv: name(wordsOf.sv.head), en: name(wordsOf.en.head) });

/**
 * Board, what the document says, both times, when and with what it was made, then `adopted…` and `dispatched…`. The day of the
 * view is the cut-off day, unless the document has one of its own (`cutOff`); a view of another day then says so.
 */
export const headOf = (document: ReportDocument, { asOf, knownAt, board, madeOn, version }: ViewOptions): readonly ReportField[] => {
  const cutOff = document.head.find(({ key }) => key === cutOffKey);
  const same = cutOff?.value._tag === 'day' && cutOff.value.day === asOf;
  const made = (words: Words): string => words.head.madeWith(momentText(madeOn), version);
  return [
    { key: 'board', label: labelOf(({ board: name }) => name), value: { _tag: 'text', text: board ?? labelOf(({ allBoards }) => allBoards) } },
    ...document.head.filter((field) => !isAdopted(field) && !isDispatched(field) && field !== cutOff),
    ...(cutOff === undefined ? [] : [cutOff]),
    ...(same ? [] : [{ key: 'asOf', label: labelOf((words) => (cutOff === undefined ? words.cutOff : words.asOf)), value: { _tag: 'day', day: asOf } } as const]),
    { key: 'knownAt', label: labelOf(({ knownAt: name }) => name), value: knownAtCell(knownAt) },
    { key: 'madeOn', label: labelOf(({ madeOn: name }) => name), value: { _tag: 'text', text: { sv: made(wordsOf.sv), en: made(wordsOf.en) } } },
    ...document.head.filter(isAdopted),
    ...document.head.filter(isDispatched),
  ];
};
