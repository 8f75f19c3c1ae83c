/** A cell as a person reads it, the same in every form but the spreadsheet's. */
import { swedishDay, swedishLocalText, type Instant } from '@frist/calendar';
import type { SubjectRef } from '@frist/event-sourcing';
import { type Bilingual, type Cell, formatAmount } from '@frist/obligations';

import { numberText, percentage } from './numbers';
import { cellOfOpened } from './opened';
import type { Disposal, Lang } from './options';
import { plainLines } from './plain';
import { dash, type Words, wordsOf } from './words';

/** Who speaks: a language, its words, and the disposals on record. */
export interface Speaker {
  readonly lang: Lang;
  readonly words: Words;
  readonly disposals: ReadonlyMap<SubjectRef, Disposal>;
}

const none: ReadonlyMap<SubjectRef, Disposal> = new Map();

/** The speaker that options ask for. */
export const speakerFor = ({ lang, disposals }: { readonly lang: Lang; readonly disposals?: ReadonlyMap<SubjectRef, Disposal> }): Speaker =>
  ({ lang, words: wordsOf[lang], disposals: disposals ?? none });

/** By Swedish clocks, to the minute: `2024-10-26 12:00`. */
export const momentText = (instant: Instant): string => `${swedishDay(instant)} ${swedishLocalText(instant).slice(11, 16)}`;

/** A text in the language of the speaker, as it stands. */
export const saidBy = (text: Bilingual | string, { lang }: Pick<Speaker, 'lang'>): string => (typeof text === 'string' ? text : text[lang]);

/** How a sealed cell is told: disposed of, if that is on record or the reading says so. */
export type SealedAs =
  | { readonly _tag: 'sealed' }
  | { readonly _tag: 'disposed'; readonly disposal: Disposal };

/** Whether a sealed cell is still sealed or disposed of, and what is told of the disposal. */
export const sealedAs = ({ reading }: Cell & { readonly _tag: 'sealed' }, { disposals }: Pick<Speaker, 'disposals'>): SealedAs => {
  const disposal = disposals.get(reading.subject);
  return disposal === undefined && reading._tag === 'sealed' ? { _tag: 'sealed' } : { _tag: 'disposed', disposal: disposal ?? {} };
};

/** Several values stand on one line, parted so that a decimal comma is not mistaken for the next value. */
const between = '; ';

/** In words; it may hold line feeds and is never blank. */
export const cellText = (cell: Cell | undefined, speaker: Speaker): string => {
  const { lang, words } = speaker;
  switch (cell?._tag) {
    case undefined:
    case 'unknown':
      return words.unknown;
    case 'none':
      return dash;
    case 'text': {
      const text = plainLines(saidBy(cell.text, speaker));
      return text === '' ? words.unknown : text;
    }
    case 'day':
      return cell.day;
    case 'instant':
      return momentText(cell.at);
    case 'number':
      return numberText(cell.value, cell.decimals ?? 0, lang) ?? words.unknown;
    case 'share': {
      const share = percentage(cell.part, cell.of);
      return share === null ? words.unknown : `${numberText(share.value, share.decimals, lang) ?? ''}${lang === 'sv' ? '\u00a0' : ''}%`;
    }
    case 'money':
      return formatAmount(cell.amount, lang);
    case 'yes-no':
      return cell.value ? words.yes : words.no;
    case 'sealed': {
      const as = sealedAs(cell, speaker);
      if (as._tag === 'sealed') return words.sealed;
      return words.disposed(as.disposal.on, as.disposal.decision === undefined ? undefined : plainLines(as.disposal.decision));
    }
    case 'opened':
      return cellText(cellOfOpened(cell.value), speaker);
    case 'several':
      return cell.cells.length === 0 ? dash : cell.cells.map((one) => cellText(one, speaker)).join(between);
  }
};

const figures: ReadonlySet<Cell['_tag']> = new Set(['number', 'share', 'money']);
const silent: ReadonlySet<Cell['_tag']> = new Set(['unknown', 'none']);

/** Which columns hold figures and nothing else, and so stand to the right. */
export const figureColumns = (columns: number, rows: readonly (readonly Cell[])[]): readonly boolean[] =>
  Array.from({ length: columns }, (_, i) => {
    let any = false;
    for (const row of rows) {
      const tag = row[i]?._tag ?? 'unknown';
      if (figures.has(tag)) any = true;
      else if (!silent.has(tag)) return false;
    }
    return any;
  });
