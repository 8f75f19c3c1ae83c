/** Which language to speak. */
export const languages = ['sv', 'en'] as const;
export type Lang = (typeof languages)[number];

/** What `--lang` says, before the command line is understood; errors about the command line need it too. */
const asked = (args: readonly string[]): Lang | undefined => {
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (arg === '--') return undefined;
    const value = arg === '--lang' ? args[i + 1] : arg.startsWith('--lang=') ? arg.slice(7) : undefined;
    if (value === 'sv' || value === 'en') return value;
  }
  return undefined;
};

/** `--lang`, else the environment's (LC_ALL, LC_MESSAGES, LANG) when it is Swedish, else English. */
export const languageOf = (args: readonly string[], env: Readonly<Record<string, string | undefined>>): Lang => {
  const set = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== '') ?? '';
  return asked(args) ?? (/^sv([_.@-]|$)/i.test(set) ? 'sv' : 'en');
};
