/** What the process answers with; the same for every command. */
export const ExitCode = {
  /** Nothing at or above the threshold. */
  ok: 0,
  /** Something at or above the threshold of `--fail-on`. */
  findings: 1,
  /** The command line makes no sense. */
  usage: 2,
  /** Data cannot be read, or are refused. */
  data: 3,
  /** Something recorded, signed or proven has been altered. */
  integrity: 4,
  /** There is nothing to check. */
  nothing: 5,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
