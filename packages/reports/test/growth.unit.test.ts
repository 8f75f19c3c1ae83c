/** Rendering is linear in the rows: sixteen times the rows may not cost sixty-four times the time. */
import { renderReport, reportFormats } from '@frist/reports';

import { asked, both, column, documentOf, kronor, number, sealedCell, text } from './support';

const ofRows = (rows: number) =>
  documentOf({
    tables: [{
      key: 't',
      columns: [column('a', 'Insats', 'Kind'), column('b', 'Dagar', 'Days'), column('c', 'Kostnad', 'Cost'), column('d', 'Namn', 'Name')],
      rows: Array.from({ length: rows }, (_, i) => [text(`Kontaktperson | *${i}*`), number(i, 1), kronor(i * 1000), sealedCell(`box-${i}`)]),
      empty: both('-', '-'),
    }],
  });

const fastest = (run: () => unknown): bigint =>
  Array.from({ length: 3 }, () => {
    const start = process.hrtime.bigint();
    run();
    return process.hrtime.bigint() - start;
  }).reduce((least, time) => (time < least ? time : least));

it.each(reportFormats)('%s', (format) => {
  const [few, many] = [ofRows(500), ofRows(8_000)];
  const once = fastest(() => renderReport(few, asked({ format })));
  expect(fastest(() => renderReport(many, asked({ format })))).toBeLessThan(once * 64n);
});
