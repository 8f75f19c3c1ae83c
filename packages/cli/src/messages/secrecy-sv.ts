/** What is said about sealed data and those who may see them, in Swedish. */
import { inWords } from './in-words';
import type { SecrecyWords } from './secrecy-en';

const n = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
const roleIn = (expected: string): string => expected.replace(/^.* /, '');

/** Why data about a person are kept, or why it cannot be told. */
const reasons: Readonly<Record<string, string>> = {
  'retention-runs': 'en gallringsfrist löper', 'kept-for-ever': 'bevaras för alltid', 'kept-for-research': 'bevaras för forskning', held: 'gallringen är stoppad', 'not-closed': 'utredningen är inte avslutad',
  'no-file-registered': 'ingen akt är registrerad', 'no-rule-in-force': 'ingen regel är känd', 'no-entry': 'det finns ingen anteckning', 'birth-year-unknown': 'födelseåret är inte känt',
  'research-exemption-unknown': 'inte känt om den bevaras för forskning (--research-county yes eller no, och om personen är född den 5, 15 eller 25)', 'retention-plan-undecided': 'dokumenthanteringsplanen säger inget ännu',
};

export const secrecySv: SecrecyWords = {
  usage: {
    role: 'en roll, ett kolon och en referens utan blanksteg, t.ex. handläggare:h-17; inget namn och inget personnummer',
    may: 'person-data, lex-sarah, eller båda med komma emellan',
    roleNeeded: (option) => `${option} kräver --role ROLL:REF: vem som tittar hör till det som registreras.`,
    why: (reasons) => `--why: ange något av ${reasons}; det som angavs upprepas inte, för skäl i egna ord kan handla om en person.`,
    roleForm: (form) => `--role: ange ${form}.`,
    whyNeeded: '--case går bara tillsammans med --why.',
    keysNeeded: '--wrapping-key går bara tillsammans med --keys-file, eller med variabeln FRIST_KEYS.',
    keysFileNeeded: 'Ange nyckelfilen med --keys-file FIL, eller i variabeln FRIST_KEYS.',
    wrappingFileNeeded: 'Ange huvudnyckelns fil med --wrapping-key FIL: en som står i variabeln FRIST_WRAPPING_KEY kan inte bytas härifrån.',
    subject: 'id för en person i registret (ett UUID, som frist disposal due visar), eller all-due',
    noMemory: 'memory: bevarar inte vem som har tittat eller vad som gallrats; ange en databas.',
  },
  failed: {
    AccessDenied: ({ expected }) => `Detta kräver behörigheten ${roleIn(expected)}: ange vem som tittar med --role ROLL:REF, och vad den får se med --may ${roleIn(expected)}.`,
    AccessNotRecorded: () => 'Databasen kan här bara läsas, så vem som tittar kan inte registreras; inget öppnades.',
    NothingSealed: () => 'Det finns inga skyddade uppgifter under detta id.',
    NoSealer: () => 'Detta innehåller uppgifter om personer, som förseglas: ange nycklarna med --keys-file och --wrapping-key (eller FRIST_KEYS och FRIST_WRAPPING_KEY). frist keys init skapar dem.',
    SealBroken: ({ field }) => `Det förseglade fältet ${field} kan inte öppnas: det har ändrats eller flyttats.`,
    SubjectDisposed: ({ value }) => `Uppgifterna om ${value} är gallrade; inget mer kan registreras om den personen.`,
    KeyUnavailable: ({ value, rule }) => rule === 'confidentiality/key-of-register' ? `Nyckelfilen saknar nyckel för ${value}, om vilken det finns förseglade uppgifter: den är en gammal kopia, eller ett annat registers. Inget registrerades.` : 'En persons nyckel kan inte hämtas ur nyckelfilen.',
    WrongKeyStore: () => 'Nyckelfilen hör till ett annat register. Ange den som detta registers uppgifter förseglades med. Inget registrerades.',
    WrappingKeyMissing: ({ field, expected }) => `Huvudnyckeln saknas eller är inte den rätta (${field}; krävs: ${expected}): ange den med --wrapping-key FIL eller i FRIST_WRAPPING_KEY.`,
    KeyFileExposed: ({ field, value, rule }) => rule.endsWith('folder') ? `${field} ligger i en mapp som andra kan skriva i (läge ${value}); den används inte. chmod 700 på mappen rättar det.` : rule.endsWith('owner') ? `${field} tillhör en annan användare; den används inte.` : `${field} kan läsas av andra än ägaren (läge ${value}); den används inte. chmod 600 ${field} rättar det. Kan någon ha kopierat den, kör frist keys rotate.`,
    KeyFileCorrupt: ({ field }) => `Nyckelfilen är skadad (${field}): återställ den från en kopia. Inget registrerades.`,
    KeyFileMissing: ({ field }) => `Nyckelfilen ${field} finns inte.`,
    KeyFileExists: ({ field }) => `${field} finns redan och ändrades inte: nycklar skrivs aldrig över.`,
    KeyFileUnreadable: ({ field, value }) => `${field} kan inte läsas eller skrivas${value === '' ? '' : ` (${value})`}.`,
    KeyFileBusy: ({ field }) => `Ett annat program skriver nycklar just nu; försök igen. Finns inget sådant, ta bort ${field}.`,
    KeyStoreClosed: () => 'Nyckelfilen är stängd.',
    NoDisposalDecided: () => 'Gallring kräver ett beslut: ange dess nummer med --decision, t.ex. "SN 2026:12 § 45".',
    RetentionRuns: ({ value }) => `Inget gallrades: en gallringsfrist löper${value === '' ? '' : ` (${inWords(value, reasons)})`}.`,
    DisposalUndecidable: ({ value }) => `Inget gallrades: något som gallringsreglerna frågar efter är inte registrerat${value === '' ? '' : ` (${inWords(value, reasons)})`}.`,
    ClockWentBack: ({ expected, value }) => `Inget gallrades: datorns klocka visar ${value}, men ${expected.replace(/^a day not before (\S+),.*$/, 'något registrerades $1')}. Ställ klockan rätt först.`,
    AsOfInTheFuture: ({ value }) => `Inget gallrades: ${value} är en kommande dag.`,
    KeyNotHeld: ({ value }) => `Inget gallrades: nyckelfilen saknar nyckel för ${value}, om vilken det finns förseglade uppgifter. Den är ett annat registers, eller en gammal kopia.`,
    StoreReadOnly: () => 'Databasen kan här bara läsas, och en gallring registreras; inget gallrades.',
  },
  keys: {
    made: (file) => `Skapade nyckelfilen ${file}, som bara du kan läsa.`,
    wrappingMade: (file) => `Skapade huvudnyckeln ${file}, som bara du kan läsa.`,
    apart: 'Förvara de två åtskilda, och kopior av båda: utan dem kan ingen läsa det som är förseglat.',
    rotated: (keys) => `Ny huvudnyckel; ${n(keys, 'nyckel', 'nycklar')} krypterades om med den. Ingen händelse har ändrats.`,
    rotatedNote: 'Äldre kopior av nyckelfilen öppnas bara med den gamla huvudnyckeln: låt kopior av den förfalla.',
    labels: { id: 'Nyckelförråd', file: 'Nyckelfil', wrapping: 'Huvudnyckel' },
  },
  unseal: {
    title: (id) => `Öppnat: ${id}`,
    recorded: (who, why) => `Registrerat: ${who}, ${why}.`,
    sealed: 'Skyddad uppgift, nyckel saknas.', disposed: 'Gallrad.', broken: 'kan inte öppnas: ändrad eller flyttad',
  },
  disposal: {
    title: (asOf) => `Gallring per ${asOf}`,
    empty: 'Det finns ingen registrerad vars uppgifter kan gallras.',
    sections: { due: 'Ska gallras', 'not-due': 'Bevaras', undecidable: 'Kan inte avgöras', disposed: 'Gallrade' },
    labels: { last: 'Sista anteckning', kept: 'Gallringsfrist t.o.m.', finish: 'Gallras senast', rule: 'Regel', why: 'Varför', decision: 'Beslut', key: 'Nyckel', streams: 'Strömmar' },
    late: 'försenad', keyLost: 'nyckeln finns inte i denna nyckelfil', writtenSince: 'något skrevs om personen efteråt, som ingen kan läsa',
    reasons,
    carried: (subject, decision) => `${subject}: nyckeln är förstörd enligt beslut ${decision}. Ingen kan längre läsa de förseglade uppgifterna; gallringen är registrerad.`,
    before: (subject) => `${subject}: var redan gallrad.`,
    copies: 'Kopior av nyckelfilen har kvar nyckeln: kör frist keys rotate, och låt kopior av den gamla huvudnyckeln förfalla.',
    nothingDue: 'Inget ska gallras.',
    done: (count) => `${n(count, 'person', 'personer')}.`,
  },
};
