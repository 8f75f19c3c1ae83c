/** Conditions of the grant: share caps, the period of use, who decides the internal distribution. */
import { type DomainFinding, isExact } from '@frist/obligations';

import { balancesOf } from '../balances';
import { usedOutside } from '../repayable';
import type { GrantState, NotedOf } from '../state';
import { eventsOf, exactSum, finding, movesOf } from './finding';

/** Findings about conditions. */
export const conditions = (state: GrantState): readonly DomainFinding[] => [...state.caps.flatMap((cap) => capOf(state, cap)), ...outside(state), ...state.distributions.flatMap((each) => distributed(state, each))];

/** What counts against a cap: lines that name it, and the activity that bears its name. */
const capOf = (state: GrantState, { condition, what, percent, base, event }: NotedOf<'setShareCap'>): readonly DomainFinding[] => {
  const counting = movesOf(state, 'used').filter((move) => move.condition === condition || move.activity === condition);
  const of = base === undefined ? null : balancesOf(state).grant[base];
  const why = (sv: string, en: string): readonly DomainFinding[] => [
    finding('missing', 'share-cap-not-checkable', `Högst ${percent} % (${what}): kan inte prövas, ${sv}`, `At most ${percent} % (${what}): cannot be checked, ${en}`, [event, ...eventsOf(counting)]),
  ];
  if (of === null) return why('basen är inte angiven', 'the base is not stated');
  if (!isExact(of)) return why('basen är inte känd', 'the base is not known');
  const counted = counting.length === 0 ? 0 : exactSum(counting.map(({ amount }) => amount));
  if (counted === null) return why('vad som använts är inte känt', 'what was used is not known');
  if (counted * 100 <= of * percent) return [];
  return [finding('breach', 'share-cap-exceeded', `Högst ${percent} % (${what}) är överskridet`, `At most ${percent} % (${what}) is exceeded`, [event, ...eventsOf(counting)], { counted, base: of })];
};

const outside = (state: GrantState): readonly DomainFinding[] => {
  const moves = state.moves.filter((move) => usedOutside(state, move));
  if (moves.length === 0) return [];
  const ore = exactSum(moves.map(({ amount }) => amount));
  return [finding('breach', 'used-outside-period', 'Medel använda utanför perioden', 'Money used outside the period', eventsOf(moves), ore === null ? {} : { ore })];
};

/** The head of social services, by the words that papers use. */
const head = /head of social services|socialdirektör|socialchef/i;

const distributed = ({ distributor, responsible }: GrantState, { by, proposedBy, event }: NotedOf<'decideDistribution'>): readonly DomainFinding[] => {
  const found: DomainFinding[] = [];
  if (distributor !== null && by !== distributor) {
    found.push(finding('contradiction', 'distributed-by-other-role', 'Den interna fördelningen är beslutad av en annan roll än villkoren anger', 'The internal distribution was decided by another role than the terms name', [event], { by, expected: distributor }));
  }
  if (distributor === null && !head.test(by)) {
    found.push(finding('information', 'distributed-by-other-role', 'Socialdirektören beslutar den interna fördelningen om inget annat är sagt', 'The head of social services decides the internal distribution unless something else was said', [event], { by }));
  }
  if (proposedBy !== undefined && responsible !== null && proposedBy !== responsible) {
    found.push(finding('information', 'proposed-by-other-role', 'Fördelningen är föreslagen av en annan än den ansvariga', 'The distribution was proposed by somebody else than the responsible person', [event], { by: proposedBy, responsible }));
  }
  return found;
};
