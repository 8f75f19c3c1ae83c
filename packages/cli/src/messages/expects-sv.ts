/** What would have been accepted, in Swedish. The packages below say it in English; what is not listed stays as it is. */
const whole: Readonly<Record<string, string>> = {
  'this key, which is missing': 'denna nyckel, som saknas',
  'no undefined: leave the key out': 'inget värde: utelämna nyckeln',
  'an object': 'ett objekt',
  'a whole number': 'ett heltal',
  'a whole number, zero or more': 'ett heltal, noll eller mer',
  'a UUID in lower case': 'ett UUID med gemener',
  'a stream name: category in camelCase, a hyphen, a UUID in lower case': 'ett strömnamn: kategori, bindestreck, UUID med gemener',
  'a board name in lower case letters and digits, parts joined by / . or -': 'ett nämndnamn med gemener och siffror, delar skilda med / . eller -',
  'an opaque id of 1 to 128 letters, digits and . _ : / + @ - that does not look like a personal identity number':
    'ett id med 1 till 128 bokstäver, siffror och . _ : / + @ - som inte liknar ett personnummer',
  'an opaque reference without spaces that is not a personal identity number': 'en referens utan blanksteg som inte är ett personnummer',
  'a command name in camelCase': 'ett kommandonamn',
  'a type in the catalogue': 'en känd händelsetyp',
  'each name once among all domains': 'varje namn en gång bland alla domäner',
  'one declaration of each type': 'en deklaration av varje händelsetyp',
  'versions whose days and numbers differ': 'versioner med olika dagar och nummer',
  'lower case letters and hyphens': 'gemener och bindestreck',
  'a short name of lower case letters, digits and hyphens': 'ett kort namn med gemener, siffror och bindestreck',
  'a day that exists, as YYYY-MM-DD': 'en dag som finns, ÅÅÅÅ-MM-DD',
  'a day that exists': 'en dag som finns',
  'a day YYYY-MM-DD (its end, in Sweden) or a time with Z or an offset': 'en dag ÅÅÅÅ-MM-DD (dess slut, i Sverige) eller en tid med Z eller tidsskillnad',
  'YYYY-MM-DDTHH:MM:SS, at most milliseconds, with Z or an offset such as +01:00': 'ÅÅÅÅ-MM-DDTTT:MM:SS, högst millisekunder, med Z eller en tidsskillnad som +01:00',
  'a zone: Z or an offset such as +01:00; a local time alone does not say when': 'en zon: Z eller en tidsskillnad som +01:00; lokal tid ensam säger inte när',
  'hours 00–23, minutes and seconds 00–59': 'timmar 00–23, minuter och sekunder 00–59',
  'a whole number of one unit: P14D, P3W, P3M, P1Y or PT72H': 'ett heltal i en enhet: P14D, P3W, P3M, P1Y eller PT72H',
  'one unit only: the law counts days, weeks, months or years, each by its own rule; state two steps if both are meant':
    'en enda enhet: lagen räknar dagar, veckor, månader eller år, var och en för sig; ange två steg om båda avses',
  'an end day no later than 9999-12-31': 'en slutdag senast 9999-12-31',
  'a whole number of days that leads to the years 0001–9999': 'en slutdag inom åren 0001–9999',
  'text that is not blank': 'text som inte är tom',
  'a new id for a command with other content': 'ett nytt id för ett kommando med annat innehåll',
  'a command id that no other stream of the board has used': 'ett kommando-id som ingen annan ström hos nämnden har använt',
  'JSON without loss': 'JSON utan förlust (inga tal som JSON inte bär exakt)',
  'a fact that has not been retracted': 'en uppgift som inte är återtagen',
  'the id of an event in this stream': 'id för en händelse i denna ström',
  'new data, a new day, or both': 'nya uppgifter, en ny dag, eller båda',
  'one of day, text and readings': 'ett av day, text och readings',
  'a day or a text in each reading': 'en dag eller en text i varje läsning',
  'a register opened with a sealer, and a subject': 'ett register öppnat med nycklar, och den uppgiften gäller',
  'a text without what looks like a personal identity number: only sealed fields may hold one': 'en text utan det som liknar ett personnummer: sådana får bara stå i förseglade fält',
  'a register opened with a sealer': 'ett register öppnat med nycklar',
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
  'a year: YYYY': 'ett årtal, ÅÅÅÅ',
  'a year, e.g. 2020': 'ett årtal, t.ex. 2020',
  'YYYY-Q1 to YYYY-Q4': 'ÅÅÅÅ-Q1 till ÅÅÅÅ-Q4',
  'a whole number, 1 or more': 'ett heltal, 1 eller mer',
};

/** Sentences with something filled in. */
const patterns: readonly (readonly [RegExp, (found: readonly string[]) => string])[] = [
  [/^only the keys (.*)$/, ([, keys]) => `bara nycklarna ${keys}`],
  [/^one of (.*)$/, ([, words]) => `något av ${words}`],
  [/^a day that exists: (\S+) has (\d+) days$/, ([, month, n]) => `en dag som finns: ${month} har ${n} dagar`],
  [/^a text of 1 to (\d+) characters, not blank, without control characters$/, ([, n]) => `en text om 1 till ${n} tecken, inte blank, utan styrtecken`],
  [/^a day not after (\S+): plans are data, not facts$/, ([, day]) => `en dag senast ${day}: planer är uppgifter, inte händelser`],
  [/^a year from (\d{4}) to (\d{4}), YYYY$/, ([, from, to]) => `ett årtal från ${from} till ${to}, ÅÅÅÅ`],
  [/^a day not after (\S+)$/, ([, day]) => `en dag senast ${day}`],
  [/^a stream of one of the categories (.*)$/, ([, names]) => `en ström av någon av kategorierna ${names}`],
  [/^one unit, as in (\S+)$/, ([, plus]) => `en enhet, som ${plus}`],
  [/^a year (\d+)–(\d+): no other year's holidays are known here$/, ([, from, to]) => `ett år ${from}–${to}: andra års helgdagar är inte kända här`],
  [/^a folder that exists; (.*) does not$/, ([, folder]) => `en mapp som finns; ${folder} finns inte`],
  [/^a store of schema version (\d+) or earlier; this one has (\d+).*$/, ([, ours, theirs]) => `en databas av version ${ours} eller tidigare; denna har ${theirs}`],
  [/^events of at most (\d+) characters$/, ([, n]) => `händelser om högst ${n} tecken`],
];

const one = (expected: string): string => {
  const known = whole[expected];
  if (known !== undefined) return known;
  for (const [pattern, say] of patterns) {
    const found = pattern.exec(expected);
    if (found !== null) return say(found);
  }
  return expected;
};

/** Translates one expectation, or several joined by ", or ". */
export const expectsSv = (expected: string): string => {
  const told = one(expected);
  return told !== expected || !expected.includes(', or ') ? told : expected.split(', or ').map(one).join(', eller ');
};
