import { right } from 'fp-ts/Either';

import { parseFailOn, reaches } from '../src/fail-on';

type Result = Parameters<typeof reaches>[0];

const result = (change: { readonly overdue?: number; readonly completionsOverdue?: number }): Result =>
  ({
    asOf: '2020-02-15',
    counts: { overdue: change.overdue ?? 0, 'due-today': 0, 'due-soon': 2, upcoming: 0, undetermined: 0, 'not-yet': 0, 'met-on-time': 0, 'met-late': 0, 'not-applicable': 0 },
    conditional: 0,
    returned: 1,
    completionsOverdue: change.completionsOverdue ?? 0,
    findings: [],
  }) as unknown as Result;

const usual = parseFailOn(undefined, null);

it('fails on what is overdue, and on nothing else, unless told otherwise', () => {
  expect(usual).toEqual(right({ timeliness: ['overdue'], rules: [] }));
  expect([reaches(result({}), { timeliness: ['overdue'], rules: [] }), reaches(result({ overdue: 1 }), { timeliness: ['overdue'], rules: [] })]).toEqual([false, true]);
});

it('an account sent back whose completion is late counts as overdue', () => {
  expect(reaches(result({ completionsOverdue: 1 }), { timeliness: ['overdue'], rules: [] })).toBe(true);
  expect(reaches(result({ completionsOverdue: 1 }), { timeliness: ['due-today'], rules: [] })).toBe(false);
});
