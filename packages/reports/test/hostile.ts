/** Text, values and documents meant to break what is rendered. */
import type { CivilDate, Instant } from '@frist/calendar';
import type { StreamName, SubjectRef } from '@frist/event-sourcing';
import type { Cell, ReportDocument, ReportField, ReportSection, ReportTable } from '@frist/obligations';
import fc from 'fast-check';

import { anna, bo, boxed, otherStream, stream } from './support';

const shard = fc.constantFrom(
  '|', '\\', '\\|', '`', '```', '*', '**', '_', '[x](y)', '[^1]', '![a](b)', '<br>', '<script>', '<!--', '-->', '&amp;', '&#124;', '~~', '~~~', '$x$', '#', '# ', '- ', '+ ', '1. ', '2) ', '> ', '===', '---', ':--', '|---|',
  '=1+1', '+1', '-1', '@x', '\uff1d1', '\uff0b', ';', '"', '""', ',', '\t', '\r', '\n', '\r\n', '\n\n', '\u2028', '\u0085', '\0', '\u001b[31m', '\u202e', '\ufeff', '\u00a0', '\u3000', '\u200b', '\u2060=', ' ', '  ', '    ', 'å', 'ord', '12', '\ud83d\ude00', '\ud83d', 'BEGIN:VEVENT', ':', '[a]: b', '{#id}', 'www.x.se',
);

/** A text made of what somewhere is a mark. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(fc.array(shard, { maxLength: 8 }).map((shards) => shards.join('')), fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ maxLength: 12 }));

const bilingual = fc.record({ sv: hostileText, en: hostileText });
const days = fc.constantFrom('2024-02-29', '0001-01-01', '9999-12-31') as fc.Arbitrary<CivilDate>;
const instants = fc.constantFrom('2024-10-27T00:30:00.000Z', '2024-12-31T22:59:59.999Z') as fc.Arbitrary<Instant>;
const anyNumber = fc.oneof(fc.integer(), fc.double(), fc.integer({ min: -100_000, max: 100_000 }).map((n) => n / 100));
const streams: fc.Arbitrary<StreamName> = fc.constantFrom(stream, otherStream);
const subjects: fc.Arbitrary<SubjectRef> = fc.constantFrom(anna, bo);
const boxes = fc.constantFrom('a', 'b', 'c');

/** A cell that holds no others. */
const plainCell: fc.Arbitrary<Cell> = fc.oneof(
  fc.oneof(hostileText, bilingual).map((text): Cell => ({ _tag: 'text', text })),
  days.map((day): Cell => ({ _tag: 'day', day })),
  instants.map((at): Cell => ({ _tag: 'instant', at })),
  fc.record({ _tag: fc.constant('number' as const), value: anyNumber }),
  fc.record({ _tag: fc.constant('number' as const), value: anyNumber, decimals: fc.integer({ min: -1, max: 25 }) }),
  fc.record({ _tag: fc.constant('share' as const), part: anyNumber, of: anyNumber }),
  fc.oneof(fc.integer({ min: -1e12, max: 1e12 }), fc.record({ _tag: fc.constant('approximate' as const), ore: fc.integer({ min: -1e12, max: 1e12 }) }), fc.constant({ _tag: 'unknown' as const })).map((amount): Cell => ({ _tag: 'money', amount })),
  fc.boolean().map((value): Cell => ({ _tag: 'yes-no', value })),
  fc.tuple(boxes, subjects, streams).map(([box, subject, where]): Cell => ({ _tag: 'sealed', reading: boxed(box, subject), stream: where })),
  fc.tuple(subjects, streams).map(([subject, where]): Cell => ({ _tag: 'sealed', reading: { _tag: 'disposed', subject }, stream: where })),
  fc.oneof(fc.jsonValue({ maxDepth: 2 }), hostileText).map((value): Cell => ({ _tag: 'opened', value })),
  fc.constant<Cell>({ _tag: 'unknown' }),
  fc.constant<Cell>({ _tag: 'none' }),
);

/** Any cell. */
export const someCell: fc.Arbitrary<Cell> = fc.oneof({ weight: 6, arbitrary: plainCell }, { weight: 1, arbitrary: fc.array(plainCell, { maxLength: 3 }).map((cells): Cell => ({ _tag: 'several', cells })) });

const someField: fc.Arbitrary<ReportField> = fc.record({ key: fc.constantFrom('a', 'b', 'cutOff', 'adopted', 'dispatchedTo', '__proto__'), label: bilingual, value: someCell });

const someTable: fc.Arbitrary<ReportTable> = fc.integer({ min: 0, max: 4 }).chain((width) =>
  fc.record(
    {
      key: fc.constantFrom('t', 'u'),
      title: bilingual,
      columns: fc.tuple(...Array.from({ length: width }, (_, i) => bilingual.map((label) => ({ key: `k${i}`, label })))),
      rows: fc.array(fc.tuple(...Array.from({ length: width }, () => someCell)), { maxLength: 4 }),
      empty: bilingual,
      notes: fc.array(bilingual, { maxLength: 2 }),
    },
    { requiredKeys: ['key', 'columns', 'rows', 'empty'] },
  ),
);

const someSection: fc.Arbitrary<ReportSection> = fc.record(
  { key: fc.constantFrom('s', 'r'), title: bilingual, text: fc.array(bilingual, { maxLength: 2 }), forms: fc.array(fc.array(someField, { maxLength: 3 }), { maxLength: 3 }), tables: fc.array(someTable, { maxLength: 2 }) },
  { requiredKeys: ['key', 'title'] },
);

/** Any document. */
export const someDocument: fc.Arbitrary<ReportDocument> = fc.record({ title: bilingual, head: fc.array(someField, { maxLength: 3 }), sections: fc.array(someSection, { maxLength: 3 }), anything: fc.boolean() });
