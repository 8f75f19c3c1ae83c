/** Small constructors of cells. */
import type { CivilDate } from '@frist/calendar';
import type { Reading, StreamName } from '@frist/event-sourcing';
import type { Bilingual, Cell, ReportColumn, ReportField } from '@frist/obligations';

import type { CompiledSpell } from '../compilation/row';
import type { DecisionState } from '../decision/state';
import { provisionOf, type Regime } from '../regimes';
import { closingLabels, reasonLabels, type Side, sideLabels } from '../words';
import { labels } from './labels';

/** Nobody has told. */
export const unknown: Cell = { _tag: 'unknown' };
/** Does not apply. */
export const none: Cell = { _tag: 'none' };
/** A text. */
export const text = (value: Bilingual | string): Cell => ({ _tag: 'text', text: value });
/** A number without decimals. */
export const number = (value: number): Cell => ({ _tag: 'number', value });
/** A day, or that there is none. */
export const day = (value: CivilDate | null): Cell => (value === null ? none : { _tag: 'day', day: value });
/** Yes or no. */
export const yesNo = (value: boolean): Cell => ({ _tag: 'yes-no', value });
/** Several in one cell; one alone stands for itself. */
export const several = (cells: readonly Cell[], nothing: Cell = none): Cell => (cells.length === 0 ? nothing : cells.length === 1 && cells[0] !== undefined ? cells[0] : { _tag: 'several', cells });

/** A sealed field, as stored: whoever holds the means opens it before it is rendered. */
export const sealedCell = (reading: Reading<unknown> | undefined, stream: StreamName, absent: Cell = unknown): Cell => {
  if (reading === undefined) return absent;
  return reading._tag === 'open' ? { _tag: 'opened', value: reading.value } : { _tag: 'sealed', reading, stream };
};

/** A column by its label. */
export const column = (key: keyof typeof labels): ReportColumn => ({ key, label: labels[key] });
/** A field by its label. */
export const field = (key: keyof typeof labels, value: Cell): ReportField => ({ key, label: labels[key], value });

const acts: Readonly<Record<Regime, string>> = { SOL_2001: 'SoL (2001:453)', SOL_2025: 'SoL (2025:400)', LSS: 'LSS' };

/** The provision, else the act, else unknown. It stays that of the decision, whatever act the report falls under. */
export const legalBasisCell = (row: Pick<CompiledSpell, 'regime'>, state: DecisionState | undefined): Cell => {
  const provision = state?.decided?.legalBasis?.provision;
  return provision !== undefined ? text(provisionOf(provision).reference) : row.regime === null ? unknown : text(acts[row.regime]);
};

/** The kind, in the words of the paper. */
export const kindCell = ({ intervention }: Pick<CompiledSpell, 'intervention'>): Cell => text(intervention.label ?? intervention.category);

/** "nämnden: Personal saknas": short reasons by side. */
export const reasonCell = (reasons: CompiledSpell['reasons'], side?: Side): Cell =>
  several(
    reasons
      .filter((reason) => side === undefined || reason.side === side)
      .map((reason) => {
        const label = reasonLabels[reason.category];
        const of = sideLabels[reason.side];
        return text(side === undefined ? { sv: `${of.sv}: ${label.sv}`, en: `${of.en}: ${label.en}` } : label);
      }),
    side === undefined ? unknown : none,
  );

/** Day and reason of the closing. */
export const closedCell = ({ closedOn, closingReason }: CompiledSpell): Cell => (closedOn === null ? none : several([day(closedOn), closingReason === null ? unknown : text(closingLabels[closingReason])]));
