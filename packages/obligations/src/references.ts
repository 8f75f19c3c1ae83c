/**
 * References that lead nowhere: what they name is not on record in the view. A finding, never a refusal, since it may be
 * recorded later. Which facts refer is read off the codecs of their types, so no domain has to tell.
 */
import { type AnyEventType, type Board, ClosedType, type EventId, type Fact, type StreamName } from '@frist/event-sourcing';
import * as t from 'io-ts';

import { type Crossing, type CrossingFinding, findingsIn } from './domain';
import { RecordedReference } from './reference';

type Found = (reference: RecordedReference) => void;
type Walk = (value: unknown, found: Found) => void;

/** How to find the references in what a codec has let through; null where there can be none. */
const walkOf = (codec: unknown): Walk | null => {
  if (codec === RecordedReference) return (value, found) => found(value as RecordedReference);
  if (codec instanceof ClosedType) {
    const parts = Object.entries({ ...codec.required, ...codec.optional } as t.Props).flatMap(([key, inner]) => withWalk(key, inner));
    return parts.length === 0 ? null : (value, found) => parts.forEach(({ at, walk }) => Object.hasOwn(value as object, at) && walk((value as Record<string, unknown>)[at], found));
  }
  if (codec instanceof t.ArrayType || codec instanceof t.ReadonlyArrayType) {
    const walk = walkOf(codec.type);
    return walk === null ? null : (value, found) => (value as readonly unknown[]).forEach((item) => walk(item, found));
  }
  if (codec instanceof t.UnionType) {
    const members = (codec.types as t.Mixed[]).flatMap((member) => withWalk(member, member));
    return members.length === 0 ? null : (value, found) => members.find(({ at }) => at.is(value))?.walk(value, found);
  }
  return null;
};

const withWalk = <At>(at: At, codec: unknown): readonly { readonly at: At; readonly walk: Walk }[] => {
  const walk = walkOf(codec);
  return walk === null ? [] : [{ at, walk }];
};

/** A stream that is referred to. */
export interface ReferredTo {
  readonly stream: StreamName;
  /** Facts of the stream that the view holds, in folding order. */
  readonly held: EventId[];
  /** References that have led nowhere so far: by which fact, and to which, where one is named. */
  nowhere: readonly { readonly board: Board; readonly stream: StreamName; readonly by: EventId; readonly event?: EventId }[];
}

/** All rules of these findings. */
export const referenceRules = ['references/leads-nowhere'] as const;

const finding = findingsIn<(typeof referenceRules)[number]>('references');

/** One finding for each reference that leads nowhere, shown for the stream that refers. */
export const leadsNowhere = ({ stream: to, nowhere }: ReferredTo): readonly CrossingFinding[] =>
  nowhere.map(({ board, stream, by, event }) => ({
    ...finding('missing', 'leads-nowhere', 'Hänvisar till något som inte är registrerat', 'Refers to something that is not on record', [by], { stream: to, ...(event === undefined ? {} : { event }) }),
    board,
    stream,
  }));

/** The name of the crossing below. */
export const referencesName = 'references';

/**
 * References as a crossing: a row for each stream that one of the facts refers to. A number kept elsewhere cannot be judged here.
 *
 * @param types all types of a catalogue
 */
export const referenceCrossing = (types: Iterable<AnyEventType>): Crossing<ReferredTo> => {
  const referring = [...types].flatMap((type) => withWalk(type, type.codec));
  const walks = new Map(referring.map(({ at: { type }, walk }) => [type, walk]));
  const referencesIn = ({ type, data }: Fact): readonly RecordedReference[] => {
    const found: RecordedReference[] = [];
    walks.get(type)?.(data, (reference) => found.push(reference));
    return found;
  };
  return {
    name: referencesName,
    // What refers is read off the types, so their names tell what was looked for.
    version: ['1', ...walks.keys()].join(' '),
    types: referring.map(({ at }) => at),
    followsStreams: true,
    keysOf: (fact) => referencesIn(fact).map(({ stream }) => stream),
    initial: (stream) => ({ stream: stream as StreamName, held: [], nowhere: [] }),
    evolve: (row, fact) => {
      if (fact.stream === row.stream) {
        row.held.push(fact.id);
        row.nowhere = row.nowhere.filter(({ event }) => event !== undefined && event !== fact.id);
      }
      const wanted = new Set(referencesIn(fact).filter(({ stream }) => stream === row.stream).map(({ event }) => event));
      for (const event of wanted) {
        if (event === undefined ? row.held.length > 0 : row.held.includes(event)) continue;
        row.nowhere = [...row.nowhere, { board: fact.board, stream: fact.stream, by: fact.id, ...(event === undefined ? {} : { event }) }];
      }
      return row;
    },
    findings: leadsNowhere,
  };
};
