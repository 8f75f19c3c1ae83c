/** Adding leaves to a kept log. One event costs the writing of the tip; every sixteenth, two rows more. */
import { throwDamaged } from './failure';
import { hashLength } from './hash';
import { bufferOf, pageHeight, pageKey, pageWidth, readTip, recordLength, rootWithin, tipHeader, writeTipHeader, writeWhole } from './log-pages';
import type { Leaf, LogStorage, Tip } from './log-storage';

/** The tip in the making. Storages copy what they are given, and nothing here waits, so one is enough. */
const scratch = Buffer.alloc(tipHeader + pageWidth * recordLength);

/** Adds leaves after those there are. Throws when what is kept is damaged. */
export const appendLeaves = (storage: LogStorage, leaves: readonly Leaf[], before: Tip = readTip(storage)): void => {
  let { size, last } = before;
  let grown: ReturnType<typeof growing> | null = null;
  let used = size % pageWidth;
  scratch.set(before.records, tipHeader);
  for (const { hash, position } of leaves) {
    const at = tipHeader + used * recordLength;
    scratch.set(hash, at);
    writeWhole(scratch, position, at + hashLength);
    size += 1;
    used += 1;
    last = position;
    if (used < pageWidth) continue;
    used = 0;
    const page = scratch.subarray(tipHeader);
    const index = size / pageWidth - 1;
    storage.put(pageKey(0, index), page);
    grown ??= growing(storage);
    grown.add(1, index, rootWithin(page, recordLength, 0, pageHeight));
  }
  grown?.write();
  writeTipHeader(scratch, size, last);
  storage.put('tip', scratch.subarray(0, tipHeader + used * recordLength));
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
