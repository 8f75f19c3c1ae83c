/** All options of a command, those of its report among them: these come from the domains, which only commands that report wait for. */
import { createRequire } from 'node:module';

import type * as ReportParameters from './report-parameters';
import type { CommandSpec, OptionSpec } from './spec';

const load = createRequire(__filename);

/** What reports take, loaded when it is needed. */
export const reportParameters = (): typeof ReportParameters => load('./report-parameters') as typeof ReportParameters;

/** All options of a command. */
export const optionsOf = ({ options, report }: CommandSpec): readonly OptionSpec[] => (report === undefined ? options : [...options, ...reportParameters().parameterOptions(report)]);
