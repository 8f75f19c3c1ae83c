/** Rows in memory, filed by bucket. Filing waits until somebody asks, so a replay pays nothing for it. */
import type { BucketRange, Entry, Projection, Rows, Table } from './projection';

/** A {@link Table} in memory with its rows for queries. */
export interface MemoryTable<Row> extends Table<Row> {
  readonly rows: Rows<Row>;
  readonly size: () => number;
}

/** A row and where it is filed. Without an entry it is a row that was taken out, until that too has been filed. */
interface Place<Row> {
  readonly key: string;
  entry: Entry<Row> | undefined;
  bucket: string | undefined;
  note?: unknown;
  waiting: boolean;
}

/**
 * An empty table for a projection.
 *
 * @example const table = memoryTable(projection)
 */
export const memoryTable = <Row>(projection: Projection<Row>): MemoryTable<Row> => {
  const places = new Map<string, Place<Row>>();
  const buckets = new Map<string, Set<string>>();
  let size = 0;
  let order: string[] = [];
  let orderStale = false;
  let waiting: Place<Row>[] = [];
  // A fold asks for a row and then puts it back: the second time it is at hand.
  let last: Place<Row> | undefined;

  const placeOf = (key: string): Place<Row> | undefined => (last !== undefined && last.key === key ? last : (last = places.get(key)));

  const change = (key: string, entry: Entry<Row> | undefined): void => {
    let place = placeOf(key);
    if (place === undefined) {
      if (entry === undefined) return;
      places.set(key, (place = last = { key, entry: undefined, bucket: undefined, waiting: false }));
    }
    size += (entry === undefined ? 0 : 1) - (place.entry === undefined ? 0 : 1);
    place.entry = entry;
    if (!place.waiting) waiting.push(place);
    place.waiting = true;
  };

  const file = (): void => {
    for (const place of waiting) {
      const { key, entry, bucket: old } = place;
      place.waiting = false;
      if (entry === undefined) places.delete(key);
      place.bucket = entry === undefined ? undefined : projection.bucketOf(entry.row, key);
      if (projection.noteOf !== undefined) place.note = entry === undefined ? undefined : projection.noteOf(entry.row, key, place.bucket as string);
      if (place.bucket === old) continue;
      if (old !== undefined) takeFrom(old, key);
      if (place.bucket !== undefined) addTo(place.bucket, key);
    }
    waiting = [];
    last = undefined;
    if (orderStale) order = [...buckets.keys()].sort();
    orderStale = false;
  };

  const takeFrom = (bucket: string, key: string): void => {
    const keys = buckets.get(bucket);
    keys?.delete(key);
    if (keys?.size !== 0) return;
    buckets.delete(bucket);
    orderStale = true;
  };

  const addTo = (bucket: string, key: string): void => {
    const keys = buckets.get(bucket);
    if (keys !== undefined) {
      keys.add(key);
      return;
    }
    buckets.set(bucket, new Set([key]));
    orderStale = true;
  };

  const within = ({ from, to }: BucketRange): readonly string[] => {
    file();
    return order.slice(firstFrom(order, from), firstFrom(order, to));
  };

  return {
    get: (key) => placeOf(key)?.entry,
    put: change,
    remove: (key) => change(key, undefined),
    size: () => size,
    rows: {
      get: (key) => places.get(key)?.entry?.row ?? null,
      list: (range) => {
        const found: (readonly [string, Row, unknown?])[] = [];
        for (const bucket of within(range)) {
          for (const key of [...(buckets.get(bucket) as Set<string>)].sort()) {
            const { entry, note } = places.get(key) as Place<Row> & { readonly entry: Entry<Row> };
            found.push(note === undefined ? [key, entry.row] : [key, entry.row, note]);
          }
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
