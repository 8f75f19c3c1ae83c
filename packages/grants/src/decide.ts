/**
 * What a grant accepts. Reality is recorded even where it does not agree with itself; `findings.ts` shows that. A command
 * is refused only when it contradicts itself, names what the grant does not have, or says again what may be said once.
 */
import type { Period } from '@frist/calendar';
import { type DecisionContext, type Failure, failure, type NewFact } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { grantCommands } from './events';
import { at, type DataOf, type GrantState, type Scope } from './state';
import { dueFromTold, type Key, type ToldDate } from './told';

type Commands = typeof grantCommands;

/** One command, told apart by its name. */
export type GrantCommand = { [Name in keyof Commands]: { readonly command: Name; readonly data: DataOf<Commands[Name]> } }[keyof Commands];

/**
 * Why a command was refused: the grant is not registered, or twice · a name is taken, or names nothing on record · a date
 * cannot be read (`UnclearDate`) · the command contradicts itself (`SelfContradiction`).
 */
export type GrantRefusal = Failure<
  | 'GrantNotRegistered'
  | 'GrantRegisteredAlready'
  | 'KeyTaken'
  | 'UnknownTranche'
  | 'UnknownPart'
  | 'UnknownReport'
  | 'UnknownShare'
  | 'UnknownReclaim'
  | 'UnknownCondition'
  | 'UnknownActivity'
  | 'UnclearDate'
  | 'SelfContradiction'
>;

/** Records what is said, unless it contradicts itself or names what the grant does not have. */
export const decideGrant = (state: GrantState, command: GrantCommand, context: DecisionContext<GrantState>): E.Either<GrantRefusal, readonly NewFact[]> => {
  const refusal = firstRefusal(state, command, context);
  return refusal === null ? E.right([{ type: grantCommands[command.command].type, data: command.data }]) : E.left(refusal);
};

const firstRefusal = (state: GrantState, { command, data }: GrantCommand, { on }: DecisionContext<GrantState>): GrantRefusal | null => {
  const refuse = (tag: GrantRefusal['_tag'], field: string, expected: string, value?: string): GrantRefusal => failure(tag, `grants/${command}`, `data.${field}`, expected, value);
  if (command === 'registerGrant') return state.registered === null ? null : refuse('GrantRegisteredAlready', 'name', 'a stream without a grant');
  if (state.registered === null) return refuse('GrantNotRegistered', 'name', 'a grant registered before');
  const known = <A>(tag: GrantRefusal['_tag'], field: string, key: Key | undefined, among: Readonly<Record<Key, A>>): GrantRefusal | null =>
    key === undefined || at(among, key) !== undefined ? null : refuse(tag, field, Object.keys(among).join(', ') || 'one that has been added', key);
  const free = <A>(field: string, key: Key, among: Readonly<Record<Key, A>>): GrantRefusal | null =>
    at(among, key) === undefined ? null : refuse('KeyTaken', field, 'a name this grant has not used for it', key);
  const scoped = ({ tranche, part }: Scope, field = ''): GrantRefusal | null => {
    const its = at(state.parts, part)?.tranche;
    return (
      known('UnknownTranche', `${field}tranche`, tranche, state.tranches) ??
      known('UnknownPart', `${field}part`, part, state.parts) ??
      (tranche === undefined || its === undefined || its === tranche ? null : refuse('SelfContradiction', `${field}tranche`, `${its}, to which the part belongs`, tranche))
    );
  };
  const dated = (told: ToldDate | undefined, field: string): GrantRefusal | null => {
    const due = told === undefined ? null : dueFromTold(told, on);
    return due !== null && E.isLeft(due) ? refuse('UnclearDate', `${field}${due.left.field.replace(/^due/, '')}`, due.left.expected, due.left.value) : null;
  };
  const within = ({ between }: { readonly between?: Period }): GrantRefusal | null =>
    between === undefined || between.to === on ? null : refuse('SelfContradiction', 'between.to', `the command's own day ${on}: a fact is dated by the last day possible`, between.to);
  const share = (percent: number): GrantRefusal | null => (percent >= 1 && percent <= 100 ? null : refuse('SelfContradiction', 'percent', 'a share from 1 to 100', String(percent)));
  const cap = (key: Key | undefined, field: string): GrantRefusal | null =>
    key === undefined || state.caps.some(({ condition }) => condition === key) ? null : refuse('UnknownCondition', field, state.caps.map(({ condition }) => condition).join(', ') || 'a share cap that has been set', key);
  const activities = (): ReadonlySet<string> => new Set([...state.uses.map(({ activity }) => activity), ...state.distributions.flatMap(({ lines }) => lines.flatMap(({ activity }) => activity ?? []))]);
  const first = (...checks: readonly (GrantRefusal | null)[]): GrantRefusal | null => checks.find((check) => check !== null) ?? null;

  switch (command) {
    case 'addTranche':
      return free('tranche', data.tranche, state.tranches);
    case 'addPart':
      return first(free('part', data.part, state.parts), known('UnknownTranche', 'tranche', data.tranche, state.tranches));
    case 'setClaimDeadline':
      return first(scoped(data), dated(data.due, 'due'));
    case 'setUsePeriod':
      return data.from !== undefined && data.until !== undefined && data.from > data.until ? refuse('SelfContradiction', 'until', `a day not before ${data.from}`, data.until) : null;
    case 'requireReport':
      return first(
        free('report', data.report, state.reports),
        data.tranches?.length === 0 ? refuse('SelfContradiction', 'tranches', 'at least one, or none told at all') : null,
        data.parts?.length === 0 ? refuse('SelfContradiction', 'parts', 'at least one, or none told at all') : null,
        ...(data.tranches ?? []).map((key) => known('UnknownTranche', 'tranches', key, state.tranches)),
        ...(data.parts ?? []).map((key) => known('UnknownPart', 'parts', key, state.parts)),
        dated(data.due, 'due'),
      );
    case 'setRepaymentTerms':
      return dated(data.due, 'due');
    case 'setShareCap':
      return first(state.caps.some(({ condition }) => condition === data.condition) ? refuse('KeyTaken', 'condition', 'a name this grant has not used for it', data.condition) : null, share(data.percent));
    case 'setOnwardShare':
      return first(free('share', data.share, state.shares), share(data.percent), dated(data.due, 'due'));
    case 'setCounterPerformance':
      return free('condition', data.condition, state.counters);
    case 'showCounterPerformance':
      return known('UnknownCondition', 'condition', data.condition, state.counters);
    case 'recordForecast':
    case 'proposeClaim':
    case 'decideClaim':
    case 'declineClaim':
    case 'rejectClaim':
    case 'recordAward':
    case 'stateTotal':
      return scoped(data);
    case 'submitClaim':
    case 'recordReceipt':
      return first(scoped(data), within(data));
    case 'transferOnward':
      return first(scoped(data), known('UnknownShare', 'share', data.share, state.shares), within(data));
    case 'recordUse':
      return first(
        data.lines.length === 0 ? refuse('SelfContradiction', 'lines', 'at least one line') : null,
        ...data.lines.map((line, i) => first(scoped(line, `lines[${i}].`), cap(line.condition, `lines[${i}].condition`))),
        within(data),
      );
    case 'replanUse':
      return activities().has(data.activity) ? null : refuse('UnknownActivity', 'activity', 'an activity that money has been used for or distributed to', data.activity);
    case 'decideDistribution':
      return first(...data.lines.map((line, i) => known('UnknownPart', `lines[${i}].part`, line.part, state.parts)));
    case 'draftReport':
    case 'approveReport':
    case 'acceptReport':
    case 'recordDispatchList':
      return known('UnknownReport', 'report', data.report, state.reports);
    case 'submitReport':
      return first(known('UnknownReport', 'report', data.report, state.reports), within(data));
    case 'returnReport':
      return first(known('UnknownReport', 'report', data.report, state.reports), dated(data.due, 'due'));
    case 'repay':
      return first(scoped(data), known('UnknownReclaim', 'reclaim', data.reclaim, state.reclaims), within(data));
    case 'reclaim':
      return first(free('reclaim', data.reclaim, state.reclaims), known('UnknownReport', 'report', data.report, state.reports), dated(data.due, 'due'));
    case 'waiveRepayment':
      return known('UnknownReclaim', 'reclaim', data.reclaim, state.reclaims);
    case 'appointResponsible':
    case 'setDistributor':
    case 'stateOtherFigure':
    case 'closeGrant':
      return null;
  }
};
