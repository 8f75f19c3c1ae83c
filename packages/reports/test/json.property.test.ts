/** The JSON agrees with its schema, whatever the document holds, and gives no box away. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import Ajv from 'ajv';
import fc from 'fast-check';

import { renderReport, reportJson } from '@frist/reports';

import { someDocument } from './hostile';
import { asked, boxed, documentOf, field, sample, stream } from './support';

const validate = new Ajv({ strict: true, allErrors: true, strictTypes: false }).compile(JSON.parse(readFileSync(join(__dirname, '..', 'schemas', 'report.schema.json'), 'utf8')) as object);

it('agrees with its schema', () => {
  fc.assert(
    fc.property(someDocument, fc.constantFrom('sv' as const, 'en' as const), (document, lang) => {
      const report: unknown = JSON.parse(renderReport(document, asked({ format: 'json', lang })));
      validate(report);
      expect(validate.errors ?? []).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

it('is the value that is exported', () => {
  expect(JSON.parse(renderReport(sample, asked({ format: 'json' })))).toEqual(JSON.parse(JSON.stringify(reportJson(sample, asked({})))));
});

it('tells of a sealed cell whom it concerns, not what is in its box', () => {
  const document = documentOf({ forms: [[field('f', 'F', 'F', { _tag: 'sealed', reading: boxed('ciphertext'), stream })]] });
  for (const format of ['json', 'md', 'csv', 'table'] as const) expect(renderReport(document, asked({ format }))).not.toContain('ciphertext');
});
