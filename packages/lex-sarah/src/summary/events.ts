/** What a board has published: figures of a year as told, and lists of numbers. */
import type { CivilDate } from '@frist/calendar';
import { closed, type EventId, nonBlank, oneOf, wholeNumber } from '@frist/event-sourcing';
import { Party } from '@frist/obligations';
import * as t from 'io-ts';

import { factType, Label, Name } from '../told';
import { type FigureName, figureKinds } from './figures';

/** A figure as told: a whole number, "about 30", "more than 5 months" (in days, with the words), or not known. */
export const StatedValue = t.union(
  [wholeNumber, closed('About', { _tag: t.literal('about'), value: wholeNumber }, { text: nonBlank(100) }), closed('MoreThan', { _tag: t.literal('more-than'), value: wholeNumber }, { text: nonBlank(100) }), closed('UnknownFigure', { _tag: t.literal('unknown') }, { text: nonBlank(100) })],
  'StatedValue',
);
/** See the codec. */
export type StatedValue = t.TypeOf<typeof StatedValue>;

const figureNames = Object.keys(figureKinds) as [FigureName, ...FigureName[]];

/** The commands of a stated summary by name, each with the event of the same content. */
export const summaryFacts = {
  /** Begins a summary: of which year, by whom. */
  stateSummary: factType('LexSarahSummaryStated', () => closed('LexSarahSummaryStated', { year: wholeNumber, by: Party }, { title: nonBlank(200) })),
  /** One figure, of the whole board, of an area, or of a unit as it was called. `text`: what the paper says of it; needed for `other`. */
  stateFigure: factType('LexSarahFigureStated', () => closed('LexSarahFigureStated', { figure: oneOf('FigureName', figureNames), value: StatedValue }, { area: Name, unit: Name, text: nonBlank(300) })),
  /** Numbers of reports that the board was told of, as listed. They may repeat. */
  listNumbers: factType('LexSarahNumbersListed', () => closed('LexSarahNumbersListed', { labels: t.readonlyArray(Label) }, { title: nonBlank(200) })),
} as const;

/** A figure with the event that told it. */
export type StatedFigure = t.TypeOf<(typeof summaryFacts)['stateFigure']['event']['codec']> & { readonly event: EventId; readonly on: CivilDate };

/** Every type of event in the streams `statedSummary-…`. */
export const summaryEventTypes = Object.values(summaryFacts).map(({ event }) => event);
