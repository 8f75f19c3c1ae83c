/** One run of the command: from arguments to an exit code. Nothing throws. */
import type { CommanderError } from 'commander';
import * as E from 'fp-ts/Either';

import { domainsAsked } from './domain-option';
import { ExitCode } from './exit-code';
import { type Lang, languageOf } from './language';
import { lazy } from './lazy';
import { wordsOf } from './messages';
import type { Context, Outcome } from './outcome';
import { parse, type Parsed } from './parse';
import { clean } from './render/clean';
import type { Terminal } from './terminal';

/** Tells of something nobody foresaw, without its contents: a message may quote data. */
export const unexpected = (error: unknown, terminal: Terminal, lang: Lang): void => {
  const name = error instanceof Error ? error.name : typeof error;
  terminal.err(`frist: ${wordsOf(lang).errors.unexpected(clean(name))}\n`);
  if (terminal.env.FRIST_DEBUG === '1' && error instanceof Error) terminal.err(withoutPassword(`${error.stack ?? ''}\n`, [], terminal));
};

/**
 * Runs a command line in process.
 *
 * @param args without the names of node and of the program
 * @example const code = await run(['deadline', '--start', '2024-05-31', '--plus', 'P3W'], terminal)
 */
export const run = async (args: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const lang = languageOf(args, terminal.env);
  const said: Context = { terminal, lang, words: wordsOf(lang), langGiven: args.some((arg) => arg === '--lang' || arg.startsWith('--lang=')) };
  try {
    const modules = domainsAsked(args);
    const domains = modules.length === 0 ? null : lazy.domains().domainsWith(modules, said);
    const context = domains === null || E.isLeft(domains) ? said : { ...said, domains: domains.right };
    const parsed = parse(args, context.domains);
    const { code, out = '', err = '', errors = [] } = domains !== null && E.isLeft(domains) ? domains.left : parsed === null ? await judged(args, context) : await perform(parsed, context);
    if (out !== '') terminal.out(out);
    if (err !== '') terminal.err(withoutPassword(err, args, terminal));
    // What was typed wrongly is repeated, and an identity number may be what was typed.
    const told = (code === ExitCode.usage && errors.some((error) => eightDigits.test(error) || error.includes('personal identity number')) ? errors.map((error) => lazy.redact().redacted(error, context.words.usage.identityNumber)) : errors).map((error) => withoutPassword(error, args, terminal));
    if (told.length > 0) terminal.err(`${told.map((error) => `frist: ${error}`).join('\n')}\n`);
    return code;
  } catch (error) {
    unexpected(error, terminal, lang);
    return ExitCode.data;
  }
};

/**
 * Who is sent to stderr what was typed is not sent the password in it: there it would be kept in the logs of jobs. First what was typed
 * as a whole, which may have blanks in it, then every word.
 */
const withoutPassword = (text: string, args: readonly string[], { env }: Terminal): string => {
  if (!text.includes('@')) return text;
  const { shownStoreUrl } = lazy.frist();
  const typed = [...args, ...args.map((arg) => arg.slice(arg.indexOf('=') + 1)), env.FRIST_STORE ?? ''].filter((each) => each.includes('@'));
  const cut = typed.reduce((told, each) => told.replaceAll(each, shownStoreUrl(each)).replaceAll(clean(each), shownStoreUrl(clean(each))), text);
  return cut.replace(/[^\s"]*@[^\s"]*/g, shownStoreUrl);
};

/** No identity number has fewer. */
const eightDigits = /(?:\d\D*){8}/;

const perform = ({ name, args, raw }: Parsed, context: Context): Promise<Outcome> => {
  const [first = ''] = args;
  switch (name) {
    case 'import':
      return lazy.import().importCommand(args, raw, context);
    case 'check':
      return lazy.check().checkCommand(raw, context);
    case 'deadline':
      return lazy.deadline().deadlineCommand(raw, context);
    case 'explain':
      return lazy.explain().explainCommand(first, raw, context);
    case 'history':
      return lazy.history().historyCommand(first, raw, context);
    case 'diff':
      return lazy.diff().diffCommand(raw, context);
    case 'rules':
      return lazy.rules().rulesCommand(first === 'diff', raw, context);
    case 'grants':
      return lazy.grants().grantsCommand(raw, context);
    case 'checkpoint':
      return lazy.checkpoint().checkpointCommand(raw, context);
    case 'verify':
      return lazy.verify().verifyCommand(first, raw, context);
    case 'evidence':
      return lazy.evidence().evidenceCommand(raw, context);
    case 'copy':
      return lazy.copy().copyCommand(raw, context);
    case 'keys':
      return lazy.keys().keysCommand(first, raw, context);
    case 'unseal':
      return lazy.unseal().unsealCommand(first, raw, context);
    case 'disposal':
      return lazy.disposal().disposalCommand(first, raw, context);
    case 'report':
      return lazy.report().reportCommand(first, raw, context);
    case 'matters':
    case 'assignments':
    case 'agreements':
      return lazy.report().reportCommand(name, raw, context);
  }
};

/** Help, a rare form of a command line, or what is wrong with it. */
const judged = async (args: readonly string[], context: Context): Promise<Outcome> => {
  let [out, err] = ['', ''];
  const understood: Parsed[] = [];
  const write = {
    out: (text: string): void => {
      out += text;
    },
    err: (text: string): void => {
      err += text;
    },
  };
  const program = lazy.program().programOf(context.words, context.lang, lazy.version(), write, (parsed) => understood.push(parsed), context.domains);
  try {
    program.parse([...args], { from: 'user' });
  } catch (error) {
    if (!isCommanderError(error)) throw error;
    if (error.exitCode === 0) return { code: ExitCode.ok, out };
    // `frist` alone: the help, as an error.
    if (error.code === 'commander.help') return { code: ExitCode.usage, err: out + err };
    return { code: ExitCode.usage, errors: [lazy.usageText().usageSentence(error, args, program, context.words)] };
  }
  const [parsed] = understood;
  return parsed === undefined ? { code: ExitCode.ok, out } : perform(parsed, context);
};

/** By its code, since its class would have to be loaded. */
const isCommanderError = (error: unknown): error is CommanderError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('commander.');
