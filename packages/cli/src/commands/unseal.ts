/** `frist unseal ID`: shows what is sealed, to somebody who may see it, after it has been recorded that they look. */
import * as E from 'fp-ts/Either';

import { ExitCode } from '../exit-code';
import { sentence } from '../failure-text';
import { unsealJson } from '../json/unseal';
import { json } from '../json/write';
import { secrecyWordsOf } from '../messages/secrecy';
import { type Context, failed, type Outcome } from '../outcome';
import type { Raw } from '../raw';
import { readingOptions } from '../reading-options';
import { reading } from '../register';
import { unsealTable } from '../render/unseal-table';
import { sealingFrom, viewerOptions } from '../viewer-options';

/** Runs `frist unseal`. */
export const unsealCommand = async (id: string, raw: Raw, context: Context): Promise<Outcome> => {
  const { lang, words } = context;
  const says = secrecyWordsOf(lang);
  const options = readingOptions(raw, context);
  if (E.isLeft(options)) return options.left;
  const looks = viewerOptions(raw, context);
  if (E.isLeft(looks)) return looks.left;
  const { viewer, why } = looks.right;
  if (viewer === undefined || why === undefined) return failed(ExitCode.usage, words.usage.mandatoryOption(viewer === undefined ? '--role' : '--why'));
  if (options.right.store === 'memory:') return failed(ExitCode.usage, says.usage.noMemory);
  return reading(
    options.right,
    context,
    async (frist) => {
      const opened = await frist.unseal({ id, viewer, why })();
      if (E.isLeft(opened)) {
        const wrongUse = opened.left.some(({ _tag, field }) => _tag === 'AccessDenied' || _tag === 'NotFound' || field.startsWith('why'));
        return failed(wrongUse ? ExitCode.usage : ExitCode.data, ...opened.left.map((failure) => (failure._tag === 'NotFound' ? words.errors.notFound(id.slice(0, 120)) : sentence(failure, words))));
      }
      const code = opened.right.some(({ reading: read }) => read._tag === 'broken') ? ExitCode.integrity : ExitCode.ok;
      return { code, out: options.right.json ? json(unsealJson(id, opened.right, viewer, why)) : unsealTable(id, opened.right, viewer, why, context) };
    },
    { keys: sealingFrom(raw, context), recording: true },
  );
};
