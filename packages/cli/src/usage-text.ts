/** Commander's refusals as sentences in either language. */
import type { Command, CommanderError } from 'commander';

import type { Words } from './messages';
import { clean } from './render/clean';

/** `--as-of <DATE>` → `--as-of`. */
const bare = (flags: string): string => flags.replace(/ .*/, '');

/** One sentence, with where to read more. */
export const usageSentence = (error: CommanderError, args: readonly string[], program: Command, words: Words): string => {
  const { usage } = words;
  const names = program.commands.map((command) => command.name());
  const named = args.find((arg) => names.includes(arg));
  const [first = '', second = ''] = [...error.message.matchAll(/'([^']*)'/g)].map((found) => clean(found[1] ?? ''));
  const near = /\(Did you mean (?:one of )?([^?]*)\?\)/.exec(error.message)?.[1] ?? '';
  const said = ((): string => {
    switch (error.code) {
      case 'commander.unknownOption':
        return usage.unknownOption(first, near);
      case 'commander.unknownCommand':
        return usage.unknownCommand(first, names.join(', '));
      case 'commander.missingArgument': {
        const after = args.slice(args.indexOf('--import') + 1, args.indexOf('--import') + 3);
        const swallowed = args.includes('--import') && after.length === 2 && after.every((word) => !word.startsWith('-'));
        return swallowed ? usage.missingBefore(first, '--import') : usage.missingArgument(first);
      }
      case 'commander.optionMissingArgument':
        return usage.optionMissingArgument(bare(first));
      case 'commander.missingMandatoryOptionValue':
        return usage.mandatoryOption(bare(first));
      case 'commander.excessArguments':
        return usage.tooMany;
      case 'commander.invalidArgument': {
        const allowed = /Allowed choices are (.*)\.$/.exec(error.message)?.[1] ?? '';
        // Of an argument commander tells the value first, of an option last.
        return error.message.includes('command-argument') ? usage.notAllowed(second, first, allowed) : usage.notAllowed(bare(first), second, allowed);
      }
      default:
        return usage.other;
    }
  })();
  return `${said} ${usage.seeHelp(named === undefined ? 'frist' : `frist ${named}`)}`;
};
