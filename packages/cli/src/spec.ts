/** The commands and their options, as data: the parser, the help and the refusals are all made from it. */
import type { Bilingual } from '@frist/obligations';

import { evidenceKinds } from './evidence-kinds';
import type { Words } from './messages';
import type { Raw } from './raw';

export interface OptionSpec {
  readonly flag: `--${string}`;
  readonly key: keyof Raw;
  /** How its value is shown in the help. */
  readonly value: string;
  readonly help: keyof Words['help'] | Bilingual;
  readonly choices?: readonly string[];
  readonly required?: true;
  /** Takes all that follows, up to the next option. */
  readonly many?: true;
  /** May be given several times, a value each. */
  readonly repeated?: true;
}

export interface CommandSpec {
  readonly name: 'import' | 'check' | 'deadline' | 'explain' | 'history' | 'diff' | 'rules' | 'grants' | 'checkpoint' | 'verify' | 'evidence' | 'copy' | 'keys' | 'unseal' | 'disposal' | 'report' | 'matters' | 'assignments' | 'agreements';
  readonly argument?: { readonly name: string; readonly help: keyof Words['help']; readonly many?: true; readonly optional?: true; readonly choices?: readonly string[] };
  readonly options: readonly OptionSpec[];
  /** It renders this report, whose parameters are options as well; `''`: the report that its argument names. See options-of.ts. */
  readonly report?: string;
  readonly example: string;
}

export const langOption: OptionSpec = { flag: '--lang', key: 'lang', value: 'sv|en', help: 'lang', choices: ['sv', 'en'] };
const format: OptionSpec = { flag: '--format', key: 'format', value: 'form', help: 'format', choices: ['table', 'json'] };
const store: OptionSpec = { flag: '--store', key: 'store', value: 'URL', help: 'store' };
/** Of every command that opens a register. See domains.ts. */
const domain: OptionSpec = {
  flag: '--domain',
  key: 'domain',
  value: 'MODULE',
  help: { sv: 'en domän utöver Frists egna: en CommonJS-modul, som fil (./…) eller paket; får anges flera gånger', en: 'a domain besides those of Frist: a CommonJS module, by its file (./…) or package; may be given several times' },
  repeated: true,
};
const reading: readonly OptionSpec[] = [
  { flag: '--as-of', key: 'asOf', value: 'DATE', help: 'asOf' },
  { flag: '--known-at', key: 'knownAt', value: 'INSTANT', help: 'knownAt' },
  { flag: '--board', key: 'board', value: 'NAME', help: 'board' },
  store,
  { flag: '--import', key: 'import', value: 'FILE', help: 'importInto', many: true },
  domain,
  format,
  langOption,
];
/** A report speaks further forms, and can go into a file. */
const reporting: readonly OptionSpec[] = [
  ...reading.map((option) => (option === format ? { ...format, choices: ['table', 'md', 'csv', 'json'] } : option)),
  { flag: '--out', key: 'out', value: 'FILE', help: 'reportOut' },
];
const id = { name: 'ID', help: 'id' } as const;
const key: OptionSpec = { flag: '--key', key: 'key', value: 'FILE', help: 'key' };
const keys: OptionSpec = { flag: '--keys', key: 'keys', value: 'FILE', help: 'publicKeys' };
const checkpoints: OptionSpec = { flag: '--checkpoints', key: 'checkpoints', value: 'FILE', help: 'checkpoints' };

/** Who looks, and what they may see. See viewer-options.ts. */
export const viewing: readonly OptionSpec[] = [
  { flag: '--role', key: 'role', value: 'ROLE:REF', help: 'role' },
  { flag: '--may', key: 'may', value: 'LIST', help: 'may' },
];
/** The keys that seal and open. */
export const sealing: readonly OptionSpec[] = [
  { flag: '--keys-file', key: 'keysFile', value: 'FILE', help: 'keysFile' },
  { flag: '--wrapping-key', key: 'wrappingKey', value: 'FILE', help: 'wrappingKey' },
];
/** Of commands that open what is sealed: who, why, and with which keys. */
export const unsealing: readonly OptionSpec[] = [
  ...viewing,
  { flag: '--why', key: 'why', value: 'REASON', help: 'why' },
  { flag: '--case', key: 'case', value: 'NUMBER', help: 'case' },
  ...sealing,
];

/** In the order in which the help lists them. */
export const specs: readonly CommandSpec[] = [
  {
    name: 'import',
    argument: { name: 'FILE', help: 'files', many: true },
    options: [{ flag: '--board', key: 'board', value: 'NAME', help: 'boardDefault' }, store, domain, ...sealing, format, langOption],
    example: 'frist import grants.jsonl --board botkyrka/socialnamnden',
  },
  {
    name: 'check',
    options: [...reading, { flag: '--within', key: 'within', value: 'P30D', help: 'within' }, { flag: '--fail-on', key: 'failOn', value: 'LIST', help: 'failOn' }],
    example: 'frist check --as-of 2020-02-15 --within P45D --fail-on overdue,due-today',
  },
  {
    name: 'deadline',
    options: [
      { flag: '--start', key: 'start', value: 'DATE', help: 'start', required: true },
      { flag: '--plus', key: 'plus', value: 'P3W', help: 'plus', required: true },
      { flag: '--roll', key: 'roll', value: 'rule', help: 'roll', choices: ['statutory', 'none'] },
      format,
      langOption,
    ],
    example: 'frist deadline --start 2024-05-31 --plus P3W',
  },
  { name: 'explain', argument: id, options: [...reading, ...viewing], example: 'frist explain 6f1c1f0e-2f8b-5c5b-9b39-1f2f0a6f7c11 --lang sv' },
  {
    name: 'history',
    argument: { ...id, optional: true },
    options: [...reading, ...viewing, { flag: '--daily', key: 'daily', value: 'FROM..TO', help: 'daily' }],
    example: 'frist history grant-0d8f2c1e-6a53-5f7e-8c34-2b8d7f0a9e61\n  frist history --daily 2020-01-01..2020-03-31',
  },
  {
    name: 'diff',
    options: [
      { flag: '--from', key: 'from', value: 'AS_OF[@KNOWN_AT]', help: 'from', required: true },
      { flag: '--to', key: 'to', value: 'AS_OF[@KNOWN_AT]', help: 'to', required: true },
      ...reading.filter(({ flag }) => flag !== '--as-of' && flag !== '--known-at'),
      ...viewing,
    ],
    example: 'frist diff --from 2020-01-31@2020-01-31 --to 2020-01-31',
  },
  { name: 'rules', argument: { name: 'diff', help: 'rulesDiff', optional: true, choices: ['diff'] }, options: reading, example: 'frist rules --lang sv\n  frist rules diff' },
  { name: 'grants', options: reading, example: 'frist grants --as-of 2019-12-31 --format json' },
  {
    name: 'checkpoint',
    options: [
      key,
      keys,
      checkpoints,
      { flag: '--name', key: 'name', value: 'NAME', help: 'name' },
      { flag: '--new-key', key: 'newKey', value: 'FILE', help: 'newKey' },
      store,
      format,
      langOption,
    ],
    example:
      'frist checkpoint --new-key board.pem --name botkyrka/socialnamnden --keys keys.txt --checkpoints checkpoints.txt\n  frist checkpoint --key board.pem --keys keys.txt --checkpoints checkpoints.txt',
  },
  {
    name: 'verify',
    argument: { name: 'FILE', help: 'target', optional: true },
    options: [checkpoints, keys, store, format, langOption],
    example: 'frist verify --checkpoints checkpoints.txt --keys keys.txt\n  frist verify evidence.zip --keys keys.txt',
  },
  {
    name: 'evidence',
    options: [
      ...evidenceKinds.map(({ flag, key: ofKind, help }): OptionSpec => ({ flag, key: ofKind, value: 'ID', help })),
      { flag: '--out', key: 'out', value: 'FILE', help: 'out', required: true },
      { ...checkpoints, required: true },
      { ...keys, required: true },
      key,
      { flag: '--viewer', key: 'viewer', value: 'WHO', help: 'viewer' },
      ...viewing,
      ...reading.filter(({ flag }) => flag !== '--import'),
    ],
    example:
      "frist evidence --grant 0d8f2c1e-6a53-5f7e-8c34-2b8d7f0a9e61 --as-of 2020-02-15 --out evidence.zip --checkpoints checkpoints.txt --keys keys.txt\n  frist evidence --matter 'SN 2020:42' --out matter.zip --checkpoints checkpoints.txt --keys keys.txt",
  },
  {
    name: 'copy',
    options: [
      { flag: '--from', key: 'from', value: 'URL', help: { sv: 'databasen att kopiera, som bara läses', en: 'the database to copy, which is only read' }, required: true },
      { flag: '--to', key: 'to', value: 'URL', help: { sv: 'den nya databasen, eller en påbörjad kopia', en: 'the new database, or a copy that was begun' }, required: true },
      checkpoints,
      keys,
      format,
      langOption,
    ],
    example: 'frist copy --from sqlite:frist.db --to sqlite:new.db --checkpoints checkpoints.txt --keys keys.txt',
  },
  {
    name: 'report',
    argument: { name: 'NAME', help: 'reportName' },
    options: [...reporting, ...unsealing],
    report: '',
    example: 'frist report grants --year 2019 --lang sv\n  frist report non-executed --quarter 2024-Q4 --to council --format csv --out fullmaktige.csv',
  },
  { name: 'matters', options: [...reporting, ...unsealing], report: 'matters', example: "frist matters --search 'SN 2020:42'" },
  { name: 'assignments', options: [...reporting, ...unsealing], report: 'assignments', example: 'frist assignments --year 2020' },
  { name: 'agreements', options: [...reporting, ...unsealing], report: 'agreements', example: 'frist agreements --format md' },
  {
    name: 'keys',
    argument: { name: 'ACTION', help: 'keysAction', choices: ['init', 'rotate'] },
    options: [...sealing, format, langOption],
    example: 'frist keys init --keys-file keys --wrapping-key ../elsewhere/wrapping-key\n  frist keys rotate --keys-file keys --wrapping-key ../elsewhere/wrapping-key',
  },
  {
    name: 'unseal',
    argument: id,
    options: [...unsealing.map((option) => (option.key === 'role' || option.key === 'why' ? { ...option, required: true as const } : option)), store, domain, format, langOption],
    example: "frist unseal lexSarah-0d8f2c1e-6a53-5f7e-8c34-2b8d7f0a9e61 --role handling-officer:h-17 --may lex-sarah --why handling --case 'SN 2020:12'",
  },
  {
    name: 'disposal',
    argument: { name: 'ACTION', help: 'disposalAction', choices: ['due', 'carry-out'] },
    options: [
      ...reading.filter(({ flag }) => flag !== '--known-at'),
      { flag: '--research-county', key: 'researchCounty', value: 'yes|no', help: 'researchCounty', choices: ['yes', 'no'] },
      { flag: '--subject', key: 'subject', value: 'ID|all-due', help: 'subject' },
      { flag: '--decision', key: 'decision', value: 'NUMBER', help: 'decision' },
      { flag: '--role', key: 'role', value: 'ROLE:REF', help: 'disposer' },
      { flag: '--key-lost', key: 'keyLost', value: 'yes', help: 'keyLost', choices: ['yes'] },
      ...sealing,
    ],
    example: "frist disposal due --as-of 2026-05-02 --research-county no\n  frist disposal carry-out --subject all-due --decision 'SN 2026:12 § 45' --role archivist:a-1 --research-county no --keys-file keys --wrapping-key wrapping-key",
  },
];
