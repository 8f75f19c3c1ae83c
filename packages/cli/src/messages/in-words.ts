/** Reasons as a failure lists them, `file reason day, …`, in the words of a language; what has none stays as it is. */
export const inWords = (listed: string, words: Readonly<Record<string, string>>): string =>
  listed
    .split(', ')
    .map((one) => one.split(' ').map((word) => (Object.hasOwn(words, word) ? words[word] : word)).join(' '))
    .join(', ');
