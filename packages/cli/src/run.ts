/** One run of the command: from arguments to an exit code. Nothing throws. */
import { CommanderError } from 'commander';

import { ExitCode } from './exit-code';
import { type Lang, languageOf } from './language';
import { wordsOf } from './messages';
import type { Context, Outcome } from './outcome';
import { programOf } from './program';
import { clean } from './render/clean';
import type { Terminal } from './terminal';
import { usageSentence } from './usage-text';

/** Tells of something nobody foresaw, without its contents: a message may quote data. */
export const unexpected = (error: unknown, terminal: Terminal, lang: Lang): void => {
  const name = error instanceof Error ? error.name : typeof error;
  terminal.err(`frist: ${wordsOf(lang).errors.unexpected(clean(name))}\n`);
  if (terminal.env.FRIST_DEBUG === '1' && error instanceof Error) terminal.err(`${error.stack ?? ''}\n`);
};

/**
 * Runs a command line in process.
 *
 * @param args without the names of node and of the program
 * @example const code = await run(['deadline', '--start', '2024-05-31', '--plus', 'P3W'], terminal)
 */
export const run = async (args: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const lang = languageOf(args, terminal.env);
  try {
    const { code, out = '', err = '', errors = [] } = await outcomeOf(args, terminal, lang);
    if (out !== '') terminal.out(out);
    if (err !== '') terminal.err(err);
    if (errors.length > 0) terminal.err(`${errors.map((error) => `frist: ${error}`).join('\n')}\n`);
    return code;
  } catch (error) {
    unexpected(error, terminal, lang);
    return ExitCode.data;
  }
};

const outcomeOf = async (args: readonly string[], terminal: Terminal, lang: Lang): Promise<Outcome> => {
  const words = wordsOf(lang);
  const langGiven = args.some((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const context: Context = { terminal, lang, words, langGiven };
  let [out, err] = ['', ''];
  const { program, outcome } = programOf(context, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return outcome() ?? { code: ExitCode.ok, out };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed' || error.code === 'commander.version') return { code: ExitCode.ok, out };
    // `frist` alone: the help, as an error.
    if (error.code === 'commander.help') return error.exitCode === 0 ? { code: ExitCode.ok, out } : { code: ExitCode.usage, err: out + err };
    return { code: ExitCode.usage, errors: [usageSentence(error, args, program, words)] };
  }
};
