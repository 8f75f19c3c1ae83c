/** Figures that do not add up. */
import { type DomainFinding, isExact } from '@frist/obligations';

import { balancesOf } from '../balances';
import { unusedAsRecorded } from '../repayable';
import { placed } from '../scope';
import { at, type GrantState, type Move } from '../state';
import { eventsOf, exactSum, finding, movesOf } from './finding';

/** Findings about sums. */
export const sums = (state: GrantState): readonly DomainFinding[] => [...overspent(state), ...notAdding(state), ...inTwoParts(state), ...dangling(state)];

const overspent = (state: GrantState): readonly DomainFinding[] => {
  const { grant, tranches, parts } = balancesOf(state);
  const found: DomainFinding[] = [];
  const scopes = [
    { scope: 'grant', balance: grant, mine: () => true },
    ...Object.entries(tranches).map(([key, balance]) => ({ scope: key, balance, mine: (move: Move) => placed(state, move).tranche === key })),
    ...Object.entries(parts).map(([key, balance]) => ({ scope: key, balance, mine: (move: Move) => move.part === key })),
  ];
  for (const { scope, balance, mine } of scopes) {
    if (!isExact(balance.received) || !isExact(balance.used) || balance.used <= balance.received) continue;
    const { received, used } = balance;
    found.push(finding('contradiction', 'used-more-than-received', 'Mer är förbrukat än mottaget', 'More was used than received', eventsOf(movesOf(state, 'used').filter(mine)), { scope, received, used }));
  }
  const plain = movesOf(state, 'repaid').filter(({ reclaim }) => reclaim === undefined);
  const repaid = exactSum(plain.map(({ amount }) => amount));
  const left = unusedAsRecorded({ ...state, moves: state.moves.filter((move) => !plain.includes(move)) });
  if (repaid !== null && isExact(left) && repaid > Math.max(left, 0)) {
    found.push(finding('contradiction', 'repaid-more-than-left', 'Mer är återbetalat än vad som fanns kvar', 'More was repaid than was left', eventsOf(plain), { repaid, left: Math.max(left, 0) }));
  }
  return found;
};

const notAdding = (state: GrantState): readonly DomainFinding[] => {
  const found: DomainFinding[] = [];
  const compare = (sv: string, en: string, items: readonly Move[], stated: Move['amount'], event: Move['event']): void => {
    const sum = exactSum(items.map(({ amount }) => amount));
    if (sum === null || !isExact(stated) || sum === stated) return;
    found.push(finding('contradiction', 'activities-do-not-sum', `${sv} summerar inte till den angivna summan`, `${en} do not sum to the stated total`, [event, ...eventsOf(items)], { sum, stated, difference: sum - stated }));
  };
  for (const { of, amount, event, ...scope } of state.totals) {
    const mine = movesOf(state, of).filter((move) => (scope.part === undefined || move.part === scope.part) && (scope.tranche === undefined || placed(state, move).tranche === scope.tranche));
    compare('Posterna', 'The items', mine, amount, event);
  }
  for (const { part, name, total, event } of Object.values(state.parts)) {
    if (total !== undefined) compare(`Insatserna i ”${name}”`, `The activities of “${name}”`, movesOf(state, 'used').filter((move) => move.part === part), total, event);
  }
  return found;
};

/** The same activity by its key, or by its name under two keys. */
const inTwoParts = (state: GrantState): readonly DomainFinding[] => {
  const found = new Map<string, { readonly name: string; readonly parts: Set<string>; readonly events: Move['event'][] }>();
  const nameOf = new Map<string, string>(state.uses.map(({ activity, name }) => [activity, name]));
  const groupOf = (activity: string): string => {
    const name = nameOf.get(activity)?.trim().toLowerCase();
    const namesake = state.uses.find((use) => use.name.trim().toLowerCase() === name);
    return namesake?.activity ?? activity;
  };
  for (const { activity, part, event } of movesOf(state, 'used')) {
    if (activity === undefined || part === undefined) continue;
    const key = groupOf(activity);
    const group = found.get(key) ?? { name: nameOf.get(activity) ?? activity, parts: new Set(), events: [] };
    group.parts.add(part);
    group.events.push(event);
    found.set(key, group);
  }
  return [...found]
    .filter(([, { parts }]) => parts.size > 1)
    .map(([activity, { name, parts, events }]) =>
      finding('information', 'activity-in-two-parts', `Insatsen ”${name}” redovisas i flera delar`, `The activity “${name}” is accounted for in several parts`, events, { activity, parts: [...parts].sort().join(', ') }),
    );
};

/** What names a tranche, a part, a report or a reclaim that has been retracted since. */
const dangling = (state: GrantState): readonly DomainFinding[] => {
  const gone = [
    ...[...state.moves, ...state.deadlines, ...state.totals].filter(({ tranche, part }) => (tranche !== undefined && at(state.tranches, tranche) === undefined) || (part !== undefined && at(state.parts, part) === undefined)),
    ...movesOf(state, 'repaid').filter(({ reclaim }) => reclaim !== undefined && at(state.reclaims, reclaim) === undefined),
    ...Object.entries(state.accounts).flatMap(([key, steps]) => (Object.keys(state.reports).includes(key) ? [] : steps)),
  ];
  if (gone.length === 0) return [];
  return [finding('contradiction', 'names-what-is-gone', 'Uppgifter om något som inte längre är registrerat', 'Facts about something that is no longer on record', eventsOf(gone))];
};
