/** The command line: names, options, help. What a command does stands in its own file, loaded when it runs. */
import { Argument, Command, Option } from 'commander';

import type { Raw } from './raw';
import { lazy } from './lazy';
import type { Context, Outcome } from './outcome';

/** What parsing a command line gives the caller. */
export interface Parsing {
  readonly program: Command;
  /** What the command came to; null while none has run. */
  readonly outcome: () => Outcome | null;
}

/** Builds the program for one run. Output and errors are collected by `write`; nothing here touches the process. */
export const programOf = (context: Context, write: { readonly out: (text: string) => void; readonly err: (text: string) => void }): Parsing => {
  const { words } = context;
  const { help } = words;
  let outcome: Outcome | null = null;
  const told = (made: Promise<Outcome>): Promise<void> =>
    made.then((answer) => {
      outcome = answer;
    });

  const option = (flags: string, description: string, choices?: readonly string[]): Option => {
    const made = new Option(flags, description);
    return choices === undefined ? made : made.choices(choices);
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
  const command = (name: string, description: string, example: string): Command =>
    common(program.command(name))
      .description(description)
      .addHelpText('after', `\n${help.example}\n  ${example}\n`);
  const lang = (): Option => option('--lang <sv|en>', help.lang, ['sv', 'en']);
  const format = (): Option => option('--format <form>', help.format, ['table', 'json']);
  const store = (): Option => option('--store <URL>', help.store);
  /** The options of every command that reads a register. */
  const reading = (made: Command): Command =>
    made
      .addOption(option('--as-of <DATE>', help.asOf))
      .addOption(option('--known-at <INSTANT>', help.knownAt))
      .addOption(option('--board <NAME>', help.board))
      .addOption(store())
      .addOption(option('--import <FILE...>', help.importInto))
      .addOption(format())
      .addOption(lang());

  const program = common(new Command('frist'))
    .description(help.program)
    .version(lazy.version(), '-V, --version', help.version)
    .addOption(lang())
    .helpCommand('help [command]', help.commandHelp)
    .addHelpText('after', `\n${help.exitCodes}\n\n${help.example}\n  frist check --as-of 2020-02-15 --lang sv\n`);

  command('import', help.import, 'frist import grants.jsonl --board botkyrka/socialnamnden')
    .addArgument(new Argument('<FILE...>', help.files))
    .addOption(option('--board <NAME>', help.boardDefault))
    .addOption(store())
    .addOption(format())
    .addOption(lang())
    .action((files: readonly string[], raw: Raw) => told(lazy.import().importCommand(files, raw, context)));
  reading(command('check', help.check, 'frist check --as-of 2020-02-15 --within P45D --fail-on overdue,due-today'))
    .addOption(option('--within <P30D>', help.within))
    .addOption(option('--fail-on <LIST>', help.failOn))
    .action((raw: Raw) => told(lazy.check().checkCommand(raw, context)));
  command('deadline', help.deadline, 'frist deadline --start 2024-05-31 --plus P3W')
    .addOption(option('--start <DATE>', help.start).makeOptionMandatory())
    .addOption(option('--plus <P3W>', help.plus).makeOptionMandatory())
    .addOption(option('--roll <rule>', help.roll, ['statutory', 'none']))
    .addOption(format())
    .addOption(lang())
    .action((raw: Raw) => told(lazy.deadline().deadlineCommand(raw, context)));
  reading(command('explain', help.explain, 'frist explain 6f1c1f0e-2f8b-5c5b-9b39-1f2f0a6f7c11 --lang sv'))
    .addArgument(new Argument('<ID>', help.id))
    .action((id: string, raw: Raw) => told(lazy.explain().explainCommand(id, raw, context)));
  reading(command('history', help.history, 'frist history grant-0d8f2c1e-6a53-5f7e-8c34-2b8d7f0a9e61'))
    .addArgument(new Argument('<ID>', help.id))
    .action((id: string, raw: Raw) => told(lazy.history().historyCommand(id, raw, context)));
  reading(command('grants', help.grants, 'frist grants --as-of 2019-12-31 --format json')).action((raw: Raw) => told(lazy.grants().grantsCommand(raw, context)));

  return { program, outcome: () => outcome };
};
