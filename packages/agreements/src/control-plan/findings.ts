/** What the check must show about a control plan rather than refuse. Pure functions of its state. */
import type { DomainFinding } from '@frist/obligations';

import { at, finding } from '../kit/stream';
import { resultOf } from './plan';
import { type ControlPlanFact, type ControlPlanState, measureOf, occasionsOf, type Risk, riskValue } from './state';

/**
 * All findings about one plan, always in the same order. None while no plan is registered.
 *
 * @example controlPlanFindings(row.state).filter(({ rule }) => rule === 'agreements/risk-without-values')
 */
export const controlPlanFindings = (state: ControlPlanState): readonly DomainFinding[] =>
  state.registered === null
    ? []
    : [...Object.values(state.risks).flatMap((risk) => ofRisk(state, risk)), ...Object.values(state.controls).flatMap((control) => ofControl(state, control)), ...ofDeficiencies(state), ...ofCycle(state)];

/** Words for comparison: without the number before them, as "3. Stor" or "3 Möjlig". */
const plain = (words: string): string => words.normalize('NFC').replace(/^\s*[1-4]\s*[.):]?\s*/, '').trim().toLowerCase();

const ofRisk = ({ registered, controls }: ControlPlanState, risk: Risk): readonly DomainFinding[] => {
  const found: DomainFinding[] = [];
  const here = [risk.event, risk.revalued];
  const value = riskValue(risk);
  if (value === null) found.push(finding('missing', 'risk-without-values', `Risken saknar värden: ${risk.what}`, `The risk has no values: ${risk.what}`, here, { risk: risk.risk }));
  if (value !== null && risk.statedValue !== undefined && value !== risk.statedValue) {
    found.push(finding('contradiction', 'risk-value-differs', `Riskvärdet är inte sannolikhet × konsekvens: ${risk.what}`, `The risk value is not likelihood × consequence: ${risk.what}`, here, { risk: risk.risk, product: value, stated: risk.statedValue, difference: risk.statedValue - value }, undefined, ['product', 'stated', 'difference']));
  }
  const scales = [
    ['likelihood', risk.likelihoodAsWritten, risk.likelihood, registered?.scale?.likelihood],
    ['consequence', risk.consequenceAsWritten, risk.consequence, registered?.scale?.consequence],
  ] as const;
  for (const [scale, written, score, steps] of scales) {
    if (written === undefined || steps === undefined) continue;
    const place = steps.findIndex((step) => plain(step) === plain(written));
    const values = { risk: risk.risk, scale, written, ...(score === undefined ? {} : { score }) };
    if (place === -1) found.push(finding('contradiction', 'word-off-scale', `Ordet finns inte på planens skala: ${written}`, `The word is not on the plan’s scale: ${written}`, [...here, registered?.event], values, undefined, ['score']));
    else if (score !== undefined && place + 1 !== score) found.push(finding('contradiction', 'word-and-score-differ', `Ordet och värdet är olika steg på skalan: ${written}`, `The word and the score are different steps of the scale: ${written}`, [...here, registered?.event], values, undefined, ['score']));
  }
  if (!Object.values(controls).some((control) => control.risk === risk.risk)) found.push(finding('information', 'risk-without-control', `Risken har ingen kontroll: ${risk.what}`, `The risk has no control: ${risk.what}`, here, { risk: risk.risk }));
  return found;
};

const ofControl = (state: ControlPlanState, control: ControlPlanFact<'addControl'>): readonly DomainFinding[] => {
  const found: DomainFinding[] = [];
  const { how, when, event, responsible, minimum } = control;
  const values = { control: control.control };
  const occasions = occasionsOf(state, control);
  if (when === undefined) found.push(finding('missing', 'control-without-timing', `Kontrollen saknar tidpunkt: ${how}`, `The control has no timing: ${how}`, [event], values));
  else if (occasions === null) found.push(finding('missing', 'timing-not-understood', `Tidpunkten kan inte läsas: ${when}`, `The timing cannot be read: ${when}`, [event], { ...values, when }));
  if (responsible === undefined) found.push(finding('missing', 'control-without-executor', `Ingen är utsedd att utföra kontrollen: ${how}`, `Nobody is named to carry out the control: ${how}`, [event], values));
  for (const instance of occasions === null ? [undefined] : occasions.map((one) => one.instance)) {
    const result = resultOf(state, control.control, instance);
    if (result === null || result === 'dropped') continue;
    const which = { ...values, ...(instance === undefined ? {} : { instance }) };
    if (result.result === 'not-carried-out') found.push(finding('breach', 'control-not-carried-out', `Kontrollen har inte utförts: ${how}`, `The control was not carried out: ${how}`, [result.event], which));
    if (result.result === 'not-yet-reported') found.push(finding('information', 'result-not-yet-reported', `Resultatet är ännu inte redovisat: ${how}`, `The result is not yet reported: ${how}`, [result.event], which));
    if (minimum === undefined || (result.result !== 'without-remarks' && result.result !== 'partly')) continue;
    if (result.checked === undefined) found.push(finding('missing', 'checked-not-told', `Antal kontrollerade är inte angivet: ${how}`, `How many were checked is not told: ${how}`, [event, result.event], { ...which, minimum }, undefined, ['minimum']));
    else if (result.checked < minimum) found.push(finding('contradiction', 'fewer-than-minimum', `Färre kontrollerade än planen säger: ${how}`, `Fewer checked than the plan says: ${how}`, [event, result.event], { ...which, minimum, checked: result.checked, difference: minimum - result.checked }, undefined, ['minimum', 'checked', 'difference']));
  }
  return found;
};

const ofDeficiencies = (state: ControlPlanState): readonly DomainFinding[] =>
  Object.values(state.deficiencies).flatMap((deficiency) => {
    if (at(state.remedied, deficiency.deficiency) !== undefined) return [];
    const { measure, due } = measureOf(state, deficiency);
    const values = { deficiency: deficiency.deficiency };
    return [
      ...(measure === undefined ? [finding('missing', 'deficiency-without-measure', `Bristen har ingen åtgärd: ${deficiency.what}`, `The deficiency has no measure: ${deficiency.what}`, [deficiency.event], values)] : []),
      ...(due === undefined ? [finding('missing', 'deficiency-without-due-date', `Åtgärden har ingen förfallodag: ${deficiency.what}`, `The measure has no due date: ${deficiency.what}`, [deficiency.event], values)] : []),
    ];
  });

const ofCycle = ({ registered, adopted, followedUp, revisions, reviews }: ControlPlanState): readonly DomainFinding[] => {
  const found: DomainFinding[] = [];
  if (adopted !== null && adopted.withBudget === false) found.push(finding('information', 'not-adopted-with-budget', 'Planen antogs inte med internbudgeten', 'The plan was not adopted with the internal budget', [adopted.event]));
  if (registered !== null && adopted !== null && Number(adopted.on.slice(0, 4)) >= registered.year) found.push(finding('contradiction', 'adopted-in-its-year', 'Planen antogs först under sitt eget år', 'The plan was adopted only in its own year', [adopted.event], { adopted: adopted.on }));
  if (followedUp !== null && reviews.length === 0) found.push(finding('missing', 'no-executive-review', 'Kommunstyrelsens egen granskning är inte angiven', 'The executive board’s own review is not told', [followedUp.event]));
  if (followedUp === null && revisions.length > 0 && adopted === null) found.push(finding('contradiction', 'revised-before-adopted', 'Planen är reviderad men inte antagen', 'The plan is revised and not adopted', revisions.map(({ event }) => event)));
  return found;
};
