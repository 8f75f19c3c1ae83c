/** From a compilation to what is journaled: commands for the board's adoption and for each sending. Pure; the caller executes them. */
import type { CivilDate } from '@frist/calendar';
import type { Actor, Board, CommandId, Source, StreamName } from '@frist/event-sourcing';
import type { ObligationId, Reference } from '@frist/obligations';

import { dutiesOfSpells } from '../decision/duties';
import { spellOf } from '../decision/state';
import { individualRecipients, type Recipient } from '../words';
import { compilationStream } from './compilation';
import type { Compilation, CompiledDecision } from './compile';
import type { CompiledSpell } from './row';
import type { AdoptedRow, CompilationAdopted, Statistics } from './events';
import type { RecordedOf } from '@frist/event-sourcing';

/** Who journals what, and when it happened. */
export interface JournalMeta {
  readonly id: CommandId;
  readonly board: Board;
  readonly on: CivilDate;
  readonly actor: Actor;
  readonly source?: Source;
  /** For migrated history only. */
  readonly knownSince?: CivilDate;
}

/** What the minutes say of the adoption. */
export interface AdoptionMeta extends JournalMeta {
  /** The body that adopted it. */
  readonly by: string;
  readonly diaryNumber?: string;
  readonly paragraph?: string;
  /** The decision by which it was adopted. */
  readonly decisionReference?: Reference;
  readonly dispatch?: readonly string[];
  readonly note?: string;
  /** The board's duty to give the council statistics; see `councilDuty`. */
  readonly council?: ObligationId;
}

/** A command as `execute` takes it. */
export interface JournalCommand<Data> {
  readonly id: CommandId;
  readonly board: Board;
  readonly stream: StreamName;
  readonly command: string;
  readonly on: CivilDate;
  readonly actor: Actor;
  readonly data: Data;
  readonly source?: Source;
  readonly knownSince?: CivilDate;
}

const envelope = <Data>({ id, board, on, actor, source, knownSince }: JournalMeta, compilation: Pick<Compilation, 'quarter'>, command: string, data: Data): JournalCommand<Data> => ({
  id,
  board,
  stream: compilationStream(board, compilation.quarter),
  command,
  on,
  actor,
  data,
  ...(source === undefined ? {} : { source }),
  ...(knownSince === undefined ? {} : { knownSince }),
});

/**
 * The command by which the board's adoption is journaled: each row with its heading and with the duties that sending it
 * performs, by obligation id and instance.
 *
 * @param decisions the decisions it was compiled from
 * @example await frist.execute(adoptionCommand(compilation, rows, { id, board, on, actor, by: 'socialnämnden' }))()
 */
export const adoptionCommand = (compilation: Compilation, decisions: Iterable<CompiledDecision>, meta: AdoptionMeta): JournalCommand<RecordedOf<typeof CompilationAdopted>['data']> => {
  const named = new Set(compilation.rows.map(({ decision }) => decision));
  const states = new Map([...decisions].filter(({ stream }) => named.has(stream)).map(({ stream, state }) => [stream, state]));
  const { by, diaryNumber, paragraph, decisionReference, dispatch, note, council } = meta;
  return envelope(meta, compilation, 'adoptCompilation', {
    quarter: compilation.quarter,
    by,
    cutOff: compilation.cutOff,
    rows: compilation.rows.map((row) => adoptedRow(row, states.get(row.decision))),
    ...(compilation.window === null ? {} : { window: compilation.window }),
    ...(compilation.name === null ? {} : { name: compilation.name }),
    ...(diaryNumber === undefined ? {} : { diaryNumber }),
    ...(paragraph === undefined ? {} : { paragraph }),
    ...(decisionReference === undefined ? {} : { decisionReference }),
    ...(dispatch === undefined ? {} : { dispatch }),
    ...(council === undefined ? {} : { council }),
    ...(note === undefined ? {} : { note }),
  });
};

/** The command by which a sending to one recipient is journaled, with its own date; to the council with the statistics as given. */
export const sendingCommand = (compilation: Pick<Compilation, 'quarter'>, to: Recipient, meta: JournalMeta, { evidence, statistics }: { readonly evidence?: string; readonly statistics?: Statistics } = {}) =>
  envelope(meta, compilation, 'recordSending', { to, ...(evidence === undefined ? {} : { evidence }), ...(statistics === undefined ? {} : { statistics }) });

const adoptedRow = (row: CompiledSpell, state: CompiledDecision['state'] | undefined): AdoptedRow => {
  const spell = state === undefined ? undefined : spellOf(state, row.spell);
  const dutiesOf = state === undefined ? undefined : dutiesOfSpells(state);
  const performs = individualRecipients.flatMap((to) => {
    if (dutiesOf === undefined || spell === undefined) return [];
    const { report, end } = dutiesOf(spell, to);
    const told = row.executedOn !== null || row.closedOn !== null;
    return [...(report === undefined ? [] : row.performs.map((instance) => ({ to, obligation: report, instance }))), ...(end === undefined || !told ? [] : [{ to, obligation: end }])];
  });
  const { decision, heading, kind, intervention, decidedOn, since, firstQuarter, act, executedOn, closedOn, reasons } = row;
  return {
    decision,
    spell: row.spell,
    heading,
    kind,
    intervention,
    decidedOn,
    since,
    firstQuarter,
    ...(act === null ? {} : { act }),
    ...(executedOn === null ? {} : { executedOn }),
    ...(closedOn === null ? {} : { closedOn }),
    ...(reasons.length === 0 ? {} : { reasons }),
    ...(performs.length === 0 ? {} : { performs }),
  };
};
