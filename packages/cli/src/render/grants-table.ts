/** Grants for people: a block a grant, a line of figures for the whole and for each tranche and part, remarks below. */
import type { Instant } from '@frist/calendar';
import type { Balance } from '@frist/grants';
import Table = require('cli-table3');

import type { GrantReport, ScopeBalance } from '../grant-report';
import type { Context } from '../outcome';
import { remarkLines } from './check-table';
import { clean } from './clean';
import { amountCell } from './money-text';
import { lines, type Page, pageOf, wrap } from './page';
import { knownAtText } from './times';

/** All grants as text. */
export const grantsTable = (grants: readonly GrantReport[], times: { readonly asOf: string; readonly knownAt: string }, context: Context): string => {
  const { words, terminal } = context;
  const page = pageOf(terminal);
  return lines([
    page.bold(words.head.grants(times.asOf, knownAtText(times.knownAt as Instant))),
    words.grants.unit,
    ...grants.flatMap((grant) => ['', ...wrap(titleOf(grant), page.width).map(page.bold), ...figures(grant, context), ...remarks(grant, page, context)]),
    '',
    ...wrap(words.head.foot, page.width).map(page.dim),
  ]);
};

const titleOf = ({ name, concerns, funder }: GrantReport): string => [...new Set([name, ...concerns, ...(funder === null ? [] : [funder])])].join(' · ');

const kinds = ['claimed', 'awarded', 'received', 'transferred', 'used', 'unused', 'repaid'] as const satisfies readonly (keyof Balance)[];

const blank = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '', left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: ' ' };

/** Names stand on a line of their own above their figures, so that the figures keep their columns however long a name is. */
const figures = (grant: GrantReport, context: Context): readonly string[] => {
  const says = context.words.grants;
  const table = new Table({ chars: blank, style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] }, colAligns: kinds.map(() => 'right') });
  const row = (balance: Balance): string[] => kinds.map((kind) => amountCell(balance[kind], context).padStart(10));
  const named = (label: string, { key, name, diaryNumbers }: ScopeBalance): string => clean([`${label} ${name ?? key}`, ...diaryNumbers].join(', '));
  table.push(kinds.map((kind) => says.columns[kind].padStart(10)));
  const scopes = [...grant.tranches.map((scope) => ({ title: named(says.tranche, scope), scope })), ...grant.parts.map((scope) => ({ title: named(says.part, scope), scope }))];
  const titles = [says.whole, ...scopes.map(({ title }) => title)];
  table.push(row(grant.balance), ...scopes.map(({ scope }) => row(scope.balance)));
  const [head = '', ...rows] = table.toString().split('\n');
  return scopes.length === 0 ? [head, ...rows] : [head, ...rows.flatMap((line, i) => [`  ${titles[i] ?? ''}`, line])];
};

const remarks = ({ findings }: GrantReport, page: Page, context: Context): readonly string[] =>
  findings.length === 0 ? [] : [`  ${context.words.grants.findings}:`, ...findings.flatMap((finding) => remarkLines(finding, page, context))];
