/** The words about reports. Apart from the others: few commands need them. */
import type { Lang } from '../language';

const en = {
  unknown: (name: string, known: string) => `There is no report "${name}"; there are ${known}.`,
  notItsParameter: (option: string, report: string, known: string) => `The report ${report} does not take ${option}${known === '' ? '.' : `; it takes ${known}.`}`,
  severalBoards: (boards: string) => `The register holds several boards, and this report is of one: give --board, one of ${boards}.`,
  denied: (role: string) => `This report is for those who may see ${role}: give --role ROLE:REF and --may ${role}.`,
  broken: (field: string) => `The sealed field ${field} has been altered or moved and cannot be opened. Nothing is shown.`,
  sealed: (subjects: number) => `Something in it is sealed and was not opened; the keys of ${subjects} ${subjects === 1 ? 'person' : 'persons'} would open it (--why, --keys-file).`,
  written: (file: string) => `Wrote ${file}.`,
};

const sv: typeof en = {
  unknown: (name, known) => `Det finns ingen rapport "${name}"; det finns ${known}.`,
  notItsParameter: (option, report, known) => `Rapporten ${report} tar inte ${option}${known === '' ? '.' : `; den tar ${known}.`}`,
  severalBoards: (boards) => `Registret rymmer flera nämnder, och rapporten avser en: ange --board, någon av ${boards}.`,
  denied: (role) => `Rapporten är för dem som får se ${role}: ange --role ROLL:REF och --may ${role}.`,
  broken: (field) => `Det förseglade fältet ${field} har ändrats eller flyttats och kan inte öppnas. Inget visas.`,
  sealed: (subjects) => `Något i den är förseglat och öppnades inte; ${subjects === 1 ? 'en persons nyckel' : `${subjects} personers nycklar`} skulle öppna det (--why, --keys-file).`,
  written: (file) => `Skrev ${file}.`,
};

/** The words about reports in a language. */
export const reportWordsOf = (lang: Lang): typeof en => (lang === 'sv' ? sv : en);
