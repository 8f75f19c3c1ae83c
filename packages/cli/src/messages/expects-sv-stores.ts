/** What stores, files, keys and clusters need, in Swedish. */
import type { Pattern } from './expects-sv-form';

/** Sentences as the stores and the keepers of keys say them in English. */
export const whole: Readonly<Record<string, string>> = {
  'a file and a folder that this user may write to; opening it for reading only needs neither': 'en fil och en mapp som användaren får skriva till',
  'a file and a folder that this user may write to': 'en fil och en mapp som användaren får skriva till',
  'a folder that this user may write to': 'en mapp som användaren får skriva till',
  'a file that this user may read': 'en fil som användaren får läsa',
  'a file that can be opened, with its -wal and -shm files beside it': 'en fil som kan öppnas, med sina filer -wal och -shm bredvid',
  'a file that exists': 'en fil som finns',
  'this is a folder': 'detta är en mapp',
  'a store written by Frist; this is a folder': 'en databas från Frist; detta är en mapp',
  'a store written by Frist; this file is empty': 'en databas från Frist; filen är tom',
  'a store written by Frist; this is not an ordinary file': 'en databas från Frist; detta är ingen vanlig fil',
  'a store written by Frist; this file holds something else': 'en databas från Frist; filen innehåller något annat',
  'a store written by Frist; this is a database of another program': 'en databas från Frist; detta är ett annat programs databas',
  'a store that is still open': 'en databas som fortfarande är öppen',
  'a store opened for writing': 'en databas öppnad för skrivning',
  'sqlite:FILE, memory:, esdb://… or esdb+discover://…': 'sqlite:FIL, memory:, esdb://… eller esdb+discover://…',
  'parameters that the client of the cluster knows and heeds, and local=FILE': 'parametrar som klustrets klient känner och rättar sig efter, och local=FIL',
  'events in the order in which those of them that are stored already stand here, and new ones after these': 'händelser i den ordning som de redan lagrade står här, och nya efter dem',
  'a store that can store again what another has recorded': 'en databas som kan lagra det en annan har registrerat',
  'an empty store, or one that holds the beginning of the other and nothing else': 'en tom databas, eller en som har början av den andra och inget annat',
  'the canonical text of an envelope, as stores compose it': 'en händelses kanoniska text, så som den lagras',

  // Clusters.
  'a server that answers in time; the events may have been stored, and the same append tells': 'en server som svarar i tid; händelserna kan ha lagrats, och samma kommando en gång till visar det',
  'a server that answers in time': 'en server som svarar i tid',
  'a server that can do what is asked': 'en server som kan göra det som begärs',
  'a server that shows what it has acknowledged': 'en server som visar det den har bekräftat',
  'a stream that others leave alone for a moment': 'en ström som andra låter vara en stund',
  'a stream that nobody has deleted': 'en ström som ingen har tagit bort',
  'a user who may read and write the streams of Frist and read $all': 'en användare som får läsa och skriva Frists strömmar och läsa $all',
  'an append that the server takes; its limit is MaxAppendSize': 'en mängd som servern tar emot; dess gräns är MaxAppendSize',
  'the client beside this package: npm install @eventstore/db-client': 'klienten bredvid detta paket: npm install @eventstore/db-client',
  'a connection string: esdb://host:port or esdb+discover://name': 'en anslutningssträng: esdb://värd:port eller esdb+discover://namn',
  'a local file that was kept for this server, or a new one': 'en lokal fil som hör till denna server, eller en ny',
  'no append hooks: a cluster runs none inside of its appends': 'inga krokar: ett kluster kör inga när något läggs till',

  // Keys, viewers, disposal.
  'a register opened with its keys': 'ett register öppnat med sina nycklar',
  'a key store that has not been closed': 'ett nyckelförråd som inte är stängt',
  'no other process that writes keys; when none is left, remove this file': 'att ingen annan process skriver nycklar; finns ingen sådan, ta bort filen',
  'a key as it was wrapped, in the place where it was': 'en nyckel så som den krypterades, på sin plats',
  'a box of a known version, unaltered, in the place where it was first stored': 'en försegling av känd version, oförändrad, på den plats där den först lagrades',
  'the key store of this register, which holds the key of this subject': 'detta registers nyckelförråd, som har personens nyckel',
  'the key store of this register: it has sealed for this subject before, and this key store has no key': 'detta registers nyckelförråd: personen har förseglade uppgifter, och detta förråd saknar nyckeln',
  'a subject whose key has not been lawfully destroyed': 'en person vars nyckel inte är förstörd enligt beslut',
  'a subject whose disposal is not on record': 'en person vars gallring inte är registrerad',
  'a subject whose data have not been destroyed': 'en person vars uppgifter inte är gallrade',
  'a subject of whom everything is known that the rules ask for': 'en person om vilken allt är känt som reglerna frågar efter',
  'a subject for whom no retention rule runs': 'en person för vilken ingen gallringsfrist löper',
  'a disposal that has been decided': 'en beslutad gallring',
  'a disposal that has been decided and not withdrawn': 'en gallring som är beslutad och inte återkallad',
  'a stream that holds something sealed': 'en ström med förseglade uppgifter',
  'a store that can be written to: a disposal is recorded': 'en databas som går att skriva i: en gallring registreras',
  'a store that can be written to: who looks is recorded first': 'en databas som går att skriva i: den som tittar registreras först',
  'the number of a decision, such as SN 2026:12 § 45': 'numret på ett beslut, t.ex. SN 2026:12 § 45',
  'a number of a case or a decision, such as SN 2026:12 § 45: no names, no sentences, nothing like an identity number':
    'numret på ett ärende eller beslut, t.ex. SN 2026:12 § 45: inga namn, inga meningar, inget som liknar ett personnummer',
  'an identity number: twelve digits with the right check digit, or a stand-in number of the inspectorate': 'ett personnummer: tolv siffror med rätt kontrollsiffra, eller ett av IVO:s ersättningsnummer',
  'a name that no file of the subject has': 'ett namn som ingen av personens akter har',
  'a file that has been registered': 'en registrerad akt',
  'at least one of bornOnResearchDay, turns18 and turns30': 'minst ett av bornOnResearchDay, turns18 och turns30',
  'something that holds': 'något som hindrar gallring',
  'nothing that holds': 'inget som hindrar gallring',
};

/** Sentences with something filled in. */
export const patterns: readonly Pattern[] = [
  [/^the log of its first (\S+) events; frist verify tells which of them it is about$/, ([, n]) => `loggen över dess första ${n} händelser; frist verify visar vilken det gäller`],
  [/^an append of at most (\d+) bytes$/, ([, n]) => `en mängd om högst ${n} byte`],
  [/^the key store (\S+), to which the register is bound$/, ([, id]) => `nyckelförrådet ${id}, som registret hör ihop med`],
  [/^the key store (\S+), as before$/, ([, id]) => `nyckelförrådet ${id}, som förut`],
  [/^the wrapping key (\S+), with which the key file was written$/, ([, id]) => `huvudnyckeln ${id}, som nyckelfilen skrevs med`],
  [/^a viewer with the role (\S+)$/, ([, role]) => `en som får se, med behörigheten ${role}`],
  [/^a checkpoint that covers at least (\d+) events$/, ([, n]) => `en kontrollpunkt som täcker minst ${n} händelser`],
];
