/** All options of a command, those of its report among them: these come from the domains, which only commands that report wait for. */
import { createRequire } from 'node:module';

import type { Domain } from '@frist/obligations';

import type * as ReportParameters from './report-parameters';
import type { CommandSpec, OptionSpec } from './spec';

const load = createRequire(__filename);

/** What reports take, loaded when it is needed. */
export const reportParameters = (): typeof ReportParameters => load('./report-parameters') as typeof ReportParameters;

/** All options of a command, its reports being those of the domains; default: those that come with Frist. */
export const optionsOf = ({ options, report }: CommandSpec, domains?: readonly Domain[]): readonly OptionSpec[] => (report === undefined ? options : [...options, ...reportParameters().parameterOptions(report, domains)]);
