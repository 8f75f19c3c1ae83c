/** What is said about sealed data and those who may see them, in English. The Swedish words (secrecy-sv.ts) have the same shape. */
import { inWords } from './in-words';

/** Why data about a person are kept, or why it cannot be told. */
const reasons: Readonly<Record<string, string>> = {
  'retention-runs': 'a retention rule runs', 'kept-for-ever': 'kept for ever', 'kept-for-research': 'kept for research', held: 'held', 'not-closed': 'the investigation has not been closed',
  'no-file-registered': 'no file has been registered', 'no-rule-in-force': 'no rule is known', 'no-entry': 'there is no entry', 'birth-year-unknown': 'the year of birth is not known',
  'research-exemption-unknown': 'not known whether it is kept for research (--research-county yes or no, and whether born on a 5th, 15th or 25th)', 'retention-plan-undecided': "the municipality's retention plan says nothing yet",
};

/** What a failure tells of itself, made safe to print. */
export interface Told {
  readonly field: string;
  readonly expected: string;
  readonly value: string;
  readonly rule: string;
}

const n = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const secrecyEn = {
  usage: {
    role: 'a role, a colon and a reference without spaces, such as handling-officer:h-17; no name and no personal identity number',
    may: 'person-data, lex-sarah, or both with a comma between',
    roleNeeded: (option: string) => `${option} needs --role ROLE:REF: who looks is part of what is recorded.`,
    why: (reasons: string) => `--why: expected one of ${reasons}; what was given is not repeated, for a reason in words can be about a person.`,
    roleForm: (form: string) => `--role: expected ${form}.`,
    whyNeeded: '--case goes only with --why.',
    keysNeeded: '--wrapping-key goes only with --keys-file, or with the variable FRIST_KEYS.',
    keysFileNeeded: 'Name the key file with --keys-file FILE, or in the variable FRIST_KEYS.',
    wrappingFileNeeded: 'Name the file of the wrapping key with --wrapping-key FILE: one in the variable FRIST_WRAPPING_KEY cannot be changed from here.',
    subject: 'the id of a person in the register (a UUID, as frist disposal due lists it), or all-due',
    noMemory: 'memory: keeps no record of who has looked or what was destroyed; give a database.',
  },
  /** By what went wrong. */
  failed: {
    AccessDenied: ({ expected }) => `This needs the role ${expected.replace(/^.* /, '')}: say who looks with --role ROLE:REF, and what they may see with --may ${expected.replace(/^.* /, '')}.`,
    AccessNotRecorded: () => 'The database can only be read here, so it cannot be recorded who looks; nothing was opened.',
    NothingSealed: () => 'There is nothing sealed under this id.',
    NoSealer: () => 'This holds data about persons, which are sealed: give the keys with --keys-file and --wrapping-key (or FRIST_KEYS and FRIST_WRAPPING_KEY). frist keys init makes them.',
    SealBroken: ({ field }) => `The sealed field ${field} cannot be opened: it was altered or moved.`,
    SubjectDisposed: ({ value }) => `The data of ${value} have been destroyed by disposal; nothing more can be recorded about this person.`,
    KeyUnavailable: ({ value, rule }) => rule === 'confidentiality/key-of-register' ? `The key file has no key of ${value}, of whom there are sealed data on record: it is an old copy, or another register's. Nothing was recorded.` : 'The key of a person cannot be had from the key file.',
    WrongKeyStore: () => "The key file belongs to another register. Give the one with which this register's data were sealed. Nothing was recorded.",
    WrappingKeyMissing: ({ field, expected }) => `The wrapping key is missing or is not the one (${field}; expected ${expected}): give it with --wrapping-key FILE or in FRIST_WRAPPING_KEY.`,
    KeyFileExposed: ({ field, value, rule }) => rule.endsWith('folder') ? `${field} is in a folder that others can write in (mode ${value}); it is not used. chmod 700 of the folder mends that.` : rule.endsWith('owner') ? `${field} belongs to another user; it is not used.` : `${field} can be read by others than its owner (mode ${value}); it is not used. chmod 600 ${field} mends that. If somebody may have copied it, run frist keys rotate.`,
    KeyFileCorrupt: ({ field }) => `The key file is damaged (${field}): restore it from a copy. Nothing was recorded.`,
    KeyFileMissing: ({ field }) => `The key file ${field} does not exist.`,
    KeyFileExists: ({ field }) => `${field} is there already and was not changed: keys are never written over.`,
    KeyFileUnreadable: ({ field, value }) => `${field} cannot be read or written${value === '' ? '' : ` (${value})`}.`,
    KeyFileBusy: ({ field }) => `Another process is writing keys just now; try again. When none is left, remove ${field}.`,
    KeyStoreClosed: () => 'The key file has been closed.',
    NoDisposalDecided: () => 'Disposal needs a decision: give its number with --decision, such as "SN 2026:12 § 45".',
    RetentionRuns: ({ value }) => `Nothing was destroyed: a retention rule still runs${value === '' ? '' : ` (${inWords(value, reasons)})`}.`,
    DisposalUndecidable: ({ value }) => `Nothing was destroyed: something that the retention rules ask for is not on record${value === '' ? '' : ` (${inWords(value, reasons)})`}.`,
    ClockWentBack: ({ expected, value }) => `Nothing was destroyed: this computer's clock says ${value}, but ${expected.replace(/^a day not before (\S+),.*$/, 'something was recorded on $1')}. Set the clock right first.`,
    AsOfInTheFuture: ({ value }) => `Nothing was destroyed: ${value} is a day to come.`,
    KeyNotHeld: ({ value }) => `Nothing was destroyed: the key file has no key of ${value}, of whom there are sealed data. It is another register's, or an old copy.`,
    StoreReadOnly: () => 'The database can only be read here, and a disposal is recorded; nothing was destroyed.',
  } as Readonly<Record<string, (told: Told) => string>>,
  keys: {
    made: (file: string) => `Made the key file ${file}, which only you can read.`,
    wrappingMade: (file: string) => `Made the wrapping key ${file}, which only you can read.`,
    apart: 'Keep the two apart, and copies of both: without them, what is sealed cannot be read by anybody.',
    rotated: (keys: number) => `A new wrapping key; ${n(keys, 'key was', 'keys were')} wrapped with it anew. No event has changed.`,
    rotatedNote: 'Copies of the key file made before open only with the old wrapping key: let copies of that one expire.',
    labels: { id: 'Key store', file: 'Key file', wrapping: 'Wrapping key' },
  },
  unseal: {
    title: (id: string) => `Opened: ${id}`,
    recorded: (who: string, why: string) => `Recorded: ${who}, ${why}.`,
    sealed: 'sealed; its key is not here', disposed: 'destroyed by disposal', broken: 'cannot be opened: altered or moved',
  },
  disposal: {
    title: (asOf: string) => `Disposal as of ${asOf}`,
    empty: 'There is nobody on record whose data could be disposed of.',
    sections: { due: 'Due for disposal', 'not-due': 'Kept', undecidable: 'Cannot be decided', disposed: 'Disposed of' },
    labels: { last: 'Last entry', kept: 'Kept through', finish: 'Finish by', rule: 'Rule', why: 'Why', decision: 'Decision', key: 'Key', streams: 'Streams' },
    late: 'late', keyLost: 'the key is not in this key file', writtenSince: 'something was written about this person afterwards, which nobody can read',
    reasons,
    carried: (subject: string, decision: string) => `${subject}: the key has been destroyed by the decision ${decision}. Nobody can read the sealed data any more; the record says so.`,
    before: (subject: string) => `${subject}: had been disposed of before.`,
    copies: 'Copies of the key file still hold the key: run frist keys rotate, and let copies of the old wrapping key expire.',
    nothingDue: 'Nothing is due.',
    done: (count: number) => `${n(count, 'person', 'persons')}.`,
  },
};

/** The shape of what is said in either language. */
export type SecrecyWords = typeof secrecyEn;
