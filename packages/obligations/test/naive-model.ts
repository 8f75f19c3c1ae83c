/**
 * The obligation model once more, told backwards and without the package's own code: each question is answered by
 * looking through the list of facts. Slow, and independent on purpose.
 */
import type { Fact } from '@frist/event-sourcing';
import type { Due } from '@frist/obligations';

type Data = Readonly<Record<string, unknown>>;
export interface NaiveStanding {
  readonly lifecycle: string;
  readonly delivery: string;
  readonly timeliness: string;
}

const dataOf = (fact: Fact): Data => fact.data as Data;
const epoch = (day: string): number => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8))) / 86_400_000;

/** First and last day on which a date may fall, and the first day on which it may be done. */
const span = (due: Due | undefined): { readonly earliest: string; readonly latest: string; readonly opens: string } | null => {
  if (due === undefined) return null;
  if (due.kind === 'fixed') return { earliest: due.limit.lastPermittedDay, latest: due.limit.lastPermittedDay, opens: '' };
  if (due.kind === 'window') return { earliest: due.limit.lastPermittedDay, latest: due.limit.lastPermittedDay, opens: due.opens };
  if (due.kind === 'fuzzy') return { earliest: due.fuzzy.earliest, latest: due.fuzzy.latest, opens: '' };
  if (due.kind === 'at-meeting' && due.told !== undefined) return { earliest: due.told, latest: due.told, opens: '' };
  return null;
};

/** One obligation that does not recur. `facts` in folding order, up to the day. */
export const naiveStanding = (facts: readonly Fact[], asOf: string, within: number): NaiveStanding => {
  const at = facts.findIndex(({ type }) => type === 'ObligationIncurred');
  const duty = at === -1 ? null : dataOf(facts[at] as Fact);
  const own = facts.filter((fact, i) => (fact.type !== 'ObligationIncurred' || i === at) && dataOf(fact)['instance'] === undefined && (dataOf(fact)['fromInstance'] === undefined || at === -1));
  const ofType = (...types: readonly string[]) => own.filter(({ type }) => types.includes(type));
  const last = (...types: readonly string[]): Fact | undefined => ofType(...types).at(-1);

  const turn = last('PerformanceRecorded', 'SubmissionReturned', 'SubmissionAccepted');
  const delivery = turn === undefined ? (last('PartialPerformanceRecorded') === undefined ? 'none' : 'partial') : turn.type === 'PerformanceRecorded' ? 'submitted' : turn.type === 'SubmissionReturned' ? 'returned' : 'accepted';
  if (duty === null) return { lifecycle: 'annulled', delivery, timeliness: 'not-applicable' };

  const deliveredBefore = (i: number): boolean => {
    const before = own.slice(0, i).filter(({ type }) => ['PerformanceRecorded', 'SubmissionReturned', 'SubmissionAccepted'].includes(type)).at(-1);
    return before !== undefined && before.type !== 'SubmissionReturned';
  };
  const ends = own.filter((fact, i) => (fact.type === 'ObligationDischarged' || fact.type === 'ObligationSuperseded') && !deliveredBefore(i));
  const discharges = ends.filter(({ type }) => type === 'ObligationDischarged');
  const discharge = discharges.find((fact) => dataOf(fact)['until'] === undefined) ?? discharges.at(-1);
  const superseded = ends.some(({ type }) => type === 'ObligationSuperseded');
  const forGood = ends.filter((fact) => dataOf(fact)['until'] === undefined);
  const performedAfterEnd = ofType('PerformanceRecorded').some((fact) => forGood.some((end) => own.indexOf(end) < own.indexOf(fact)));

  const due = dueOf(own, duty);
  const days = span(due);
  const mode = duty['mode'];
  const performances = ofType('PerformanceRecorded');
  const heldOnlySoFar = mode === 'maintenance' && delivery === 'submitted' && days !== null && (performances.at(-1)?.occurredOn ?? '') < days.latest;
  const timelinessMet = (): string => {
    const first = performances[0]?.occurredOn;
    if (first === undefined) return 'undetermined';
    if (days === null) return 'not-applicable';
    if (mode === 'maintenance') return 'met-on-time';
    if (first > days.latest) return 'met-late';
    if (due?.kind === 'fuzzy' && first > days.earliest) return 'undetermined';
    const opens = due?.kind === 'window' ? days.opens : due?.kind === 'fixed' ? due.limit.endDay : days.earliest;
    return mode === 'punctual' && first < opens ? 'undetermined' : 'met-on-time';
  };
  const at2 = (lifecycle: string, timeliness: string): NaiveStanding => ({ lifecycle, delivery, timeliness });

  const delivered = delivery === 'submitted' || delivery === 'accepted';
  if (delivered && !performedAfterEnd && !heldOnlySoFar) return at2('fulfilled', timelinessMet());
  if (superseded) return at2('superseded', 'not-applicable');
  const until = discharge === undefined ? undefined : (dataOf(discharge)['until'] as string | undefined);
  if (discharge !== undefined && (until === undefined || asOf <= until)) return at2('discharged', 'not-applicable');

  const activation = duty['activation'] as { readonly kind: string; readonly activatesOn?: string };
  const triggered = last('ObligationTriggered') !== undefined;
  const waiting = !triggered && (activation.kind === 'conditional' || (activation.kind === 'by-time' && asOf < (activation.activatesOn as string)));
  const pause = last('ObligationSuspended', 'ObligationResumed');
  const suspended = pause?.type === 'ObligationSuspended';
  const lifecycle = waiting ? 'conditional' : suspended ? 'suspended' : 'active';
  if (delivery === 'returned' && performances.length > 0) return at2(lifecycle, timelinessMet());
  if (lifecycle === 'suspended' && dataOf(pause as Fact)['clockStops'] === true) return at2(lifecycle, 'not-applicable');
  if (duty['endsAtDueDate'] === true && days !== null && days.latest < asOf) return at2('discharged', 'not-applicable');
  if (lifecycle === 'conditional') return at2(lifecycle, 'not-yet');
  if (days === null) return at2(lifecycle, 'undetermined');
  if (mode === 'maintenance') return at2(lifecycle, asOf < days.opens ? 'not-yet' : asOf <= days.latest ? 'upcoming' : 'undetermined');
  const lastDone = last('PartialPerformanceRecorded', 'PerformanceRecorded');
  const perhapsAll = lastDone !== undefined && dataOf(lastDone)['perhapsAll'] === true;
  if (asOf > days.latest) return at2(lifecycle, perhapsAll ? 'undetermined' : 'overdue');
  if (asOf < days.opens) return at2(lifecycle, 'not-yet');
  if (days.earliest !== days.latest && asOf >= days.earliest) return at2(lifecycle, 'undetermined');
  if (asOf === days.latest) return at2(lifecycle, 'due-today');
  return at2(lifecycle, epoch(days.earliest) - epoch(asOf) <= within ? 'due-soon' : 'upcoming');
};

/** The last date told, leaving out those that concern a completion. */
const dueOf = (own: readonly Fact[], duty: Data): Due | undefined => {
  let due: Due | undefined;
  let returned = false;
  for (const { type, data } of own) {
    const told = (data as Data)['due'] as Due | undefined;
    const cause = (data as Data)['cause'];
    if (type === 'SubmissionReturned') returned = true;
    else if (type === 'PerformanceRecorded' || type === 'SubmissionAccepted') returned = false;
    else if (type === 'ObligationIncurred') due ??= duty['due'] as Due;
    else if (told !== undefined && !(type === 'DueDateChanged' && returned && (cause === 'extension' || cause === 'decision'))) due = told;
  }
  return due;
};
