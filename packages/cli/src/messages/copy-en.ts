/** What `frist copy` says, in English. The Swedish words (copy-sv.ts) have the same shape. */
const events = (count: number): string => `${count} ${count === 1 ? 'event' : 'events'}`;

export const copyEn = {
  title: (from: string, to: string) => `${from} copied to ${to}`,
  labels: { events: 'Events', copied: 'Copied now', before: 'There before', root: 'Root' },
  same: 'Each event was read back and is the same, character for character and in the same order.',
  unsigned: 'Nothing signed was asked for; --checkpoints and --keys hold the copy against it.',
  progress: (done: number) => events(done),
  usage: {
    memory: 'What is in memory: is gone when the command ends; copy from and to databases.',
    sameStore: (url: string) => `--from and --to are the same database, ${url}.`,
  },
  failed: {
    missing: (file: string) => `The database ${file} does not exist, so there is nothing to copy. Nothing was made.`,
    empty: (from: string) => `There is nothing on record in ${from} to copy. Nothing was made.`,
    diverged: (to: string, index: number, place: string | null) =>
      `${to} is not the beginning of the register to be copied: after ${events(index)} that are the same, the next differs${place === null ? '' : ` (${place})`}. Copy to a new database.`,
    overtaken: (to: string) => `Somebody else has written to ${to}; it is no copy. Copy to a new database.`,
    gap: (from: string, place: string) => `An event is missing in ${from}, before ${place}: the register is not what was recorded. frist verify tells what.`,
    tooLarge: (from: string, to: string, id: string, place: string) =>
      `The event ${id} (${place} in ${from}) is larger than ${to} takes in one append. Raise MaxAppendSize on the server and say so with max-append-bytes=BYTES in --to; until then the same command ends here again.`,
    sourceLog: (from: string) => `The events of ${from} are not those that its log covers: something was altered or cut off. frist verify tells what.`,
    targetLog: (to: string) => `The log of ${to} is not that of its events. frist verify tells which.`,
    goesOn: (to: string) => `Nothing that was copied to ${to} is lost; the same command compares it and goes on.`,
  },
};

/** The shape of what is said in either language. */
export type CopyWords = typeof copyEn;
