/**
 * The check: what is owed, overdue, undetermined or missing, as of a day. It reads what is open from the ledger and
 * counts the rest; it knows no domain.
 */
import type { CivilDate } from '@frist/calendar';
import { bucketsFrom, type Board, categoryOf, type Rows } from '@frist/event-sourcing';

import { type Judging, type Meetings, noMeetings, type Timeliness, timelinessValues } from './axes';
import { type Crossing, crossingBuckets, type CrossingFinding, type Domain, type Remarks, remarksOn } from './domain';
import type { RegisterRow } from './register-row';
import { completionOf, type Finding, findingOf, type Holds, type ObligationFinding, type RegisterFinding } from './finding';
import { tallyDigits } from './ledger';
import { type BodyMeetings, meetingsFrom } from './meetings';
import type { ObligationState } from './obligation';
import { type JudgedCourse, nearOf, standingsOf, type WindowTables } from './standings';

/** How to check. Days are civil days. */
export interface CheckOptions {
  readonly asOf: CivilDate;
  /** Days before the last permitted day from which something is due soon. Default 30; a negative number counts as 0. */
  readonly within?: number;
  /** Only this board. */
  readonly board?: Board;
  /** Only what is due within `within` days, overdue, or undetermined; nothing further off. */
  readonly onlyNear?: boolean;
  /** Also list what has been met or has ended. Costs what there is of it. Default: only counted. */
  readonly settled?: boolean;
  /** Default: those on record in `meetings` of the sources. */
  readonly meetings?: Meetings;
}

/** What a check found. */
export interface CheckResult {
  readonly asOf: CivilDate;
  /** By timeliness, each instance of a recurring duty by itself; what is ended or annulled counts under `not-applicable`. */
  readonly counts: Readonly<Record<Timeliness, number>>;
  readonly conditional: number;
  /** Sent back for completion, and of these: past the date set for the completion. */
  readonly returned: number;
  readonly completionsOverdue: number;
  readonly findings: readonly Finding[];
}

/** What a check reads. */
export interface CheckSources {
  readonly boards: readonly Board[];
  readonly ledger: Rows<ObligationState>;
  /** `category` of a register's streams: where it is told, the register is asked for nothing that a finding does not need. */
  readonly registers: readonly { readonly register: Domain['registers'][number]; readonly category?: string; readonly rows: Rows<RegisterRow> }[];
  readonly crossings?: readonly { readonly crossing: Pick<Crossing, 'findings'>; readonly rows: Rows<unknown> }[];
  readonly windowTables: WindowTables;
  /** Rows of `meetingCalendar`, by which "at the next meeting" becomes a day. */
  readonly meetings?: Rows<BodyMeetings>;
}

/**
 * Checks. Cost: what is open and listed, plus the number of distinct due dates for the counts; what is closed costs
 * nothing, however much of it there is.
 *
 * @example check({ boards, ledger: rows, registers: [], windowTables: new Map() }, { asOf: unsafeCivilDate('2020-02-15') })
 */
export const check = (sources: CheckSources, options: CheckOptions): CheckResult => {
  const { asOf } = options;
  const within = Math.max(0, Math.trunc(options.within ?? 30));
  const judging: Judging = { asOf, within, meetings: options.meetings ?? (sources.meetings === undefined ? noMeetings : meetingsFrom(sources.meetings)) };
  const tally: Counts = { by: Object.fromEntries(timelinessValues.map((value) => [value, 0])) as Record<Timeliness, number>, conditional: 0, returned: 0, completionsOverdue: 0 };
  const findings: Finding[] = [];
  const boards = new Set(sources.boards.filter((board) => options.board === undefined || options.board === board));
  for (const board of boards) {
    countFiled(sources.ledger, board, judging, tally);
    findObligations(sources, board, judging, options, tally, findings);
    findInRegisters(sources, board, asOf, findings);
  }
  findInCrossings(sources, boards, asOf, findings);
  const { by: counts, ...others } = tally;
  return { asOf, counts, ...others, findings: inOrder(findings) };
};

interface Counts {
  readonly by: Record<Timeliness, number>;
  conditional: number;
  returned: number;
  completionsOverdue: number;
}

/** Everything whose timeliness follows from where it is filed. */
const countFiled = (ledger: Rows<ObligationState>, board: Board, judging: Judging, { by }: Counts): void => {
  const { asOf } = judging;
  const near = nearOf(judging);
  const count = (from: string, to: string): number => ledger.count({ from: `${board}|${from}`, to: `${board}|${to}` });
  for (const file of ['dated|', 'lapsing|'] as const) {
    by[file === 'dated|' ? 'overdue' : 'not-applicable'] += count(file, `${file}${asOf}`);
    by['due-today'] += count(`${file}${asOf}`, `${file}${asOf}\x7f`);
    by['due-soon'] += count(`${file}${asOf}\x7f`, `${file}${near}\x7f`);
    by.upcoming += count(`${file}${near}\x7f`, `${file}\x7f`);
  }
  for (const value of ['met-on-time', 'met-late', 'undetermined', 'not-applicable'] as const) by[value] += count(`${value}|`, `${value}|\x7f`);
  by['not-applicable'] += count('ended|', 'ended|\x7f');
  eachTally(count, 'closed|', (digits, rows) => {
    const [onTime, late, ended] = [...digits].map((digit) => tallyDigits.indexOf(digit) * rows) as [number, number, number];
    by['met-on-time'] += onTime;
    by['met-late'] += late;
    by['not-applicable'] += ended;
  });
};

/** Visits the distinct tallies without reading a row: a digit that nothing is filed under is skipped with all below it. */
const eachTally = (count: (from: string, to: string) => number, prefix: string, visit: (digits: string, rows: number) => void): void => {
  const rows = count(prefix, `${prefix}\x7f`);
  if (rows === 0) return;
  const digits = prefix.slice('closed|'.length);
  if (digits.length === 3) visit(digits, rows);
  else for (const digit of tallyDigits) eachTally(count, prefix + digit, visit);
};

const findObligations = (sources: CheckSources, board: Board, judging: Judging, options: CheckOptions, counts: Counts, findings: Finding[]): void => {
  const { ledger, windowTables } = sources;
  const holds: Holds = (id) => ledger.get(id) !== null;
  const onlyNear = options.onlyNear === true;
  const until = onlyNear ? `${nearOf(judging)}\x7f` : '\x7f';
  const range = (from: string, to: string) => ({ from: `${board}|${from}`, to: `${board}|${to}` });
  const show = (state: ObligationState, judged: JudgedCourse, last: boolean): void => void findings.push(findingOf(state, judged, judging, last, holds));

  const filed = [range('dated|', `dated|${until}`), range(`lapsing|${judging.asOf}`, `lapsing|${until}`), range('undetermined|', 'undetermined|\x7f')];
  if (options.settled === true) {
    filed.push(range('lapsing|', `lapsing|${judging.asOf}`));
    for (const file of ['closed|', 'ended|', 'met-late|', 'met-on-time|', 'not-applicable|']) filed.push(bucketsFrom(`${board}|${file}`));
  }
  for (const buckets of filed) {
    for (const [, state] of ledger.list(buckets)) {
      standingsOf(state, judging, windowTables).forEach((judged, i, all) => show(state, judged, i === all.length - 1));
    }
  }
  for (const [, state] of ledger.list(bucketsFrom(`${board}|open|`))) {
    standingsOf(state, judging, windowTables).forEach((judged, i, all) => {
      const completion = completionOf(state, judged, judging);
      counts.by[judged.standing.timeliness] += 1;
      if (judged.standing.lifecycle === 'conditional') counts.conditional += 1;
      if (completion !== null) counts.returned += 1;
      if (completion?.timeliness === 'overdue') counts.completionsOverdue += 1;
      const last = i === all.length - 1;
      // Anomalies of the whole stand with the last, which is then listed whatever its timeliness.
      if (options.settled === true || completion !== null || isOpen(judged) || state.anomalies !== undefined) {
        const finding = findingOf(state, judged, judging, last, holds);
        if (options.settled === true || isListed(finding, onlyNear)) findings.push(finding);
      }
    });
  }
};

const settledValues: readonly Timeliness[] = ['met-on-time', 'met-late', 'not-applicable'];
const distantValues: readonly Timeliness[] = ['upcoming', 'not-yet'];

const isOpen = ({ standing }: JudgedCourse): boolean => !settledValues.includes(standing.timeliness) || standing.lifecycle === 'suspended';

const isListed = (finding: ObligationFinding, onlyNear: boolean): boolean => {
  if (finding.anomalies.length > 0 || (finding.completion !== null && !(onlyNear && distantValues.includes(finding.completion.timeliness)))) return true;
  if (finding.lifecycle === 'suspended' && finding.timeliness === 'not-applicable') return !onlyNear;
  if (settledValues.includes(finding.timeliness)) return false;
  if (!onlyNear || !distantValues.includes(finding.timeliness)) return true;
  return finding.ifTriggered !== null && !distantValues.includes(finding.ifTriggered.timeliness);
};

const findInRegisters = (sources: CheckSources, board: Board, asOf: CivilDate, findings: Finding[]): void => {
  for (const { register, rows } of sources.registers) {
    for (const [, row, note] of rows.list(bucketsFrom(`${board}|findings|`))) {
      const { findings: remarks, concerns } = (note as Remarks | undefined) ?? remarksOn(register, row.state);
      for (const finding of remarks) {
        if (finding.from !== undefined && finding.from > asOf) continue;
        findings.push({ ...finding, about: 'register', board, stream: row.stream, concerns });
      }
    }
  }
};

const findInCrossings = ({ crossings = [], registers }: CheckSources, boards: ReadonlySet<Board>, asOf: CivilDate, findings: Finding[]): void => {
  for (const { crossing, rows } of crossings) {
    for (const filed of [...boards, '*' as const]) {
      for (const [, row, note] of rows.list(crossingBuckets(filed))) {
        for (const finding of (note as readonly CrossingFinding[] | undefined) ?? crossing.findings(row)) {
          if (!boards.has(finding.board) || (finding.from !== undefined && finding.from > asOf)) continue;
          const own = registers.find(({ register, category }) => (category ?? register.decider.category) === categoryOf(finding.stream));
          const state = own?.rows.get(finding.stream)?.state;
          findings.push({ ...finding, about: 'register', concerns: own === undefined || state === undefined ? [] : own.register.concerns(state) });
        }
      }
    }
  }
};

/** By urgency, then by day, then by what it concerns: the same facts always print in the same order. */
const inOrder = (findings: readonly Finding[]): readonly Finding[] => {
  const obligations: Placed[] = [];
  const registers: { readonly finding: RegisterFinding; readonly key: string }[] = [];
  for (const finding of findings) {
    if (finding.about === 'obligation') obligations.push(placed(finding));
    else registers.push({ finding, key: registerKey(finding) });
  }
  obligations.sort(comparePlaced);
  registers.sort((a, b) => compareText(a.key, b.key));
  return [...obligations.map(({ finding }) => finding), ...registers.map(({ finding }) => finding)];
};

interface Placed {
  readonly finding: ObligationFinding;
  /** Conditional ones after all others; within both, most urgent first. */
  readonly rank: number;
  /** Later is more urgent; what has no day comes last. */
  readonly days: number;
}

const rankOf = new Map(timelinessValues.map((value, rank) => [value, rank]));

const placed = (finding: ObligationFinding): Placed => {
  const { timeliness, days } = finding.completion ?? finding;
  return { finding, rank: (rankOf.get(timeliness) ?? 0) + (finding.lifecycle === 'conditional' ? rankOf.size : 0), days: days ?? Number.NEGATIVE_INFINITY };
};

const comparePlaced = (a: Placed, b: Placed): number => {
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.days !== b.days) return b.days - a.days;
  const [x, y] = [a.finding, b.finding];
  return compareText(x.board, y.board) || compareText(x.title.en, y.title.en) || compareText(x.obligationId, y.obligationId) || compareText(x.instance ?? '', y.instance ?? '');
};

const registerKey = (finding: RegisterFinding): string =>
  `${finding.kind}|${finding.board}|${finding.concerns.join()}|${finding.stream}|${finding.rule}|${JSON.stringify(finding.values ?? null)}|${finding.events.join()}`;

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
