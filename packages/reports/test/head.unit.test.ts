/** The head: in the order of the house, each time under its name. */
import { unsafeInstant } from '@frist/calendar';
import { type RenderOptions, reportJson } from '@frist/reports';

import { asked, day, documentOf, field, text } from './support';

const headOf = (keys: readonly (readonly [string, string])[], options: Partial<RenderOptions> = {}) =>
  reportJson(documentOf({}, keys.map(([key, value]) => field(key, key, key, key === 'cutOff' ? { _tag: 'day', day: day(value) } : text(value)))), asked(options)).head.map(({ label, value }) => `${label}: ${value.text}`);

it('stands in the order of the house, whatever the order given', () => {
  expect(headOf([['dispatchedTo', 'Revisorerna'], ['adoptedOn', '2025-02-01, § 12'], ['cutOff', '2024-12-31'], ['diaryNumber', 'SN/2024:1'], ['quarter', '2024-Q4']])).toEqual([
    'Nämnd: botkyrka/socialnamnden',
    'diaryNumber: SN/2024:1',
    'quarter: 2024-Q4',
    'cutOff: 2024-12-31',
    'Uppgifter kända till och med: 2025-01-20',
    'Framtagen: 2025-01-21 09:30, med Frist 0.1.0',
    'adoptedOn: 2025-02-01, § 12',
    'dispatchedTo: Revisorerna',
  ]);
});

it('calls the day of the view the cut-off day, unless there is another', () => {
  expect(headOf([])).toContain('Avstämningsdag: 2024-12-31');
  const head = headOf([['cutOff', '2024-12-31']], { asOf: day('2025-01-15') });
  expect(head).toContain('cutOff: 2024-12-31');
  expect(head).toContain('Läget per: 2025-01-15');
});

it('tells a moment to the minute, by Swedish clocks', () => {
  expect(headOf([], { knownAt: unsafeInstant('2024-06-30T22:15:00.000Z'), board: null, lang: 'en' })).toEqual([
    'Board: All boards of the register',
    'Cut-off day: 2024-12-31',
    'Facts known through: 2024-07-01 00:15',
    'Made on: 2025-01-21 09:30, with Frist 0.1.0',
  ]);
});
