/** Read models: sorted, atomic with their checkpoint, replaced as a whole when their version changes. */
import assert from 'node:assert/strict';

import type { EventStore, Position, ReadModel, ReadModelCommit, ReadModelView, StoreError } from '@frist/event-sourcing';
import type { Either } from 'fp-ts/Either';

import { right } from '../either';
import type { Bench } from './harness';

const at = (n: number): Position => n as Position;
const everything = { from: '', to: '\u007f' };

const refusedAs = (answer: Either<StoreError, unknown>, tag: StoreError['_tag']): void => {
  assert.equal(answer._tag === 'Left' ? answer.left._tag : 'accepted', tag);
};

const commit = (model: ReadModel, from: number | null, to: number, put: Readonly<Record<string, string>> = {}, remove: readonly string[] = []): Either<StoreError, void> => {
  const changes: ReadModelCommit = { from: from === null ? null : at(from), to: at(to), put: new Map(Object.entries(put)), remove };
  return model.commit(changes);
};
const contents = (model: ReadModel) => right(model.read((view: ReadModelView) => [view.checkpoint, Object.fromEntries(view.scan(everything))] as const));

export const readModels = ({ on, contract }: Bench): void => {
  on('a model nobody has committed is empty', async (store: EventStore) => {
    const model = store.readModels.open('duties', '1');
    assert.deepEqual(right(model.read((view) => [view.checkpoint, view.get('a'), view.scan(everything), view.count(everything)])), [null, null, [], 0]);
  });

  on('rows and checkpoint change together', async (store) => {
    const model = store.readModels.open('duties', '1');
    right(commit(model, null, 5, { a: '1', b: '2' }));
    assert.deepEqual(contents(model), [5, { a: '1', b: '2' }]);
    right(commit(model, 5, 9, { b: '3', c: '' }, ['a', 'missing']));
    assert.deepEqual(contents(model), [9, { b: '3', c: '' }]);
    right(commit(model, 9, 10));
    assert.deepEqual(contents(model), [10, { b: '3', c: '' }]);
    right(commit(model, 10, 11, { d: '4' }, ['d']));
    assert.deepEqual(contents(model), [11, { b: '3', c: '', d: '4' }], 'removals come before what is put');
  });

  on('a commit from elsewhere than the checkpoint writes nothing', async (store) => {
    const model = store.readModels.open('duties', '1');
    refusedAs(commit(model, 3, 4, { a: '1' }), 'CheckpointMoved');
    assert.deepEqual(contents(model), [null, {}]);
    right(commit(model, null, 5, { a: '1' }));
    refusedAs(commit(model, 4, 6, { a: '2' }, ['a']), 'CheckpointMoved');
    refusedAs(commit(model, 6, 7, { a: '2' }), 'CheckpointMoved');
    assert.deepEqual(contents(model), [5, { a: '1' }]);
  });

  on('a commit from null begins anew', async (store) => {
    const model = store.readModels.open('duties', '1');
    right(commit(model, null, 5, { a: '1', b: '1' }));
    right(commit(model, null, 2, { b: '2' }));
    assert.deepEqual(contents(model), [2, { b: '2' }]);
  });

  on('scans and counts in key order: from included, to excluded, limited', async (store) => {
    const model = store.readModels.open('duties', '1');
    const keys = ['b|2', 'a', 'b|10', 'B', 'b', 'c', 'b|', '~', '', ' ', 'b\u0000x', '0'];
    right(commit(model, null, 1, Object.fromEntries(keys.map((key) => [key, `value of ${key}`]))));
    const sorted = [...keys].sort();
    right(
      model.read((view) => {
        assert.deepEqual(view.scan({ from: '', to: '\u007f' }).map(([key]) => key), sorted);
        assert.ok(view.scan(everything).every(([key, value]) => value === `value of ${key}` && view.get(key) === value));
        assert.deepEqual(view.scan({ from: 'b', to: 'b|2' }).map(([key]) => key), ['b', 'b\u0000x', 'b|', 'b|10']);
        assert.deepEqual(view.scan({ from: 'b', to: 'c' }, 2).map(([key]) => key), ['b', 'b\u0000x']);
        assert.deepEqual(view.scan({ from: 'b', to: 'c' }, 0), []);
        for (const [from, to] of [['', '\u007f'], ['b', 'c'], ['b', 'b'], ['c', 'b'], ['b|', 'b}'], ['x', 'y']] as const) {
          const expected = sorted.filter((key) => key >= from && key < to);
          assert.deepEqual(view.scan({ from, to }).map(([key]) => key), expected);
          assert.equal(view.count({ from, to }), expected.length);
        }
      }),
    );
  });

  on('values of any text and length', async (store) => {
    const model = store.readModels.open('duties', '1');
    const values = { a: '', b: '\u0000å😀\u2028"\\', c: 'x'.repeat(1_000_000), d: '0', e: '1e5' };
    right(commit(model, null, 1, values));
    assert.deepEqual(contents(model), [1, values]);
  });

  on('many rows in one commit', async (store) => {
    const model = store.readModels.open('duties', '1');
    const rows = Object.fromEntries(Array.from({ length: 5_003 }, (_, i) => [`k${String(i).padStart(5, '0')}`, String(i)]));
    right(commit(model, null, 1, rows));
    assert.deepEqual(contents(model), [1, rows]);
    right(commit(model, 1, 2, {}, Object.keys(rows).slice(1)));
    assert.deepEqual(contents(model), [2, { k00000: '0' }]);
  });

  on('models of other names are apart', async (store) => {
    const [one, two] = [store.readModels.open('duties', '1'), store.readModels.open('duties2', '1')];
    right(commit(one, null, 1, { a: 'one' }));
    right(commit(two, null, 7, { a: 'two' }));
    right(commit(one, null, 2));
    assert.deepEqual([contents(one), contents(two)], [[2, {}], [7, { a: 'two' }]]);
  });

  on('a model kept by another version reads as empty, and is replaced at the first commit', async (store) => {
    const [old, fresh] = [store.readModels.open('duties', '1'), store.readModels.open('duties', '2')];
    right(commit(old, null, 5, { a: '1' }));
    assert.deepEqual(contents(fresh), [null, {}]);
    refusedAs(commit(fresh, 5, 6, { a: '2' }), 'CheckpointMoved');
    assert.deepEqual(contents(old), [5, { a: '1' }]);
    right(commit(fresh, null, 3, { b: '2' }));
    assert.deepEqual(contents(fresh), [3, { b: '2' }]);
    assert.deepEqual(contents(old), [null, {}]);
    refusedAs(commit(old, 5, 6, { a: '3' }), 'CheckpointMoved');
  });

  on('what a reader throws goes through, and the model stays usable', async (store) => {
    const model = store.readModels.open('duties', '1');
    right(commit(model, null, 1, { a: '1' }));
    assert.throws(() => model.read(() => { throw new RangeError('of the reader'); }), RangeError);
    right(commit(model, 1, 2, { a: '2' }));
    assert.deepEqual(contents(model), [2, { a: '2' }]);
  });

  on('one look is one snapshot, and one of two writers from the same checkpoint loses', async (store, _clock, again) => {
    if (!contract.shared) return;
    const [mine, theirs] = [store.readModels.open('duties', '1'), (await again()).readModels.open('duties', '1')];
    right(commit(mine, null, 1, { a: '1', b: '1' }));
    const looked = right(
      mine.read((view) => {
        const before = view.get('a');
        right(commit(theirs, 1, 2, { a: '2', b: '2' }));
        return [before, view.get('b'), view.count(everything), view.checkpoint];
      }),
    );
    assert.deepEqual(looked, ['1', '1', 2, 1]);
    assert.deepEqual(contents(mine), [2, { a: '2', b: '2' }]);
    refusedAs(commit(mine, 1, 3, { a: '3' }), 'CheckpointMoved');
    right(commit(mine, 2, 3, { a: '3' }));
    assert.deepEqual(contents(theirs), [3, { a: '3', b: '2' }]);
    await store.close()();
    assert.deepEqual(contents((await again()).readModels.open('duties', '1')), [3, { a: '3', b: '2' }]);
  });
};
