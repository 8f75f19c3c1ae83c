/** What stands in the URL of a store, and what of it may be shown. */

/** The parts of `esdb://…` and `esdb+discover://…`. */
export interface ClusterUrl {
  /** For the client: without what is Frist's own. */
  readonly connection: string;
  /** The file that `local=FILE` names, or null. */
  readonly local: string | null;
  /** How long a call that keeps failing is tried again: the milliseconds of `patience=SECONDS`, or null. */
  readonly patienceMs: number | null;
  /** The server's `MaxAppendSize`, of `max-append-bytes=BYTES`, or null. */
  readonly maxAppendBytes: number | null;
  /** The first parameter that the client does not know or does not heed (it would print the whole string, password included), or that is Frist's own and has no such value or two. */
  readonly odd: string | null;
}

/** Parameters as the client compares them. */
const known: ReadonlySet<string> = new Set([
  'connectionname', 'defaultdeadline', 'discoveryinterval', 'gossiptimeout', 'keepaliveinterval', 'keepalivetimeout', 'maxdiscoverattempts', 'nodepreference', 'throwonappendfailure', 'tls', 'tlscafile', 'usercertfile', 'userkeyfile',
]);

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const parametersOf = (text: string): readonly (readonly [name: string, value: string, whole: string])[] =>
  text.split('&').map((whole) => {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(whole) ?? [];
    return [name, value, whole];
  });

/** A file's path: not another URL, nor SQLite's name for memory. One letter before a colon is a drive. */
const isPath = (text: string): boolean => text !== '' && !/^(?::memory:$|[a-z][a-z0-9+.-]+:)/i.test(text);

/** What is Frist's own. A number has so many digits at most. */
const own: Readonly<Record<string, (value: string) => boolean>> = {
  local: (value) => isPath(decoded(value)),
  patience: (value) => /^[1-9]\d{0,3}$/.test(value),
  'max-append-bytes': (value) => /^[1-9]\d{0,7}$/.test(value),
};

/** The parts of a cluster's URL; null of any other. */
export const clusterUrl = (url: string): ClusterUrl | null => {
  if (!/^esdb(?:\+discover)?:/.test(url)) return null;
  const at = url.indexOf('?');
  if (at < 0) return { connection: url, local: null, patienceMs: null, maxAppendBytes: null, odd: null };
  const parameters = parametersOf(url.slice(at + 1));
  const theirs = parameters.filter(([name]) => !Object.hasOwn(own, name));
  const given = (name: string): readonly string[] => parameters.filter(([each]) => each === name).map(([, value]) => value);
  const fits = (name: string): boolean => given(name).length <= 1 && given(name).every((value) => own[name]?.(value));
  const valueOf = (name: string): string | null => (fits(name) ? (given(name)[0] ?? null) : null);
  const numberOf = (name: string): number | null => (valueOf(name) === null ? null : Number(valueOf(name)));
  const unknown = theirs.find(([name]) => !known.has(name.toLowerCase()))?.[0];
  const [local, seconds] = [valueOf('local'), numberOf('patience')];
  return {
    connection: url.slice(0, at) + (theirs.length === 0 ? '' : `?${theirs.map(([, , whole]) => whole).join('&')}`),
    local: local === null ? null : decoded(local),
    patienceMs: seconds === null ? null : seconds * 1_000,
    maxAppendBytes: numberOf('max-append-bytes'),
    // What stands before an @ may be the rest of a password with a question mark in it, and so may what is no name.
    odd: unknown === undefined ? (Object.keys(own).find((name) => !fits(name)) ?? null) : /^[a-z-]+$/i.test(unknown) && !url.includes('@', at) ? unknown : '…',
  };
};

/** What of a URL comes before user and password, as far as it can be told from them. */
const beginning = /^(?:esdb(?:\+discover)?:\/*|[a-z][a-z0-9+._ -]{0,20}:\/+|\/\/)?/i;
/** Text before the last @ that may hold a password: in the path of a file neither a colon nor two slashes are usual. */
const suspect = /:|\/\//;

/**
 * A store's URL for people: user and password are left out, also of what is no right URL. Whoever prints one prints this. Everything up
 * to the last `@` is cut, but for the path of a file: one that names no user and password before it is shown.
 *
 * @example shownStoreUrl('esdb://frist:secret@node1:2113?local=a.db') // 'esdb://…@node1:2113?local=a.db'
 */
export const shownStoreUrl = (url: string): string => {
  const last = url.lastIndexOf('@');
  if (last < 0) return url;
  const file = /^sqlite:/.exec(url)?.[0] ?? '';
  if (!suspect.test(url.slice(file.length, last))) return url;
  const kept = file === '' ? (beginning.exec(url.slice(0, last))?.[0] ?? '') : file;
  return `${kept}…${url.slice(last)}`;
};
