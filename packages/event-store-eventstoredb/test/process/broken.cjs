/**
 * A process in which every call meets one kind of fault, for ever, over what was built. It tells what each call came to, and what escaped;
 * then it closes, and must end by itself: whatever is left open keeps it alive.
 */
const { startEventStoreDbDouble, encodedEvent } = require('../../../testing/dist/index.js');
const { openEventStoreDb } = require('../../dist/index.js');

const escaped = [];
process.on('unhandledRejection', (error) => escaped.push(String(error)));
process.on('uncaughtException', (error) => escaped.push(String(error)));

const stream = 'grant-00000000-0000-4000-8000-000000000001';
const outcome = (answer) => (answer._tag === 'Left' ? answer.left._tag : 'done');

const main = async () => {
  const fault = JSON.parse(process.argv[2]);
  const double = await startEventStoreDbDouble();
  const stores = [];
  const open = () => {
    const store = openEventStoreDb({ connection: double.url, deadlineMs: 100, patienceMs: 150 }).right;
    stores.push(store);
    return store;
  };
  const request = { stream, expected: 'any', events: [encodedEvent({ stream }), encodedEvent({ stream }), encodedEvent({ stream })] };
  const first = open();
  await first.append(request)();
  await first.append({ ...request, events: [encodedEvent({ stream })] })();
  double.setFaults(() => fault);

  const calls = (store) => [
    store.append({ ...request, events: [encodedEvent({ stream })] })(),
    store.readStream(stream, { direction: 'forwards', limit: 9 })(),
    store.readAll({ direction: 'backwards', limit: 9 })(),
    store.appendAsRecorded([{ stream, event: encodedEvent({ stream }), recordedAt: '2099-01-01T00:00:00.000Z', revision: 99 }])(),
  ];
  // A store that was writing when it began, a new one, and one that is closed in the middle of its calls.
  const settled = [];
  for (const store of [first, open()]) {
    settled.push(...(await Promise.all(calls(store))).map(outcome));
    let following;
    const seen = new Promise((resolve) => {
      following = store.follow(async () => (resolve(), { _tag: 'Right', right: undefined }));
    });
    await Promise.race([seen, following.ended]);
    following.stop();
    settled.push(outcome(await following.ended));
  }
  const closing = open();
  const pending = calls(closing);
  const following = closing.follow(async () => ({ _tag: 'Right', right: undefined }));
  await closing.close()();
  settled.push(...(await Promise.all(pending)).map(outcome), outcome(await following.ended));

  for (const store of stores) await store.close()();
  await double.close();
  process.stdout.write(`${JSON.stringify({ settled, escaped })}\n`);
};

void main();
