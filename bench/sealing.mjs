/**
 * Sealing: what it adds to the encoding of an event with one sealed text, by keys in memory and in a file, against the
 * 30 µs that it may cost; and one box against the bare calls of node:crypto for the same bytes. Replay without keys of
 * events with a sealed text, against the same events with the text unsealed: per event at most 1.2 times. And, for what it
 * is worth, against events that have no such field at all.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createCipheriv, randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { against, interleaved, median, now, sweep, whenAlone } from './lib.mjs';
import { es, makeClock, pendingEvent, streamAt, types } from './realistic-events.mjs';

const require = createRequire(import.meta.url);
const conf = require('../packages/confidentiality/dist/index.js');

const { closed, eventType, makeCatalogue, nonBlank, open, sealed, SubjectRef } = es;
const right = (either) => {
  if (either._tag === 'Left') throw new Error(JSON.stringify(either.left));
  return either.right;
};

const text = 'Gruppverksamhet för föräldrar; hon vill inte att grannen får veta något om det, och ringer själv på måndag.';
const subjects = 500;
const subjectOf = (n) => `00000000-0000-4000-8000-${String(n % subjects).padStart(12, '0')}`;

/** The events of the other benches, each with a subject and a note about it: sealed, as text, or left out. */
const withNote = (note) =>
  right(makeCatalogue(types.map(({ type, codec }) => eventType(type, closed(type, { ...codec.required, client: SubjectRef, ...(note === null ? {} : { note }) }, codec.optional === undefined ? {} : withoutNote(codec.optional))))));
const withoutNote = ({ note: _, ...others }) => others;
const catalogues = { sealed: withNote(sealed('client', nonBlank(4000))), plain: withNote(nonBlank(4000)), none: withNote(null) };
const eventAt = (n, note) => {
  const event = pendingEvent(n, streamAt(n, 50));
  const { note: _, ...data } = event.data;
  return { ...event, data: { ...data, client: subjectOf(n), ...(note === null ? {} : { note }) } };
};

const encoding = async (size, rounds) => {
  const folder = mkdtempSync(join(tmpdir(), 'frist-bench-'));
  const [file, wrappingFile] = [join(folder, 'keys'), join(folder, 'wrapping')];
  right(conf.createWrappingKeyFile(wrappingFile));
  const wrapping = conf.wrappingKeysFromFile(wrappingFile);
  right(conf.createKeyFile({ file, wrapping }));
  const sealers = { memory: conf.sealerFrom(conf.memoryKeyStore()), file: conf.sealerFrom(right(conf.fileKeyStore({ file, wrapping }))) };
  for (let n = 0; n < subjects; n += 1) for (const sealer of Object.values(sealers)) right(sealer.digest('""', subjectOf(n)));
  const opened = Array.from({ length: size }, (_, n) => eventAt(n, open(text)));
  const plain = Array.from({ length: size }, (_, n) => eventAt(n, text));
  const encode = (catalogue, sealer, events) => () => {
    for (const event of events) right(es.encodeEvent(catalogue, sealer, event));
  };
  const digest = (sealer) => () => {
    for (let n = 0; n < size; n += 1) right(sealer.digest(text, subjectOf(n)));
  };
  const key = randomBytes(32);
  const context = (n) => ({ board: 'botkyrka/socialnamnden', stream: streamAt(n, 50), id: opened[n].id, type: 'GrantRegistered', schemaVersion: 1, subject: subjectOf(n), field: 'note' });
  const contexts = opened.map((_, n) => context(n));
  const about = contexts.map((one) => Buffer.from(JSON.stringify(one)));
  const bytes = Buffer.alloc(128, text);
  const times = await interleaved(rounds, {
    plain: encode(catalogues.plain, null, plain),
    memory: encode(catalogues.sealed, sealers.memory, opened),
    file: encode(catalogues.sealed, sealers.file, opened),
    digest: digest(sealers.memory),
    seal: () => {
      for (const one of contexts) right(sealers.memory.seal(text, one));
    },
    bare: () => {
      for (const one of about) {
        const nonce = randomBytes(12);
        const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(one);
        const ciphertext = cipher.update(bytes);
        cipher.final();
        Buffer.concat([nonce, ciphertext, cipher.getAuthTag()]).toString('base64url');
      }
    },
  }, 2);
  rmSync(folder, { recursive: true });
  const per = (name) => (times[name] / size) * 1000;
  const row = (name, measured, floor, target) => against({ bench: 'sealing', name, size, measured, floor, unit: 'µs/event', target });
  return [
    row('added per sealed event, keys in memory, against 30 µs', per('memory') - per('plain') + per('digest'), 30, 1),
    row('added per sealed event, keys in a file, against 30 µs', per('file') - per('plain') + per('digest'), 30, 1),
    row('one box, against bare AES-256-GCM with a random nonce', per('seal'), per('bare'), null),
  ];
};

const projection = {
  name: 'notes', version: '1', types: new Set(types.map(({ type }) => type)), keyOf: (fact) => fact.stream,
  initial: () => ({ events: 0 }),
  evolve: (row) => {
    row.events += 1;
    return row;
  },
  bucketOf: () => '',
};

const filled = async (size, catalogue, sealer, note) => {
  const store = es.memoryEventStore({ clock: makeClock() });
  const last = new Map();
  for (let n = 0; n < size; n += 1) {
    const event = eventAt(n, note);
    const revision = last.get(event.stream) ?? -1;
    last.set(event.stream, revision + 1);
    right(await store.append({ stream: event.stream, expected: revision === -1 ? 'no-stream' : revision, events: [right(es.encodeEvent(catalogue, sealer, event))] })());
  }
  return store;
};

const replay = async (size, rounds) => {
  const sealer = conf.sealerFrom(conf.memoryKeyStore());
  const stores = { sealed: await filled(size, catalogues.sealed, sealer, open(text)), plain: await filled(size, catalogues.plain, null, text), none: await filled(size, catalogues.none, null, null) };
  const times = { sealed: [], plain: [], none: [] };
  for (let round = -2; round < rounds; round += 1) {
    for (const name of Object.keys(stores)) {
      sweep();
      const start = now();
      right(await es.catchUp({ store: stores[name], catalogue: catalogues[name] }, [{ projection, table: es.memoryTable(projection) }], { position: null, events: 0, lastDay: '', lastRecordedAt: '', boards: [] })());
      if (round >= 0) times[name].push(now() - start);
    }
  }
  const per = (name) => (median(times[name]) / size) * 1000;
  const row = (name, floor, target) => against({ bench: 'sealing', name, size, measured: per('sealed'), floor: per(floor), unit: 'µs/event', target });
  return [row('replay without keys, against the same text unsealed', 'plain', 1.2), row('replay without keys, against events without such a field', 'none', null)];
};

/** @param options `sizes`: the largest up to 10^5 is taken; `rounds` */
export const run = async ({ sizes = [100_000], rounds = 5 } = {}) => {
  const size = Math.min(100_000, Math.max(...sizes));
  return [...(await encoding(Math.min(size, 20_000), rounds)), ...(await replay(size, rounds))];
};

await whenAlone(import.meta, run);
