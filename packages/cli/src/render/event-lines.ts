/** Recorded events for people: one line each, or one at length. */
import { type Fact, isOpen } from '@frist/event-sourcing';
import type { Instant } from '@frist/calendar';

import type { Words } from '../messages';
import type { Context } from '../outcome';
import { labelled, type Page, wrap } from './page';
import { recordedText } from './recorded-text';
import { momentText } from './times';

const sourceText = ({ source }: Fact): string => (source === undefined ? '' : [source.document, source.date, source.locator].filter((part) => part !== undefined).join(', '));

/** One event in short: day, what, who, where it is told, and its id on a line of its own. */
export const eventLine = (event: Fact, page: Page, state: string | null): readonly string[] => {
  const source = sourceText(event);
  const text = [event.type, state, `${event.actor.role}`, source === '' ? null : source].filter((part) => part !== null).join(' · ');
  const [first = '', ...rest] = wrap(text, page.width - 14);
  return [`  ${event.occurredOn}  ${first}`, ...rest.map((line) => `${' '.repeat(14)}${line}`), `${' '.repeat(14)}${page.dim(event.id)}`];
};

/** One event at length, its contents as a list of paths; what the facts that caused it were told in words stays as it was told. */
export const eventBlock = (event: Fact, causedBy: readonly Fact[], page: Page, context: Context): readonly string[] => {
  const { record } = context.words;
  const said = recordedText(event, causedBy, context);
  const layout = { indent: 2, column: 14 };
  const row = (label: string, text: string): readonly string[] => (text === '' ? [] : labelled(page, label, text, layout));
  return [
    ...row(record.columns.type, event.type),
    ...row(record.columns.day, event.occurredOn),
    ...row(record.columns.recorded, momentText(event.recordedAt as Instant)),
    ...row('', event.knownSince === undefined ? '' : record.knownSince(event.knownSince)),
    ...row(record.stream, event.stream),
    ...row(record.board, event.board),
    ...row(record.columns.actor, `${event.actor.role} (${event.actor.ref})`),
    ...row(record.command, event.commandId),
    ...row(record.columns.source, sourceText(event)),
    ...leaves(event.data, '', record.readings).flatMap(({ path, text }, i) => row(i === 0 ? record.data : ' ', `${path}: ${said(path, text)}`)),
  ];
};

interface Leaf {
  readonly path: string;
  readonly text: string;
}

const isUnread = (value: unknown): value is { readonly _tag: 'sealed' | 'disposed' } => typeof value === 'object' && value !== null && '_tag' in value && 'subject' in value && (value._tag === 'disposed' || (value._tag === 'sealed' && 'box' in value));

/** What is sealed stays sealed: an open reading is never printed, whatever it holds. */
const leaves = (value: unknown, path: string, readings: Words['record']['readings']): readonly Leaf[] => {
  if (isOpen(value)) return [{ path, text: '***' }];
  if (isUnread(value)) return [{ path, text: readings[value._tag] }];
  if (Array.isArray(value)) return value.flatMap((item, i) => leaves(item, `${path}[${i}]`, readings));
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`, readings));
  return [{ path, text: String(value) }];
};
