/** What can be said of a command before it is decided: its form, its category, its days, its digest. */
import { swedishDay } from '@frist/calendar';
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import type { NotCanonical } from './canonical';
import { decodeWith, type InvalidData } from './codec/explain';
import { type CommandEnvelope, digestOf } from './command';
import { type CorrectFact, correctionCommands, correctionReasons, decodeReplacement, inTheFuture, isCorrectionReason } from './correction-commands';
import type { Decider } from './decider';
import { categoryOf, type CommandDigest, type RecordedEvent } from './envelope';
import { type Failure, failure } from './failure';
import type { Register } from './register';
import type { SealFailure } from './sealer';

export type PrepareFailure = InvalidData | NotCanonical | SealFailure | Failure<'FactInTheFuture' | 'UnknownCommand' | 'UnknownCategory' | 'KnownBeforeRecorded'>;

export interface Prepared {
  readonly command: CommandEnvelope;
  readonly decider: Decider;
  readonly codec: t.Mixed;
  /** Decoded: open readings where the command seals. */
  readonly data: unknown;
}

/** A command whose content is fully known. */
export interface Identified extends Prepared {
  readonly digest: CommandDigest;
}

/** Everything that can be said of a command without its stream; every reason when it is refused. */
export const prepare = (register: Register, command: CommandEnvelope): E.Either<readonly PrepareFailure[], Prepared> => {
  const decider = register.deciders.get(categoryOf(command.stream));
  if (decider === undefined) {
    const known = [...register.deciders.keys()].join(', ');
    return E.left([failure('UnknownCategory', 'event-sourcing/category', 'stream', `a stream of one of the categories ${known}`, command.stream)]);
  }
  const codec = own(correctionCommands, command.command) ?? own(decider.commands, command.command);
  if (codec === undefined) {
    const known = [...Object.keys(decider.commands), ...Object.keys(correctionCommands)].join(', ');
    return E.left([failure('UnknownCommand', 'event-sourcing/command', 'command', `one of ${known}`, command.command)]);
  }
  const today = swedishDay(register.clock());
  const failures: PrepareFailure[] = [];
  if (command.on > today) failures.push(inTheFuture('on', command.on, today));
  if (command.knownSince !== undefined && command.knownSince > today) {
    failures.push(failure('KnownBeforeRecorded', 'event-sourcing/known-since', 'knownSince', `a day not after ${today}`, command.knownSince));
  }
  const data = decodeWith(codec as t.Type<unknown, unknown>, command.data, 'data');
  if (E.isLeft(data)) return E.left([...failures, ...data.left]);
  // What was found is not repeated: it may be about the person.
  if (decider.concernsPersons === true && correctionCommands[command.command] === codec && !isCorrectionReason((data.right as CorrectFactData).reason)) {
    failures.push(failure('InvalidData', 'event-sourcing/reason-about-a-person', 'data.reason', `one of ${correctionReasons.join(', ')}`));
  }
  return failures.length > 0 ? E.left(failures) : E.right({ command, decider, codec, data: data.right });
};

/**
 * The digest, by which a repeat is recognised. It needs the stream: which fields of a correction are sealed depends on
 * the fact that is corrected.
 */
export const identify = (register: Register, prepared: Prepared, events: readonly RecordedEvent[]): E.Either<readonly PrepareFailure[], Identified> => {
  const { command, codec, data } = prepared;
  const replacement = isCorrectFact(prepared) ? decodeReplacement(data as CorrectFactData, events, register.catalogue) : E.right(null);
  if (E.isLeft(replacement)) return replacement;
  const digest = digestOf(command, codec, data, register.sealer, replacement.right);
  if (E.isLeft(digest)) return E.left([digest.left]);
  const decoded = replacement.right === null ? data : { ...(data as CorrectFactData), data: replacement.right.data };
  return E.right({ ...prepared, data: decoded, digest: digest.right });
};

type CorrectFactData = t.TypeOf<typeof CorrectFact>;

const isCorrectFact = ({ codec }: Prepared): boolean => codec === correctionCommands['correctFact'];

const own = (codecs: Readonly<Record<string, t.Mixed>>, name: string): t.Mixed | undefined => (Object.hasOwn(codecs, name) ? codecs[name] : undefined);
