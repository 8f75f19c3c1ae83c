/** As much of the protocol buffers' wire format as the double needs: varints and length-delimited fields. */

/** Fields of a message by number, each with its values in order: numbers for varints, bytes for everything else. */
export type Fields = ReadonlyMap<number, readonly (bigint | Buffer)[]>;

/** Reads a message without knowing its type. Groups and fixed-width fields do not occur in this protocol. */
export const fieldsOf = (bytes: Buffer): Fields => {
  const fields = new Map<number, (bigint | Buffer)[]>();
  let at = 0;
  const varint = (): bigint | number => {
    let value = 0;
    for (let i = 0; i < 7; i += 1) {
      const byte = bytes[at];
      if (byte === undefined) throw new RangeError('a message that ends within a number');
      at += 1;
      value += (byte & 0x7f) * 2 ** (7 * i);
      if (byte < 0x80) return value;
    }
    let whole = BigInt(value);
    for (let shift = 49n; ; shift += 7n) {
      const byte = bytes[at];
      if (byte === undefined) throw new RangeError('a message that ends within a number');
      at += 1;
      whole |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return whole;
    }
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    let value: bigint | Buffer;
    if ((tag & 7) === 0) value = BigInt(varint());
    else if ((tag & 7) === 2) {
      const end = Number(varint()) + at;
      if (end > bytes.length) throw new RangeError('a message that ends within a field');
      value = bytes.subarray(at, end);
      at = end;
    } else throw new RangeError(`a field of kind ${tag & 7}`);
    const number = tag >>> 3;
    const there = fields.get(number);
    if (there === undefined) fields.set(number, [value]);
    else there.push(value);
  }
  return fields;
};

export const has = (fields: Fields, number: number): boolean => fields.has(number);

const last = (fields: Fields, number: number): bigint | Buffer | undefined => fields.get(number)?.at(-1);

export const bytesIn = (fields: Fields, number: number): Buffer => {
  const value = last(fields, number);
  return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
};
export const textIn = (fields: Fields, number: number): string => bytesIn(fields, number).toString('utf8');
export const numberIn = (fields: Fields, number: number): bigint => {
  const value = last(fields, number);
  return typeof value === 'bigint' ? value : 0n;
};
export const messageIn = (fields: Fields, number: number): Fields => fieldsOf(bytesIn(fields, number));
export const allBytesIn = (fields: Fields, number: number): readonly Buffer[] => (fields.get(number) ?? []).filter((value) => Buffer.isBuffer(value));
/** A `map<string, string>`. */
export const mapIn = (fields: Fields, number: number): ReadonlyMap<string, string> =>
  new Map(
    allBytesIn(fields, number).map((entry) => {
      const pair = fieldsOf(entry);
      return [textIn(pair, 1), textIn(pair, 2)] as const;
    }),
  );

/** A part of a message: how long it is, and how it is put into the bytes; answers where it ends. */
export interface Part {
  readonly size: number;
  readonly put: (bytes: Buffer, at: number) => number;
}

/** The bytes of a message, made in one piece. */
export const bytesOf = ({ size, put }: Part): Buffer => {
  const bytes = Buffer.allocUnsafe(size);
  put(bytes, 0);
  return bytes;
};

const sizeOf = (value: number): number => (value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : value < 0x1000_0000 ? 4 : 5);
const putSmall = (bytes: Buffer, at: number, value: number): number => {
  let rest = value;
  let place = at;
  for (; rest >= 0x80; place += 1) {
    bytes[place] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  bytes[place] = rest;
  return place + 1;
};

/** A message of its fields; a field is left out by leaving it out. */
export const message = (...parts: readonly Part[]): Part => ({
  size: parts.reduce((sum, { size }) => sum + size, 0),
  put: (bytes, at) => parts.reduce((place, { put }) => put(bytes, place), at),
});

const delimited = (number: number, length: number, put: Part['put']): Part => ({
  size: sizeOf(number << 3) + sizeOf(length) + length,
  put: (bytes, at) => put(bytes, putSmall(bytes, putSmall(bytes, at, (number << 3) | 2), length)),
});

export const messageField = (number: number, ...parts: readonly Part[]): Part => {
  const { size, put } = message(...parts);
  return delimited(number, size, put);
};
export const bytesField = (number: number, value: Buffer): Part => delimited(number, value.length, (bytes, at) => at + value.copy(bytes, at));
export const textField = (number: number, value: string): Part => delimited(number, Buffer.byteLength(value), (bytes, at) => at + bytes.write(value, at, 'utf8'));
export const numberField = (number: number, value: bigint | number): Part => {
  const digits: number[] = [];
  let rest = BigInt(value);
  for (; rest >= 0x80n; rest >>= 7n) digits.push(Number(rest & 0x7fn) | 0x80);
  digits.push(Number(rest));
  return { size: sizeOf(number << 3) + digits.length, put: (bytes, at) => digits.reduce((place, digit) => bytes.writeUInt8(digit, place), putSmall(bytes, at, number << 3)) };
};
export const emptyField = (number: number): Part => messageField(number);
/** One entry of a `map<string, string>`. */
export const entryField = (number: number, key: string, value: string): Part => messageField(number, textField(1, key), textField(2, value));
