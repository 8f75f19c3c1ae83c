/** Individual reports to the inspectorate: one form per row, in the order of its own form, ready to copy. */
import type { CivilDate } from '@frist/calendar';
import type { StreamName } from '@frist/event-sourcing';
import type { Cell, ReportField, ReportSection } from '@frist/obligations';

import type { Compilation } from '../compilation/compile';
import type { CompiledSpell } from '../compilation/row';
import { headings, headingTitle } from '../compilation/words';
import type { DecisionState, Noted } from '../decision/state';
import { quarterNumber } from '@frist/calendar';
import { reasonLabels, type Side } from '../words';
import { closedCell, day, field, kindCell, legalBasisCell, none, sealedCell, several, text, unknown, yesNo } from './cells';
import { labels, reportTypes } from './labels';

/** The four headings with their forms. */
export const inspectorateSections = (compilation: Compilation, states: ReadonlyMap<StreamName, DecisionState>): readonly ReportSection[] =>
  headings.map((heading) => {
    const rows = compilation.rows.filter((row) => row.heading === heading);
    return {
      key: heading,
      title: headingTitle(heading, quarterNumber(compilation.quarter)),
      ...(rows.length === 0 ? { text: [labels.nothing] } : { forms: rows.map((row) => formOf(row, states.get(row.decision), compilation.cutOff)) }),
    };
  });

const formOf = (row: CompiledSpell, state: DecisionState | undefined, cutOff: CivilDate): readonly ReportField[] => {
  const decided = state?.decided ?? undefined;
  const seal = (reading: Parameters<typeof sealedCell>[0], absent: Cell = unknown): Cell => sealedCell(reading, row.decision, absent);
  const known = <A extends Noted<object>>(facts: readonly A[] | undefined): readonly A[] => (facts ?? []).filter(({ on }) => on <= cutOff);
  const reasonsOf = (side: Side): readonly Cell[] =>
    known(state?.reasons)
      .filter((reason) => reason.side === side)
      .map((reason) => several([text(reasonLabels[reason.category]), ...(reason.text === undefined ? [] : [seal(reason.text)])]));
  const sideField = (side: Side, sv: string, en: string): ReportField => ({ key: `reasons-${side}`, label: { sv: `Skäl för dröjsmålet (${sv})`, en: `Reasons for the delay (${en})` }, value: several(reasonsOf(side)) });
  const closing = state?.closed !== undefined && state.closed !== null && state.closed.on === row.closedOn ? state.closed.text : undefined;
  return [
    field('reportType', text(reportTypes[row.heading])),
    field('interruption', yesNo(row.kind !== 'decision')),
    field('reporter', seal(decided?.reporter)),
    field('mainReporter', seal(decided?.mainReporter)),
    // Without the means to open it, the subject reference stands for the person.
    field('identity', several([...(decided?.identity === undefined ? [] : [seal(decided.identity)]), text(row.subject)])),
    field('protectedIdentity', seal(decided?.protectedIdentity)),
    field('legalBasis', legalBasisCell(row, state)),
    field(row.regime === 'SOL_2001' ? 'assistance' : row.regime === null ? 'kind' : 'intervention', kindCell(row)),
    field('decidedOn', day(row.decidedOn)),
    field('interruptedOn', day(row.kind === 'decision' ? null : row.since)),
    sideField('authority', 'nämnden', 'the board'),
    sideField('performer', 'utföraren', 'the performer'),
    sideField('person', 'den enskilde', 'the person'),
    field('effects', several(known(state?.effects).map(({ effects }) => seal(effects)), unknown)),
    field('support', several(known(state?.support).map(({ support }) => seal(support)), unknown)),
    field('offers', several(state === undefined ? [] : offersOf(state, row.decision, cutOff))),
    field('executedOn', day(row.executedOn)),
    field('closedOn', closing === undefined ? closedCell(row) : several([closedCell(row), seal(closing)])),
    field('municipalityOfStay', seal(decided?.municipalityOfStay, none)),
    field('advanceDecision', yesNo(decided?.advanceDecision === true)),
  ];
};

const answers = { true: { sv: 'accepterat', en: 'accepted' }, false: { sv: 'avböjt', en: 'declined' } } as const;

const offersOf = ({ offers, followUps }: DecisionState, stream: StreamName, cutOff: CivilDate): readonly Cell[] => {
  const made = Object.values(offers).flatMap((offer): readonly (readonly [CivilDate, Cell])[] => {
    if (offer.made === null || offer.made.on > cutOff) return [];
    const { answer } = offer;
    const told = answer === null || answer.on > cutOff ? [text({ sv: 'inget svar', en: 'no answer' })] : [text(answers[`${answer.accepted}`]), day(answer.on), ...(answer.reason === undefined ? [] : [sealedCell(answer.reason, stream)])];
    return [[offer.made.on, several([text({ sv: 'Erbjudande', en: 'Offer' }), day(offer.made.on), ...(offer.made.what === undefined ? [] : [sealedCell(offer.made.what, stream)]), ...told])]];
  });
  const followed = followUps.filter(({ on }) => on <= cutOff).map(({ on, note }): readonly [CivilDate, Cell] => [on, several([text({ sv: 'Uppföljning', en: 'Follow-up' }), day(on), ...(note === undefined ? [] : [sealedCell(note, stream)])])]);
  return [...made, ...followed].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, cell]) => cell);
};
