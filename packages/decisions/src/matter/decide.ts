/**
 * What a matter accepts. Numbers are never refused, nor what contradicts another paper; a command is refused when it
 * contradicts itself, names what the matter does not have, or takes a name twice.
 */
import { type DecisionContext, type Failure, failure, type NewFact } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import { at, type ByKey } from '../told';
import { matterCommands } from './events';
import { conditionsOf, type MatterState } from './matter';

type Commands = typeof matterCommands;

/** One command, told apart by its name. */
export type MatterCommand = { [Name in keyof Commands]: { readonly command: Name; readonly data: t.TypeOf<Commands[Name]['codec']> } }[keyof Commands];

type Proposed = t.TypeOf<Commands['propose']['codec']>;

/** Why a command was refused; `NotADecision`: what it names is a proposal, and nobody has decided on it. */
export type MatterRefusal = Failure<'MatterNotOpened' | 'MatterOpenedAlready' | 'KeyTaken' | 'UnknownProposal' | 'UnknownDecision' | 'UnknownCondition' | 'NotADecision' | 'SelfContradiction'>;

/** Records what is said, unless there is a reason in {@link MatterRefusal}. */
export const decideMatter = (state: MatterState, command: MatterCommand, context: DecisionContext<MatterState>): E.Either<MatterRefusal, readonly NewFact[]> => {
  const refusal = firstRefusal(state, command, context);
  return refusal === null ? E.right([{ type: matterCommands[command.command].type, data: command.data }]) : E.left(refusal);
};

const firstRefusal = (state: MatterState, { command, data }: MatterCommand, { on }: DecisionContext<MatterState>): MatterRefusal | null => {
  const refuse = (tag: MatterRefusal['_tag'], field: string, expected: string, value?: string): MatterRefusal => failure(tag, `decisions/${command}`, `data.${field}`, expected, value);
  const first = (...checks: readonly (MatterRefusal | null)[]): MatterRefusal | null => checks.find((check) => check !== null) ?? null;
  const free = (field: string, key: string, ...among: readonly ByKey<unknown>[]): MatterRefusal | null =>
    among.every((record) => at(record, key) === undefined) ? null : refuse('KeyTaken', field, 'a name this matter has not used for a proposal or a decision', key);
  const decided = (field: string, key: string | undefined): MatterRefusal | null => {
    if (key === undefined || at(state.decisions, key) !== undefined) return null;
    return at(state.proposals, key) !== undefined
      ? refuse('NotADecision', field, 'a decision: this is a proposal, and no decision on it is on record', key)
      : refuse('UnknownDecision', field, Object.keys(state.decisions).join(', ') || 'a decision on record', key);
  };
  const proposed = (key: string | undefined): MatterRefusal | null =>
    key === undefined || at(state.proposals, key) !== undefined ? null : refuse('UnknownProposal', 'proposal', Object.keys(state.proposals).join(', ') || 'a proposal on record', key);

  const terms = (told: Pick<Proposed, 'conditions' | 'effectiveFrom' | 'until'>): MatterRefusal | null => {
    const { conditions = [], effectiveFrom = told.until, until } = told;
    const names = conditions.map(({ condition }) => condition);
    const twice = names.find((name, n) => names.indexOf(name) !== n);
    return first(
      twice === undefined ? null : refuse('KeyTaken', 'conditions', 'a name of its own for each condition', twice),
      until !== undefined && effectiveFrom !== undefined && until < effectiveFrom ? refuse('SelfContradiction', 'until', `a day not before ${effectiveFrom}`, until) : null,
    );
  };

  if (command === 'openMatter') return state.opened === null ? null : refuse('MatterOpenedAlready', 'title', 'a stream without a matter');
  if (state.opened === null) return refuse('MatterNotOpened', 'title', 'a matter opened before');

  switch (command) {
    case 'propose':
      return first(free('proposal', data.proposal, state.proposals, state.decisions), terms(data));
    case 'tableMatter':
      return data.until !== undefined && data.until <= on ? refuse('SelfContradiction', 'until', `a meeting after ${on}`, data.until) : null;
    case 'decideMatter':
      return first(
        free('decision', data.decision, state.proposals, state.decisions),
        proposed(data.proposal),
        terms(data),
        data.decideAgain !== undefined && data.until === undefined ? refuse('SelfContradiction', 'decideAgain', 'an authorisation with a last day: until') : null,
        decided('renews', data.renews),
        ...(data.supersedes ?? []).map((one) => (one.kind === 'own' ? decided('supersedes', one.decision) : null)),
      );
    case 'resolveCondition': {
      const decision = at(state.decisions, data.decision);
      if (decision === undefined) return decided('decision', data.decision);
      const known = conditionsOf(state, decision).map(({ condition }) => condition);
      return known.includes(data.condition) ? null : refuse('UnknownCondition', 'condition', known.join(', ') || 'a decision with conditions', data.condition);
    }
    case 'endDecision':
    case 'declineRenewal':
    case 'useAuthorisation':
    case 'listDispatch':
    case 'dispatchDecision':
    case 'serveDecision':
    case 'recordAppeal':
      return decided('decision', data.decision);
    case 'citeMatter':
      return first(
        data.decision !== undefined && data.proposal !== undefined ? refuse('SelfContradiction', 'proposal', 'a decision or a proposal, not both') : null,
        decided('decision', data.decision),
        proposed(data.proposal),
      );
    case 'addDiaryNumber':
    case 'addReference':
    case 'referBack':
    case 'requestConclusion':
    case 'refuseConclusion':
    case 'closeMatter':
      return null;
  }
};
