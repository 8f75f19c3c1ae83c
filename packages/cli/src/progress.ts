/** How far something has come: on terminals only, ten times a second at most, and wiped away at the end. */
import type { Terminal } from './terminal';

/** Shows a text in place of the one before; null wipes it away. */
export type Progress = (text: string | null) => void;

/** The progress of a terminal, or null where nobody looks. */
export const progressOn = (terminal: Terminal): Progress | null => {
  if (!terminal.errIsTerminal) return null;
  let last = terminal.now();
  let shown = false;
  return (text) => {
    const now = terminal.now();
    if (text !== null && now - last < 100) return;
    if (text !== null || shown) terminal.err(`\r\u001b[K${text ?? ''}`);
    shown = text !== null;
    last = now;
  };
};
