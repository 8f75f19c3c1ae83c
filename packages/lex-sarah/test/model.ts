/** Random years of reports, told late, corrected and retracted; and a naive count of them, day by day, that shares nothing with the package. */
import { addDays, type CivilDate } from '@frist/calendar';
import type { EventId } from '@frist/event-sourcing';
import fc from 'fast-check';

import { type Book, client, day, received, right } from './support';

const assessments = ['none', 'misconduct', 'palpable-risk', 'serious', 'palpable-risk-serious'] as const;
const what = ['receive', 'assess', 'complete', 'notify', 'answer', 'decide', 'decide', 'reschedule', 'reschedule', 'carry-out', 'carry-out', 'drop', 'effect'] as const;

/** One thing told of one report: on which day, of which measure, with which date. */
export interface Told {
  readonly report: number;
  readonly what: (typeof what)[number];
  readonly on: CivilDate;
  readonly measure: string;
  readonly due: CivilDate | null;
  readonly assessment: (typeof assessments)[number];
  readonly outcome: 'closed-without-measures' | 'other';
}

export type Deed = { readonly tell: Told } | { readonly correct: number; readonly on: CivilDate } | { readonly redate: number; readonly due: CivilDate } | { readonly retract: number };

/** Days crowd around the ends of years, where mistakes are made. */
const someDay: fc.Arbitrary<CivilDate> = fc.oneof(
  fc.integer({ min: 0, max: 1095 }).map((n) => right(addDays(day('2022-01-01'), n))),
  fc.tuple(fc.constantFrom('2022-12-31', '2023-12-31', '2023-06-15'), fc.integer({ min: -2, max: 2 })).map(([around, n]) => right(addDays(day(around), n))),
);
export const someTold: fc.Arbitrary<Told> = fc.record({
  report: fc.integer({ min: 0, max: 2 }),
  what: fc.constantFrom(...what),
  on: someDay,
  measure: fc.constantFrom('one', 'two'),
  due: fc.option(someDay, { nil: null, freq: 6 }),
  assessment: fc.constantFrom(...assessments),
  outcome: fc.constantFrom('closed-without-measures', 'other'),
});
export const someDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 12, arbitrary: someTold.map((tell) => ({ tell })) },
  { weight: 1, arbitrary: fc.record({ correct: fc.nat(30), on: someDay }) },
  { weight: 1, arbitrary: fc.record({ redate: fc.nat(30), due: someDay }) },
  { weight: 1, arbitrary: fc.record({ retract: fc.nat(30) }) },
);

const commandOf = ({ what: told, measure, due, assessment, outcome }: Told): readonly [string, Readonly<Record<string, unknown>>] => {
  switch (told) {
    case 'receive':
      return ['receiveReport', received];
    case 'assess':
      return ['assess', { client, assessment, grounds: 'g' }];
    case 'complete':
      return ['completeInvestigation', { by: 'head', decision: '§ 1' }];
    case 'notify':
      return ['notifyInspectorate', { by: 'head', client, ground: 'g' }];
    case 'answer':
      return ['recordAnswer', { outcome }];
    case 'decide':
      return ['decideMeasure', { measure, client, what: 'w', owner: 'manager', ...(due === null ? { withoutDue: true } : { due }) }];
    case 'reschedule':
      return ['rescheduleMeasure', { measure, due: due ?? '2023-12-31', by: 'manager', client, reason: 'r' }];
    case 'carry-out':
      return ['carryOutMeasure', { measure }];
    case 'drop':
      return ['dropMeasure', { measure, by: 'manager', client, reason: 'r' }];
    case 'effect':
      return ['followUpEffect', { measure, outcome: 'achieved' }];
  }
};

/** Carries the deeds out and gives back what stands, in the order told. What is refused does not stand. */
export const carryOut = async (book: Book, deeds: readonly Deed[]): Promise<readonly Told[]> => {
  const stands: { told: Told; readonly id: EventId; gone: boolean }[] = [];
  const attempt = async <A>(work: () => Promise<A>): Promise<A | null> => work().catch((thrown: unknown) => (thrown instanceof Error && thrown.message.startsWith('refused') ? null : Promise.reject(thrown as Error)));
  for (const deed of deeds) {
    if ('tell' in deed) {
      const told = deed.tell.what === 'reschedule' && deed.tell.due === null ? { ...deed.tell, due: day('2023-12-31') } : deed.tell;
      const id = await attempt(() => book.tell(`r${told.report}`, told.on, ...commandOf(told)));
      if (id !== null) stands.push({ told, id, gone: false });
      continue;
    }
    const which = 'retract' in deed ? deed.retract : 'correct' in deed ? deed.correct : deed.redate;
    const one = stands[which % Math.max(stands.length, 1)];
    if (one === undefined || one.gone) continue;
    const stream = `r${one.told.report}`;
    if ('retract' in deed) {
      if ((await attempt(async () => book.retract(stream, one.id).then(() => true))) === true) one.gone = true;
    } else if ('correct' in deed) {
      if ((await attempt(() => book.correct(stream, one.id, { occurredOn: deed.on }))) !== null) one.told = { ...one.told, on: deed.on };
    } else if (one.told.what === 'decide' || one.told.what === 'reschedule') {
      const told = { ...one.told, due: deed.due };
      const data = Object.fromEntries(Object.entries(commandOf(told)[1]));
      if ((await attempt(() => book.correct(stream, one.id, { data }))) !== null) one.told = told;
    }
  }
  return stands.filter(({ gone }) => !gone).map(({ told }) => told);
};

const next = (date: CivilDate): CivilDate => right(addDays(date, 1));

/** Counts a year by living through it, day by day. */
export const naiveYear = (told: readonly Told[], year: number, asOf: CivilDate) => {
  const [first, end] = [`${year}-01-01`, `${year}-12-31`] as [CivilDate, CivilDate];
  const last = asOf < end ? asOf : end;
  const by = (report: number, ...kinds: readonly Told['what'][]): readonly Told[] => told.filter((one) => one.report === report && kinds.includes(one.what) && one.on <= last).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const reports = [0, 1, 2].filter((report) => by(report, 'receive').length > 0);
  const dayOf = (report: number, kind: Told['what']): CivilDate | null => by(report, kind).at(-1)?.on ?? null;
  const inYear = (date: CivilDate | null): boolean => date !== null && date.startsWith(String(year));
  const done = reports.filter((report) => inYear(dayOf(report, 'complete')));
  const span = (report: number): number => {
    let [from, days] = [dayOf(report, 'receive') as CivilDate, 0];
    const to = dayOf(report, 'complete') as CivilDate;
    const back = to < from;
    const [low, high] = back ? [to, from] : [from, to];
    for (from = low; from < high; from = next(from)) days += 1;
    return back ? -days : days;
  };
  const spans = done.map(span).sort((a, b) => a - b);
  const assessedAs = (report: number): string => by(report, 'assess').at(-1)?.assessment ?? 'not-assessed';
  const notified = reports.filter((report) => inYear(dayOf(report, 'notify')));
  const counts = { measuresInTime: 0, measuresLate: 0, measuresOverdue: 0, effectFollowedUp: 0, measuresDecided: 0 };
  for (const report of reports) {
    for (const measure of ['one', 'two']) {
      const own = by(report, 'decide', 'reschedule', 'carry-out', 'drop', 'effect').filter((one) => one.measure === measure);
      const decided = own.find((one) => one.what === 'decide');
      if (decided === undefined) continue;
      if (inYear(decided.on)) counts.measuresDecided += 1;
      let due: CivilDate | null = null;
      let missed: CivilDate | null = null;
      let state: 'none' | 'open' | 'done' | 'dropped' = 'none';
      let doneOn: CivilDate | null = null;
      let early: CivilDate | null = null;
      for (let date = '2021-12-31' as CivilDate; date <= last; date = next(date)) {
        const today = own.filter((one) => one.on === date);
        // A date given for a measure holds before what is done about it on the same day.
        for (const one of today) {
          if (one.what === 'decide') [due, state] = [early ?? one.due, state === 'none' ? 'open' : state];
          if (one.what === 'reschedule' && state === 'none') early = one.due;
          if (one.what === 'reschedule' && state === 'open' && missed === null) due = one.due;
        }
        if (today.some((one) => one.what === 'carry-out')) [state, doneOn] = ['done', date];
        if (today.some((one) => one.what === 'drop')) state = 'dropped';
        if (state === 'open' && missed === null && due !== null && due <= date && date !== asOf) missed = due;
      }
      const judgedBy: CivilDate | null = missed ?? (doneOn === null ? null : due);
      if (judgedBy === null || judgedBy > last || !inYear(judgedBy)) continue;
      if (doneOn !== null) counts[missed === null && due !== null && doneOn <= due ? 'measuresInTime' : 'measuresLate'] += 1;
      else counts.measuresOverdue += 1;
      if (own.some((one) => one.what === 'effect')) counts.effectFollowedUp += 1;
    }
  }
  return {
    received: reports.filter((report) => inYear(dayOf(report, 'receive'))).length,
    completed: done.length,
    completedReceivedInYear: done.filter((report) => inYear(dayOf(report, 'receive'))).length,
    completedYearBefore: reports.filter((report) => dayOf(report, 'complete')?.startsWith(String(year - 1))).length,
    notInvestigated: reports.filter((report) => dayOf(report, 'complete') === null).length,
    totalDays: spans.reduce((a, b) => a + b, 0),
    assessed: Object.fromEntries([...assessments, 'not-assessed'].map((each) => [each, done.filter((report) => assessedAs(report) === each).length])),
    notified: notified.length,
    closedByInspectorate: notified.filter((report) => by(report, 'answer').at(-1)?.outcome === 'closed-without-measures').length,
    pendingAtInspectorate: notified.filter((report) => by(report, 'answer').length === 0).length,
    withMeasures: done.filter((report) => by(report, 'decide').length > 0).length,
    ...counts,
    from: first,
  };
};
