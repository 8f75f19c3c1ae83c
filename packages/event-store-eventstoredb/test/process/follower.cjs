/**
 * Processes of their own, over what was built:
 *   double COUNT      a double with so many generated events; tells its url
 *   heap URL TOTAL    follows so many events, and tells its heap (MB, after a sweep) at each tenth of the way; needs --expose-gc
 *   effects URL FILE  a projection worker as the guide describes it, with its state and place in FILE: counts how often each event
 *                     took effect, and tells how far it is
 */
const { startEventStoreDbDouble } = require('../../../testing/dist/index.js');
const { openSqliteEventStore } = require('@frist/event-store-sqlite');
const { openEventStoreDb } = require('../../dist/index.js');

const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const right = (answer) => {
  if (answer._tag === 'Left') throw new Error(JSON.stringify(answer.left));
  return answer.right;
};
const nothing = { _tag: 'Right', right: undefined };

/** Envelopes of about the length of real ones, in streams of a hundred events. */
const generated = (n) => {
  const hex = String(n).padStart(12, '0');
  const stream = `grant-00000000-0000-4000-8000-${String(Math.floor(n / 100)).padStart(12, '0')}`;
  const head =
    `{"actor":{"ref":"officer-7","role":"officer"},"board":"testby/socialnamnden","commandDigest":"${'d'.repeat(43)}","commandId":"command-${n}","correlationId":"generated",` +
    `"data":{"amount":${n},"note":"${'x'.repeat(250)}"},"id":"00000000-0000-4000-9000-${hex}","occurredOn":"2024-02-29"`;
  return {
    stream,
    revision: n % 100,
    id: `00000000-0000-4000-9000-${hex}`,
    type: 'GrantAwarded',
    data: `${head},"schemaVersion":1,"stream":"${stream}","type":"GrantAwarded"}`,
    metadata: JSON.stringify({ call: 'generated', frist: 1, cut: head.length }),
  };
};

const double = async (count) => {
  const { url } = await startEventStoreDbDouble({ generated: { count: Number(count), event: generated } });
  tell({ url });
};

const heap = async (url, count) => {
  const total = Number(count);
  const store = right(openEventStoreDb({ connection: url }));
  const start = performance.now();
  let seen = 0;
  const following = store.follow(async (page) => {
    const before = Math.floor((10 * seen) / total);
    seen += page.length;
    if (Math.floor((10 * seen) / total) > before) {
      global.gc();
      tell({ seen, megabytes: process.memoryUsage().heapUsed / 1e6, last: JSON.parse(page[page.length - 1].text).commandId });
    }
    if (seen >= total) following.stop();
    return nothing;
  });
  right(await following.ended);
  tell({ done: seen, microseconds: (1000 * (performance.now() - start)) / seen });
  right(await store.close()());
};

const effects = async (url, file) => {
  const local = right(await openSqliteEventStore({ file, clock: () => '2024-03-01T12:00:00.000Z' })());
  const store = right(openEventStoreDb({ connection: url, readModels: local.readModels, patienceMs: 60_000 }));
  const model = store.readModels.open('effects', '1');
  for (let starts = 0; ; starts += 1) {
    let place = right(model.read((view) => view.checkpoint));
    tell({ starts, at: place });
    const handle = async (events) => {
      const put = new Map();
      const ids = events.map(({ text }) => JSON.parse(text).id);
      // From the first event on a commit replaces what another one, which began as well, may have written.
      const known = right(model.read((view) => ids.map((id) => (place === null ? 0 : Number(view.get(id) ?? 0)))));
      ids.forEach((id, i) => put.set(id, String(known[i] + 1)));
      const to = events[events.length - 1].position;
      const done = model.commit({ from: place, to, put, remove: [] });
      if (done._tag === 'Right') {
        place = to;
        tell({ at: to });
      }
      return done;
    };
    const { left } = await store.follow(handle, { limit: 7, ...(place === null ? {} : { after: place }) }).ended;
    // The other of the two was faster: on from where it is.
    if (left?._tag !== 'CheckpointMoved' && left?._tag !== 'StoreBusy') throw new Error(JSON.stringify(left));
  }
};

const [mode, ...args] = process.argv.slice(2);
({ double, heap, effects })[mode](...args).catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
