/** `--domain MODULE`, read before the rest of the command line is understood: what reports take comes from the domains. */
import { type OptionSpec, specs } from './spec';

/** The modules that are named, in order; none where the command takes no domains. */
export const domainsAsked = (args: readonly string[]): readonly string[] => {
  if (!args.some((arg) => arg === flag || arg.startsWith(`${flag}=`))) return [];
  const spec = specs.find(({ name }) => name === args.find((arg) => specs.some((each) => each.name === arg)));
  if (spec?.options.some((option: OptionSpec) => option.flag === flag) !== true) return [];
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? args.length : end).flatMap((arg, i) => {
    if (arg.startsWith(`${flag}=`)) return [arg.slice(flag.length + 1)];
    const value = args[i + 1];
    return arg === flag && value !== undefined && !value.startsWith('-') ? [value] : [];
  });
};

const flag = '--domain';
