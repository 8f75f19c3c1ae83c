/**
 * The check: what is owed, overdue, undetermined or missing, as of a day. It reads what is open from the ledger and
 * counts the rest; it knows no domain.
 */
import { addDays, type CivilDate, type Confidence, maxDate, type TraceStep } from '@frist/calendar';
import type { Board, EventId, Rows, StreamName } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { ifTriggered, type Judging, lifecycleOf, type Lifecycle, type Meetings, noMeetings, type SoftClock, softClockOf, type Standing, standingOf, type Timeliness, timelinessValues } from './axes';
import type { Domain, DomainFinding, RegisterRow } from './domain';
import type { Due } from './due';
import type { Anomaly, Course, Delivery, ObligationState } from './obligation';
import { type Instance, instancesOf, type WindowTable } from './recurrence';
import type { Bilingual, LegalBasis } from './text';

export interface CheckOptions {
  readonly asOf: CivilDate;
  /** Days before the last permitted day from which something is due soon. Default 30. */
  readonly within?: number;
  /** Only this board. */
  readonly board?: Board;
  /** Only what is due within `within` days, overdue, or undetermined; nothing further off. */
  readonly onlyNear?: boolean;
  readonly meetings?: Meetings;
}

/** One finding about something owed. */
export interface ObligationFinding {
  readonly about: 'obligation';
  readonly rule: string;
  readonly board: Board;
  readonly stream: StreamName;
  readonly obligationId: string;
  readonly instance: string | null;
  readonly kind: string;
  readonly title: Bilingual;
  readonly debtor: string;
  readonly creditor: string | null;
  readonly due: Due | null;
  readonly lifecycle: Lifecycle;
  readonly delivery: Delivery;
  readonly timeliness: Timeliness;
  readonly days: number | null;
  readonly legalBasis: LegalBasis;
  readonly trace: readonly TraceStep[];
  readonly cause: EventId | null;
  readonly concerns: readonly string[];
  /** Each reading of a fuzzy date judged by itself. */
  readonly readings: readonly JudgedReading[];
  /** Of a condition not on record: what would hold if it had come true. */
  readonly ifTriggered: { readonly trigger: Bilingual; readonly timeliness: Timeliness; readonly days: number | null } | null;
  readonly soft: SoftClock | null;
  readonly force: 'must' | 'may' | null;
  readonly anomalies: readonly Anomaly[];
  readonly source: string | null;
  readonly migrated: boolean;
}

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

export type Finding = ObligationFinding | RegisterFinding;

export interface CheckResult {
  readonly asOf: CivilDate;
  /** By timeliness; ended and annulled obligations count nowhere but under `not-applicable`. */
  readonly counts: Readonly<Record<Timeliness, number>>;
  readonly conditional: number;
  readonly findings: readonly Finding[];
}

/** What a check reads. */
export interface CheckSources {
  readonly boards: readonly Board[];
  readonly ledger: Rows<ObligationState>;
  readonly registers: readonly { readonly register: Domain['registers'][number]; readonly rows: Rows<RegisterRow> }[];
  readonly windowTables: ReadonlyMap<string, WindowTable>;
}

/** Checks. Cost: what is open and listed, plus the number of distinct due dates for the counts. */
export const check = (sources: CheckSources, options: CheckOptions): CheckResult => {
  const { asOf, within = 30 } = options;
  const judging: Judging = { asOf, within, meetings: options.meetings ?? noMeetings };
  const counts = Object.fromEntries(timelinessValues.map((value) => [value, 0])) as Record<Timeliness, number>;
  const findings: Finding[] = [];
  let conditional = 0;
  const near = dayAfter(asOf, within);
  for (const board of sources.boards) {
    if (options.board !== undefined && options.board !== board) continue;
    const file = (from: string, to: string) => ({ from: `${board}|${from}`, to: `${board}|${to}` });
    counts.overdue += sources.ledger.count(file('dated|', `dated|${asOf}`));
    counts['due-today'] += sources.ledger.count(file(`dated|${asOf}`, `dated|${asOf}\x7f`));
    counts['due-soon'] += sources.ledger.count(file(`dated|${asOf}\x7f`, `dated|${near}\x7f`));
    counts.upcoming += sources.ledger.count(file(`dated|${near}\x7f`, 'dated|\x7f'));
    for (const value of ['met-on-time', 'met-late', 'undetermined', 'not-applicable'] as const) counts[value] += sources.ledger.count(file(`${value}|`, `${value}|\x7f`));
    counts['not-applicable'] += sources.ledger.count(file('ended|', 'ended|\x7f'));

    const listed = sources.ledger.list(file('dated|', options.onlyNear === true ? `dated|${near}\x7f` : 'dated|\x7f'));
    for (const [, state] of listed) findings.push(findingOf(state, state, state.due, null, judging));
    for (const [, state] of sources.ledger.list(file('open|', 'open|\x7f'))) {
      for (const finding of openFindings(state, judging, sources.windowTables)) {
        counts[finding.timeliness] += 1;
        if (finding.lifecycle === 'conditional') conditional += 1;
        if (isListed(finding, options.onlyNear === true)) findings.push(finding);
      }
    }
    for (const { register, rows } of sources.registers) {
      for (const [, row] of rows.list(file('findings|', 'findings|\x7f'))) {
        for (const finding of register.findings(row.state)) {
          if (finding.from !== undefined && finding.from > asOf) continue;
          findings.push({ ...finding, about: 'register', board, stream: row.stream, concerns: register.concerns(row.state) });
        }
      }
    }
  }
  return { asOf, counts, conditional, findings: findings.sort(compareFindings) };
};

const dayAfter = (day: CivilDate, days: number): CivilDate => {
  const later = addDays(day, days);
  return E.isLeft(later) ? ('9999-12-31' as CivilDate) : later.right;
};

const isListed = (finding: ObligationFinding, onlyNear: boolean): boolean =>
  finding.anomalies.length > 0 ||
  !['met-on-time', 'met-late', 'not-applicable', ...(onlyNear ? ['upcoming', 'not-yet'] : [])].includes(finding.timeliness) ||
  (finding.lifecycle === 'conditional' && finding.instance === null);

const openFindings = (state: ObligationState, judging: Judging, tables: ReadonlyMap<string, WindowTable>): readonly ObligationFinding[] => {
  const recurrence = state.incurred?.recurrence;
  if (recurrence === undefined) return [findingOf(state, state, state.due, null, judging)];
  const lifecycle = lifecycleOf(state, state, judging.asOf);
  if (lifecycle === 'conditional' || lifecycle === 'discharged' || lifecycle === 'superseded') return [findingOf(state, state, undefined, null, judging)];
  const instances = instancesOf(recurrence, { until: maxDate(judging.asOf, dayAfter(judging.asOf, judging.within)), tables });
  if (E.isLeft(instances)) return [findingOf(state, state, undefined, null, judging)];
  return instances.right
    .filter(({ key }) => state.endsBefore === undefined || key < state.endsBefore)
    .map((instance: Instance) => {
      const course: Course = state.instances?.[instance.key] ?? { delivery: 'none' };
      return findingOf(state, course, course.due ?? instance.due, instance.key, judging);
    });
};

const findingOf = (state: ObligationState, course: Course, due: Due | undefined, instance: string | null, judging: Judging): ObligationFinding => {
  const { incurred } = state;
  const standing: Standing = standingOf(state, course, due, judging);
  const until = course.performedOn ?? judging.asOf;
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
    legalBasis: incurred?.basis ?? { kind: 'decision', reference: 'unknown', confidence: 'U' },
    trace: due !== undefined && (due.kind === 'fixed' || due.kind === 'window') ? due.limit.trace : due?.kind === 'soft' ? (due.lastDay?.trace ?? []) : [],
    cause: state.cause,
    concerns: incurred?.concerns ?? [],
    readings: due?.kind === 'fuzzy' ? due.fuzzy.readings.map((reading) => judgedReading(reading, judging)) : [],
    ifTriggered: standing.lifecycle === 'conditional' && incurred?.activation.kind === 'conditional' ? { trigger: incurred.activation.trigger, ...ifTriggered(due, judging) } : null,
    soft: due === undefined ? null : softClockOf(due, until),
    force: incurred?.force ?? null,
    anomalies: state.anomalies ?? [],
    source: state.source ?? null,
    migrated: state.migrated === true,
  };
};

const judgedReading = (
  reading: { readonly earliest: CivilDate; readonly latest: CivilDate; readonly rule: string; readonly confidence: Confidence; readonly source?: string },
  judging: Judging,
): JudgedReading => {
  const { earliest, latest, rule, confidence, source } = reading;
  const alone: Due = { kind: 'fuzzy', basis: 'agency', fuzzy: { text: rule, earliest, latest, readings: [] } };
  return { earliest, latest, rule, confidence, source: source ?? null, ...ifTriggered(alone, judging) };
};

const order: readonly Timeliness[] = timelinessValues;

/** By urgency, then by day, then by what it concerns: the same facts always print in the same order. */
const compareFindings = (a: Finding, b: Finding): number => {
  const [x, y] = [sortKey(a), sortKey(b)];
  return x < y ? -1 : x > y ? 1 : 0;
};

const sortKey = (finding: Finding): string =>
  finding.about === 'obligation'
    ? `${finding.lifecycle === 'conditional' ? 'c' : 'a'}${order.indexOf(finding.timeliness)}|${String(100_000 - (finding.days ?? -90_000)).padStart(7, '0')}|${finding.board}|${finding.title.en}|${finding.instance ?? ''}|${finding.obligationId}`
    : `z${finding.kind}|${finding.board}|${finding.concerns.join()}|${finding.stream}|${finding.rule}|${JSON.stringify(finding.values ?? null)}`;
