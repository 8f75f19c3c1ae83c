import { unsafeCivilDate as day } from '@frist/calendar';

import { birthFactsOf, CaseReference, FileKind, type KeptFile, nothingKept, type Retention, retentionOf, retentionRules, type SubjectState } from '../src';

const municipality = { researchCounty: false };
const file = (kind: string, more: Partial<KeptFile> = {}): KeptFile => ({ file: 'akt-1', kind, closed: null, plan: null, ...more }) as KeptFile;
const known: SubjectState = { ...nothingKept, bornOnResearchDay: false, turns18: 2028, turns30: 2040 };
const ask = (state: Partial<SubjectState>, lastEntry: string | null, asOf: string, county: boolean | null = false): Retention =>
  retentionOf({ state: { ...known, ...state }, lastEntry: lastEntry === null ? null : day(lastEntry), asOf: day(asOf), municipality: { researchCounty: county } });
const why = (answer: Retention): unknown => (answer.retention === 'due' ? 'due' : [answer.retention, ...answer.because.map(({ reason }) => reason)]);

describe('retention', () => {
  it.each([
    // five years after the last entry, finished by the end of the calendar year after
    ['personal-file', '2020-03-10', '2025-03-10', '2026-12-31'],
    ['personal-file', '2020-02-29', '2025-02-28', '2026-12-31'],
    ['personal-file', '2025-07-01', '2030-07-01', '2031-12-31'],
    ['personal-file', '2020-12-31', '2025-12-31', '2026-12-31'],
    ['concern-report', '2020-03-10', '2025-03-10', '2026-12-31'],
    ['provider-personal-file', '2020-03-10', '2022-03-10', '2023-12-31'],
    ['provider-lex-sarah', '2020-03-10', '2025-03-10', '2026-12-31'],
    ['custody-agreement', '2020-03-10', '2028-12-31', '2029-12-31'],
    // not before the child is eighteen, and not before the file's five years have passed
    ['custody-agreement', '2027-03-10', '2032-03-10', '2033-12-31'],
  ])('%s with its last entry on %s is kept until %s and gone by %s', (kind, lastEntry, keptUntil, finishBy) => {
    const files = [file(kind)];
    expect(ask({ files }, lastEntry, keptUntil)).toMatchObject({ retention: 'not-due', because: [{ reason: 'retention-runs', keptUntil }] });
    const after = (n: string): Retention => ask({ files }, lastEntry, n);
    const next = new Date(Date.parse(`${keptUntil}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    expect(after(next)).toMatchObject({ retention: 'due', keptUntil, finishBy, late: false });
    expect(after(finishBy)).toMatchObject({ late: false });
    expect(after(`${Number(finishBy.slice(0, 4)) + 1}-01-01`)).toMatchObject({ retention: 'due', late: true });
  });

  it.each(['adoption', 'parentage', 'placed-child'])('%s is kept for ever', (kind) => {
    expect(ask({ files: [file(kind)] }, '1990-01-01', '2100-01-01')).toMatchObject({ retention: 'not-due', because: [{ reason: 'kept-for-ever' }] });
  });

  it('an investigation to protect a child: by the day it was closed', () => {
    const investigation = (closed: string | null): KeptFile => file('child-protection-investigation', { closed: closed === null ? null : day(closed) });
    expect(why(ask({ files: [investigation(null)] }, '2026-01-14', '2099-01-01'))).toEqual(['not-due', 'not-closed']);
    expect(ask({ files: [investigation('2026-01-14')] }, '2026-01-14', '2031-01-15')).toMatchObject({ retention: 'due', keptUntil: '2031-01-14' });
    expect(ask({ files: [investigation('2026-01-15')] }, '2026-01-15', '2031-01-16')).toMatchObject({ because: [{ reason: 'retention-runs', keptUntil: '2040-12-31' }] });
    expect(why(ask({ files: [investigation('2026-01-15')], turns30: null }, '2026-01-15', '2041-01-01'))).toEqual(['undecidable', 'birth-year-unknown']);
    // whichever is later: the child's thirty years, or five after the last entry
    expect(ask({ files: [investigation('2026-01-15')] }, '2039-06-01', '2041-01-01')).toMatchObject({ because: [{ keptUntil: '2044-06-01' }] });
  });

  it('research: certain counties, certain days of birth, or as decided for this one', () => {
    const files = [file('personal-file')];
    const at = ['2020-03-10', '2026-01-01'] as const;
    expect(why(ask({ files }, ...at, true))).toEqual(['not-due', 'kept-for-research']);
    expect(why(ask({ files, bornOnResearchDay: true }, ...at, null))).toEqual(['not-due', 'kept-for-research']);
    expect(why(ask({ files }, ...at, null))).toEqual(['undecidable', 'research-exemption-unknown']);
    expect(why(ask({ files, bornOnResearchDay: null }, ...at))).toEqual(['undecidable', 'research-exemption-unknown']);
    expect(why(ask({ files, researchExempt: false }, ...at, null))).toEqual('due');
    expect(why(ask({ files, researchExempt: true }, ...at))).toEqual(['not-due', 'kept-for-research']);
    expect(why(ask({ files: [file('provider-personal-file')] }, ...at, true))).toEqual('due');
    // while a term runs, nobody needs to know
    expect(why(ask({ files, bornOnResearchDay: null }, '2024-01-01', '2026-01-01', null))).toEqual(['not-due', 'retention-runs']);
  });

  it('the board’s own lex Sarah file and reports: by the retention plan', () => {
    for (const kind of ['board-lex-sarah', 'board-report']) {
      expect(why(ask({ files: [file(kind)] }, '1990-01-01', '2026-01-01'))).toEqual(['undecidable', 'retention-plan-undecided']);
      const plan = (keepUntil: string): Retention => ask({ files: [file(kind, { plan: { keepUntil, decision: 'KS 2020:1' } as KeptFile['plan'] })] }, '1990-01-01', '2026-01-01');
      expect(why(plan('for-ever'))).toEqual(['not-due', 'kept-for-ever']);
      expect(why(plan('2026-01-01'))).toEqual(['not-due', 'retention-runs']);
      expect(plan('2025-12-31')).toMatchObject({ retention: 'due', finishBy: '2026-12-31' });
    }
  });

  it('nothing is due while one file is kept, something holds, or something is not known', () => {
    const at = ['2018-03-10', '2026-01-01'] as const;
    expect(why(ask({ files: [file('personal-file'), file('adoption')] }, ...at))).toEqual(['not-due', 'kept-for-ever']);
    expect(why(ask({ files: [file('personal-file'), file('board-report')] }, ...at))).toEqual(['undecidable', 'retention-plan-undecided']);
    expect(why(ask({ files: [file('personal-file')], holds: [{ hold: 'tillsyn', why: 'supervision', since: day('2020-01-01') }] as unknown as SubjectState['holds'] }, ...at))).toEqual(['not-due', 'held']);
    expect(why(ask({ files: [] }, ...at))).toEqual(['undecidable', 'no-file-registered']);
    expect(why(ask({ files: [file('personal-file')] }, null, '2026-01-01'))).toEqual(['undecidable', 'no-entry']);
    expect(why(retentionOf({ state: { ...known, files: [file('personal-file')] }, lastEntry: day('2018-01-01'), asOf: day('2026-01-01'), municipality, rules: [] }))).toEqual(['undecidable', 'no-rule-in-force']);
    expect(why(ask({ files: [file('personal-file')] }, '9998-01-01', '9999-12-31'))).toEqual(['not-due', 'kept-for-ever']);
  });

  it('has a rule in force for every kind on every day, and only one', () => {
    for (const kind of ['personal-file', 'adoption', 'parentage', 'placed-child', 'child-protection-investigation', 'concern-report', 'custody-agreement', 'board-lex-sarah', 'board-report', 'provider-personal-file', 'provider-lex-sarah']) {
      expect(FileKind.is(kind)).toBe(true);
      for (const on of ['1990-01-01', '2025-06-30', '2025-07-01', '2026-01-14', '2026-01-15', '2090-01-01']) {
        const fitting = retentionRules.filter(({ kinds, from, until }) => kinds.includes(kind as FileKind) && (from === null || on >= from) && (until === null || on <= until));
        expect([kind, on, fitting.length]).toEqual([kind, on, 1]);
      }
    }
  });
});

it('facts of birth tell neither day nor month', () => {
  expect(birthFactsOf(day('2010-04-15'))).toEqual({ bornOnResearchDay: true, turns18: '2028', turns30: '2040' });
  expect(birthFactsOf(day('2010-12-31'))).toEqual({ bornOnResearchDay: false, turns18: '2028', turns30: '2040' });
});

it('a reference is a number and no words', () => {
  for (const text of ['SN 2026:12 § 45', 'SN/2019:319', 'SNDnr: 2020:262', 'dnr 12-2020', '2020:4', 'KS 2020:1 p 4']) expect([text, CaseReference.is(text)]).toEqual([text, true]);
  for (const text of ['', ' ', 'Anna Lind', 'Anna Lind 1', 'SN Anna 2020', '850709-9805', 'SN 19850709-9805', 'slog barnet 2020', `SN ${'1'.repeat(70)}`, 'SN 2020\n']) expect([text, CaseReference.is(text)]).toEqual([text, false]);
});
