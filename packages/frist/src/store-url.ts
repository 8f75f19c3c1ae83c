/** What stands in the URL of a store, and what of it may be shown. */

/** The parts of `esdb://…` and `esdb+discover://…`. */
export interface ClusterUrl {
  /** For the client: without what is Frist's own. */
  readonly connection: string;
  /** The file that `local=FILE` names, or null. */
  readonly local: string | null;
  /** How long a call that keeps failing is tried again: the milliseconds of `patience=SECONDS`, or null. */
  readonly patienceMs: number | null;
  /** The first parameter that the client does not know or does not heed; it would print the whole string, password included. */
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

/** The parts of a cluster's URL; null of any other. */
export const clusterUrl = (url: string): ClusterUrl | null => {
  if (!/^esdb(?:\+discover)?:/.test(url)) return null;
  const at = url.indexOf('?');
  if (at < 0) return { connection: url, local: null, patienceMs: null, odd: null };
  const parameters = parametersOf(url.slice(at + 1));
  const own = (wanted: string): string | undefined => parameters.find(([name]) => name === wanted)?.[1];
  const theirs = parameters.filter(([name]) => name !== 'local' && name !== 'patience');
  const local = decoded(own('local') ?? '');
  const patience = own('patience');
  const odd = theirs.find(([name]) => !known.has(name.toLowerCase()))?.[0] ?? (patience === undefined || /^[1-9]\d{0,3}$/.test(patience) ? null : 'patience');
  return {
    connection: url.slice(0, at) + (theirs.length === 0 ? '' : `?${theirs.map(([, , whole]) => whole).join('&')}`),
    local: local === '' ? null : local,
    patienceMs: patience === undefined || odd === 'patience' ? null : Number(patience) * 1_000,
    // What is no name may be the rest of a password with a question mark in it.
    odd: odd === null || /^[a-z]+$/i.test(odd) ? odd : '…',
  };
};

/**
 * A store's URL for people: user and password are left out, also of what is no right URL. Whoever prints one prints this.
 *
 * @example shownStoreUrl('esdb://frist:secret@node1:2113?local=a.db') // 'esdb://…@node1:2113?local=a.db'
 */
export const shownStoreUrl = (url: string): string => {
  const [, scheme = ''] = /^([a-z][a-z0-9+.-]*):/i.exec(url) ?? [];
  if (['', 'sqlite', 'memory'].includes(scheme)) return url;
  const at = url.search(/[?&]local=/);
  const head = at < 0 ? url : url.slice(0, at);
  return head.replace(/^([a-z][a-z0-9+.-]*:\/*).*@/is, '$1…@') + (at < 0 ? '' : url.slice(at));
};
