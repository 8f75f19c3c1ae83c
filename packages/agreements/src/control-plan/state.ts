/** The state of a control plan: what its facts come to, in folding order. Plain JSON. */
import type { RecordedDuty } from '@frist/obligations';

import { at, type ByKey, type DataOf, evolveWith, type LoggedOf, noted, type Noted, put, type StepOf } from '../kit/stream';
import type { controlPlanCommands, ControlPlanEventType } from './events';
import { type Occasion, occasionsIn } from './occasions';

/** The {@link Noted} facts that a command records. */
export type ControlPlanFact<Name extends keyof typeof controlPlanCommands> = Noted<DataOf<(typeof controlPlanCommands)[Name]>>;
type Logged = LoggedOf<ControlPlanEventType>;
/** A risk as it is valued now. */
export type Risk = ControlPlanFact<'addRisk'> & { readonly revalued?: ControlPlanFact<'revalueRisk'>['event'] };

/** See the top of the file. */
export interface ControlPlanState {
  readonly registered: ControlPlanFact<'registerControlPlan'> | null;
  readonly risks: ByKey<Risk>;
  readonly controls: ByKey<ControlPlanFact<'addControl'>>;
  readonly dropped: readonly ControlPlanFact<'dropControl'>[];
  readonly results: readonly ControlPlanFact<'reportResult'>[];
  readonly deficiencies: ByKey<ControlPlanFact<'recordDeficiency'>>;
  /** By deficiency; the latest told. */
  readonly measures: ByKey<ControlPlanFact<'decideDeficiencyMeasure'>>;
  readonly remedied: ByKey<ControlPlanFact<'remedyDeficiency'>>;
  readonly adopted: ControlPlanFact<'adoptPlan'> | null;
  readonly sent: readonly ControlPlanFact<'sendPlan'>[];
  readonly revisions: readonly ControlPlanFact<'revisePlan'>[];
  readonly followedUp: ControlPlanFact<'followUpPlan'> | null;
  readonly reviews: readonly ControlPlanFact<'recordReview'>[];
  readonly log: readonly Logged[];
  readonly recorded: readonly RecordedDuty[];
}
/** A step through the facts of a plan. */
export type ControlPlanStep = StepOf<ControlPlanState>;

/** Before the first fact. */
export const noControlPlan: ControlPlanState = {
  registered: null,
  risks: {},
  controls: {},
  dropped: [],
  results: [],
  deficiencies: {},
  measures: {},
  remedied: {},
  adopted: null,
  sent: [],
  revisions: [],
  followedUp: null,
  reviews: [],
  log: [],
  recorded: [],
};

/** Folds one fact of the plan, without the log. Total. */
export const evolvePlan = (state: ControlPlanState, fact: Logged): ControlPlanState => {
  switch (fact.type) {
    case 'ControlPlanRegistered':
      return { ...state, registered: noted(fact) };
    case 'RiskAdded':
      return { ...state, risks: put(state.risks, fact.data.risk, noted(fact)) };
    case 'RiskRevalued': {
      const known = at(state.risks, fact.data.risk);
      return known === undefined ? state : { ...state, risks: put(state.risks, fact.data.risk, { ...known, ...fact.data, revalued: fact.id }) };
    }
    case 'ControlAdded':
      return { ...state, controls: put(state.controls, fact.data.control, noted(fact)) };
    case 'ControlPlanAdopted':
      return { ...state, adopted: noted(fact) };
    case 'ControlPlanSent':
      return { ...state, sent: [...state.sent, noted(fact)] };
    case 'ControlPlanRevised':
      return { ...state, revisions: [...state.revisions, noted(fact)] };
    case 'ControlDropped':
      return { ...state, dropped: [...state.dropped, noted(fact)] };
    case 'ControlResultReported':
      return { ...state, results: [...state.results, noted(fact)] };
    case 'DeficiencyFound':
      return { ...state, deficiencies: put(state.deficiencies, fact.data.deficiency, noted(fact)) };
    case 'DeficiencyMeasureDecided':
      return { ...state, measures: put(state.measures, fact.data.deficiency, noted(fact)) };
    case 'DeficiencyRemedied':
      return { ...state, remedied: put(state.remedied, fact.data.deficiency, noted(fact)) };
    case 'ControlPlanFollowedUp':
      return { ...state, followedUp: noted(fact) };
    case 'ExecutiveBoardReviewed':
      return { ...state, reviews: [...state.reviews, noted(fact)] };
  }
};

/** Folds one fact. Total. */
export const evolveControlPlan = evolveWith<Logged, ControlPlanState>(evolvePlan);

/** The occasions of a control in the plan's year; null where none is told, or the words are not understood. */
export const occasionsOf = ({ registered }: ControlPlanState, { when }: ControlPlanFact<'addControl'>): readonly Occasion[] | null =>
  registered === null || when === undefined ? null : occasionsIn(when, registered.year);

/** The value of a risk: likelihood × consequence; null while either is missing. */
export const riskValue = ({ likelihood, consequence }: Pick<Risk, 'likelihood' | 'consequence'>): number | null => (likelihood === undefined || consequence === undefined ? null : likelihood * consequence);

/** What is to be done about a deficiency, and by when: as told last. */
export const measureOf = (state: ControlPlanState, deficiency: ControlPlanFact<'recordDeficiency'>): Pick<ControlPlanFact<'recordDeficiency'>, 'measure' | 'owner' | 'due' | 'event' | 'on'> =>
  at(state.measures, deficiency.deficiency) ?? deficiency;
