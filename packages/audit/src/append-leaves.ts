/** Adding leaves to a kept log. One event costs the writing of the tip; sixteen, two rows more. */
import { hashLength } from './hash';
import { bufferOf, type Leaf, type LogStorage, pageHeight, pageKey, pageWidth, readTip, recordLength, rootWithin, type Tip, writeTip, writeWhole } from './log-pages';
import { throwDamaged } from './failure';

/** Adds leaves after those there are; answers the new tip. Throws when what is kept is damaged. */
export const appendLeaves = (storage: LogStorage, leaves: Iterable<Leaf>, before: Tip = readTip(storage)): Tip => {
  let { size, last } = before;
  const page = Buffer.alloc(pageWidth * recordLength);
  page.set(before.records);
  const grown = growing(storage);
  for (const { hash, position } of leaves) {
    const at = (size % pageWidth) * recordLength;
    page.set(hash, at);
    writeWhole(page, position, at + hashLength);
    size += 1;
    last = position;
    if (size % pageWidth !== 0) continue;
    const index = size / pageWidth - 1;
    storage.put(pageKey(0, index), page);
    grown.add(1, index, rootWithin(page, recordLength, 0, pageHeight));
  }
  grown.write();
  const tip = { size, last, records: Buffer.from(page.subarray(0, (size % pageWidth) * recordLength)) };
  writeTip(storage, tip);
  return tip;
};

/** The pages above the leaves, each written once however many entries it gets. */
const growing = (storage: LogStorage) => {
  const pages = new Map<string, Buffer>();
  const add = (level: number, index: number, hash: Uint8Array): void => {
    const entry = index % pageWidth;
    const above = (index - entry) / pageWidth;
    const key = pageKey(level, above);
    const kept = entry === 0 ? null : (pages.get(key) ?? storage.get(key));
    if (entry > 0 && kept?.length !== entry * hashLength) throwDamaged(key, `${entry} hashes`);
    const page = Buffer.concat(kept === null ? [hash] : [bufferOf(kept), hash]);
    pages.set(key, page);
    if (entry === pageWidth - 1) add(level + 1, above, rootWithin(page, hashLength, 0, pageHeight));
  };
  return {
    add,
    write: (): void => {
      for (const [key, page] of pages) storage.put(key, page);
    },
  };
};
