/** Whatever a document holds: a Markdown parser of others finds the structure that was meant, and the text that was meant. */
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';

import type { ReportDocument } from '@frist/obligations';
import { renderReport, reportJson } from '@frist/reports';

import { hostileText, someDocument } from './hostile';
import { asked, documentOf, text } from './support';

const parser = new MarkdownIt({ html: true });

/** Blanks of any kind, and what no page may hold, as one blank. */
const squeezed = (raw: string): string => raw.replace(/\p{Surrogate}/gu, '\ufffd').replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Zs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ').trim();

interface Block {
  readonly kind: string;
  readonly lines: readonly string[];
}

/** Headings, items, cells, paragraphs and rules in order. Anything else that a parser sees is kept under its own name. */
const blocksOf = (markdown: string): readonly Block[] => {
  const blocks: Block[] = [];
  const open: string[] = [];
  for (const token of parser.parse(markdown, {})) {
    if (token.type === 'inline') {
      const foreign = (token.children ?? []).filter(({ type, content }) => !(['text', 'text_special', 'softbreak', 'hardbreak', 'strong_open', 'strong_close', 'em_open', 'em_close'].includes(type) || (type === 'html_inline' && content === '<br>')));
      const said = (token.children ?? []).map(({ type, content }) => (type.startsWith('text') ? content : type.endsWith('break') || type === 'html_inline' ? ' ' : '')).join('');
      const kind = open.filter((each) => /^(h[1-6]|li|th|td|p)$/.test(each)).find((each) => each !== 'p') ?? 'p';
      blocks.push({ kind, lines: [squeezed(said), ...foreign.map(({ type, content }) => `!${type} ${content}`)] });
    } else if (token.nesting === 1) open.push(token.tag);
    else if (token.nesting === -1) open.pop();
    else blocks.push({ kind: token.type, lines: [] });
  }
  return blocks;
};

/** What should be found, from the report in JSON. */
const expected = (document: ReportDocument): readonly Block[] => {
  const report = reportJson(document, asked({}));
  const block = (kind: string, said: string): Block => ({ kind, lines: [squeezed(said)] });
  const paragraphs = (said: readonly string[]): readonly Block[] => said.filter((each) => squeezed(each) !== '').map((each) => block('p', each));
  const fields = (all: (typeof report)['head']): readonly Block[] => all.map(({ label, value }) => block('li', `${squeezed(label)}: ${value.text}`));
  return [
    ...[report.title].map((said) => block('h1', said)),
    ...fields(report.head),
    ...(report.anything ? [] : [block('p', 'Det finns inga uppgifter att redovisa.')]),
    ...report.sections.flatMap((section) => [
      block('h2', section.title),
      ...paragraphs(section.text),
      ...section.forms.flatMap((form, i) => [...(section.forms.length > 1 ? [block('h3', `Nr ${i + 1}`)] : []), ...fields(form)]),
      ...section.tables.flatMap((table) => [
        ...(table.title === null ? [] : [block('h3', table.title)]),
        ...(table.rows.length === 0 || table.columns.length === 0
          ? paragraphs([table.empty])
          : [...table.columns.map(({ label }) => block('th', label)), ...table.rows.flatMap((row) => table.columns.map(({ key }) => block('td', row[key]?.text ?? '')))]),
        ...paragraphs(table.notes),
      ]),
    ]),
    block('hr', ''),
    block('p', report.foot),
  ].map((each) => (each.kind === 'hr' ? { kind: 'hr', lines: [] } : each));
};

it('holds the structure and the words, and nothing else', () => {
  fc.assert(fc.property(someDocument, (document) => expect(blocksOf(renderReport(document, asked({ format: 'md' })))).toEqual(expected(document))), { numRuns: 300 });
});

it('keeps a text what it is, wherever it stands', () => {
  fc.assert(
    fc.property(hostileText, (raw) => {
      const said = { sv: raw, en: raw };
      const document = documentOf({
        title: said,
        text: [said],
        forms: [[{ key: 'f', label: said, value: text(raw) }]],
        tables: [{ key: 't', title: said, columns: [{ key: 'k', label: said }], rows: [[text(raw)]], empty: said, notes: [said] }],
      });
      expect(blocksOf(renderReport(document, asked({ format: 'md' })))).toEqual(expected(document));
    }),
    { numRuns: 1000 },
  );
});
