/** The report of internal control plans: the net list of risks, the year's planned controls, and the follow-up. */
import { failure } from '@frist/event-sourcing';
import type { Cell, DomainReport, ReportTable } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { at } from '../kit/stream';
import { resultOf } from './plan';
import { type ControlPlanFact, type ControlPlanState, measureOf, occasionsOf, riskValue } from './state';

const text = (value: string | undefined): Cell => (value === undefined ? { _tag: 'unknown' } : { _tag: 'text', text: value });
const number = (value: number | null | undefined): Cell => (value === null || value === undefined ? { _tag: 'unknown' } : { _tag: 'number', value });
const column = (key: string, sv: string, en: string) => ({ key, label: { sv, en } });
const several = (cells: readonly Cell[]): Cell => (cells.length === 1 && cells[0] !== undefined ? cells[0] : cells.length === 0 ? { _tag: 'none' } : { _tag: 'several', cells });

const columns = {
  risk: column('risk', 'Risk', 'Risk'),
  likelihood: column('likelihood', 'Sannolikhet', 'Likelihood'),
  consequence: column('consequence', 'Konsekvens', 'Consequence'),
  value: column('value', 'Riskvärde', 'Risk value'),
  motivation: column('motivation', 'Motivering', 'Reasons'),
  control: column('control', 'Kontroll', 'Control'),
  description: column('description', 'Beskrivning', 'Description'),
  when: column('when', 'Tidpunkt', 'When'),
  responsible: column('responsible', 'Ansvarig', 'Responsible'),
  occasion: column('occasion', 'Tillfälle', 'Occasion'),
  done: column('done', 'Utförd', 'Carried out'),
  sample: column('sample', 'Urval', 'Sample'),
  result: column('result', 'Resultat', 'Result'),
  deficiencies: column('deficiencies', 'Brister', 'Deficiencies'),
  measure: column('measure', 'Åtgärd och förfallodag', 'Measure and due date'),
  review: column('review', 'Kommunstyrelsens granskning', 'The executive board’s review'),
};

const results = {
  'without-remarks': { sv: 'utan anmärkning', en: 'without remarks' },
  partly: { sv: 'delvis', en: 'partly' },
  'not-carried-out': { sv: 'inte utförd', en: 'not carried out' },
  'not-yet-reported': { sv: 'ännu inte redovisad', en: 'not yet reported' },
  dropped: { sv: 'utgått', en: 'dropped' },
} as const;

/** A score with the words that the plan uses for it. */
const score = (value: number | undefined, written: string | undefined): Cell => (written === undefined ? number(value) : value === undefined ? text(written) : { _tag: 'several', cells: [number(value), text(written)] });

const risks = (state: ControlPlanState): ReportTable => ({
  key: 'risks',
  columns: [columns.risk, columns.likelihood, columns.consequence, columns.value, columns.motivation],
  rows: Object.values(state.risks).map((risk) => [
    text(risk.what),
    score(risk.likelihood, risk.likelihoodAsWritten),
    score(risk.consequence, risk.consequenceAsWritten),
    number(riskValue(risk) ?? risk.statedValue),
    text(risk.motivation),
  ]),
  empty: { sv: 'Inga risker angivna.', en: 'No risks told.' },
});

const controls = (state: ControlPlanState): ReportTable => ({
  key: 'controls',
  columns: [columns.risk, columns.control, columns.description, columns.when, columns.responsible],
  rows: Object.values(state.controls).map((control) => [text(at(state.risks, control.risk)?.what ?? control.risk), text(control.how), text(control.description), text(control.when), text(control.responsible)]),
  empty: { sv: 'Inga kontroller angivna.', en: 'No controls told.' },
});

const followUp = (state: ControlPlanState): ReportTable => ({
  key: 'follow-up',
  columns: [columns.control, columns.occasion, columns.done, columns.sample, columns.result, columns.deficiencies, columns.measure, columns.review],
  rows: Object.values(state.controls).flatMap((control) => {
    const occasions = occasionsOf(state, control);
    return (occasions === null ? [undefined] : occasions.map(({ instance }) => instance)).map((instance, i) => followed(state, control, instance, i === 0));
  }),
  empty: { sv: 'Inga kontroller angivna.', en: 'No controls told.' },
});

const followed = (state: ControlPlanState, control: ControlPlanFact<'addControl'>, instance: string | undefined, first: boolean): readonly Cell[] => {
  const result = resultOf(state, control.control, instance);
  const told = result === null || result === 'dropped' ? undefined : result;
  const carriedOut = told?.result === 'without-remarks' || told?.result === 'partly';
  const found = Object.values(state.deficiencies).filter((one) => one.control === control.control && (one.instance === instance || (one.instance === undefined && first)));
  const reviews = state.reviews.filter((review) => review.control === control.control);
  return [
    text(control.how),
    instance === undefined ? { _tag: 'unknown' } : text(instance),
    carriedOut ? { _tag: 'day', day: told.on } : told === undefined ? (result === null ? { _tag: 'unknown' } : { _tag: 'none' }) : { _tag: 'none' },
    told?.sample === undefined && told?.checked !== undefined ? number(told.checked) : text(told?.sample ?? control.sample),
    { _tag: 'text', text: results[result === null ? 'not-yet-reported' : result === 'dropped' ? 'dropped' : result.result] },
    several(found.map(({ what }) => text(what))),
    several(found.map((one) => measureCell(state, one))),
    first ? several(reviews.map(({ outcome }) => text(outcome))) : { _tag: 'none' },
  ];
};

const measureCell = (state: ControlPlanState, deficiency: ControlPlanFact<'recordDeficiency'>): Cell => {
  const { measure, due } = measureOf(state, deficiency);
  const when: Cell = due?.day !== undefined ? { _tag: 'day', day: due.day } : text(due?.text ?? due?.readings?.map(({ day, text: words }) => words ?? day).join(' / '));
  return { _tag: 'several', cells: [text(measure), when] };
};

/**
 * `frist report control-plan --year 2023`. A report of several plans (boards) has each under its own headings. Basis: the
 * headings that the boards themselves use.
 *
 * @example controlPlanReport.build(view, { year: '2023' })
 */
export const controlPlanReport: DomainReport = {
  name: 'control-plan',
  help: { sv: 'Internkontrollplan för ett år: risker, planerade kontroller, uppföljning', en: 'Internal control plan of a year: risks, planned controls, follow-up' },
  parameters: [{ name: 'year', form: '2023', help: { sv: 'planens år', en: 'the year of the plan' }, required: true }],
  requires: () => null,
  build: (view, { year }) => {
    if (year === undefined || !/^\d{4}$/.test(year)) return E.left(failure('InvalidParameter', 'agreements/report-control-plan', 'year', 'a year: YYYY', year));
    const plans = view.rows<ControlPlanState>('control-plans', [year]).map(({ state }) => state).filter(({ registered }) => registered?.year === Number(year));
    const numbers = plans.flatMap(({ registered }) => registered?.diaryNumbers ?? []);
    const only = plans.length === 1 ? plans[0] : undefined;
    return E.right({
      title: { sv: `Internkontrollplan ${year}`, en: `Internal control plan ${year}` },
      head: [
        { key: 'diary-numbers', label: { sv: 'Diarienummer', en: 'Diary number' }, value: numbers.length === 0 ? { _tag: 'unknown' } : several(numbers.map(text)) },
        { key: 'concerns', label: { sv: 'Avser', en: 'Concerns' }, value: text(year) },
        { key: 'adopted', label: { sv: 'Antagen av nämnden', en: 'Adopted by the board' }, value: only === undefined || only.adopted === null ? { _tag: 'unknown' } : several([{ _tag: 'day', day: only.adopted.on }, ...decisionOf(only.adopted.decision)]) },
        { key: 'dispatched-to', label: { sv: 'Expedieras till', en: 'Dispatched to' }, value: only === undefined || only.sent.length === 0 ? { _tag: 'unknown' } : several(only.sent.map(({ to }) => text(to))) },
      ],
      sections: plans.flatMap((plan, i) => {
        const key = (name: string): string => (i === 0 ? name : `${name}-${i + 1}`);
        return [
          { key: key('net-list'), title: { sv: 'Nettolista risker', en: 'Net list of risks' }, tables: [risks(plan)] },
          { key: key('planned-controls'), title: { sv: 'Årets planerade kontroller', en: 'The year’s planned controls' }, tables: [controls(plan)] },
          { key: key('follow-up'), title: { sv: 'Uppföljning', en: 'Follow-up' }, text: planReviews(plan), tables: [followUp(plan)] },
        ];
      }),
      anything: plans.length > 0,
    });
  },
};

const decisionOf = (decision: ControlPlanFact<'adoptPlan'>['decision']): readonly Cell[] => (decision?.kind === 'outside' ? [text(decision.number)] : []);

/** The executive board's review of the plan as a whole. */
const planReviews = ({ reviews }: ControlPlanState) =>
  reviews.filter(({ control }) => control === undefined).map(({ outcome }) => ({ sv: `Kommunstyrelsens granskning: ${outcome}`.slice(0, 400), en: `The executive board’s review: ${outcome}`.slice(0, 400) }));
