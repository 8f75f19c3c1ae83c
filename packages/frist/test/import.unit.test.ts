import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type EventStore, memoryEventStore } from '@frist/event-sourcing';
import { openSqliteEventStore } from '@frist/event-store-sqlite';
import * as E from 'fp-ts/Either';

import { createFrist, type ImportFailure, type ImportOptions, journalLines } from '../src';
import { actor, board, left, otherBoard, promisesDomain, promiseStream, right, testClock } from './promises';

const clock = testClock('2026-03-10T08:00:00Z');

const setUp = (change: (store: EventStore) => EventStore = (store) => store) => {
  const store = memoryEventStore({ clock });
  const frist = right(createFrist({ store: change(store), clock, domains: [promisesDomain] }));
  const count = async () => right(await store.readAll({ direction: 'forwards', limit: 10_000 })()).events.length;
  const load = (text: string | Uint8Array, options?: ImportOptions) => frist.importJournal(journalLines('j.jsonl', text), undefined, options)();
  return { store, frist, count, load };
};

let n = 0;
const line = (change: object = {}) => ({ id: `l${(n += 1)}`, board, stream: promiseStream('a'), command: 'make', on: '2026-01-02', actor, data: { what: 'report', due: '2026-03-01' }, ...change });
const journal = (...lines: readonly (object | string)[]) => lines.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');

/** Everything refused, as `line field tag`, and nothing recorded. */
const refused = async (text: string | Uint8Array, options?: ImportOptions): Promise<readonly string[]> => {
  const { count, load } = setUp();
  const failures = left(await load(text, options));
  expect(await count()).toBe(0);
  return failures.map(({ line: at, reason }) => `${at} ${reason.field} ${reason._tag}`);
};

test('imports, with its figures, and once only', async () => {
  const { count, load, frist } = setUp();
  const text = journal(line(), line({ command: 'note', data: { text: 'n' } }), line({ stream: promiseStream('b') }));
  expect(right(await load(text))).toEqual({ commands: 3, repeated: 0, events: 5, atomic: true });
  expect(right(await frist.check()()).counts.overdue).toBe(2);
  expect(right(await load(text))).toEqual({ commands: 3, repeated: 3, events: 0, atomic: true });
  expect(await count()).toBe(5);
  expect(right(await load(`${text}\n${journal(line({ stream: promiseStream('c') }))}`))).toEqual({ commands: 4, repeated: 3, events: 2, atomic: true });
});

test('an empty journal imports nothing', async () => {
  expect(right(await setUp().load(''))).toEqual({ commands: 0, repeated: 0, events: 0, atomic: true });
  expect(right(await setUp().load('\n\r\n \n'))).toEqual({ commands: 0, repeated: 0, events: 0, atomic: true });
});

test('a byte-order mark, CRLF, blank lines, and no newline at the end', async () => {
  const { load } = setUp();
  expect(right(await load(`\ufeff${JSON.stringify(line())}\r\n\r\n${JSON.stringify(line({ stream: promiseStream('b') }))}`))).toMatchObject({ commands: 2 });
  const text = JSON.stringify(line({ stream: promiseStream('c') }));
  expect(right(await setUp().frist.importJournal([{ file: 'f', line: 1, text: `\ufeff${text}` }])())).toMatchObject({ commands: 1 });
  expect(await refused(journal(line({ stream: promiseStream('d') }), `\ufeff${text}`))).toEqual(['2 $ InvalidJson']);
});

test('numbers of lines count blank ones', async () => {
  expect(await refused(`\n\n{}x`)).toEqual(['3 $ InvalidJson']);
});

test('a default board; a line may name another', async () => {
  const { load, frist } = setUp();
  const { board: _, ...without } = line();
  expect(right(await load(journal(without, line({ board: otherBoard, stream: promiseStream('b') })), { board }))).toMatchObject({ commands: 2 });
  expect(right(await frist.check({ board })()).findings).toHaveLength(1);
  expect(await refused(journal(without))).toEqual(['1 board InvalidData']);
});

describe('refuses', () => {
  test('truncated JSON, telling where and nothing of the text', async () => {
    const text = JSON.stringify(line({ data: { what: 'secret' } }));
    const failures = left(await setUp().load(text.slice(0, -12)));
    expect(failures).toMatchObject([{ file: 'j.jsonl', line: 1, id: null, reason: { _tag: 'InvalidJson', field: '$', value: `it breaks off after ${text.length - 12} characters` } }]);
    expect(JSON.stringify(left(await setUp().load('{"id" "secret"}')))).not.toContain('secret');
  });

  test.each([
    ['a list', '[1]', ['1 $ InvalidData']],
    ['a number', '1', ['1 $ InvalidData']],
    ['null', 'null', ['1 $ InvalidData']],
    ['two values on one line', '{} {}', ['1 $ InvalidJson']],
    ['NaN', '{"a":NaN}', ['1 $ InvalidJson']],
  ])('%s', async (_name, text, expected) => {
    expect(await refused(text, { board })).toEqual(expected);
  });

  test.each<readonly [string, object, readonly string[]]>([
    ['a day that does not exist', { on: '2026-02-30' }, ['1 on InvalidData']],
    ['a day in the future', { on: '2026-03-11' }, ['1 on FactInTheFuture']],
    ['knowledge from the future', { knownSince: '2026-03-11' }, ['1 knownSince KnownBeforeRecorded']],
    ['an unknown key', { extra: 1 }, ['1 extra InvalidData']],
    ['a correlation id, which journals have not', { correlationId: 'x' }, ['1 correlationId InvalidData']],
    ['an unknown key in the data', { data: { what: 'x', extra: 1 } }, ['1 data.extra InvalidData']],
    ['a float', { data: { what: 'x', weight: 1.5 } }, ['1 data.weight InvalidData']],
    ['a negative amount', { data: { what: 'x', weight: -1 } }, ['1 data.weight InvalidData']],
    ['a number beyond exactness', { data: { what: 'x', weight: 2 ** 53 } }, ['1 data.weight InvalidData']],
    ['an unknown command', { command: 'frobnicate' }, ['1 command UnknownCommand']],
    ['a command that every object has', { command: 'constructor' }, ['1 command UnknownCommand']],
    ['an unknown category', { stream: 'unknown-00000000-0000-4000-8000-000000000000' }, ['1 stream UnknownCategory']],
    ['a stream without a category', { stream: '00000000-0000-4000-8000-000000000000' }, ['1 stream InvalidData']],
    ['what the domain refuses', { command: 'refuse', data: {} }, ['1 command Refused']],
    ['an id like an identity number', { id: '19121212-1212' }, ['1 id InvalidData']],
    ['several things at once', { on: 'x', actor: { role: '', ref: 'a b' }, source: {} }, ['1 on InvalidData', '1 actor.role InvalidData', '1 actor.ref InvalidData', '1 source.document InvalidData']],
  ])('%s', async (_name, change, expected) => {
    expect([...(await refused(journal(line(change))))].sort()).toEqual([...expected].sort());
  });

  test('a missing key', async () => {
    const { command: _, ...without } = line();
    expect(await refused(journal(without))).toEqual(['1 command InvalidData']);
  });

  test('a key told twice, at any depth', async () => {
    const text = JSON.stringify(line());
    expect(await refused(text.replace('{', '{"id":"x",'))).toEqual(['1 id InvalidJson']);
    expect(await refused(text.replace('"what":', '"wh\\u0061t":"other","what":'))).toEqual(['1 data.what InvalidJson']);
    expect(right(await setUp().load(journal(line({ data: { what: '{"a":1,"a":2}, \\"what\\":' } }))))).toMatchObject({ commands: 1 });
  });

  test('a line of more than 10 MiB, and takes a long one', async () => {
    expect(await refused(journal(line({ data: { what: 'x'.repeat(10 * 1024 * 1024) } })))).toEqual(['1 $ LineTooLong']);
    const far = right(createFrist({ store: memoryEventStore({ clock }), clock, domains: [promisesDomain] }));
    const text = JSON.stringify(line({ data: { what: 'å'.repeat(6 * 1024 * 1024) } }));
    expect(left(await far.importJournal([{ file: 'f', line: 1, text }])())).toMatchObject([{ reason: { _tag: 'LineTooLong' } }]);
    expect(await refused(journal(line({ data: { what: 'x'.repeat(9 * 1024 * 1024) } })))).toEqual(['1 data.what InvalidData']);
  });

  test('nesting without end', async () => {
    const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
    expect(await refused(JSON.stringify(line({ data: { what: 'DEEP' } })).replace('"DEEP"', deep))).toEqual([expect.stringMatching(/^1 data\.what\[0\]\[0\].{0,80} NotCanonical$/)]);
    expect(await refused(deep)).toEqual(['1 $ InvalidData']);
  });

  test('bytes that are no UTF-8', async () => {
    const text = new TextEncoder().encode(journal(line(), line({ data: { what: 'xx' } })));
    const broken = Uint8Array.from(text);
    broken[broken.lastIndexOf(0x78)] = 0xe5;
    expect(await refused(broken)).toEqual(['2 $ InvalidEncoding']);
    expect(await refused(Uint8Array.from(Buffer.from(journal(line()), 'utf16le')))).toContain('1 $ InvalidJson');
  });

  test('one id with two contents, naming both places; the same content counts as repeated', async () => {
    const { frist, count } = setUp();
    const first = line();
    const other = { ...first, data: { what: 'other' } };
    const failures = left(await frist.importJournal([...journalLines('a.jsonl', journal(first)), ...journalLines('b.jsonl', journal(line(), other))])());
    expect(failures).toMatchObject([{ file: 'b.jsonl', line: 2, id: first.id, reason: { _tag: 'CommandIdReused', field: 'id', value: first.id, expected: expect.stringContaining('a.jsonl:1') as string } }]);
    expect(await count()).toBe(0);
    const reordered = Object.fromEntries(Object.entries(first).reverse());
    expect(right(await frist.importJournal([...journalLines('a.jsonl', journal(first)), ...journalLines('b.jsonl', journal(reordered))])())).toEqual({ commands: 2, repeated: 1, events: 2, atomic: true });
    // And against what is recorded already, also in another stream.
    for (const change of [{ data: { what: 'other' } }, { stream: promiseStream('b') }]) {
      expect(left(await frist.importJournal(journalLines('c.jsonl', journal({ ...first, ...change })))())).toMatchObject([{ line: 1, reason: { _tag: 'CommandIdReused' } }]);
    }
    // Ids are unique per board.
    expect(right(await frist.importJournal(journalLines('d.jsonl', journal({ ...first, board: otherBoard, stream: promiseStream('b', otherBoard) })))())).toMatchObject({ events: 2 });
  });

  test('every bad line, and says which may only follow from another', async () => {
    const { load, count } = setUp();
    const failures = left(
      await load(
        journal(
          line({ stream: promiseStream('a'), data: { what: 7 } }),
          line({ stream: promiseStream('a'), command: 'note', data: { text: 'depends' } }),
          line({ stream: promiseStream('a'), command: 'note', data: { text: 8 } }),
          line({ stream: promiseStream('b') }),
          line({ stream: promiseStream('b'), command: 'note', data: { text: 'fine' } }),
          line({ stream: promiseStream('c'), command: 'note', data: { text: 'alone' } }),
        ),
      ),
    );
    expect(failures.map(({ line: at, reason, mayFollowFrom }) => [at, reason._tag, mayFollowFrom?.line])).toEqual([
      [1, 'InvalidData', undefined],
      [2, 'NoPromise', 1],
      [3, 'InvalidData', undefined],
      [6, 'NoPromise', undefined],
    ]);
    expect(await count()).toBe(0);
  });
});

test('tells progress', async () => {
  const { frist } = setUp();
  const told: (readonly [number, number])[] = [];
  right(await frist.importJournal(journalLines('j', journal(line(), line({ stream: promiseStream('b') }))), (done, of) => void told.push([done, of]))());
  expect(told).toEqual([[1, 2], [2, 2]]);
});

test('somebody else writes between rehearsal and commit: it is rehearsed again', async () => {
  let interfere = async (): Promise<void> => undefined;
  const { frist, store } = setUp((below) => ({
    ...below,
    appendAtomically: (requests) => async () => {
      await interfere();
      return (below.appendAtomically as NonNullable<typeof below.appendAtomically>)(requests)();
    },
  }));
  const rival = right(createFrist({ store, clock, domains: [promisesDomain] }));
  const lines = [line(), line({ command: 'note', data: { text: 'mine' } })];
  let times = 0;
  interfere = async () => {
    times += 1;
    if (times === 1) right(await rival.execute(lines[0])());
    if (times === 2) right(await rival.execute(line({ command: 'note', data: { text: 'theirs' } }))());
  };
  expect(right(await frist.importJournal(journalLines('j', journal(...lines)))())).toEqual({ commands: 2, repeated: 1, events: 1, atomic: true });
  expect(times).toBe(3);
  interfere = async () => void right(await rival.execute(line({ stream: promiseStream('x'), command: 'make' }))());
  expect(left(await frist.importJournal(journalLines('j', journal(line({ stream: promiseStream('x') }))))())).toMatchObject([{ line: null, reason: { _tag: 'TooManyConflicts' } }]);
});

test('a store that cannot append atomically: in order, and running again completes it', async () => {
  let left_ = 2;
  const { store, count } = setUp();
  const { appendAtomically: _, ...rest } = store;
  const failing: EventStore = { ...rest, append: (request) => ((left_ -= 1) < 0 ? async () => E.left({ _tag: 'StoreFull', rule: 'r', field: 'f', expected: 'e' }) : rest.append(request)) };
  const frist = right(createFrist({ store: failing, clock, domains: [promisesDomain] }));
  const lines = journalLines('j', journal(line(), line({ stream: promiseStream('b') }), line({ command: 'note', data: { text: 'n' } })));
  expect(left(await frist.importJournal(lines)()).map(({ line: at, reason }: ImportFailure) => [at, reason._tag])).toEqual([[3, 'StoreFull']]);
  expect(await count()).toBe(4);
  left_ = 10;
  expect(right(await frist.importJournal(lines)())).toEqual({ commands: 3, repeated: 2, events: 1, atomic: false });
  expect(await count()).toBe(5);
});

test('a failure of the store is told once, of no line', async () => {
  const { frist } = setUp();
  right(await frist.close()());
  expect(left(await frist.importJournal(journalLines('j', journal(line(), line())))())).toMatchObject([{ file: 'j', line: null, reason: { _tag: 'StoreClosed' } }]);
});

test('into a SQLite file, at once; nothing into one opened for reading', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'frist-import-'));
  try {
    const file = join(folder, 'f.db');
    const store = right(await openSqliteEventStore({ file, clock })());
    const frist = right(createFrist({ store, clock, domains: [promisesDomain] }));
    const lines = journalLines('j', journal(line(), line({ stream: promiseStream('b') })));
    expect(right(await frist.importJournal(lines)())).toEqual({ commands: 2, repeated: 0, events: 4, atomic: true });
    expect(right(await frist.importJournal(lines)())).toMatchObject({ repeated: 2, events: 0 });
    const reading = right(createFrist({ store: right(await openSqliteEventStore({ file, clock, mode: 'read-only' })()), clock, domains: [promisesDomain] }));
    expect(right(await reading.check()()).counts.overdue).toBe(2);
    expect(left(await reading.importJournal(journalLines('k', journal(line({ stream: promiseStream('c') }))))())).toMatchObject([{ line: null, reason: { _tag: 'StoreReadOnly' } }]);
    right(await reading.close()());
    right(await frist.close()());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
