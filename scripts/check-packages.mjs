// Are the packages well made? publint and Are The Types Wrong over each tarball, as it would be published.
import { readFileSync } from 'node:fs';

import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

import { conclude } from './lib/workspace.mjs';
import { withPacked } from './lib/pack.mjs';

/**
 * What is known and meant, with the reason. Nothing else is let through.
 * @type {Readonly<Record<string, string>>}
 */
const meant = {};

const problems = [];
await withPacked(async (packed) => {
  for (const { manifest, tarball } of packed) {
    const bytes = readFileSync(tarball);
    const { messages } = await publint({ pack: { tarball: new Uint8Array(bytes).buffer }, strict: true });
    const types = await checkPackage(createPackageFromTarballData(new Uint8Array(bytes)));
    const found = [
      ...messages.map((message) => ({ code: message.code, text: formatMessage(message, manifest, { color: false }) })),
      ...(types.types === false
        ? [{ code: 'UntypedPackage', text: 'no types are published' }]
        : types.problems.map((problem) => ({ code: problem.kind, text: `${problem.entrypoint ?? ''} ${problem.resolutionKind ?? ''} ${JSON.stringify(problem)}` }))),
    ].filter(({ code }) => meant[code] === undefined);
    console.log(`${manifest.name}: ${Math.ceil(bytes.length / 1024)} kB packed, ${found.length === 0 ? 'well made' : `${found.length} findings`}`);
    problems.push(...found.map(({ code, text }) => `${manifest.name}: ${code}: ${text}`));
  }
});
conclude('the packages', problems);
