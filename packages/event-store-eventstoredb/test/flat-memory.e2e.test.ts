/** Who follows many events needs no more memory than who follows few. 10^6: `npm run bench -- --only eventstoredb --sizes 1000000`. */
import { start } from './process/run';

const total = Number(process.env['FRIST_FOLLOW'] ?? 100_000);

const middle = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? NaN;

it(`the heap of a follower of ${total} events does not grow`, async () => {
  const server = start(['double', String(total)]);
  try {
    const { url } = await server.until(({ url: told }) => told !== undefined);
    const follower = start(['heap', String(url), String(total)], ['--expose-gc']);
    expect(await follower.until(({ done }) => done !== undefined)).toMatchObject({ done: total });
    await follower.ended;
    const heaps = follower.lines.flatMap(({ megabytes }) => (typeof megabytes === 'number' ? [megabytes] : []));
    expect(heaps).toHaveLength(10);
    expect(follower.lines[9]).toMatchObject({ seen: total, last: `command-${total - 1}` });
    const [early, late] = [middle(heaps.slice(0, 5)), middle(heaps.slice(5))];
    expect(late / early).toBeLessThan(1.1);
  } finally {
    server.child.kill('SIGKILL');
    await server.ended;
  }
}, 3_600_000);
