/** What is said about sealed data and those who may see them, in English. The Swedish words (secrecy-sv.ts) have the same shape. */
export const secrecyEn = {
  usage: {
    role: 'a role, a colon and a reference without spaces, such as handling-officer:h-17; no name and no personal identity number',
    may: 'person-data, lex-sarah, or both with a comma between',
    roleNeeded: (option: string) => `${option} needs --role ROLE:REF: who looks is part of what is recorded.`,
    whyNeeded: '--case goes only with --why.',
    caseForm: 'the number of a case, such as SN 2020:12: no names, no sentences',
  },
};

/** The shape of what is said in either language. */
export type SecrecyWords = typeof secrecyEn;
