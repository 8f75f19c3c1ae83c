/** What a pack tells people, in Swedish and English. */
import type { Checkpoint, OpenedCheckpoint } from './checkpoint';
import { base64 } from './hash';
import { keyDigest, type VerifierKey } from './keys';
import type { ZipEntry } from './zip';

/** An event of a pack. */
export interface ManifestEvent {
  readonly file: string;
  readonly proof: string;
  readonly index: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly occurredOn: string;
  readonly recordedAt: string;
  readonly leafHash: string;
}

/** An event shown not to exist. */
export interface ManifestAbsence {
  readonly file: string;
  readonly stream: string;
  readonly revision: number;
}

/** `manifest.json` of a pack. */
export interface Manifest {
  readonly format: string;
  readonly kind: string;
  readonly id: string;
  readonly asOf: string;
  readonly knownAt: string;
  readonly viewer: string;
  readonly version: string;
  readonly treeSize: number;
  readonly previousSize: number | null;
  readonly events: readonly ManifestEvent[];
  readonly absent: readonly ManifestAbsence[];
}

export type Language = 'sv' | 'en';

export interface Describable {
  readonly manifest: Manifest;
  readonly checkpoint: OpenedCheckpoint;
  readonly previous: Pick<Checkpoint, 'size'> | null;
  readonly summary: Readonly<Record<Language, string>>;
}

export const inBothLanguages = (swedish: string, english: string, text: (language: Language) => string): readonly ZipEntry[] => [
  { name: swedish, bytes: Buffer.from(text('sv')) },
  { name: english, bytes: Buffer.from(text('en')) },
];

export const summaryOf = ({ manifest, checkpoint, summary }: Describable, language: Language): string => {
  const { kind, id, asOf, knownAt, viewer, version, treeSize } = manifest;
  const key = checkpoint.signedBy[0] as VerifierKey;
  const event = ({ file, type, occurredOn, recordedAt, stream, revision, index }: ManifestEvent): string =>
    language === 'sv'
      ? `${file}  ${type}: inträffade ${occurredOn}, registrerades ${recordedAt}\n    ${stream} nr ${revision}, plats ${index} i loggen`
      : `${file}  ${type}: occurred ${occurredOn}, recorded ${recordedAt}\n    ${stream} no. ${revision}, index ${index} in the log`;
  const absence = ({ file, stream, revision }: ManifestAbsence): string => (language === 'sv' ? `${file}  finns inte: ${stream} nr ${revision}` : `${file}  does not exist: ${stream} no. ${revision}`);
  const lists = [...manifest.events.map(event), ...manifest.absent.map(absence)];
  const lines =
    language === 'sv'
      ? [
          `BEVIS: ${kind} ${id}`,
          '',
          `Läget per ${asOf}, så som det var känt ${knownAt}.`,
          `Vyn gjordes ${viewer === '' ? '' : `för ${viewer} `}med Frist ${version}. Hela vyn finns i view.json.`,
          '',
          summary.sv.trimEnd(),
          '',
          `Händelser som vyn vilar på (${manifest.events.length}):`,
          ...lists,
          '',
          `Varje händelse bevisas ingå i en logg med ${treeSize} händelser vars rot är`,
          `${base64(checkpoint.root)},`,
          `undertecknad av ${checkpoint.origin}${checkpoint.signedAt === undefined ? '' : ` ${checkpoint.signedAt}`}.`,
          `Nyckelns SHA-256: ${keyDigest(key)}`,
          'Hur det kontrolleras: KONTROLLERA.txt.',
        ]
      : [
          `EVIDENCE: ${kind} ${id}`,
          '',
          `The state as of ${asOf}, as it was known at ${knownAt}.`,
          `The view was made ${viewer === '' ? '' : `for ${viewer} `}with Frist ${version}. All of it is in view.json.`,
          '',
          summary.en.trimEnd(),
          '',
          `Events that the view rests on (${manifest.events.length}):`,
          ...lists,
          '',
          `Each event is proven to be in a log of ${treeSize} events whose root is`,
          `${base64(checkpoint.root)},`,
          `signed by ${checkpoint.origin}${checkpoint.signedAt === undefined ? '' : ` at ${checkpoint.signedAt}`}.`,
          `SHA-256 of the key: ${keyDigest(key)}`,
          'How to check it: HOW-TO-CHECK.txt.',
        ];
  return `${lines.join('\n')}\n`;
};

export const howToCheck = ({ manifest }: Describable, language: Language): string => {
  const older = manifest.previousSize !== null;
  const absent = manifest.absent.length > 0;
  return language === 'sv'
    ? `SÅ KONTROLLERAS DETTA UTAN FRIST

Med Frist: frist verify FILEN.zip. Utan: packa upp och kör  sh check.sh , som bara
använder sha256sum och openssl. Det gör följande, som också kan göras för hand.

1. Filerna är som när de packades:  sha256sum -c SHA256SUMS
2. checkpoint.txt är undertecknad. Texten före den tomma raden är: vem, antal
   händelser, rot. Underskriften är Ed25519 över den texten, radslut inräknade:
   de sista 64 byten av det som står i base64 efter namnet på raden med tankstreck.
     openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in TEXT -sigfile UNDERSKRIFT
3. Varje händelse leder till roten (RFC 6962, RFC 9162). Löv = SHA-256(0x00 följt av
   filen i events/). Filen i proofs/ har dess plats (index) och en hash i base64 per
   rad. Sätt fn = index, sn = antal − 1. För varje hash p, uppifrån:
     är fn udda eller lika med sn:  h = SHA-256(0x01, p, h); halvera sedan fn och sn
                                    tills fn är udda eller 0
     annars:                        h = SHA-256(0x01, h, p)
     halvera sedan fn och sn, avrundat nedåt.
   Till sist ska sn vara 0 och h vara roten på tredje raden i checkpoint.txt.
4. Nyckeln är nämndens. Det kan inget i paketet visa: jämför nyckelns SHA-256, som
   check.sh skriver ut, med den som nämnden har offentliggjort.
${older ? '5. previous-checkpoint.txt är en äldre underskriven kontrollpunkt; consistency.txt visar att\n   loggen sedan dess bara har vuxit (RFC 9162, 2.1.4.2).\n' : ''}${absent ? '6. absent/ visar vad som inte finns: två grannar i listan sorterad efter ström och nummer,\n   vars rot står på raden "sorted". Löv = SHA-256(0x00 följt av "ström nummer lövhash").\n' : ''}
Vad det visar: händelserna registrerades så, och ingen har ändrats sedan kontrollpunkten
undertecknades. Vad det inte visar: att det registrerade var sant, eller att vyn
(view.json, sammanfattningen) är rätt dragen ur händelserna; den kan räknas om ur dem.
Finns SHA256SUMS.note har nämnden undertecknat hela paketet, vyn inräknad.
`
    : `HOW TO CHECK THIS WITHOUT FRIST

With Frist: frist verify FILE.zip. Without: unpack and run  sh check.sh , which uses
nothing but sha256sum and openssl. It does the following, which can be done by hand.

1. The files are as they were packed:  sha256sum -c SHA256SUMS
2. checkpoint.txt is signed. The text before the empty line is: who, number of events,
   root. The signature is Ed25519 over that text, line ends included: the last 64 bytes
   of what stands in base64 after the name on the line with the dash.
     openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in TEXT -sigfile SIGNATURE
3. Each event leads to the root (RFC 6962, RFC 9162). Leaf = SHA-256(0x00 followed by
   the file in events/). The file in proofs/ has its index and one hash a line, in
   base64. Let fn = index, sn = number − 1. For each hash p, from the top:
     when fn is odd or equal to sn:  h = SHA-256(0x01, p, h); then halve fn and sn
                                     until fn is odd or 0
     otherwise:                      h = SHA-256(0x01, h, p)
     then halve fn and sn, rounded down.
   In the end sn is 0 and h is the root on the third line of checkpoint.txt.
4. The key is the board's. Nothing in the pack can show that: compare the SHA-256 of
   the key, which check.sh prints, with the one that the board has published.
${older ? '5. previous-checkpoint.txt is an older signed checkpoint; consistency.txt shows that the log\n   has only grown since (RFC 9162, 2.1.4.2).\n' : ''}${absent ? '6. absent/ shows what does not exist: two neighbours in the list sorted by stream and number,\n   whose root is on the line "sorted". Leaf = SHA-256(0x00 followed by "stream number leaf-hash").\n' : ''}
What it shows: the events were recorded like this, and none has been changed since the
checkpoint was signed. What it does not show: that what was recorded was true, or that
the view (view.json, the summary) follows from the events; it can be worked out from
them again. With SHA256SUMS.note the board has signed the whole pack, the view included.
`;
};
