/**
 * Answers to a read, taken apart. The client's own way makes an object of every field and a value of every event; here the bytes
 * are walked through once, and the event's data is handed on as the bytes that it is. What is no event, and whatever is not
 * expected, is left to the client's own way. The numbers of fields are those of the protocol's public description.
 */

/** Makes a message of its bytes. */
export type Decode = (bytes: Buffer) => unknown;

type Visit = (field: number, value: number | string, from: number, to: number) => void;

/** Tells the fields of a message from one place to another: numbers as `value` (as text beyond the exact ones), all else as a stretch of the bytes. */
const walk = (bytes: Buffer, start: number, end: number, visit: Visit): void => {
  let at = start;
  const number = (): number | string => {
    let value = 0;
    let whole: bigint | null = null;
    for (let i = 0; ; i += 1) {
      const byte = bytes[at];
      if (byte === undefined || at >= end || i > 9) throw new RangeError('a message that ends within a number');
      at += 1;
      if (i === 7) whole = BigInt(value);
      if (whole === null) value += (byte & 0x7f) * 2 ** (7 * i);
      else whole |= BigInt(byte & 0x7f) << BigInt(7 * i);
      if (byte < 0x80) return whole === null ? value : String(whole);
    }
  };
  while (at < end) {
    const tag = Number(number());
    if ((tag & 7) === 0) visit(tag >>> 3, number(), 0, 0);
    else if ((tag & 7) === 2) {
      const length = Number(number());
      if (at + length > end) throw new RangeError('a message that ends within a field');
      visit(tag >>> 3, 0, at, at + length);
      at += length;
    } else throw new RangeError('a field of a kind that does not occur');
  }
};

const nothing = new Uint8Array(0);

/** An event as the client asks for one: the answer, what is in it, the event, and its id, stream and properties are one object. */
class Recorded {
  id = '';
  stream: Uint8Array = nothing;
  revision: number | string = 0;
  commit: number | string = 0;
  prepare: number | string = 0;
  created: string | undefined;
  metadata: Uint8Array = nothing;
  data: Uint8Array = nothing;

  hasEvent(): true {
    return true;
  }
  hasLink(): false {
    return false;
  }
  hasCommitPosition(): false {
    return false;
  }
  hasId(): true {
    return true;
  }
  hasStructured(): false {
    return false;
  }
  hasStreamIdentifier(): true {
    return true;
  }
  getEvent(): this {
    return this;
  }
  getId(): this {
    return this;
  }
  getStreamIdentifier(): this {
    return this;
  }
  getMetadataMap(): this {
    return this;
  }
  /** A property. Of bytes, the client makes nothing but bytes. */
  get(key: string): string | undefined {
    return key === 'created' ? this.created : undefined;
  }
  getString(): string {
    return this.id;
  }
  getStreamName(): Uint8Array {
    return this.stream;
  }
  getStreamRevision(): number | string {
    return this.revision;
  }
  getCommitPosition(): number | string {
    return this.commit;
  }
  getPreparePosition(): number | string {
    return this.prepare;
  }
  getCustomMetadata_asU8(): Uint8Array {
    return this.metadata;
  }
  getData_asU8(): Uint8Array {
    return this.data;
  }
}

/** One of the properties. */
const property = (bytes: Buffer, from: number, to: number, event: Recorded): void => {
  let key = '';
  walk(bytes, from, to, (field, _value, start, end) => {
    if (field === 1) key = bytes.toString('latin1', start, end);
    else if (field === 2 && key === 'created') event.created = bytes.toString('latin1', start, end);
  });
};

/** `RecordedEvent`. */
const recorded = (bytes: Buffer, from: number, to: number): Recorded => {
  const event = new Recorded();
  walk(bytes, from, to, (field, value, start, end) => {
    switch (field) {
      case 1:
        return walk(bytes, start, end, (form, _value, first, last) => {
          if (form === 2) event.id = bytes.toString('latin1', first, last);
        });
      case 2:
        return walk(bytes, start, end, (form, _value, first, last) => {
          if (form === 3) event.stream = bytes.subarray(first, last);
        });
      case 3:
        event.revision = value;
        return undefined;
      case 4:
        event.prepare = value;
        return undefined;
      case 5:
        event.commit = value;
        return undefined;
      case 6:
        return property(bytes, start, end, event);
      case 7:
        event.metadata = bytes.subarray(start, end);
        return undefined;
      case 8:
        event.data = bytes.subarray(start, end);
        return undefined;
      default:
        return undefined;
    }
  });
  return event;
};

/** The event of a `ReadResp` that holds one and no link, whose id is a text. */
const eventIn = (bytes: Buffer): Recorded | null => {
  let event: Recorded | null = null;
  let plain = true;
  walk(bytes, 0, bytes.length, (field, _value, start, end) => {
    if (field !== 1) plain = false;
    else
      walk(bytes, start, end, (part, _number, from, to) => {
        if (part === 1) event = recorded(bytes, from, to);
        else if (part === 2) plain = false;
      });
  });
  const found = event as Recorded | null;
  return plain && found !== null && found.id !== '' ? found : null;
};

/** Takes apart what it can, and leaves the rest to the client's own. */
export const decoder =
  (own: Decode): Decode =>
  (bytes) => {
    try {
      return eventIn(bytes) ?? own(bytes);
    } catch {
      return own(bytes);
    }
  };
