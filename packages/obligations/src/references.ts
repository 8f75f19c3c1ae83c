/**
 * References that lead nowhere: what they name is not on record in the view; and references that name a decision and lead to
 * a proposal. Findings, never refusals, since what is named may be recorded later. Which facts refer is read off the codecs of
 * their types, so no domain has to tell; which facts only propose, its domain tells.
 */
import { type AnyEventType, type Board, ClosedType, type EventId, type Fact, type StreamName } from '@frist/event-sourcing';
import * as t from 'io-ts';

import { type Crossing, type CrossingFinding, findingsIn } from './domain';
import { RecordedReference } from './reference';

/** `decided`: the field is for a decision. */
type Found = (reference: RecordedReference, decided: boolean) => void;
type Walk = (value: unknown, found: Found) => void;

/** Fields that are for a decision, by their names: `decision`, `decisionReference`, `chairDecision`, `supersedes`. */
const forDecision = /decision(reference)?$|^supersedes$/i;

/** How to find the references in what a codec has let through; null where there can be none. */
const walkOf = (codec: unknown, decided: boolean): Walk | null => {
  if (codec === RecordedReference) return (value, found) => found(value as RecordedReference, decided);
  if (codec instanceof ClosedType) {
    const parts = Object.entries({ ...codec.required, ...codec.optional } as t.Props).flatMap(([key, inner]) => withWalk(key, inner, forDecision.test(key)));
    return parts.length === 0 ? null : (value, found) => parts.forEach(({ at, walk }) => Object.hasOwn(value as object, at) && walk((value as Record<string, unknown>)[at], found));
  }
  if (codec instanceof t.ArrayType || codec instanceof t.ReadonlyArrayType) {
    const walk = walkOf(codec.type, decided);
    return walk === null ? null : (value, found) => (value as readonly unknown[]).forEach((item) => walk(item, found));
  }
  if (codec instanceof t.UnionType) {
    const members = (codec.types as t.Mixed[]).flatMap((member) => withWalk(member, member, decided));
    return members.length === 0 ? null : (value, found) => members.find(({ at }) => at.is(value))?.walk(value, found);
  }
  return null;
};

const withWalk = <At>(at: At, codec: unknown, decided = false): readonly { readonly at: At; readonly walk: Walk }[] => {
  const walk = walkOf(codec, decided);
  return walk === null ? [] : [{ at, walk }];
};

/** A reference to a stream by a fact of another or of its own, and to which event, where one is named; `decided`: as a decision. */
interface Referring {
  readonly board: Board;
  readonly stream: StreamName;
  readonly by: EventId;
  readonly event?: EventId;
  readonly decided?: true;
}

/** A stream that is referred to. */
export interface ReferredTo {
  readonly stream: StreamName;
  /** Facts of the stream that the view holds, in folding order. */
  readonly held: EventId[];
  /** Those of them that only propose. */
  readonly proposals: EventId[];
  /** References that have led nowhere so far. */
  nowhere: readonly Referring[];
  /** References that name a decision and lead to a proposal. Those of the stream itself are its own to tell. */
  readonly misled: Referring[];
}

/** All rules of these findings. */
export const referenceRules = ['references/leads-nowhere', 'references/proposal-cited-as-decision'] as const;

const finding = findingsIn<(typeof referenceRules)[number]>('references');

/** One finding for each reference that leads nowhere, or to a proposal where a decision is named; shown for the stream that refers. */
export const referenceFindings = ({ stream: to, nowhere, misled }: ReferredTo): readonly CrossingFinding[] => [
  ...nowhere.map(({ board, stream, by, event }) => ({
    ...finding('missing', 'leads-nowhere', 'Hänvisar till något som inte är registrerat', 'Refers to something that is not on record', [by], { stream: to, ...(event === undefined ? {} : { event }) }),
    board,
    stream,
  })),
  ...misled.map(({ board, stream, by, event }) => ({
    ...finding('contradiction', 'proposal-cited-as-decision', 'Ett förslag åberopas som beslut', 'A proposal is cited as a decision', [by, event], { stream: to }),
    board,
    stream,
  })),
];

/** The name of the crossing below. */
export const referencesName = 'references';

/**
 * References as a crossing: a row for each stream that one of the facts refers to. A number kept elsewhere cannot be judged here.
 *
 * @param types all types of a catalogue
 * @param proposals those of them whose facts only propose
 */
export const referenceCrossing = (types: Iterable<AnyEventType>, proposals: readonly AnyEventType[]): Crossing<ReferredTo> => {
  const proposing = new Set(proposals.map(({ type }) => type));
  const referring = [...types].flatMap((type) => withWalk(type, type.codec));
  const walks = new Map(referring.map(({ at: { type }, walk }) => [type, walk]));
  const referencesIn = ({ type, data }: Fact): readonly (readonly [RecordedReference, boolean])[] => {
    const found: (readonly [RecordedReference, boolean])[] = [];
    walks.get(type)?.(data, (...reference) => found.push(reference));
    return found;
  };
  const isMisled = (row: ReferredTo, { decided, event, stream }: Referring): boolean => decided === true && event !== undefined && stream !== row.stream && row.proposals.includes(event);
  return {
    name: referencesName,
    // What refers and what proposes is read off the types, so their names tell what was looked for.
    version: ['2', ...walks.keys(), '|', ...proposing].join(' '),
    types: referring.map(({ at }) => at),
    followsStreams: true,
    keysOf: (fact) => referencesIn(fact).map(([{ stream }]) => stream),
    initial: (stream) => ({ stream: stream as StreamName, held: [], proposals: [], nowhere: [], misled: [] }),
    evolve: (row, fact) => {
      if (fact.stream === row.stream) {
        row.held.push(fact.id);
        if (proposing.has(fact.type)) row.proposals.push(fact.id);
        row.misled.push(...row.nowhere.filter((one) => one.event === fact.id && isMisled(row, one)));
        row.nowhere = row.nowhere.filter(({ event }) => event !== undefined && event !== fact.id);
      }
      const wanted = new Map<EventId | undefined, boolean>();
      for (const [{ stream, event }, decided] of referencesIn(fact)) if (stream === row.stream) wanted.set(event, decided || wanted.get(event) === true);
      for (const [event, decided] of wanted) {
        const one: Referring = { board: fact.board, stream: fact.stream, by: fact.id, ...(event === undefined ? {} : { event }), ...(decided ? { decided } : {}) };
        if (event === undefined ? row.held.length === 0 : !row.held.includes(event)) row.nowhere = [...row.nowhere, one];
        else if (isMisled(row, one)) row.misled.push(one);
      }
      return row;
    },
    findings: referenceFindings,
  };
};
