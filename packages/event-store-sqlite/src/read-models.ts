/** Read models in the same file as the events they are folded from; rows and checkpoint change in one transaction. */
import { failure, type Position, type ReadModel, type ReadModels, type ReadModelView, type StoreError } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import type { Connection } from './connection';
import { numberOf, textOf, type Value } from './driver';

/** Rows per insert, as for events. */
const chunk = 20;
const all = Number.MAX_SAFE_INTEGER;

export const readModelsOf = (connection: Connection): ReadModels => {
  const { prepare } = connection;
  const find = prepare('SELECT id, checkpoint FROM model WHERE name = ? AND version = ?');
  const get = prepare('SELECT CAST(value AS BLOB) FROM model_row WHERE model = ? AND key = ?');
  const scan = prepare('SELECT CAST(key AS BLOB), CAST(value AS BLOB) FROM model_row WHERE model = ? AND key >= ? AND key < ? ORDER BY key LIMIT ?');
  const count = prepare('SELECT count(*) FROM model_row WHERE model = ? AND key >= ? AND key < ?');
  const forget = prepare('DELETE FROM model WHERE name = ?');
  const empty = prepare('DELETE FROM model_row WHERE model IN (SELECT id FROM model WHERE name = ?)');
  const create = prepare('INSERT INTO model (name, version, checkpoint) VALUES (?, ?, ?)');
  const move = prepare('UPDATE model SET checkpoint = ? WHERE id = ?');
  const upsert = (rows: number): string =>
    `INSERT INTO model_row VALUES ${Array<string>(rows).fill('(?, ?, ?)').join()} ON CONFLICT DO UPDATE SET value = excluded.value`;
  const putOne = prepare(upsert(1));
  const putMany = prepare(upsert(chunk));
  const remove = prepare('DELETE FROM model_row WHERE model = ? AND key = ?');

  interface Kept {
    readonly id: number;
    readonly checkpoint: Position;
  }
  const kept = (name: string, version: string): Kept | null => {
    const row = find.get([name, version]);
    return row === undefined ? null : { id: numberOf(row[0]), checkpoint: numberOf(row[1]) as Position };
  };

  const viewOf = (model: Kept | null): ReadModelView =>
    model === null
      ? { checkpoint: null, get: () => null, scan: () => [], count: () => 0 }
      : {
          checkpoint: model.checkpoint,
          get: (key) => {
            const row = get.get([model.id, key]);
            return row === undefined ? null : textOf(row[0]);
          },
          scan: ({ from, to }, limit) => scan.all([model.id, from, to, limit ?? all]).map(([key, value]) => [textOf(key), textOf(value)] as const),
          count: ({ from, to }) => numberOf(count.get([model.id, from, to])?.[0]),
        };

  const putAll = (model: number, rows: ReadonlyMap<string, string>): number => {
    let bytes = 0;
    let waiting: Value[] = [];
    for (const [key, value] of rows) {
      waiting.push(model, key, value);
      bytes += key.length + value.length + 16;
      if (waiting.length === chunk * 3) {
        putMany.run(waiting);
        waiting = [];
      }
    }
    for (let i = 0; i < waiting.length; i += 3) putOne.run(waiting.slice(i, i + 3));
    return bytes;
  };

  const open = (name: string, version: string): ReadModel => ({
    read: (use) => connection.snapshot(() => use(viewOf(kept(name, version)))),
    commit: ({ from, to, put, remove: removed }) => {
      let bytes = 0;
      const done = connection.write((): E.Either<StoreError, void> => {
        const model = kept(name, version);
        if (from !== null && from !== (model?.checkpoint ?? null)) {
          const found = String(model?.checkpoint ?? null);
          return E.left(failure('CheckpointMoved', 'event-store/checkpoint', 'from', `the checkpoint ${found}`, String(from)));
        }
        if (from === null) {
          empty.run([name]);
          forget.run([name]);
          create.run([name, version, to]);
        }
        const id = from === null || model === null ? (kept(name, version)?.id ?? 0) : model.id;
        for (const key of removed) remove.run([id, key]);
        bytes = putAll(id, put);
        if (from !== null) move.run([to, id]);
        return E.right(undefined);
      });
      if (E.isRight(done)) connection.wrote(bytes);
      return done;
    },
  });
  return { open };
};
