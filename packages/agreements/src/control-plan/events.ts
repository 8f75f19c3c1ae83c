/** What can happen to the internal control plan of a year. Each command records the event of the same content. */
import { closed, eventType, nonBlank, oneOf, wholeNumber } from '@frist/event-sourcing';
import { happenedBetween, InstanceKey, Key, Party, Reference, ToldDate } from '@frist/obligations';
import * as t from 'io-ts';


const Labels = t.readonlyArray(nonBlank(60));
const Steps = t.readonlyArray(nonBlank(60));
/** 1–4. The words that the plan uses for it are kept beside it. */
const Score = new t.Type<1 | 2 | 3 | 4>('Score', (u): u is 1 | 2 | 3 | 4 => u === 1 || u === 2 || u === 3 || u === 4, (u, c) => (u === 1 || u === 2 || u === 3 || u === 4 ? t.success(u) : t.failure(u, c, 'a number from 1 to 4')), t.identity);
const values = { likelihood: Score, likelihoodAsWritten: nonBlank(60), consequence: Score, consequenceAsWritten: nonBlank(60), statedValue: wholeNumber, motivation: nonBlank(1000) };

/** The plan of a year; the words of its own scales, from 1 to 4. `adoptBy` and the like: where a day has been told. */
export const ControlPlanRegistered = eventType(
  'ControlPlanRegistered',
  closed('ControlPlanRegistered', { year: wholeNumber }, { diaryNumbers: Labels, scale: closed('Scale', { likelihood: Steps, consequence: Steps }), adoptBy: ToldDate, sendBy: ToldDate, followUpBy: ToldDate, reportedTo: nonBlank(200), note: nonBlank(1000) }),
);
/** A risk; what nobody has told is left out. */
export const RiskAdded = eventType('RiskAdded', closed('RiskAdded', { risk: Key, what: nonBlank(300) }, { ...values, owner: Party }));
/** A risk valued anew. */
export const RiskRevalued = eventType('RiskRevalued', closed('RiskRevalued', { risk: Key }, values));
/** How a risk is controlled. `when`: as the plan says it; what is not understood, or not told, has no occasions. `minimum`: at least so many each time. */
export const ControlAdded = eventType(
  'ControlAdded',
  closed('ControlAdded', { control: Key, risk: Key, how: nonBlank(500) }, { description: nonBlank(1000), when: nonBlank(200), responsible: Party, sample: nonBlank(300), minimum: wholeNumber }),
);
/** The board has adopted the plan, with the internal budget or otherwise. */
export const ControlPlanAdopted = eventType('ControlPlanAdopted', closed('ControlPlanAdopted', { by: Party }, { decision: Reference, withBudget: t.boolean }));
/** Sent to the executive board. */
export const ControlPlanSent = eventType('ControlPlanSent', closed('ControlPlanSent', { to: Party }, { evidence: nonBlank(500) }));
/** A revised plan has been adopted; what is changed is told by the commands that follow. */
export const ControlPlanRevised = eventType('ControlPlanRevised', closed('ControlPlanRevised', { by: Party, reason: nonBlank(500) }, { decision: Reference }));
/** A control will not be carried out: one occasion, or at all. */
export const ControlDropped = eventType('ControlDropped', closed('ControlDropped', { control: Key, power: nonBlank(200), reason: nonBlank(500) }, { instance: InstanceKey, decision: nonBlank(200) }));
/** What came of a control, on one of its occasions. `checked`: how many. */
export const ControlResultReported = eventType(
  'ControlResultReported',
  closed('ControlResultReported', { control: Key, result: oneOf('Result', ['without-remarks', 'partly', 'not-carried-out', 'not-yet-reported']) }, { instance: InstanceKey, checked: wholeNumber, sample: nonBlank(300), by: Party, note: nonBlank(1000), ...happenedBetween }),
);
/** Something is wanting; perhaps with what is to be done about it, by whom, and when. */
export const DeficiencyFound = eventType('DeficiencyFound', closed('DeficiencyFound', { deficiency: Key, control: Key, what: nonBlank(500) }, { instance: InstanceKey, measure: nonBlank(500), owner: Party, due: ToldDate }));
/** What is to be done about a deficiency, told or told anew. */
export const DeficiencyMeasureDecided = eventType('DeficiencyMeasureDecided', closed('DeficiencyMeasureDecided', { deficiency: Key, measure: nonBlank(500) }, { owner: Party, due: ToldDate }));
/** The measure has been carried out. */
export const DeficiencyRemedied = eventType('DeficiencyRemedied', closed('DeficiencyRemedied', { deficiency: Key, evidence: nonBlank(500) }, happenedBetween));
/** The plan has been followed up, with the annual report or otherwise: the yearly report. */
export const ControlPlanFollowedUp = eventType('ControlPlanFollowedUp', closed('ControlPlanFollowedUp', { by: Party }, { decision: Reference, withAnnualReport: t.boolean, note: nonBlank(1000) }));
/** The executive board's own review, of one control or of the plan. */
export const ExecutiveBoardReviewed = eventType('ExecutiveBoardReviewed', closed('ExecutiveBoardReviewed', { outcome: nonBlank(500) }, { control: Key }));

/** The commands, and the event that each one records: same content, checked by the same codec. */
export const controlPlanCommands = {
  registerControlPlan: ControlPlanRegistered,
  addRisk: RiskAdded,
  revalueRisk: RiskRevalued,
  addControl: ControlAdded,
  adoptPlan: ControlPlanAdopted,
  sendPlan: ControlPlanSent,
  revisePlan: ControlPlanRevised,
  dropControl: ControlDropped,
  reportResult: ControlResultReported,
  recordDeficiency: DeficiencyFound,
  decideDeficiencyMeasure: DeficiencyMeasureDecided,
  remedyDeficiency: DeficiencyRemedied,
  followUpPlan: ControlPlanFollowedUp,
  recordReview: ExecutiveBoardReviewed,
} as const;
/** A type of event that a control plan’s stream holds. */
export type ControlPlanEventType = (typeof controlPlanCommands)[keyof typeof controlPlanCommands];
/** All of them. */
export const controlPlanEventTypes: readonly ControlPlanEventType[] = Object.values(controlPlanCommands);
