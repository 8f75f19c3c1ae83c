/** However a store's URL is mistyped, what is shown of it holds no password. */
import * as fc from 'fast-check';

import { openStore, shownStoreUrl } from '../src';
import { left, testClock } from './promises';

const odd = fc.constantFrom('esdb', 'esdb+discover', 'esdb_x', 'ESDB', 'sqlite', 'SQLITE', 'memory', 'http', ':', '/', '//', '://', ' ', '\n', '"', '?', '&', '=', '@', 'local=', 'tls=false&', 'a.db', 'å', '%40', '\\', '\0');
const mess = fc.array(fc.oneof(odd, fc.string({ maxLength: 4 })), { maxLength: 6 }).map((parts) => parts.join(''));

test('user:SECRET@ in any mess', async () => {
  await fc.assert(
    fc.asyncProperty(mess, mess, mess, async (before, between, after) => {
      const url = `${before}user:${between}SECRET@${after}`;
      expect(shownStoreUrl(url)).not.toContain('SECRET');
      // What would be opened is a server that is not there, or a file of that name.
      if (/^(?:esdb(?:\+discover)?|sqlite):/.test(url)) return;
      expect(JSON.stringify(left(await openStore(url, { clock: testClock('2026-03-10T08:00:00Z') })()))).not.toContain('SECRET');
    }),
    { numRuns: 300 },
  );
});

test('what holds no password is shown as it is, and of others host and scheme', () => {
  fc.assert(
    fc.property(fc.constantFrom('esdb://', 'esdb+discover://', 'esbd:/', '//', 'esdb:'), fc.stringMatching(/^[a-z0-9:]{1,12}$/), fc.stringMatching(/^[a-z0-9.,:?=&%/]{0,20}$/), (scheme, user, rest) => {
      expect(shownStoreUrl(`${scheme}${user}@${rest}`)).toBe(`${scheme}…@${rest}`);
      expect(shownStoreUrl(`${scheme}${rest}`)).toBe(`${scheme}${rest}`);
      expect(shownStoreUrl(`sqlite:/srv/${rest.replace(/[:/]+/g, '')}@b/frist.db`)).toBe(`sqlite:/srv/${rest.replace(/[:/]+/g, '')}@b/frist.db`);
    }),
  );
});
