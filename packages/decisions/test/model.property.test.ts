/** Random histories against small models of their own: minutes, authorisations, requests to conclude, assignments. */
import { addDays, addDuration, unsafeDuration } from '@frist/calendar';
import fc from 'fast-check';

import { begin, carryOut, commandsOf, deedsOf, type Happening, inOrder } from './histories';
import { day, right, standing } from './support';

const days = ['2020-04-01', '2020-07-15', '2020-12-31', '2021-06-30'].map(day);
const done = (told: readonly Happening[], command: string, about: Readonly<Record<string, unknown>> = {}): readonly Happening[] =>
  told.filter((one) => one.command === command && Object.entries(about).every(([key, value]) => one.data[key] === value));

it('minutes: owed while held and not verified; announced and open to review once per verification', async () => {
  await fc.assert(
    fc.asyncProperty(deedsOf(commandsOf.body, 16), async (deeds) => {
      const body = await begin.body();
      const stands = await carryOut(body, deeds);
      for (const asOf of days) {
        const told = inOrder(stands, asOf);
        const verify = ['a', 'b'].flatMap((meeting) => done(told, 'holdMeeting', { meeting }).map(() => (done(told, 'verifyMinutes', { meeting, verification: 'ordinary' }).length > 0 ? 'submitted' : 'owed')));
        const announce = done(told, 'verifyMinutes').map(({ data }) => (done(told, 'announceMinutes', { meeting: data['meeting'], verification: data['verification'] }).length > 0 ? 'submitted' : 'owed'));
        expect((await body.duties('verify-minutes', asOf)).map(standing).sort()).toEqual(verify.sort());
        expect((await body.duties('announce-verification', asOf)).map(standing).sort()).toEqual(announce.sort());
        expect((await body.duties('appeal-legality', asOf)).length).toBe(done(told, 'announceMinutes').length);
      }
    }),
    { numRuns: 60 },
  );
});

it('authorisations: owed anew until renewed, declined or ended; requests bind once, after six months', async () => {
  const allowed = right(addDays(right(addDuration(day('2020-01-01'), unsafeDuration('P6M'))), 1));
  await fc.assert(
    fc.asyncProperty(deedsOf(commandsOf.matter, 16), async (deeds) => {
      const matter = await begin.matter();
      const known = await carryOut(matter, deeds);
      for (const asOf of days) {
        const told = inOrder(known, asOf);
        const decided = (decision: string) => done(told, 'decideMatter', { decision });
        const withdrawn = (decision: string) => done(told, 'endDecision', { decision }).at(-1)?.on;
        const council = (decision: string) => done(told, 'resolveCondition', { decision }).at(-1);
        const failed = (decision: string): boolean => council(decision)?.data['outcome'] === 'failed';
        // Whether a decision took effect or still may: not once it has failed, nor when it was withdrawn before.
        const stands = (decision: string): boolean => {
          const [made] = decided(decision);
          const conditional = made?.data['conditions'] !== undefined;
          if (made === undefined || (conditional && failed(decision))) return false;
          const from = [made.data['effectiveFrom'] as string | undefined ?? made.on, ...(conditional ? [council(decision)?.on ?? '9999'] : [])].sort().at(-1) ?? '';
          return (withdrawn(decision) ?? '9999-12-31') > from;
        };
        const again = {
          first: stands('second') || stands('third') || stands('fourth') || done(told, 'declineRenewal').length > 0,
          second: stands('fifth') || withdrawn('second') !== undefined,
          fourth: failed('fourth') || withdrawn('fourth') !== undefined,
        };
        const made = Object.entries(again).flatMap(([decision, ended]) => decided(decision).map(() => ended));
        const duties = (await matter.duties('decide-again', asOf)).map(standing);
        expect(duties.filter((one) => one === 'owed').length).toBe(made.filter((ended) => !ended).length);
        // What falls brings the duty back as another one.
        expect(duties.length).toBeGreaterThanOrEqual(made.length);

        const binding = told.findIndex(({ command, on }) => command === 'requestConclusion' && on >= allowed);
        const concludes = (one: Happening): boolean => one.command === 'decideMatter' && one.data['concludes'] === true;
        const owed = binding >= 0 && !told.slice(0, binding).some(concludes);
        const answered = told.slice(binding + 1).some((one) => concludes(one) || one.command === 'refuseConclusion');
        expect((await matter.duties('answer-conclusion-request', asOf)).map(standing)).toEqual(owed ? [answered ? 'submitted' : 'owed'] : []);
        expect((await matter.duties('appeal-ordinary', asOf)).length).toBe(Math.min(1, done(told, 'serveDecision').length));
      }
    }),
    { numRuns: 60 },
  );
});

interface Spell {
  delivery: string;
  discharged?: true;
  superseded?: true;
}

it('assignments: one duty at a time, each later date in the place of the earlier', async () => {
  await fc.assert(
    fc.asyncProperty(deedsOf(commandsOf.assignment, 14), async (deeds) => {
      const one = await begin.assignment();
      const stands = await carryOut(one, deeds);
      for (const asOf of days) {
        const spells: [Spell, ...Spell[]] = [{ delivery: 'none' }];
        for (const { command, data } of inOrder(stands, asOf)) {
          const last = spells.at(-1) ?? spells[0];
          const isDone = last.delivery === 'submitted';
          if (command === 'answerAssignment') last.delivery = 'submitted';
          if (command === 'returnAnswer') last.delivery = 'returned';
          if (command === 'releaseAssignment' && !isDone) last.discharged = true;
          if (command === 'tellShortfall' && data['outcome'] === 'reduced' && last.delivery === 'none') last.delivery = 'partial';
          if (command === 'setAssignmentDate' || data['outcome'] === 'carried-over') {
            if (!isDone) last.superseded = true;
            spells.push({ delivery: 'none' });
          }
        }
        const expected = spells.map(({ delivery, discharged, superseded }) => (superseded ? 'superseded' : discharged ? 'discharged' : delivery === 'none' ? 'owed' : delivery));
        expect((await one.duties('answer-assignment', asOf)).map(standing).sort()).toEqual(expected.sort());
      }
    }),
    { numRuns: 60 },
  );
});
