/** The same table of commands as a commander program: for help, and for telling what is wrong with a command line. */
import type { Domain } from '@frist/obligations';
import { Argument, Command, Option } from 'commander';

import type { Lang } from './language';
import type { Words } from './messages';
import { optionsOf, reportParameters } from './options-of';
import type { Parsed } from './parse';
import type { Raw } from './raw';
import { langOption, type OptionSpec, specs } from './spec';

/** Where a program writes its help. */
export interface Written {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Builds the program. Nothing in it touches the process; what it understands is given to `understood`. */
export const programOf = (words: Words, lang: Lang, version: string, write: Written, understood: (parsed: Parsed) => void, domains?: readonly Domain[]): Command => {
  const { help } = words;
  const text = (key: keyof Words['help']): string => {
    const said = help[key];
    return typeof said === 'string' ? said : '';
  };
  const option = ({ flag, key, value, help: said, choices, required, many, repeated }: OptionSpec): Option => {
    const made = new Option(`${flag} <${value}${many === true ? '...' : ''}>`, typeof said === 'string' ? text(said) : said[lang]);
    made.attributeName = () => key;
    if (choices !== undefined) made.choices(choices);
    if (repeated === true) made.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);
    return required === true ? made.makeOptionMandatory() : made;
  };
  const common = (command: Command): Command =>
    command
      .exitOverride()
      .configureOutput({ writeOut: write.out, writeErr: write.err, outputError: () => undefined, getOutHelpWidth: () => 100, getErrHelpWidth: () => 100 })
      .configureHelp({
        styleTitle: (title) => help.headings[title] ?? title,
        optionDescription: ({ description, argChoices }) => (argChoices === undefined ? description : `${description} (${argChoices.join(', ')})`),
        argumentDescription: ({ description }) => description,
      })
      .helpOption('-h, --help', help.help)
      .showSuggestionAfterError(true);

  const program = common(new Command('frist'))
    .description(help.program)
    .version(version, '-V, --version', help.version)
    .addOption(option(langOption))
    .helpCommand('help [command]', help.commandHelp)
    .addHelpText('after', `\n${help.exitCodes}\n\n${help.example}\n  frist check --as-of 2020-02-15 --lang sv\n`);
  for (const spec of specs) {
    const { name, argument, example, report } = spec;
    const command = common(program.command(name))
      .description(text(name))
      .addHelpText('after', () => `${report === '' ? `\n${help.reports}\n${reportParameters().reportsHelp(lang, domains)}\n` : ''}\n${help.example}\n  ${example}\n`);
    if (argument !== undefined) {
      const form = `${argument.name}${argument.many === true ? '...' : ''}`;
      const made = new Argument(argument.optional === true ? `[${form}]` : `<${form}>`, text(argument.help));
      command.addArgument(argument.choices === undefined ? made : made.choices([...argument.choices]));
    }
    for (const each of optionsOf(spec, domains)) command.addOption(option(each));
    command.action(() => understood({ name, args: command.args, raw: command.optsWithGlobals<Raw>() }));
  }
  return program;
};
