/** What the check must show about a decision rather than refuse. Pure functions of its state; nothing personal. */
import type { CivilDate } from '@frist/calendar';
import type { EventId } from '@frist/event-sourcing';
import type { DomainFinding } from '@frist/obligations';

import { dayAfter, feeLimitation } from '../clock';
import { feeRangeOn } from '../fees';
import { finding } from '../finding-rules';
import { provisionOf, regimeOn } from '../regimes';
import { inspectorateWindows } from '../windows';
import { isCovered, isOwedFor, ranOver } from './reportable';
import { type DecisionState, spellOf, type Stray } from './state';

const strayTitles: Readonly<Record<Stray['rule'], readonly [sv: string, en: string]>> = {
  'before-decision': ['Verkställighet före beslutet', 'Execution before the decision'],
  'decided-twice': ['Beslutet är registrerat två gånger', 'The decision is on record twice'],
  'executed-twice': ['Verkställd två gånger utan avbrott emellan: det tidigare datumet räknas', 'Executed twice without an interruption: the earlier day counts'],
  'interrupted-without-execution': ['Avbrott utan registrerad verkställighet', 'Interrupted without an execution on record'],
  'interrupted-twice': ['Avbrott under ett avbrott: det tidigare räknas', 'Interrupted while interrupted: the earlier counts'],
  'resumed-without-interruption': ['Återupptagen utan avbrott', 'Resumed without an interruption'],
  'closed-while-executing': ['Avslutad utan verkställighet, men verkställighet är registrerad', 'Closed as not executed, although an execution is on record'],
  'after-closing': ['Händelse efter avslut', 'Something after the closing'],
};

/**
 * All findings about one decision, always in the same order.
 *
 * @example decisionFindings(row.state).filter(({ kind }) => kind === 'contradiction')
 */
export const decisionFindings = (state: DecisionState): readonly DomainFinding[] => [
  ...state.strays.map(({ rule, event, on }) => finding('contradiction', rule, ...strayTitles[rule], [event], { day: on })),
  ...basis(state),
  ...otherDates(state),
  ...unexplained(state),
  ...reports(state),
  ...fees(state),
];

const basis = ({ decided, spells, ...state }: DecisionState): readonly DomainFinding[] => {
  if (decided === null) return [];
  const { legalBasis, courtRuling, event, on } = decided;
  const found: DomainFinding[] = [];
  if (legalBasis === undefined) found.push(finding('missing', 'no-legal-basis', 'Lagrum är inte angivet', 'The legal basis is not told', [event]));
  const provision = legalBasis?.provision === undefined ? null : provisionOf(legalBasis.provision);
  if (provision !== null && regimeOn(provision.act, on).regime !== provision.regime) {
    found.push(finding('contradiction', 'provision-not-in-force', 'Lagrummet gällde inte på beslutsdagen', 'The provision was not in force on the day of the decision', [event], { provision: provision.code, decidedOn: on }));
  }
  if (!isCovered({ ...state, decided, spells })) {
    found.push(
      courtRuling === undefined
        ? finding('information', 'not-covered', 'Omfattas inte av rapporteringsskyldigheten', 'Not covered by the duty to report', [event])
        : finding('information', 'court-ruling', 'Domstolens avgörande rapporteras inte, men kan ge särskild avgift', 'A court ruling is not reported, and can give a special fee', [event]),
    );
  }
  return found;
};

/** A paper tells another day than the one on record; the nearest is meant. */
const otherDates = (state: DecisionState): readonly DomainFinding[] =>
  state.stated.flatMap(({ of, day, event }) => {
    const own = daysOf(state)[of];
    if (own.length === 0 || own.includes(day)) return [];
    return [finding('contradiction', 'dates-differ', 'Två handlingar anger olika datum', 'Two papers tell different days', [event], { of, told: day, onRecord: own.join(', ') })];
  });

const daysOf = ({ decided, spells, closed }: DecisionState): Readonly<Record<DecisionState['stated'][number]['of'], readonly CivilDate[]>> => ({
  decision: decided === null ? [] : [decided.on],
  execution: spells.filter(({ kind }) => kind === 'decision').flatMap(({ end }) => (end?.how === 'executed' ? [end.on] : [])),
  interruption: spells.filter(({ kind }) => kind !== 'decision').map(({ from }) => from),
  resumption: spells.filter(({ kind }) => kind !== 'decision').flatMap(({ end }) => (end?.how === 'executed' ? [end.on] : [])),
  closing: closed === null ? [] : [closed.on],
});

/** The reports must hold a short reason for the delay. */
const unexplained = (state: DecisionState): readonly DomainFinding[] => {
  const late = isCovered(state) && state.reasons.length === 0 ? state.spells.find(ranOver) : undefined;
  return late === undefined ? [] : [finding('missing', 'no-reason', 'Skäl för dröjsmålet saknas', 'No reason for the delay is told', [late.key], undefined, dayAfter(late.lastDay))];
};

const reports = (state: DecisionState): readonly DomainFinding[] =>
  state.reports.flatMap(({ spell: key, quarter, to, on, event }) => {
    const spell = spellOf(state, key);
    const values = { quarter, to, reported: on };
    if (spell === undefined) return [finding('contradiction', 'report-without-spell', 'Rapporten gäller ett beslut eller avbrott som inte är registrerat', 'The report is about a decision or an interruption that is not on record', [event], values)];
    if (!isCovered(state) || !isOwedFor(spell, quarter)) return [finding('contradiction', 'reported-though-not-owed', 'Rapporterad för ett kvartal då ingen rapport skulle lämnas', 'Reported for a quarter for which no report was owed', [event], values)];
    if (on <= spell.lastDay) return [finding('contradiction', 'reported-too-early', 'Rapporterad innan tre månader hade gått', 'Reported before three months had passed', [event], values)];
    const closes = to === 'inspectorate' ? inspectorateWindows.windows[quarter]?.closes : undefined;
    return closes !== undefined && on > closes ? [finding('breach', 'reported-late', 'Rapporterad efter att IVO:s fönster hade stängt', 'Reported after the inspectorate’s window had closed', [event], { ...values, closes })] : [];
  });

const fees = (state: DecisionState): readonly DomainFinding[] => {
  const { decided } = state;
  if (decided === null) return [];
  const late = state.applications.flatMap(({ application, spell: key, on, event }) => {
    const start = feeStart(state, key);
    const last = start === null ? null : feeLimitation(start);
    return last !== null && on > last ? [finding('contradiction', 'fee-served-late', 'Ansökan om särskild avgift delgavs efter två år', 'The application for a special fee was served after two years', [event], { application, served: on, lastDay: last })] : [];
  });
  const range = feeRangeOn(decided.on);
  const outside = state.feeDecisions.flatMap(({ amount, application, event }) =>
    amount !== undefined && (amount < range.lowest || amount > range.highest)
      ? [finding('contradiction', 'fee-outside-range', 'Avgiften ligger utanför det spann som gällde för beslutet', 'The fee is outside the range that applied to the decision', [event], { application, ore: amount, lowest: range.lowest, highest: range.highest })]
      : [],
  );
  const postponed = state.applications.length > 0 ? state.reasons.filter(({ category }) => category === 'asked-to-postpone') : [];
  return [...late, ...outside, ...postponed.slice(0, 1).map(({ event }) => finding('information', 'asked-to-postpone', 'Den enskilde har bett att få vänta: i ett valfrihetssystem hindrar det en avgift', 'The person asked to wait: in a choice system that excludes a fee', [event]))];
};

/**
 * Day 0 of the two years within which an application must be served: the decision or the interruption; of a court's ruling
 * the day it became final. Null where that is not told, or the spell is not on record.
 */
export const feeStart = (state: DecisionState, key: EventId): CivilDate | null => {
  const spell = spellOf(state, key);
  if (spell === undefined) return null;
  return spell.kind === 'decision' && state.decided?.courtRuling !== undefined ? (state.decided.courtRuling.finalOn ?? null) : spell.from;
};
