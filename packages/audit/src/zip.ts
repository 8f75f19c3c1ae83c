/**
 * ZIP archives whose bytes follow from their contents alone (docs/decisions/0603): entries stored as they are, in the
 * order given, dated 1980-01-01, with nothing of the machine in them. Every unpacker reads them.
 */
import * as E from 'fp-ts/Either';

/** A file of an archive; the name in ASCII, folders divided by `/`. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the format can hold without extensions. */
export const mostEntries = 65_000;
const mostBytes = 2 ** 32 - 2 ** 24;

const local = 0x04034b50;
const central = 0x02014b50;
const end = 0x06054b50;
/** 1 January 1980, the first day the format knows. */
const day = 0x0021;
const version = 20;

const crcTable = Int32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  return c;
});

/** CRC-32 as ZIP has it. */
export const crc32 = (bytes: Uint8Array): number => {
  let crc = -1;
  for (let i = 0; i < bytes.length; i += 1) crc = (crc >>> 8) ^ (crcTable[(crc ^ (bytes[i] as number)) & 255] as number);
  return (crc ^ -1) >>> 0;
};

/** Version, flags, method, time, day, checksum and both sizes: the same in both places that describe a file. */
const described = ({ name, bytes }: ZipEntry): Buffer => {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(version, 0);
  fields.writeUInt16LE(day, 8);
  fields.writeUInt32LE(crc32(bytes), 10);
  fields.writeUInt32LE(bytes.length, 14);
  fields.writeUInt32LE(bytes.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
};

const word = (value: number, length: 2 | 4): Buffer => {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntLE(value, 0, length);
  return bytes;
};

/** The archive of some files, or null when it would not fit the format. */
export const writeZip = (entries: readonly ZipEntry[]): Uint8Array | null => {
  const size = entries.reduce((sum, { name, bytes }) => sum + bytes.length + 2 * name.length + 80, 0);
  if (entries.length > mostEntries || size > mostBytes) return null;
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const fields = described(entry);
    const name = Buffer.from(entry.name, 'latin1');
    parts.push(word(local, 4), fields, name, entry.bytes);
    directory.push(word(central, 4), word(version, 2), fields, Buffer.alloc(10), word(offset, 4), name);
    offset += 30 + name.length + entry.bytes.length;
  }
  const listed = directory.reduce((sum, part) => sum + part.length, 0);
  const tail = [word(end, 4), Buffer.alloc(4), word(entries.length, 2), word(entries.length, 2), word(listed, 4), word(offset, 4), Buffer.alloc(2)];
  return Buffer.concat([...parts, ...directory, ...tail]);
};

/**
 * The files of an archive that {@link writeZip} made, or the first byte at which it is not such a one. Strict on
 * purpose: what two unpackers could read in two ways is no evidence.
 */
export const readZip = (bytes: Uint8Array): E.Either<{ readonly byteOffset: number }, readonly ZipEntry[]> => {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let at = 0;
  while (at + 30 <= zip.length && zip.readUInt32LE(at) === local) {
    const nameLength = zip.readUInt16LE(at + 26);
    const size = zip.readUInt32LE(at + 22);
    const start = at + 30 + nameLength;
    if (start + size > zip.length) return E.left({ byteOffset: at });
    const name = zip.toString('latin1', at + 30, start);
    if (names.has(name) || !/^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/.test(name)) return E.left({ byteOffset: at + 30 });
    names.add(name);
    entries.push({ name, bytes: zip.subarray(start, start + size) });
    at = start + size;
  }
  const again = writeZip(entries);
  if (again === null) return E.left({ byteOffset: 0 });
  if (Buffer.compare(again, zip) === 0) return E.right(entries);
  let byteOffset = 0;
  while (byteOffset < again.length && again[byteOffset] === zip[byteOffset]) byteOffset += 1;
  return E.left({ byteOffset });
};
