/** What the encoder binds a box to, and what is read back from the stored text, are the same. */
import fc from 'fast-check';
import * as t from 'io-ts';

import {
  type AnyEventType, closed, type CommandDigest, composeStoredText, encodeEvent, type EventId, eventType, makeCatalogue, nonBlank, open, type PendingEvent, type Position, type SealContext,
  sealed, sealedIn, type Sealer, type StoredEvent, SubjectRef,
} from '../src';
import { actor, board, client, day, instant, right, streamOf, testSealer } from './support';

interface Tree {
  readonly codec: t.Mixed;
  readonly value: unknown;
}

const keys = fc.constantFrom('a', 'b', 'text', 'x.y', 'z[0]', 'box', 'subject', 'åäö');
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.string({ minLength: 1 }).map((text): Tree => ({ codec: sealed('who', t.string), value: open(text) })),
    fc.constant<Tree>({ codec: nonBlank(9), value: 'plain' }),
    fc.dictionary(keys, tie('tree'), { maxKeys: 3, noNullPrototype: true }).map((inner): Tree => ({ codec: closed('Record', codecsOf(inner)), value: valuesOf(inner) })),
    fc.tuple(tie('tree'), fc.nat(3)).map(([{ codec, value }, length]): Tree => ({ codec: t.readonlyArray(codec), value: Array.from({ length }, () => value) })),
    tie('tree').map(({ codec, value }): Tree => ({ codec: t.union([closed('Some', { _tag: t.literal('some'), value: codec }), closed('None', { _tag: t.literal('none') })]), value: { _tag: 'some', value } })),
  ),
}));
const codecsOf = (inner: Readonly<Record<string, Tree>>): t.Props => Object.fromEntries(Object.entries(inner).map(([key, { codec }]) => [key, codec]));
const valuesOf = (inner: Readonly<Record<string, Tree>>): object => Object.fromEntries(Object.entries(inner).map(([key, { value }]) => [key, value]));
const types = fc.dictionary(keys, tree, { maxKeys: 4, noNullPrototype: true }).map((inner) => ({
  type: eventType('Made', closed('Made', { who: SubjectRef, ...codecsOf(inner) }) as unknown as t.Type<unknown>, { version: 2, upcasters: { 1: (data) => ({ ...data }) } }) as AnyEventType,
  data: { who: client, ...valuesOf(inner) },
}));

const pending = (type: string, data: unknown, n: number): PendingEvent => ({
  id: `0b0e7e1c-4f5a-5b1e-9c55-00000000000${n}` as EventId,
  stream: streamOf('a'), type, data, occurredOn: day('2024-06-01'), board, actor, commandId: 'c-1' as PendingEvent['commandId'], commandDigest: 'A'.repeat(43) as CommandDigest, correlationId: 'c-1',
});
const byBox = (places: readonly (readonly [box: string, context: SealContext])[]): object => Object.fromEntries(places);

it('agrees with the encoder, for facts and for replacement data of corrections', () => {
  fc.assert(
    fc.property(types, ({ type, data }) => {
      const catalogue = right(makeCatalogue([type]));
      const bound: [string, SealContext][] = [];
      const below = testSealer();
      const sealer: Sealer = {
        ...below,
        seal: (plain, context) => {
          const box = below.seal(plain, context);
          if (box._tag === 'Right') bound.push([box.right.box, context]);
          return box;
        },
      };
      const correction = { corrects: '0b0e7e1c-4f5a-5b1e-9c55-000000000000', reason: 'r', correctedType: 'Made', correctedVersion: 2, data };
      const stored = [pending('Made', data, 0), pending('FactCorrected', correction, 1)].map(
        (event, i): StoredEvent => ({ position: i as Position, revision: i, text: composeStoredText(right(encodeEvent(catalogue, sealer, event)), instant('2024-06-15T10:00:00.000Z'), i) }),
      );
      const places = right(sealedIn(stored));
      expect(byBox(places.map(({ box, context }) => [box, context]))).toEqual(byBox(bound));
      expect(places).toHaveLength(bound.length);
    }),
  );
});
