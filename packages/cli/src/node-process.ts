/** Runs a command line as this process: streams, exit code, and the last resort for what nobody foresaw. */
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { ExitCode } from './exit-code';
import { languageOf } from './language';
import { run, unexpected } from './run';
import type { Terminal } from './terminal';

/** A reader that has gone away (`frist check | head`) is no error; nothing more is written. */
const writerTo = (stream: NodeJS.WriteStream): ((text: string) => void) => {
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    open = false;
    if (error.code !== 'EPIPE' && error.code !== 'EIO') process.exitCode = ExitCode.data;
  });
  return (text) => {
    if (open) stream.write(text);
  };
};

/** Beside the file first, then under its name in one step: nobody ever sees a part of it, nor is anything written over. */
const createFile = (path: string, bytes: Uint8Array): void => {
  const beside = `${path}.${process.pid}.part`;
  const file = openSync(beside, 'wx');
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
    try {
      linkSync(beside, path);
    } catch (error) {
      // Some file systems, those of memory sticks among them, have no links.
      if (existsSync(path)) throw error;
      renameSync(beside, path);
    }
  } finally {
    closeSync(file);
    rmSync(beside, { force: true });
  }
};

/** The name stands for any file in the folder. */
const modulesFrom = (folder: string): Terminal['modules'] => {
  const load = createRequire(join(folder, 'frist'));
  return { resolve: (name) => load.resolve(name), load };
};

/** Runs the arguments and sets the exit code. Never throws. */
export const runAsProcess = (args: readonly string[]): void => {
  const { columns } = process.stdout;
  const terminal: Terminal = {
    out: writerTo(process.stdout),
    err: writerTo(process.stderr),
    outIsTerminal: process.stdout.isTTY === true,
    errIsTerminal: process.stderr.isTTY === true,
    ...(columns === undefined ? {} : { columns }),
    env: process.env,
    now: () => Date.now(),
    readFile: (path) => readFileSync(path),
    exists: existsSync,
    createFile,
    modules: modulesFrom(process.cwd()),
  };
  const giveUp = (error: unknown): void => {
    unexpected(error, terminal, languageOf(args, terminal.env));
    process.exitCode = ExitCode.data;
  };
  process.on('uncaughtException', giveUp);
  run(args, terminal).then((code) => {
    process.exitCode = code;
  }, giveUp);
};
