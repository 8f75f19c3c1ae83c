/**
 * What can happen to a matter. Each command records the event of the same content; in a command what is personal stands
 * open and is sealed before it is stored. A proposal is an event of its own and never becomes a decision: a decision is.
 */
import { CivilDate } from '@frist/calendar';
import { closed, eventType, nonBlank, oneOf, type Reading, sealed, SubjectRef, toSeal, wholeNumber } from '@frist/event-sourcing';
import { Party, Reference } from '@frist/obligations';
import * as t from 'io-ts';

import { Key, RawNumbers } from '../told';

type Seal = (role: string, inner: t.Type<string, unknown>) => t.Type<Reading<string>, unknown>;
const note = { note: nonBlank(1000) };
const body = { body: nonBlank(120) };
const ofDecision = { decision: Key };
/** No paper tells the day: the fact is dated by the day it was told on, and no time limit runs from it. */
const undated = { undated: t.literal(true) };

const opened = (seal: Seal) =>
  closed(
    'MatterOpened',
    { title: nonBlank(300) },
    {
      diaryNumbers: RawNumbers,
      /** `notified`: the board only takes note. */
      handling: oneOf('Handling', ['ordinary', 'notified']),
      ...undated,
      /** A private party opened it, so it may ask for a conclusion (FL 12 §). */
      openedBy: oneOf('OpenedBy', ['private-party', 'own-initiative', 'authority']),
      person: SubjectRef,
      /** Whatever concerns a person. The title never does. */
      personal: seal('person', nonBlank(4000)),
      ...note,
    },
  );
/** A matter has begun, with whatever numbers there are: none, one, several, malformed. */
export const MatterOpened = eventType('MatterOpened', opened(sealed));
/** A number found printed for the matter: its own, or another body's that it is kept under there. */
export const MatterNumbered = eventType('MatterNumbered', closed('MatterNumbered', { diaryNumber: nonBlank(120) }, { ...note }));
/** Something elsewhere that the matter hangs together with, under its own number: `KS/2019:322`, `§ 112 KS`. */
export const MatterReferenced = eventType(
  'MatterReferenced',
  closed('MatterReferenced', { reference: Reference, relation: oneOf('Relation', ['answers', 'follows', 'concerns', 'continued-by', 'same-as']) }, { ...note }),
);
/** Another body must decide likewise. */
const Condition = closed('Condition', { condition: Key, body: nonBlank(120) }, { what: nonBlank(300) });
const terms = {
  /** Takes effect on this day; before the decision's own day it is retroactive. Absent: on the day of the decision. */
  effectiveFrom: CivilDate,
  /** Last day on which it holds. */
  until: CivilDate,
  conditions: t.readonlyArray(Condition),
};
/** A proposal to a body, with the terms proposed: all that a summons proves. Nothing follows from it. */
export const MatterProposed = eventType('MatterProposed', closed('MatterProposed', { proposal: Key, text: nonBlank(1000) }, { by: Party, to: nonBlank(120), ...terms, ...note }));
/** A body put the matter off, perhaps to a meeting whose day is told. */
export const MatterTabled = eventType('MatterTabled', closed('MatterTabled', body, { until: CivilDate, paragraph: nonBlank(40), ...note }));
/** A body sent the matter back for more preparation. */
export const MatterReferredBack = eventType('MatterReferredBack', closed('MatterReferredBack', { ...body, reason: nonBlank(500) }, { to: Party, paragraph: nonBlank(40) }));
/**
 * A decision point: what a body decided on the day of the fact, at a paragraph of its minutes. Its address is the stream and
 * this event's id, which no correction changes.
 */
export const MatterDecided = eventType(
  'MatterDecided',
  closed(
    'MatterDecided',
    { ...ofDecision, text: nonBlank(1000) },
    {
      /** The body that decided; absent: no paper tells. */
      ...body,
      paragraph: nonBlank(40),
      point: wholeNumber,
      proposal: Key,
      ...undated,
      /** Verified at once, so it can be executed before the minutes are. */
      immediatelyVerified: t.literal(true),
      ...terms,
      /** An authorisation that is needed after `until` too: decide again before. */
      decideAgain: t.literal(true),
      /** Days of notice that each use of an authorisation needs before the meeting it is for. */
      noticeDays: wholeNumber,
      /** Each use of it needs a decision of the chair. */
      eachUseByChair: t.literal(true),
      supersedes: t.readonlyArray(t.union([closed('OwnDecision', { kind: t.literal('own'), decision: Key }), Reference])),
      renews: Key,
      /** Nothing is left to decide in the matter. */
      concludes: t.literal(true),
      ...note,
    },
  ),
);
/** The other body has decided likewise, or otherwise. */
export const MatterConditionResolved = eventType(
  'MatterConditionResolved',
  closed('MatterConditionResolved', { ...ofDecision, condition: Key, outcome: oneOf('ConditionOutcome', ['fulfilled', 'failed']) }, { reference: Reference, ...note }),
);
/** A decision no longer holds: withdrawn, or superseded by one recorded or kept elsewhere. */
export const MatterDecisionEnded = eventType('MatterDecisionEnded', closed('MatterDecisionEnded', { ...ofDecision, how: oneOf('Ended', ['superseded', 'withdrawn', 'set-aside']), reason: nonBlank(500) }, { by: Reference }));
/** Decided or noted that an authorisation is not to be renewed. */
export const MatterRenewalDeclined = eventType('MatterRenewalDeclined', closed('MatterRenewalDeclined', { ...ofDecision, by: Party, reason: nonBlank(500) }, { reference: Reference }));
/** An authorisation was used, on the day of the fact. */
export const MatterAuthorisationUsed = eventType('MatterAuthorisationUsed', closed('MatterAuthorisationUsed', ofDecision, { forMeeting: CivilDate, chairDecision: Reference, ...note }));
/** To whom the minutes say the decision is to be sent. */
export const MatterDispatchListed = eventType('MatterDispatchListed', closed('MatterDispatchListed', { ...ofDecision, recipients: t.readonlyArray(Party) }));
/** The decision has been sent. */
export const MatterDispatched = eventType('MatterDispatched', closed('MatterDispatched', { ...ofDecision, to: Party }));
/** A party has received the decision: the time for ordinary appeal runs (FL 44 §). `public`: the party represents the public. */
export const MatterDecisionServed = eventType('MatterDecisionServed', closed('MatterDecisionServed', { ...ofDecision, party: oneOf('AppealParty', ['private', 'public']) }, { person: SubjectRef, name: Key }));
/** An appeal has come in, on the day of the fact. `name` as in the service it answers. */
export const MatterAppealed = eventType('MatterAppealed', closed('MatterAppealed', { ...ofDecision, kind: oneOf('AppealKind', ['ordinary', 'legality']) }, { person: SubjectRef, name: Key, ...note }));
/** A party asks in writing that the case be concluded (FL 12 §). */
export const MatterConclusionRequested = eventType('MatterConclusionRequested', closed('MatterConclusionRequested', {}, { person: SubjectRef }));
/** The request was refused in a decision of its own. */
export const MatterConclusionRefused = eventType('MatterConclusionRefused', closed('MatterConclusionRefused', { by: Party }, { reference: Reference }));
/**
 * Another paper speaks of something in this matter as decided: of a decision point, or of what only was proposed. Its day and
 * paragraph are kept beside ours; which paper it is stands in the fact's source.
 */
export const MatterCited = eventType('MatterCited', closed('MatterCited', {}, { decision: Key, proposal: Key, decidedOn: CivilDate, paragraph: nonBlank(40), ...note }));
/** Nothing more is to happen; with decisions or with none. */
export const MatterClosed = eventType('MatterClosed', closed('MatterClosed', { reason: nonBlank(500) }));

/**
 * The commands of a matter, and the event that each one records.
 *
 * @example { command: 'decideMatter', on: '2020-06-09', data: { decision: 'fees', body: 'socialnämnden', text: '…', paragraph: '§ 112' } }
 */
export const matterCommands = {
  openMatter: MatterOpened,
  addDiaryNumber: MatterNumbered,
  addReference: MatterReferenced,
  propose: MatterProposed,
  tableMatter: MatterTabled,
  referBack: MatterReferredBack,
  decideMatter: MatterDecided,
  resolveCondition: MatterConditionResolved,
  endDecision: MatterDecisionEnded,
  declineRenewal: MatterRenewalDeclined,
  useAuthorisation: MatterAuthorisationUsed,
  listDispatch: MatterDispatchListed,
  dispatchDecision: MatterDispatched,
  serveDecision: MatterDecisionServed,
  recordAppeal: MatterAppealed,
  requestConclusion: MatterConclusionRequested,
  refuseConclusion: MatterConclusionRefused,
  citeMatter: MatterCited,
  closeMatter: MatterClosed,
} as const;

/** Codecs of the commands' data: as the events', with what is personal in the open. */
export const matterCommandCodecs: Readonly<Record<string, t.Mixed>> = { ...Object.fromEntries(Object.entries(matterCommands).map(([name, { codec }]) => [name, codec])), openMatter: opened(toSeal) };

/** A type of event that a matter’s stream holds. */
export type MatterEventType = (typeof matterCommands)[keyof typeof matterCommands];
/** All of them. */
export const matterEventTypes: readonly MatterEventType[] = Object.values(matterCommands);
