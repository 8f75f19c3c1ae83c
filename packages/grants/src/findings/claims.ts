/** Claims, forecasts and receipts that are missing or do not agree. */
import type { CivilDate, FuzzyDate } from '@frist/calendar';
import type { EventId } from '@frist/event-sourcing';
import { type DomainFinding, isExact } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { dealsWith, meets, placed } from '../scope';
import { at, type GrantState, type Move } from '../state';
import { dueFromTold, type ToldDate } from '../told';
import { eventsOf, exactSum, finding, movesOf } from './finding';

/** Findings about claims. */
export const claims = (state: GrantState): readonly DomainFinding[] => [...neverClaimed(state), ...toldDifferently(state), ...outOfOrder(state), ...sameMoneyTwice(state)];

const neverClaimed = (state: GrantState): readonly DomainFinding[] => {
  const { registered, forecasts, declined, rejected } = state;
  const drawn = movesOf(state, 'claimed', 'received');
  if (drawn.length === 0 && declined.length === 0 && rejected.length === 0) {
    return [
      forecasts.length > 0
        ? finding('missing', 'forecast-never-claimed', 'Antaget i en prognos men aldrig registrerat som rekvirerat eller sökt', 'Assumed in a forecast, never recorded as claimed', eventsOf(forecasts))
        : finding('missing', 'never-claimed', 'Ingen rekvisition, ansökan eller mottagna medel är registrerade', 'Neither claim nor receipt is on record', [registered?.event]),
    ];
  }
  const asked = [...movesOf(state, 'claimed'), ...declined, ...rejected].map((act) => placed(state, act));
  return Object.values(state.tranches)
    .filter(({ tranche }) => !asked.some((act) => dealsWith(act, { tranche })))
    .map(({ tranche, diaryNumbers, event }) => {
      const name = (diaryNumbers ?? [tranche]).join(', ');
      return finding('missing', 'tranche-never-claimed', `Omgången ${name} är inte registrerad som rekvirerad`, `The tranche ${name} is not on record as claimed`, [event]);
    });
};

const toldDifferently = (state: GrantState): readonly DomainFinding[] => {
  const { registered } = state;
  const found: DomainFinding[] = [];
  for (const forecast of state.forecasts) {
    const claim = state.claims.find((each) => each.tranche === forecast.tranche && each.part === forecast.part);
    if (claim !== undefined) found.push(finding('contradiction', 'claimed-and-forecast', 'En uppgift säger rekvirerat, en annan bara ett prognosantagande', 'One paper says claimed, another only a forecast assumption', [claim.event, forecast.event]));
  }
  for (const claim of state.claims) {
    const terms = at(state.parts, claim.part)?.claimKind ?? registered?.claimKind;
    if (claim.claimKind !== undefined && terms !== undefined && claim.claimKind !== terms) {
      found.push(finding('contradiction', 'claim-kind-differs', 'Sättet att söka anges olika; båda uppgifterna står kvar', 'The way of claiming is told differently; both readings are kept', [registered?.event, claim.event], { terms, claim: claim.claimKind }));
    }
    const sum = exactSum((claim.lines ?? []).map(({ amount }) => amount));
    if (sum !== null && isExact(claim.amount) && sum !== claim.amount) {
      found.push(finding('contradiction', 'claim-lines-do-not-sum', 'Ansökans rader summerar inte till den angivna summan', 'The claim’s lines do not sum to the stated total', [claim.event], { sum, stated: claim.amount, difference: sum - claim.amount }));
    }
  }
  for (const { due, on, event } of state.deadlines) found.push(...dates('deadline', 'Sista ansökningsdag', 'The last day to claim', due, on, event));
  for (const { due, on, event } of Object.values(state.reports)) found.push(...dates('reporting-date', 'Redovisningsdagen', 'The reporting date', due, on, event));
  if (state.repayment !== null) found.push(...dates('repayment-date', 'Återbetalningsdagen', 'The day of repayment', state.repayment.due, state.repayment.on, state.repayment.event));
  return found;
};

/** Readings of one date that exclude each other; and what a correction put in and nobody can read. */
const dates = (rule: 'deadline' | 'reporting-date' | 'repayment-date', sv: string, en: string, told: ToldDate, on: CivilDate, event: EventId): readonly DomainFinding[] => {
  const due = dueFromTold(told, on);
  if (E.isLeft(due)) return [finding('contradiction', 'date-not-readable', `${sv} går inte att läsa`, `${en} cannot be read`, [event], { expected: due.left.expected })];
  if (due.right.kind !== 'fuzzy' || !disagree(due.right.fuzzy)) return [];
  return [finding('contradiction', `${rule}-told-differently`, `${sv} anges olika`, `${en} is told differently`, [event])];
};

const disagree = ({ readings }: FuzzyDate): boolean => readings.some((a) => readings.some((b) => a.latest < b.earliest && a.rule !== b.rule));

const outOfOrder = (state: GrantState): readonly DomainFinding[] => {
  const [claimed, received] = [movesOf(state, 'claimed'), movesOf(state, 'received')];
  const found: DomainFinding[] = [];
  if (received.length > 0 && claimed.length === 0) {
    found.push(finding('contradiction', 'receipt-without-claim', 'Medel är mottagna utan att någon rekvisition eller ansökan är registrerad', 'Money was received and no claim is on record', eventsOf(received)));
  }
  for (const receipt of received) {
    const own = claimed.filter((claim) => meets(placed(state, claim), placed(state, receipt)));
    if (own.length > 0 && own.every((claim) => firstDay(claim) > receipt.on)) {
      found.push(finding('contradiction', 'receipt-before-claim', 'Medel mottagna före rekvisitionen', 'Money received before it was claimed', [receipt.event, ...eventsOf(own)]));
    }
  }
  for (const decline of state.declined) {
    const own = claimed.filter((claim) => meets(placed(state, claim), placed(state, decline)) && !(claim.tranche === undefined && decline.tranche !== undefined));
    if (own.length > 0) found.push(finding('contradiction', 'declined-and-claimed', 'Avstått enligt en uppgift, rekvirerat enligt en annan', 'Declined by one record, claimed by another', [decline.event, ...eventsOf(own)]));
  }
  return found;
};

const firstDay = ({ on, between }: Move): CivilDate => between?.from ?? on;

/** A sum for the whole grant that is exactly the sum of those told for its tranches or parts is likely the same money. */
const sameMoneyTwice = (state: GrantState): readonly DomainFinding[] =>
  (['claimed', 'awarded', 'received'] as const).flatMap((kind) => {
    const all = movesOf(state, kind);
    const parts = all.filter(({ tranche, part }) => tranche !== undefined || part !== undefined);
    const sum = parts.length > 1 ? exactSum(parts.map(({ amount }) => amount)) : null;
    const whole = all.find((move) => move.tranche === undefined && move.part === undefined && move.amount === sum);
    if (sum === null || whole === undefined) return [];
    return [finding('contradiction', 'told-for-whole-and-parts', 'Samma summa är angiven både för hela bidraget och för dess delar', 'The same sum is told for the whole grant and for what it consists of', [whole.event, ...eventsOf(parts)], { of: kind, ore: sum })];
  });
