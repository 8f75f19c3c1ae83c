/** A register with the domain beside those of the house, keys in memory, and a clock that stands where a test puts it. */
import { memoryKeyStore } from '@frist/confidentiality';
import type { ObligationFinding } from '@frist/obligations';
import { right } from '@frist/testing';
import { type Board, createFrist, defaultDomains, type Instant, memoryEventStore, parseKnownAt, streamFor, unsafeCivilDate } from 'frist';

import { citizensViewsDomain } from '../src';

export const person = '11111111-1111-4111-8111-111111111111';
export const received = { person, channel: 'letter', what: 'The waiting room is cold.', unit: 'customer service' } as const;

const board = 'test/board' as Board;
const noon = (day: string): Instant => `${day}T11:00:00.000Z` as Instant;

export const register = (today: string) => {
  let now = noon(today);
  let n = 0;
  const clock = (): Instant => now;
  const frist = right(createFrist({ store: memoryEventStore({ clock }), clock, keys: memoryKeyStore(), domains: [...defaultDomains, citizensViewsDomain] }));
  const streamOf = (name: string) => streamFor(board, 'citizensView', name);
  const attempt = (name: string, on: string, command: string, data: object) => {
    n += 1;
    return frist.execute({ id: `test-${n}`, board, stream: streamOf(name), command, on, actor: { role: 'tester', ref: 'tester' }, data })();
  };
  const times = (asOf: string, knownAt?: string) => ({ asOf: unsafeCivilDate(asOf), ...(knownAt === undefined ? {} : { knownAt: right(parseKnownAt(knownAt)) }) });
  const found = async (asOf: string, knownAt?: string) => right(await frist.check({ ...times(asOf, knownAt), settled: true })()).findings;
  const owed = async (name: string, asOf: string, knownAt?: string): Promise<readonly ObligationFinding[]> =>
    (await found(asOf, knownAt)).flatMap((finding) => (finding.about === 'obligation' && finding.stream === streamOf(name) && finding.lifecycle !== 'annulled' ? [finding] : []));
  return {
    frist,
    setToday: (day: string): void => {
      now = noon(day);
    },
    attempt,
    /** Records a command and gives the id of its fact. */
    tell: async (name: string, on: string, command: string, data: object): Promise<string> => right(await attempt(name, on, command, data)).events[0]?.id ?? '',
    /** How it stands with the answer to a view; `none`: none is owed. */
    standing: async (name: string, asOf: string, knownAt?: string): Promise<string> => (await owed(name, asOf, knownAt)).map(({ timeliness }) => timeliness).join() || 'none',
    findings: async (asOf: string) => (await found(asOf)).flatMap((finding) => (finding.about === 'register' ? [finding.rule] : [])),
    /** Year, on time, late, unanswered. */
    shares: async (asOf: string, knownAt?: string) => {
      const { document } = right(await frist.report('citizens-views', {}, times(asOf, knownAt))());
      return (document.sections[0]?.tables?.[0]?.rows ?? []).map((row) => row.slice(0, 4).map((cell) => (cell._tag === 'number' ? cell.value : cell._tag === 'text' ? cell.text : cell._tag)));
    },
  };
};
