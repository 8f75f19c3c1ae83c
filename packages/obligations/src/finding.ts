/** What the check shows about one obligation, or one instance of it. */
import type { CivilDate, Confidence, TraceStep } from '@frist/calendar';
import type { Board, EventId, StreamName } from '@frist/event-sourcing';

import type { Amount } from './amount';
import { ifTriggered, type Judging, type Lifecycle, resolveMeeting, type SoftClock, softClockOf, type Timeliness } from './axes';
import type { DomainFinding } from './domain';
import type { Due } from './due';
import type { Anomaly, Completion, Delivery, Discharge, EarlierDue, ObligationState } from './obligation';
import { type JudgedCourse, standingsOf, type WindowTables } from './standings';
import type { Bilingual, LegalBasis } from './text';
import { whyUndetermined } from './why';

/** One finding about something owed. Dates are civil dates, amounts öre; null means that there is none or it is not told. */
export interface ObligationFinding {
  readonly about: 'obligation';
  /** The kind of the obligation, e.g. `grants/return-report`. */
  readonly rule: string;
  readonly board: Board;
  readonly stream: StreamName;
  readonly obligationId: string;
  readonly instance: string | null;
  readonly kind: string;
  readonly title: Bilingual;
  readonly debtor: string;
  readonly creditor: string | null;
  /** The date in force; a meeting that is on record is filled in. */
  readonly due: Due | null;
  readonly lifecycle: Lifecycle;
  readonly delivery: Delivery;
  readonly timeliness: Timeliness;
  readonly days: number | null;
  /** Its confidence is `U` where the instance's window is unverified. */
  readonly legalBasis: LegalBasis;
  readonly trace: readonly TraceStep[];
  readonly cause: EventId | null;
  readonly concerns: readonly string[];
  /** Each reading of a fuzzy date judged by itself. */
  readonly readings: readonly JudgedReading[];
  /** Of a condition not on record: what would hold if it had come true. */
  readonly ifTriggered: { readonly trigger: Bilingual; readonly timeliness: Timeliness; readonly days: number | null } | null;
  /** Of a duty that time brings into force: from which day on. */
  readonly activatesOn: CivilDate | null;
  readonly soft: SoftClock | null;
  readonly force: 'must' | 'may' | null;
  readonly owes: { readonly amount?: Amount; readonly balance?: string } | null;
  readonly performedOn: CivilDate | null;
  readonly remains: string | null;
  /** Sent back: what is still owed, judged by its own date. The timeliness above is that of the first submission. */
  readonly completion: (Completion & { readonly timeliness: Timeliness; readonly days: number | null }) | null;
  /** Somebody accounted for being late. */
  readonly breach: { readonly on: CivilDate; readonly by: string; readonly reason: string } | null;
  readonly discharge: Discharge | null;
  readonly suspension: { readonly since: CivilDate; readonly reason: string; readonly power: string; readonly clockStops: boolean } | null;
  readonly supersededBy: string | null;
  readonly parent: string | null;
  readonly earlierDues: readonly EarlierDue[];
  /** Why the timeliness cannot be told, when it cannot. */
  readonly why: Bilingual | null;
  readonly anomalies: readonly Anomaly[];
  readonly source: string | null;
  readonly migrated: boolean;
}

/** One reading of a fuzzy date, judged as if it were the only one. */
export interface JudgedReading {
  readonly earliest: CivilDate;
  readonly latest: CivilDate;
  readonly rule: string;
  readonly confidence: Confidence;
  readonly source: string | null;
  readonly timeliness: Timeliness;
  readonly days: number | null;
}

/** One finding about a register: missing, contradictory, broken, or for information. */
export interface RegisterFinding extends DomainFinding {
  readonly about: 'register';
  readonly board: Board;
  readonly stream: StreamName;
  readonly concerns: readonly string[];
}

/** Anything the check shows, told apart by `about`. */
export type Finding = ObligationFinding | RegisterFinding;

/** Whether the ledger holds an obligation. */
export type Holds = (obligationId: string) => boolean;

/** Every finding about one obligation, also when it is met or ended: one, or one for each instance that has begun. */
export const findingsAbout = (state: ObligationState, judging: Judging, tables: WindowTables, holds: Holds = () => true): readonly ObligationFinding[] =>
  standingsOf(state, judging, tables).map((judged, i, all) => findingOf(state, judged, judging, i === all.length - 1, holds));

/** Shared, since most findings have nothing to list. */
const none: readonly never[] = Object.freeze([]);

/**
 * One finding. Anomalies of the duty as a whole stand with its last instance.
 *
 * @param last whether this is the last of the obligation's findings
 */
export const findingOf = (state: ObligationState, judged: JudgedCourse, judging: Judging, last: boolean, holds: Holds): ObligationFinding => {
  const { incurred } = state;
  const { course, standing, instance } = judged;
  const due = judged.due === undefined ? undefined : resolveMeeting(state, judged.due, judging.meetings);
  const basis = incurred?.basis ?? { kind: 'decision' as const, reference: 'unknown', confidence: 'U' as const };
  return {
    about: 'obligation',
    rule: incurred?.kind ?? 'obligations/fact-before-incurred',
    board: state.board,
    stream: state.stream,
    obligationId: state.id,
    instance,
    kind: incurred?.kind ?? 'unknown',
    title: incurred?.title ?? { sv: 'Uppgifter om en skyldighet som inte är registrerad', en: 'Facts about an obligation that is not on record' },
    debtor: incurred?.debtor ?? 'unknown',
    creditor: incurred?.creditor ?? null,
    due: due ?? null,
    lifecycle: standing.lifecycle,
    delivery: course.delivery,
    timeliness: standing.timeliness,
    days: standing.days,
    legalBasis: judged.unverified ? { ...basis, confidence: 'U' } : basis,
    trace: due === undefined ? none : traceOf(due),
    cause: state.cause,
    concerns: incurred?.concerns ?? none,
    readings: due?.kind === 'fuzzy' ? due.fuzzy.readings.map((reading) => judgedReading(reading, judging)) : none,
    ifTriggered: standing.lifecycle === 'conditional' && incurred?.activation.kind === 'conditional' ? { trigger: incurred.activation.trigger, ...ifTriggered(due, judging) } : null,
    activatesOn: incurred?.activation.kind === 'by-time' ? incurred.activation.activatesOn : null,
    soft: due === undefined ? null : softClockOf(due, course.performedOn ?? judging.asOf),
    force: incurred?.force ?? null,
    owes: incurred?.owes ?? null,
    performedOn: course.performedOn ?? null,
    remains: course.remains ?? null,
    completion: completionOf(state, judged, judging),
    breach: course.breach ?? null,
    discharge: course.discharged ?? state.discharged ?? (standing.lifecycle === 'discharged' ? (state.ended ?? null) : null),
    suspension: state.suspended ?? null,
    supersededBy: state.superseded?.by ?? null,
    parent: incurred?.parent ?? null,
    earlierDues: state.earlierDues?.filter((earlier) => instance === null || earlier.instance === undefined || earlier.instance === instance) ?? none,
    why: standing.timeliness === 'undetermined' ? whyUndetermined(state, course, due, judged.unknown) : null,
    anomalies: anomaliesOf(state, instance, last, holds),
    source: state.source ?? null,
    migrated: state.migrated === true,
  };
};

/**
 * What was sent back, as long as it is owed, judged by the date set for it, at a meeting the one on record; without one nobody can
 * say when it is late.
 */
export const completionOf = ({ board }: Pick<ObligationState, 'board'>, { course, standing }: Pick<JudgedCourse, 'course' | 'standing'>, judging: Judging): ObligationFinding['completion'] => {
  const { completion } = course;
  if (completion === undefined || standing.lifecycle === 'discharged' || standing.lifecycle === 'superseded' || standing.lifecycle === 'annulled') return null;
  const due = completion.due === undefined ? undefined : resolveMeeting({ board, incurredOn: completion.since }, completion.due, judging.meetings);
  return { ...completion, ...(due === undefined ? {} : { due }), ...ifTriggered(due, judging) };
};

/** How the last day of a due date was reckoned; empty where no day was. */
export const traceOf = (due: Due): readonly TraceStep[] =>
  due.kind === 'fixed' || due.kind === 'window' ? due.limit.trace : due.kind === 'soft' ? (due.lastDay?.trace ?? []) : [];

const anomaliesOf = (state: ObligationState, instance: string | null, last: boolean, holds: Holds): readonly Anomaly[] => {
  const dangles = (id: string | undefined): boolean => last && id !== undefined && !holds(id);
  const dangling = dangles(state.incurred?.parent) || dangles(state.superseded?.by);
  if (state.anomalies === undefined && !dangling) return none;
  const own = (state.anomalies ?? []).filter((anomaly) => (instance !== null && anomaly.instance === instance) || (last && !isOfListed(state, anomaly)));
  return dangling ? [...own, { rule: 'obligations/dangling-reference', event: state.incurredBy }] : own;
};

/** Whether an anomaly stands with its own instance; one without, or of a duty that has none, stands with the last finding. */
const isOfListed = (state: ObligationState, anomaly: Anomaly): boolean =>
  anomaly.instance !== undefined && state.incurred?.recurrence !== undefined && state.instances?.[anomaly.instance] !== undefined;

const judgedReading = (
  reading: { readonly earliest: CivilDate; readonly latest: CivilDate; readonly rule: string; readonly confidence: Confidence; readonly source?: string },
  judging: Judging,
): JudgedReading => {
  const { earliest, latest, rule, confidence, source } = reading;
  const alone: Due = { kind: 'fuzzy', basis: 'agency', fuzzy: { text: rule, earliest, latest, readings: [] } };
  return { earliest, latest, rule, confidence, source: source ?? null, ...ifTriggered(alone, judging) };
};
