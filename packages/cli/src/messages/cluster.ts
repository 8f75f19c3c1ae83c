/** What is said of a cluster alone, in both languages. Apart from the others: most registers are files. */
import type { Lang } from '../language';

const events = (count: number): string => `${count} ${count === 1 ? 'event' : 'events'}`;
const eventsSv = (count: number): string => `${count} ${count === 1 ? 'händelse' : 'händelser'}`;
const again = 'When it answers again, give the same command again.';
const igen = 'Kör samma kommando igen när den svarar.';

const en = {
  /** Of a command that records. */
  recorded: 'What was recorded is recognised then, and nothing is recorded twice.',
  /** By rule, without its prefix `eventstoredb/`. */
  failed: {
    unavailable: () => `The server of the register does not answer. Check its address, and that it runs. ${again}`,
    deadline: () => `The server of the register does not answer in time. ${again}`,
    'not-leader': () => `No server of the cluster leads at the moment. ${again}`,
    behind: () => `The server of the register does not show what it has acknowledged. ${again}`,
    'access-denied': () => 'The server of the register refuses this user, who must be allowed to read and write the streams of Frist and to read $all.',
    certificate: () => "The server of the register and this machine do not trust one another: the server's certificate is not vouched for by tlsCaFile, or a file of certificates (tlsCaFile, userCertFile, userKeyFile) is missing or does not fit.",
    'connection-string': () => 'This is no address of a cluster as its client takes it: esdb://user:password@host:2113 or esdb+discover://user:password@name:2113. Special characters in a password are percent-encoded.',
    'client-missing': () => 'A cluster needs its client beside Frist: npm install @eventstore/db-client.',
    'other-server': () => 'The file in local= does not belong to this server, or the server no longer has events that were read from it. Name the right file; frist verify tells what is missing. Delete the file only when it is known why: a new one remembers nothing of the time before it.',
    'foreign-event': (field: string) => `Something other than Frist has written at ${field}.`,
    truncated: (field: string) => `The beginning of ${field} is gone from the server ($maxAge, $maxCount, $tb or a deletion). Restore it; Frist does not answer from half a history.`,
    'stream-deleted': (field: string) => `${field} was deleted on the server. Restore it; Frist does not answer from half a history.`,
    'append-size': () => 'The server does not take an append of this size (MaxAppendSize).',
  } as Readonly<Record<string, (field: string) => string>>,
  log: {
    kept: (file: string) => `kept in ${file}`,
    memory: 'kept nowhere: no local=FILE is named',
    /** Of a verification without checkpoints. */
    onlyKept: (file: string) => `Without --checkpoints and --keys this shows only that the events agree with the log in ${file}: what was changed before it was caught up, or together with that file, does not show.`,
    onlyForm: 'Without a log and without --checkpoints and --keys this shows only that every event is as Frist writes it and that no stream has a gap: an event that was changed, or cut off at the end, does not show.',
    /** Events that no checkpoint covers. */
    unsignedKept: (count: number, file: string) => `${events(count)} in no checkpoint yet: nothing but the log in ${file} tells of them, as far as it goes. frist checkpoint signs them.`,
    unsignedMemory: (count: number) => `${events(count)} in no checkpoint yet: what is changed of that, or cut off, shows nowhere. frist checkpoint signs them.`,
    notCaughtUp: (count: number, file: string) => `${events(count)} not in the log in ${file} yet; every command but this one adds them, frist check for instance.`,
    memoryProves: 'No log is kept (no local=FILE is named): an event that was changed shows only where a checkpoint covers it, and then as a range between two checkpoints, not by its name.',
    signedFromMemory: 'No log is kept (no local=FILE is named): what was signed is what the server has now. What was changed on it since the checkpoint before this one shows nowhere.',
    orAnother: (file: string) => `It looks the same where ${file} is the file of another register, or where the server was restored from a copy: make sure of that first, and keep the file.`,
  },
};

type ClusterWords = typeof en;

const sv: ClusterWords = {
  recorded: 'Det som hann registreras känns då igen och registreras inte två gånger.',
  failed: {
    unavailable: () => `Registrets server svarar inte. Kontrollera adressen, och att servern är i gång. ${igen}`,
    deadline: () => `Registrets server svarar inte i tid. ${igen}`,
    'not-leader': () => `Ingen server i klustret leder just nu. ${igen}`,
    behind: () => `Registrets server visar inte det som den har kvitterat. ${igen}`,
    'access-denied': () => 'Registrets server nekar användaren, som måste få läsa och skriva Frists strömmar och läsa $all.',
    certificate: () => 'Registrets server och den här datorn litar inte på varandra: serverns certifikat styrks inte av tlsCaFile, eller så saknas en certifikatfil (tlsCaFile, userCertFile, userKeyFile) eller passar inte.',
    'connection-string': () => 'Detta är ingen adress till ett kluster så som klienten tar den: esdb://användare:lösenord@värd:2113 eller esdb+discover://användare:lösenord@namn:2113. Specialtecken i ett lösenord skrivs procentkodade.',
    'client-missing': () => 'Ett kluster behöver sin klient vid sidan av Frist: npm install @eventstore/db-client.',
    'other-server': () => 'Filen i local= hör inte till denna server, eller så saknar servern nu händelser som har lästs från den. Ange rätt fil; frist verify visar vad som saknas. Ta bort filen bara när det är känt varför: en ny minns inget från tiden före sig.',
    'foreign-event': (field) => `Något annat än Frist har skrivit i ${field}.`,
    truncated: (field) => `Början av ${field} är borta från servern ($maxAge, $maxCount, $tb eller en radering). Återställ den; Frist svarar inte utifrån en halv historik.`,
    'stream-deleted': (field) => `${field} har raderats på servern. Återställ den; Frist svarar inte utifrån en halv historik.`,
    'append-size': () => 'Servern tar inte emot en så stor skrivning (MaxAppendSize).',
  },
  log: {
    kept: (file) => `förs i ${file}`,
    memory: 'förs ingenstans: ingen local=FIL är angiven',
    onlyKept: (file) => `Utan --checkpoints och --keys visar detta bara att händelserna stämmer med loggen i ${file}: vad som ändrades innan den kom ikapp, eller tillsammans med den filen, syns inte.`,
    onlyForm: 'Utan logg och utan --checkpoints och --keys visar detta bara att varje händelse är så som Frist skriver den och att ingen ström har en lucka: en händelse som ändrats, eller kapats bort i slutet, syns inte.',
    unsignedKept: (count, file) => `${eventsSv(count)} i ännu ingen kontrollpunkt: bara loggen i ${file} vittnar om dem, så långt den når. frist checkpoint undertecknar dem.`,
    unsignedMemory: (count) => `${eventsSv(count)} i ännu ingen kontrollpunkt: ändras något av det, eller kapas det bort, märks det inte. frist checkpoint undertecknar dem.`,
    notCaughtUp: (count, file) => `${eventsSv(count)} ännu inte i loggen i ${file}; varje kommando utom detta lägger till dem, till exempel frist check.`,
    memoryProves: 'Ingen logg förs (ingen local=FIL är angiven): en händelse som ändrats syns bara där en kontrollpunkt täcker den, och då som ett spann mellan två kontrollpunkter, inte vid namn.',
    signedFromMemory: 'Ingen logg förs (ingen local=FIL är angiven): det som undertecknades är vad servern har nu. Vad som ändrats där sedan kontrollpunkten före denna syns ingenstans.',
    orAnother: (file) => `Det ser likadant ut om ${file} är ett annat registers fil, eller om servern har återställts från en kopia: försäkra dig om det först, och behåll filen.`,
  },
};

/** The words about a cluster in a language. */
export const clusterWordsOf = (lang: Lang): ClusterWords => (lang === 'sv' ? sv : en);
