/** `frist disposal due`: whose data are to be destroyed when. `frist disposal carry-out`: destroys them, by a decision. */
import { randomUUID } from 'node:crypto';

import type { CommandId, SubjectRef } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { DisposalList, DisposalQuery, Frist } from 'frist';

import { ExitCode } from '../exit-code';
import { failedBy, sentence } from '../failure-text';
import { carriedOutJson, disposalJson } from '../json/disposal';
import { json } from '../json/write';
import { secrecyWordsOf } from '../messages/secrecy';
import { type Context, failed, type Outcome } from '../outcome';
import type { Raw } from '../raw';
import { readingOptions } from '../reading-options';
import { reading } from '../register';
import { clean } from '../render/clean';
import { disposalTable } from '../render/disposal-table';
import { lines } from '../render/page';
import { sealingFrom, viewerOptions } from '../viewer-options';

/** Runs `frist disposal`. */
export const disposalCommand = async (action: string, raw: Raw, context: Context): Promise<Outcome> => {
  const options = readingOptions(raw, context);
  if (E.isLeft(options)) return options.left;
  const { query, store, json: asJson } = options.right;
  const terms: DisposalQuery = {
    ...(query.asOf === undefined ? {} : { asOf: query.asOf }),
    ...(query.board === undefined ? {} : { board: query.board }),
    ...(raw.researchCounty === undefined ? {} : { municipality: { researchCounty: raw.researchCounty === 'yes' } }),
  };
  const carryOut = action === 'carry-out';
  const order = carryOut ? ordered(raw, context) : E.right(null);
  if (E.isLeft(order)) return order.left;
  if (carryOut && store === 'memory:') return failed(ExitCode.usage, secrecyWordsOf(context.lang).usage.noMemory);
  const keys = sealingFrom(raw, context);
  return reading(
    options.right,
    context,
    async (frist) => {
      const due = await frist.disposal.due(terms)();
      if (E.isLeft(due)) return failedBy(due.left, context.words);
      if (order.right !== null) return carriedOut(frist, due.right, terms, order.right, asJson, context);
      const code = due.right.entries.length === 0 ? ExitCode.nothing : ExitCode.ok;
      return { code, out: asJson ? json(disposalJson(due.right, query.board ?? null)) : disposalTable(due.right, context) };
    },
    // A list says of keys whether they are there, where it is told of them.
    { keys, recording: carryOut || keys !== null },
  );
};

interface Ordered {
  readonly subject: string;
  readonly decision: string;
  readonly actor: Parameters<Frist['disposal']['carryOut']>[0]['actor'];
  readonly keyIsLost: boolean;
}

const subjectForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const ordered = (raw: Raw, context: Context): E.Either<Outcome, Ordered> => {
  const { usage } = context.words;
  const absent = (['subject', 'decision', 'role'] as const).filter((option) => raw[option] === undefined);
  if (absent.length > 0) return E.left(failed(ExitCode.usage, ...absent.map((option) => usage.mandatoryOption(`--${option}`))));
  const looks = viewerOptions(raw, context);
  if (E.isLeft(looks)) return looks;
  const { subject = '', decision = '' } = raw;
  if (subject !== 'all-due' && !subjectForm.test(subject)) return E.left(failed(ExitCode.usage, usage.badValue('--subject', clean(subject), secrecyWordsOf(context.lang).usage.subject)));
  return looks.right.viewer === undefined ? E.left(failed(ExitCode.usage, usage.mandatoryOption('--role'))) : E.right({ subject, decision, actor: looks.right.viewer.actor, keyIsLost: raw.keyLost === 'yes' });
};

/** One after the other; what has been done before a failure stands, and doing it again goes on from there. */
const carriedOut = async (frist: Frist, { entries }: DisposalList, { asOf, board: only, municipality }: DisposalQuery, { subject, decision, actor, keyIsLost }: Ordered, asJson: boolean, context: Context): Promise<Outcome> => {
  const says = secrecyWordsOf(context.lang).disposal;
  const subjects = subject === 'all-due' ? entries.filter(({ answer }) => answer.retention === 'due').map((entry) => entry.subject) : [subject as SubjectRef];
  if (subjects.length === 0) return { code: ExitCode.nothing, out: asJson ? json(carriedOutJson(decision, [])) : `${says.nothingDue}\n` };
  const done: { readonly subject: string; readonly before: boolean; readonly fingerprint: string | null }[] = [];
  let errors: readonly string[] = [];
  for (const each of subjects) {
    const [board, another] = entries.find((entry) => entry.subject === each)?.boards ?? [];
    if (board === undefined || (another !== undefined && only === undefined)) {
      errors = [board === undefined ? context.words.errors.notFound(each) : context.words.usage.mandatoryOption('--board')];
      break;
    }
    const answer = await frist.disposal.carryOut({ id: `disposal/${randomUUID()}` as CommandId, board: only ?? board, subject: each, decision, actor, keyIsLost, ...(asOf === undefined ? {} : { asOf }), ...(municipality === undefined ? {} : { municipality }) })();
    if (E.isLeft(answer)) {
      errors = answer.left.map((failure) => sentence(failure, context.words));
      break;
    }
    done.push(answer.right);
  }
  const told = done.map((each) => (each.before ? says.before(each.subject) : says.carried(each.subject, clean(decision))));
  const out = asJson ? json(carriedOutJson(decision, done)) : done.length === 0 ? '' : lines([...told, says.done(done.length), says.copies]);
  return { code: errors.length === 0 ? ExitCode.ok : ExitCode.data, out: errors.length > 0 && done.length === 0 ? '' : out, errors };
};
