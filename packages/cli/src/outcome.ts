/** What a command comes to: an exit code, and what is printed where. Commands print nothing themselves. */
import type { Domain } from '@frist/obligations';

import type { ExitCode } from './exit-code';
import type { Lang } from './language';
import type { Words } from './messages';
import type { Terminal } from './terminal';

export interface Outcome {
  readonly code: ExitCode;
  /** For standard output. */
  readonly out?: string;
  /** For standard error, as it is. */
  readonly err?: string;
  /** For standard error, one sentence a line. */
  readonly errors?: readonly string[];
}

/** What a command gets besides its arguments. */
export interface Context {
  readonly terminal: Terminal;
  readonly lang: Lang;
  readonly words: Words;
  /** `--lang` was given: then JSON speaks it too; else JSON is English wherever it is made. */
  readonly langGiven: boolean;
  /** All of them, where `--domain` added some; absent: those that come with Frist. */
  readonly domains?: readonly Domain[];
}

/** The outcome of a failure. */
export const failed = (code: ExitCode, ...errors: readonly string[]): Outcome => ({ code, errors });
