/** One report with one of everything, in every form and both languages. */
import { renderReport, reportFormats } from '@frist/reports';

import { asked, sample } from './support';

const visible = (text: string): string => text.replaceAll('\u00a0', '\u2423').replaceAll('\ufeff', '(BOM)').replaceAll('\r\n', '(CRLF)\n');

it.each(['sv', 'en'] as const)('in %s', (lang) => {
  for (const format of reportFormats) {
    expect(visible(renderReport(sample, asked({ lang, format, width: format === 'table' && lang === 'en' ? 140 : 100 })))).toMatchSnapshot(format);
  }
});

it('of nothing', () => {
  const nothing = { ...sample, sections: [], anything: false };
  for (const format of reportFormats) expect(visible(renderReport(nothing, asked({ format, board: null })))).toMatchSnapshot(format);
});
