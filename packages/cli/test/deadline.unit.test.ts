import { inProcess } from './support';

const json = async (...args: readonly string[]) => JSON.parse((await inProcess(['deadline', '--format', 'json', ...args])).out) as Record<string, unknown>;

describe('frist deadline', () => {
  it('rolls by statute unless told otherwise, and says so', async () => {
    expect(await json('--start', '2024-05-31', '--plus', 'P3W')).toMatchObject({
      schema: 'frist.deadline/1', start: '2024-05-31', plus: 'P3W', roll: 'statutory', endDay: '2024-06-21', lastPermittedDay: '2024-06-24', warnOn: '2024-06-20',
      trace: ['start 2024-05-31', '+ 3 weeks = 2024-06-21', '2024-06-21 Midsummer Eve', '2024-06-22 Saturday', '2024-06-23 Sunday', '→ 2024-06-24'],
    });
    expect(await json('--start', '2024-05-31', '--plus', 'P3W', '--roll', 'none')).toMatchObject({ roll: 'none', lastPermittedDay: '2024-06-21' });
  });

  it('counts hours by the clock, across the change to winter time', async () => {
    expect(await json('--start', '2024-10-26T12:00+02:00', '--plus', 'PT72H')).toMatchObject({
      start: '2024-10-26T10:00:00.000Z', roll: 'none', endsAt: '2024-10-29T10:00:00.000Z', endsAtLocal: '2024-10-29T11:00:00.000+01:00', endDay: '2024-10-29', calendar: null, warnOn: null,
    });
  });

  it('speaks Swedish when asked, also in JSON', async () => {
    expect((await json('--start', '2024-05-31', '--plus', 'P3W', '--lang', 'sv')).trace).toContain('2024-06-21 midsommarafton');
    const { out } = await inProcess(['deadline', '--start', '2024-05-31', '--plus', 'P3W'], { terminal: { env: { LANG: 'sv_SE.UTF-8' } } });
    expect(out).toMatch(/Sista dag +2024-06-24/);
  });

  it.each([
    [['--start', '2026-02-30', '--plus', 'P1D'], '--start: "2026-02-30" is not accepted; expected a day that exists: 2026-02 has 28 days.'],
    [['--start', '2026-02-01', '--plus', 'P1Y6M'], 'one unit, as in P18M'],
    [['--start', '2026-02-01', '--plus', '3 weeks'], '--plus: "3 weeks" is not accepted'],
    [['--start', '2026-02-01', '--plus', 'PT72H'], '--start: "2026-02-01" is not accepted; expected a time with a zone'],
    [['--start', '2026-02-01T10:00', '--plus', 'PT72H'], 'with Z or an offset'],
    [['--start', '2026-02-01T10:00:00Z', '--plus', 'P1D'], 'expected a day, YYYY-MM-DD'],
    [['--start', '2026-02-01T10:00:00Z', '--plus', 'PT1H', '--roll', 'statutory'], 'never moved past holidays'],
    [['--start', '9999-12-20', '--plus', 'P1W'], '--start and --plus lead to a day that is not accepted; expected a year 1990–2199'],
    [['--start', '9999-12-31', '--plus', 'P1D'], '--start and --plus lead to a day that is not accepted; expected a whole number of days that leads to the years 0001–9999'],
    [['--start', '9999-12-31T20:00:00Z', '--plus', 'PT72H'], '--start and --plus lead to a day that is not accepted; expected a time within the years 0001–9999'],
    [['--plus', 'P1D'], 'The option --start is required.'],
    [['--start', '2026-02-01'], 'The option --plus is required.'],
    [['--start', '2026-02-01', '--plus', 'P1D', '--roll', 'maybe'], '--roll: "maybe" is not one of statutory, none.'],
  ])('refuses %j', async (args, said) => {
    const { code, out, err } = await inProcess(['deadline', ...args]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(said);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
