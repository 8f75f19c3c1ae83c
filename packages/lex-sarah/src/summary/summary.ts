/** A stated summary: figures that a board published for a year, as told, with the numbers it was told of. Nothing is made of them but comparisons. */
import { type Decider, type EventId, type Fact, type Failure, failure, type RecordedOf } from '@frist/event-sourcing';
import type { DomainFinding, DomainRegister, Lean } from '@frist/obligations';
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import { finding } from '../finding-rules';
import { contradictionsAmong } from './contradictions';
import { type StatedFigure, summaryEventTypes, summaryFacts } from './events';

type Facts = typeof summaryFacts;
type FactOf<Name extends keyof Facts> = Lean<RecordedOf<Facts[Name]['event']>>;
type SummaryFact = { [Name in keyof Facts]: FactOf<Name> }[keyof Facts];
type SummaryCommand = { [Name in keyof Facts]: { readonly command: Name; readonly data: t.TypeOf<Facts[Name]['event']['codec']> } }[keyof Facts];

/** See the top of the file. */
export interface StatedSummary {
  readonly stated: { readonly year: number; readonly by: string; readonly title?: string; readonly event: EventId } | null;
  readonly figures: readonly StatedFigure[];
  readonly lists: readonly { readonly labels: readonly string[]; readonly title?: string; readonly event: EventId }[];
}

/** Before the first fact. */
export const noSummary: StatedSummary = { stated: null, figures: [], lists: [] };

/** Folds one fact. Total. */
export const evolveSummary = (state: StatedSummary, recorded: Lean): StatedSummary => {
  const fact = recorded as SummaryFact;
  switch (fact.type) {
    case 'LexSarahSummaryStated':
      return { ...state, stated: { ...fact.data, event: fact.id } };
    case 'LexSarahFigureStated':
      return { ...state, figures: [...state.figures, { ...fact.data, event: fact.id, on: fact.occurredOn }] };
    case 'LexSarahNumbersListed':
      return { ...state, lists: [...state.lists, { ...fact.data, event: fact.id }] };
  }
};

/** Why a command was refused. */
export type SummaryRefusal = Failure<'SummaryNotStated' | 'SummaryStatedAlready' | 'TextMissing' | 'SelfContradiction'>;

const decide: Decider<StatedSummary, SummaryCommand>['decide'] = (state, { command, data }) => {
  const refuse = (tag: SummaryRefusal['_tag'], field: string, expected: string, value?: string): E.Either<SummaryRefusal, never> => E.left(failure(tag, `lex-sarah/${command}`, `data.${field}`, expected, value));
  if (command === 'stateSummary') {
    if (state.stated !== null) return refuse('SummaryStatedAlready', 'year', 'a stream without a summary', String(state.stated.year));
    if (data.year < 1990 || data.year > 9999) return refuse('SelfContradiction', 'year', 'a year from 1990 to 9999', String(data.year));
  } else if (state.stated === null) return refuse('SummaryNotStated', 'year', 'a summary begun before');
  if (command === 'stateFigure' && data.figure === 'other' && data.text === undefined) return refuse('TextMissing', 'text', 'what the figure is about');
  if (command === 'listNumbers' && data.labels.length === 0) return refuse('SelfContradiction', 'labels', 'at least one number');
  return E.right([{ type: summaryFacts[command].event.type, data }]);
};

/** Decider of the streams `statedSummary-…`. */
export const summaryDecider: Decider<StatedSummary, SummaryCommand> = {
  category: 'statedSummary',
  commands: Object.fromEntries(Object.entries(summaryFacts).map(([name, { command }]) => [name, command])),
  initial: noSummary,
  evolve: (state: StatedSummary, fact: Fact) => evolveSummary(state, fact),
  decide,
};

/** Contradictions within the summary, and numbers that occur more than once. */
export const summaryFindings = ({ stated, figures, lists }: StatedSummary): readonly DomainFinding[] => {
  const found = contradictionsAmong(figures).map(({ title, events, values }) => {
    const told = { ...(stated === null ? {} : { year: stated.year }), ...values };
    return finding('contradiction', 'stated-figures-contradict', title.sv, title.en, events, told, undefined, Object.keys(told));
  });
  for (const { labels, event } of lists) {
    const repeated = [...new Set(labels.filter((label, i) => labels.indexOf(label) !== i))];
    if (repeated.length === 0) continue;
    const values = { numbers: labels.length, different: new Set(labels).size, repeated: repeated.join(', ') };
    found.push(finding('information', 'number-repeats', 'Ett nummer förekommer flera gånger i förteckningen', 'A number occurs more than once in the list', [event], values, undefined, ['numbers', 'different']));
  }
  return found;
};

/** The register `lex-sarah-stated`: one row per summary, filed by its year. */
export const summaryRegister: DomainRegister<StatedSummary> = {
  name: 'lex-sarah-stated',
  version: '1',
  decider: summaryDecider,
  types: summaryEventTypes,
  concerns: ({ stated }) => (stated === null ? [] : [`lex Sarah ${stated.year}`]),
  findings: summaryFindings,
  shelfOf: ({ stated }) => (stated === null ? 'none' : String(stated.year)),
};
