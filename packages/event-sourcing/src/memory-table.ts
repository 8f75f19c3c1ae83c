/** Rows in memory, filed by bucket. Filing waits until somebody asks, so a replay pays nothing for it. */
import type { BucketRange, Entry, Projection, Rows, Table } from './projection';

export interface MemoryTable<Row> extends Table<Row> {
  readonly rows: Rows<Row>;
  readonly size: () => number;
}

export const memoryTable = <Row>(projection: Projection<Row>): MemoryTable<Row> => {
  const entries = new Map<string, Entry<Row>>();
  const filedUnder = new Map<string, string>();
  const buckets = new Map<string, Set<string>>();
  let order: string[] = [];
  let orderStale = false;
  const unfiled = new Set<string>();

  const file = (): void => {
    for (const key of unfiled) {
      const entry = entries.get(key);
      const bucket = entry === undefined ? undefined : projection.bucketOf(entry.row, key);
      const old = filedUnder.get(key);
      if (old === bucket) continue;
      if (old !== undefined) {
        const keys = buckets.get(old);
        keys?.delete(key);
        if (keys?.size === 0) {
          buckets.delete(old);
          orderStale = true;
        }
      }
      if (bucket === undefined) {
        filedUnder.delete(key);
        continue;
      }
      filedUnder.set(key, bucket);
      let keys = buckets.get(bucket);
      if (keys === undefined) {
        buckets.set(bucket, (keys = new Set()));
        orderStale = true;
      }
      keys.add(key);
    }
    unfiled.clear();
    if (orderStale) {
      order = [...buckets.keys()].sort();
      orderStale = false;
    }
  };

  const within = ({ from, to }: BucketRange): readonly string[] => {
    file();
    return order.slice(firstFrom(order, from), firstFrom(order, to));
  };

  return {
    get: (key) => entries.get(key),
    put: (key, entry) => {
      entries.set(key, entry);
      unfiled.add(key);
    },
    remove: (key) => {
      entries.delete(key);
      unfiled.add(key);
    },
    size: () => entries.size,
    rows: {
      get: (key) => entries.get(key)?.row ?? null,
      list: (range) => {
        const found: (readonly [string, Row])[] = [];
        for (const bucket of within(range)) {
          for (const key of [...(buckets.get(bucket) as Set<string>)].sort()) found.push([key, (entries.get(key) as Entry<Row>).row]);
        }
        return found;
      },
      count: (range) => {
        let sum = 0;
        for (const bucket of within(range)) sum += (buckets.get(bucket) as Set<string>).size;
        return sum;
      },
    },
  };
};

/** First index whose text is not below `text`. */
export const firstFrom = (texts: readonly string[], text: string): number => {
  let low = 0;
  let high = texts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((texts[middle] as string) < text) low = middle + 1;
    else high = middle;
  }
  return low;
};
