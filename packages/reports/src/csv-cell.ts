/** Cells for a Swedish spreadsheet: figures that are figures, and text that is never taken for a formula. */
import { isExact, type Cell } from '@frist/obligations';

import { cellText, momentText, type Speaker } from './cell-text';
import { numberCell, percentage } from './numbers';
import { cellOfOpened } from './opened';

/** What a spreadsheet may take for a formula or a command, at the start or after blanks and invisible characters; full-width forms as well. */
const formula = /^[\s\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]|^[\t\r\n]/u;

/** Text that begins as a formula gets an apostrophe before it. */
export const defused = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** RFC 4180, and quoted also where another parting sign or blanks would tear it. */
const quoted = (text: string): string => (/[";,\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Text as a cell. */
export const csvText = (text: string): string => quoted(defused(text));

/**
 * A cell. Figures, exact amounts (kronor), shares, days and moments stand bare, so that they can be counted with; all else is
 * text, as it reads elsewhere. What does not apply is left empty; what is unknown is not.
 */
export const csvCell = (cell: Cell | undefined, speaker: Speaker): string => figure(cell) ?? csvText(cellText(cell, speaker));

/** Null for what is no figure. */
const figure = (cell: Cell | undefined): string | null => {
  switch (cell?._tag) {
    case 'none':
      return '';
    case 'number':
      return numberCell(cell.value, cell.decimals ?? 0);
    case 'share': {
      const share = percentage(cell.part, cell.of);
      return share === null ? null : `${numberCell(share.value, share.decimals) ?? ''}%`;
    }
    case 'money':
      return isExact(cell.amount) ? kronor(cell.amount) : null;
    case 'day':
      return cell.day;
    case 'instant':
      return momentText(cell.at);
    case 'opened':
      return figure(cellOfOpened(cell.value));
    case 'several':
      return cell.cells.length === 0 ? '' : cell.cells.length === 1 ? figure(cell.cells[0]) : null;
    default:
      return null;
  }
};

/** Whole öre as kronor; öre only where there are any. */
const kronor = (ore: number): string => {
  const [whole, rest] = [Math.trunc(Math.abs(ore) / 100), Math.abs(ore) % 100];
  return `${ore < 0 ? '-' : ''}${whole}${rest === 0 ? '' : `,${String(rest).padStart(2, '0')}`}`;
};
