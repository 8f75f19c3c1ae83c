/** What `frist copy` says, in Swedish. */
import type { CopyWords } from './copy-en';

const events = (count: number): string => `${count} ${count === 1 ? 'händelse' : 'händelser'}`;

export const copySv: CopyWords = {
  title: (from, to) => `${from} kopierad till ${to}`,
  labels: { events: 'Händelser', copied: 'Kopierade nu', before: 'Fanns redan', root: 'Rot' },
  same: 'Varje händelse har lästs tillbaka och är densamma, tecken för tecken och i samma ordning.',
  unsigned: 'Inget undertecknat angavs; med --checkpoints och --keys prövas kopian mot det.',
  progress: (done) => events(done),
  usage: {
    memory: 'Det som finns i memory: är borta när kommandot slutar; kopiera från och till databaser.',
    sameStore: (url) => `--from och --to är samma databas, ${url}.`,
  },
  failed: {
    missing: (file) => `Databasen ${file} finns inte, så det finns inget att kopiera. Inget skapades.`,
    empty: (from) => `Det finns inget registrerat i ${from} att kopiera. Inget skapades.`,
    diverged: (to, index, place) =>
      `${to} är inte början på registret som ska kopieras: efter ${events(index)} som är desamma skiljer sig nästa${place === null ? '' : ` (${place})`}. Kopiera till en ny databas.`,
    overtaken: (to) => `Någon annan har skrivit i ${to}; den är ingen kopia. Kopiera till en ny databas.`,
    gap: (from, place) => `En händelse saknas i ${from}, före ${place}: registret är inte det som registrerades. frist verify visar vad.`,
    tooLarge: (from, to, id, place) =>
      `Händelsen ${id} (${place} i ${from}) är större än ${to} tar emot i en skrivning. Höj MaxAppendSize på servern och ange det med max-append-bytes=BYTE i --to; innan dess slutar samma kommando här igen.`,
    sourceLog: (from) => `Händelserna i ${from} är inte de som dess logg täcker: något har ändrats eller kapats bort. frist verify visar vad.`,
    targetLog: (to) => `Loggen i ${to} är inte dess händelsers. frist verify visar vilka.`,
    goesOn: (to) => `Inget som kopierats till ${to} går förlorat; samma kommando jämför det och fortsätter.`,
  },
};
