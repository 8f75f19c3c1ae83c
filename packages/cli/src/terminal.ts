/** Everything a command knows of the world outside. A test gives its own. */
export interface Terminal {
  /** To standard output. */
  readonly out: (text: string) => void;
  /** To standard error. */
  readonly err: (text: string) => void;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  /** Width of the terminal; absent when output goes elsewhere. */
  readonly columns?: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly now: () => number;
  /** The bytes of a file; throws as `node:fs` does. */
  readonly readFile: (path: string) => Uint8Array;
  readonly exists: (path: string) => boolean;
  /** Writes a new file, all of it or nothing; throws as `node:fs` does, `EEXIST` where there is one. */
  readonly createFile: (path: string, bytes: Uint8Array) => void;
  /** Modules as the current folder sees them: the file of one, by its path or the name of its package, and what a file exports. Both throw as `require` does. */
  readonly modules: { readonly resolve: (name: string) => string; readonly load: (file: string) => unknown };
}

/** Whether to colour what goes to standard output: only on terminals, and not against the user's wish (no-color.org). */
export const wantsColour = ({ outIsTerminal, env }: Terminal): boolean =>
  outIsTerminal && (env.NO_COLOR === undefined || env.NO_COLOR === '') && env.TERM !== 'dumb';

/** Width to lay text out for: 80 to 120 on a terminal, 100 elsewhere, so that a file is the same whoever made it. */
export const widthOf = ({ outIsTerminal, columns }: Terminal): number =>
  outIsTerminal && columns !== undefined ? Math.min(120, Math.max(80, columns)) : 100;
