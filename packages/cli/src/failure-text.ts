/** Turns failure values into sentences. They name rule, field and value, and never quote a line of input. */
import { createRequire } from 'node:module';

import type { Failure } from '@frist/event-sourcing';

import { ExitCode } from './exit-code';
import type { Words } from './messages';
import type { clusterWordsOf as ClusterWordsOf } from './messages/cluster';
import type { foundInWords as FoundInWords } from './messages/found-values';
import type { secrecyWordsOf as SecrecyWordsOf } from './messages/secrecy';
import { failed, type Outcome } from './outcome';
import { clean } from './render/clean';

const load = createRequire(__filename);

/** Failures of a store that can have several causes, told by what was needed. */
const needsMore: ReadonlySet<string> = new Set(['NotAStore', 'StoreUnavailable']);

/** What goes wrong with keys, viewers and disposal has sentences of its own, loaded when there is one to say. */
const aboutSecrecy: ReadonlySet<string> = new Set([
  'AccessDenied', 'AccessNotRecorded', 'NothingSealed', 'NoSealer', 'SealBroken', 'SubjectDisposed', 'KeyUnavailable', 'WrongKeyStore', 'WrappingKeyMissing', 'KeyFileExposed', 'KeyFileCorrupt', 'KeyFileMissing', 'KeyFileExists',
  'KeyFileUnreadable', 'KeyFileBusy', 'KeyStoreClosed', 'NoDisposalDecided', 'RetentionRuns', 'DisposalUndecidable', 'ClockWentBack', 'AsOfInTheFuture', 'KeyNotHeld',
]);

/** The sentence of such a failure; null for any other. */
export const secrecySentence = ({ _tag, field, expected, value, rule }: Failure, { lang }: Words): string | null => {
  if (!aboutSecrecy.has(_tag) && !(_tag === 'StoreReadOnly' && rule === 'confidentiality/disposal')) return null;
  const { secrecyWordsOf } = load('./messages/secrecy') as { readonly secrecyWordsOf: typeof SecrecyWordsOf };
  return secrecyWordsOf(lang).failed[_tag]?.({ field: clean(field), expected: clean(expected), value: clean(value ?? ''), rule }) ?? null;
};

/** The sentence of a failure of a cluster; null for any other. */
const clusterSentence = ({ _tag, rule, field }: Failure, { lang, errors }: Words): string | null => {
  if (!rule.startsWith('eventstoredb/')) return null;
  const { failed: says } = (load('./messages/cluster') as { readonly clusterWordsOf: typeof ClusterWordsOf }).clusterWordsOf(lang);
  const said = says[rule.slice('eventstoredb/'.length)] ?? (_tag === 'StoreUnavailable' ? says.unavailable : undefined);
  return said === undefined ? null : `${said(clean(field))} (${errors.byRule(rule)})`;
};

/** After these, some of what was to be recorded may have been. */
const perhapsRecorded: ReadonlySet<string> = new Set(['unavailable', 'deadline', 'not-leader', 'behind'].map((name) => `eventstoredb/${name}`));

/** What to say besides to one who was recording in a cluster; null where there is nothing. */
export const aboutRecording = ({ rule }: Failure, { lang }: Words): string | null =>
  perhapsRecorded.has(rule) ? (load('./messages/cluster') as { readonly clusterWordsOf: typeof ClusterWordsOf }).clusterWordsOf(lang).recorded : null;

/** One sentence about a failure. */
export const sentence = (failure: Failure, words: Words): string => {
  const said = secrecySentence(failure, words) ?? clusterSentence(failure, words);
  if (said !== null) return said;
  const { errors } = words;
  const expected = clean(errors.expects(failure.expected));
  const store = errors.store[failure._tag];
  if (store !== undefined) return `${store(clean(failure.value ?? failure.field))} (${needsMore.has(failure._tag) ? `${errors.needed(expected)}; ` : ''}${errors.byRule(failure.rule)}).`;
  if (failure._tag === 'UnknownEventType') return errors.unknownType(clean(failure.value ?? ''));
  if ('position' in failure && typeof failure.position === 'number') return errors.unreadableEvent(failure.position, clean(failure.field), expected);
  const field = clean(failure.field);
  if (failure.value === undefined) return errors.refused(field, undefined, expected, failure.rule);
  const { foundInWords } = load('./messages/found-values') as { readonly foundInWords: typeof FoundInWords };
  const found = foundInWords(failure.value, words.lang);
  return found === null ? errors.refused(field, clean(failure.value), expected, failure.rule) : errors.found(field, found, expected, failure.rule);
};

/** A failure to read or open: exit 3, but an id that names nothing and a store that is none are wrong use. `option` named the store. */
export const failedBy = (failure: Failure, words: Words, option = '--store'): Outcome => {
  if (failure._tag === 'AccessDenied') return failed(ExitCode.usage, sentence(failure, words));
  if (failure._tag === 'NotFound') return failed(ExitCode.usage, words.errors.notFound(clean(failure.value ?? failure.field)));
  if (failure._tag === 'StoreNotFound') return failed(ExitCode.data, words.errors.storeMissing(clean(failure.value ?? failure.field)));
  if (failure._tag === 'InvalidStoreUrl') {
    const expected = failure.rule === 'frist/store-url' ? words.usage.storeForm : words.errors.expects(failure.expected);
    return failed(ExitCode.usage, words.usage.badValue(option, clean(failure.value ?? ''), clean(expected)));
  }
  if (failure.rule === 'eventstoredb/connection-string') return failed(ExitCode.usage, `${option}: ${sentence(failure, words)}`);
  return failed(ExitCode.data, sentence(failure, words));
};
