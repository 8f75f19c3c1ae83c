/** As much of the protocol buffers' wire format as the double needs: varints and length-delimited fields. */

/** Fields of a message by number, each with its values in order: numbers for varints, bytes for everything else. */
export type Fields = ReadonlyMap<number, readonly (bigint | Buffer)[]>;

/** Reads a message without knowing its type. Groups and fixed-width fields do not occur in this protocol. */
export const fieldsOf = (bytes: Buffer): Fields => {
  const fields = new Map<number, (bigint | Buffer)[]>();
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at];
      if (byte === undefined) throw new RangeError('a message that ends within a number');
      at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    let value: bigint | Buffer;
    if ((tag & 7) === 0) value = varint();
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

const varint = (value: bigint | number): Buffer => {
  const bytes: number[] = [];
  let rest = BigInt(value);
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
};

/** A message of its fields; a field is left out by leaving it out. */
export const message = (...fields: readonly Buffer[]): Buffer => Buffer.concat(fields);
export const bytesField = (number: number, value: Buffer): Buffer => Buffer.concat([varint((number << 3) | 2), varint(value.length), value]);
export const textField = (number: number, value: string): Buffer => bytesField(number, Buffer.from(value, 'utf8'));
export const numberField = (number: number, value: bigint | number): Buffer => Buffer.concat([varint(number << 3), varint(value)]);
export const emptyField = (number: number): Buffer => bytesField(number, Buffer.alloc(0));
/** One entry of a `map<string, string>`. */
export const entryField = (number: number, key: string, value: string): Buffer => bytesField(number, message(textField(1, key), textField(2, value)));
