// A process that works on one store and tells what it was answered, line by line. Used by the end-to-end tests.
// node store.cjs MODE FILE NAME COUNT; it reads the built packages, as an application would.
const { randomUUID } = require('node:crypto');
const { writeSync } = require('node:fs');
const { openSqliteEventStore } = require('../../dist/index.js');
const { openDatabase } = require('../../dist/driver.js');

const [mode, file, name, count] = process.argv.slice(2);
const say = (what) => writeSync(1, `${JSON.stringify(what)}\n`);
const clock = () => '2024-03-01T12:00:00.000Z';
const uuidOf = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
/** As `encodedEvent` of @frist/testing, without the time it takes to load that. */
const encodedEvent = ({ stream, id, data }) => ({
  id,
  head: `{"data":${JSON.stringify({ batch: data.batch, of: data.of, x: data.x })},"id":"${id}",`,
  tail: `,"stream":"${stream}","type":"GrantAwarded"}`,
});
const batch = (stream, size, of = size, id = randomUUID()) => Array.from({ length: size }, () => encodedEvent({ stream, id: randomUUID(), data: { batch: id, of, x: 'x'.repeat(200) } }));
const ids = (answers) => answers.flatMap((answer) => answer.events.map((event) => JSON.parse(event.text).id));

const open = async (options = {}) => {
  const opened = await openSqliteEventStore({ file, clock, ...options })();
  if (opened._tag === 'Left') {
    say({ refused: opened.left });
    process.exit(0);
  }
  return opened.right;
};

/** Everything in the store, and what SQLite says of the file. */
const tell = async (store) => {
  const events = [];
  for (let more = true; more; ) {
    const after = events.length === 0 ? {} : { after: events[events.length - 1].position };
    const page = (await store.readAll({ direction: 'forwards', limit: 500, ...after })()).right;
    events.push(...page.events);
    more = page.more;
  }
  const db = openDatabase(file, 'read-only', 1000);
  const integrity = db.prepare('PRAGMA integrity_check').get([])[0];
  say({
    integrity,
    events: events.map(({ text, revision }) => {
      const { id, stream, data } = JSON.parse(text);
      return [stream, revision, id, data.batch, data.of];
    }),
    models: store.readModels.open('m', '1').read((view) => [view.checkpoint, view.count({ from: '', to: '~' })]).right,
  });
};

/** Appends without end: single events, batches, two streams at once, read models; each answer is told before the next. */
const append = async (store) => {
  const model = store.readModels.open('m', '1');
  for (let n = 0; ; n += 1) {
    const [one, two] = [`a-${uuidOf(n % 3)}`, `b-${uuidOf(n % 5)}`];
    const requests =
      n % 3 === 0
        ? [{ stream: one, expected: 'any', events: batch(one, 1) }]
        : n % 3 === 1
          ? [{ stream: one, expected: 'any', events: batch(one, 5) }]
          : (() => {
              const id = randomUUID();
              return [one, two].map((stream) => ({ stream, expected: 'any', events: batch(stream, 2, 4, id) }));
            })();
    const answer = requests.length === 1 ? await store.append(requests[0])() : await store.appendAtomically(requests)();
    if (answer._tag === 'Left') return say({ failed: answer.left });
    say({ stored: ids(requests.length === 1 ? [answer.right] : answer.right) });
    if (n % 4 === 3) {
      const from = model.read((view) => view.checkpoint).right;
      const to = (from ?? 0) + 10;
      const put = new Map(Array.from({ length: 10 }, (_, i) => [`k${String(to + i).padStart(9, '0')}`, 'v']));
      const done = model.commit({ from, to, put, remove: [] });
      if (done._tag === 'Left') return say({ failed: done.left });
      say({ checkpoint: to });
    }
  }
};

/** COUNT appends to a shared stream at the revision last seen, and as many to one of its own. */
const compete = async (store) => {
  const [shared, own] = [`a-${uuidOf(0)}`, `own${name}-${uuidOf(1)}`];
  const seen = { appended: 0, conflicts: 0, others: [] };
  let last = 'no-stream';
  while (seen.appended < Number(count)) {
    const answer = await store.append({ stream: shared, expected: last, events: batch(shared, 1) })();
    if (answer._tag === 'Right') {
      seen.appended += 1;
      last = answer.right.events[0].revision;
      const other = await store.append({ stream: own, expected: 'any', events: batch(own, 2) })();
      if (other._tag === 'Left') seen.others.push(other.left);
    } else if (answer.left._tag === 'Conflict') {
      seen.conflicts += 1;
      last = answer.left.actual;
    } else {
      seen.others.push(answer.left);
      break;
    }
  }
  say(seen);
};

const modes = {
  append: async () => {
    const store = await open();
    await tell(store);
    await append(store);
  },
  tell: async () => await tell(await open()),
  compete: async () => await compete(await open()),
  /** Writes, and ends without closing: the log stays behind. */
  leave: async () => {
    const store = await open();
    for (let n = 0; n < Number(count); n += 1) await store.append({ stream: `a-${uuidOf(n)}`, expected: 'any', events: batch(`a-${uuidOf(n)}`, 1) })();
    process.kill(process.pid, 'SIGKILL');
  },
  /** Fills the disk. */
  fill: async () => {
    const store = await open();
    for (let n = 0; ; n += 1) {
      const answer = await store.append({ stream: `a-${uuidOf(n)}`, expected: 'any', events: batch(`a-${uuidOf(n)}`, 7) })();
      if (answer._tag === 'Left') {
        say({ stored: n * 7, failed: answer.left });
        break;
      }
    }
    await store.close()();
  },
  read: async () => {
    const store = await open({ mode: 'read-only' });
    const page = await store.readAll({ direction: 'forwards', limit: 100 })();
    const again = await store.append({ stream: `a-${uuidOf(0)}`, expected: 'any', events: batch(`a-${uuidOf(0)}`, 1) })();
    say({ read: page._tag === 'Right' ? page.right.events.length : page.left, append: again.left?._tag });
  },
  write: async () => {
    await open();
    say({ opened: true });
  },
};
void modes[mode]();
