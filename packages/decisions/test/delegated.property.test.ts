/** Random reports of a chair's decision against a small model of their own. */
import fc from 'fast-check';

import { carryOut, commandsOf, deedsOf, inOrder, someDay } from './histories';
import { type Book, day, delegatedBook, standing } from './support';

it('reported by the first report to the right body on the day of the decision or later', async () => {
  await fc.assert(
    fc.asyncProperty(deedsOf(commandsOf.delegated, 10), someDay, async (deeds, decidedOn) => {
      const one = delegatedBook();
      await one.tell(decidedOn, 'takeDelegatedDecision', { kind: 'chair', what: 'said', body: 'socialnämnden' });
      const stands = await carryOut(one as Book<unknown>, deeds);
      for (const asOf of ['2020-04-01', '2020-07-15', '2020-12-31', '2021-06-30'].map(day).filter((last) => last >= decidedOn)) {
        const report = inOrder(stands, asOf).find(({ command, data, on }) => command === 'reportDelegatedDecision' && data['body'] === 'socialnämnden' && on >= decidedOn);
        expect((await one.duties('report-chair-decision', asOf)).map((duty) => [standing(duty), duty.performedOn])).toEqual([report === undefined ? ['owed', undefined] : ['submitted', report.on]]);
      }
    }),
    { numRuns: 60 },
  );
});
