/** What is said about sealed data and those who may see them, in Swedish. */
import type { SecrecyWords } from './secrecy-en';

export const secrecySv: SecrecyWords = {
  usage: {
    role: 'en roll, ett kolon och en referens utan blanksteg, t.ex. handläggare:h-17; inget namn och inget personnummer',
    may: 'person-data, lex-sarah, eller båda med komma emellan',
    roleNeeded: (option: string) => `${option} kräver --role ROLL:REF: vem som tittar hör till det som registreras.`,
    whyNeeded: '--case går bara tillsammans med --why.',
    caseForm: 'ett ärendes nummer, t.ex. SN 2020:12: inga namn, inga meningar',
  },
};
