/** The README's embedding example, as it stands there: it runs, and answers what the README says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as ts from 'typescript';

const readme = readFileSync(join(__dirname, '../../../README.md'), 'utf8');
const block = /^```ts\n(.*?)^```$/ms.exec(readme)?.[1];
const promised = /It answers `(\[.*?\])`/.exec(readme)?.[1];

test('the first block of TypeScript in the README runs and answers what is promised', async () => {
  if (block === undefined || promised === undefined) throw new Error('README.md has no block of TypeScript, or does not tell its answer');
  expect(block.trim().split('\n').length).toBeLessThanOrEqual(32);
  const { outputText } = ts.transpileModule(block, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, strict: true } });
  const exported: Record<string, unknown> = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const run = new Function('require', 'exports', outputText) as (load: (name: string) => unknown, exports: object) => void;
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  run((name) => require(name) as unknown, exported);
  const [main] = Object.values(exported).filter((value): value is () => Promise<unknown> => typeof value === 'function');
  expect(await main?.()).toEqual(JSON.parse(promised));
});
