/**
 * What can happen to a state grant. Each command records the event of the same content, so the codecs serve both.
 * Facts may name a tranche or a part; those that name neither are about the grant as a whole.
 */
import { CivilDate } from '@frist/calendar';
import { closed, ClosedType, eventType, nonBlank, oneOf, sealed, StreamName, SubjectRef, toSeal, wholeNumber } from '@frist/event-sourcing';
import { LegalBasis, Party, Reference } from '@frist/obligations';
import * as t from 'io-ts';

import { happenedBetween, Key, ToldAmount, ToldDate } from './told';

const scope = { tranche: Key, part: Key };
const note = { note: nonBlank(1000) };
/** Where it was decided: in the words of a paper, and as a reference to a decision on record or a number kept elsewhere. */
const decidedIn = { decision: nonBlank(200), decisionReference: Reference };
/**
 * What is to be said about somebody whom the money was for: sealed under `person`. All other texts are about the grant, the
 * organisation and its roles, and stand in the open; identity numbers are refused in them.
 */
const aboutPerson = { person: SubjectRef, aboutPerson: sealed('person', nonBlank(1000)) };
const Labels = t.readonlyArray(nonBlank(60));
const Keys = t.readonlyArray(Key);

/** The four ways to claim: drawing a fixed share, applying, invoicing, competing through somebody else. */
export const ClaimKind = oneOf('ClaimKind', ['requisition', 'application', 'invoice', 'competition']);
/** Whether unused money must or may be repaid. */
export const Force = oneOf('Force', ['must', 'may']);

/** A grant has come to the board’s knowledge. Begins the stream; what nobody has told is left out. */
export const GrantRegistered = eventType(
  'GrantRegistered',
  closed(
    'GrantRegistered',
    { name: nonBlank(200) },
    {
      year: wholeNumber,
      alsoCalled: Labels,
      diaryNumbers: Labels,
      funder: Party,
      /** Through whom the money comes, when not from the funder. */
      channel: Party,
      basis: LegalBasis,
      claimKind: ClaimKind,
      claimThrough: Party,
      /** The same money as another grant, or as a part of it: not to be counted twice. */
      partOf: closed('PartOf', { grant: StreamName }, { part: Key }),
      ...note,
    },
  ),
);
/** A tranche, with diary numbers and claims of its own. Amounts in öre. */
export const TrancheAdded = eventType('TrancheAdded', closed('TrancheAdded', { tranche: Key }, { name: nonBlank(200), diaryNumbers: Labels, claimable: ToldAmount, ...note }));
/** A part with its own purpose, way of claiming and total, perhaps handled by somebody else. */
export const PartAdded = eventType(
  'PartAdded',
  closed('PartAdded', { part: Key, name: nonBlank(200) }, { tranche: Key, claimable: ToldAmount, total: ToldAmount, purpose: nonBlank(500), claimKind: ClaimKind, claimThrough: Party, handledBy: Party, ...note }),
);
/** The role that answers for the grant and proposes its internal distribution. */
export const ResponsibleAppointed = eventType('ResponsibleAppointed', closed('ResponsibleAppointed', { role: nonBlank(120) }));
/** Who decides the internal distribution, where a memo or the terms say so. */
export const DistributorSet = eventType('DistributorSet', closed('DistributorSet', { role: nonBlank(120) }));
/** By when to claim the grant, a tranche or a part: `claimBy`. */
export const ClaimDeadlineSet = eventType('ClaimDeadlineSet', closed('ClaimDeadlineSet', { due: ToldDate }, { ...scope, to: Party }));
/** `useFrom`, `useUntil` and the purpose. Told anew, it takes the place of the period told before. */
export const UsePeriodSet = eventType('UsePeriodSet', closed('UsePeriodSet', { basis: LegalBasis }, { from: CivilDate, until: CivilDate, purpose: nonBlank(500), ...note }));
/** An account owed to a recipient: `reportBy`, by whom, of which tranches or parts, after the board’s approval if it said so. */
export const ReportRequired = eventType(
  'ReportRequired',
  closed(
    'ReportRequired',
    { report: Key, due: ToldDate },
    {
      recipient: Party,
      /** Who reports, when not the holder of the grant. */
      reporter: Party,
      content: nonBlank(500),
      tranches: Keys,
      parts: Keys,
      boardApproval: t.literal(true),
      missingAccountIsGround: t.literal(true),
    },
  ),
);
/** Whether and by when (`repayBy`) unused money is repaid. Told anew, they take the place of those told before. */
export const RepaymentTermsSet = eventType('RepaymentTermsSet', closed('RepaymentTermsSet', { force: Force, due: ToldDate }, { ...note }));
/** At most so many per cent for something; without `base` nobody has said of what. */
export const ShareCapSet = eventType('ShareCapSet', closed('ShareCapSet', { condition: Key, what: nonBlank(300), percent: wholeNumber }, { base: oneOf('CapBase', ['received', 'used', 'awarded']) }));
/** A share of what is received that is to be paid on, in whole per cent. `told`: what a paper says it comes to. */
export const OnwardShareSet = eventType('OnwardShareSet', closed('OnwardShareSet', { share: Key, to: Party, percent: wholeNumber, basis: LegalBasis }, { told: ToldAmount, due: ToldDate }));
/** Something that must be done in order to keep the money. */
export const CounterPerformanceSet = eventType('CounterPerformanceSet', closed('CounterPerformanceSet', { condition: Key, what: nonBlank(500), basis: LegalBasis }));
/** The counter-performance has been done: what shows it. */
export const CounterPerformanceShown = eventType('CounterPerformanceShown', closed('CounterPerformanceShown', { condition: Key, evidence: nonBlank(500) }));

/** A forecast assumes the grant. No claim. */
export const ForecastRecorded = eventType('ForecastRecorded', closed('ForecastRecorded', { amount: ToldAmount }, { ...scope, ...note }));
/** A proposal to the board is not a decision. */
export const ClaimProposed = eventType('ClaimProposed', closed('ClaimProposed', { to: Party }, { ...scope, amount: ToldAmount }));
/** The board, its chair or a delegate has decided to claim. */
export const ClaimDecided = eventType('ClaimDecided', closed('ClaimDecided', { by: Party }, { ...scope, amount: ToldAmount, ...decidedIn, ...note }));
/** Decided not to claim. */
export const ClaimDeclined = eventType('ClaimDeclined', closed('ClaimDeclined', { by: Party, reason: nonBlank(500) }, { ...scope, ...decidedIn }));
/** Claimed: by requisition, application, invoice, or in competition through somebody else. */
export const ClaimSubmitted = eventType(
  'ClaimSubmitted',
  closed(
    'ClaimSubmitted',
    { amount: ToldAmount },
    {
      ...scope,
      claimKind: ClaimKind,
      to: Party,
      through: Party,
      lines: t.readonlyArray(closed('ClaimLine', { what: nonBlank(200), amount: ToldAmount })),
      ...happenedBetween,
      ...note,
    },
  ),
);
/** The funder has awarded so much. */
export const GrantAwarded = eventType('GrantAwarded', closed('GrantAwarded', { amount: ToldAmount }, { ...scope, ...decidedIn, ...note }));
/** The funder has said no. */
export const ClaimRejected = eventType('ClaimRejected', closed('ClaimRejected', { reason: nonBlank(500) }, { ...scope }));
/** Money has come in, perhaps one instalment of several. */
export const MoneyReceived = eventType('MoneyReceived', closed('MoneyReceived', { amount: ToldAmount }, { ...scope, ...happenedBetween, ...note }));
/** Who may use how much, decided by a named role; the responsible person proposes it. */
export const DistributionDecided = eventType(
  'DistributionDecided',
  closed('DistributionDecided', { by: nonBlank(120), lines: t.readonlyArray(closed('DistributionLine', { to: nonBlank(200), amount: ToldAmount }, { part: Key, activity: Key })) }, { proposedBy: nonBlank(120), ...decidedIn, ...note, ...aboutPerson }),
);
/** Money passed on to somebody else; with `share`, in payment of an onward share. */
export const MoneyTransferred = eventType('MoneyTransferred', closed('MoneyTransferred', { to: Party, amount: ToldAmount }, { ...scope, share: Key, ...happenedBetween, ...note, ...aboutPerson }));
/** One sum of an activity; `condition` names the share cap that it counts against. */
const UseLine = closed('UseLine', { amount: ToldAmount }, { ...scope, condition: Key });
/** What the money paid for. One activity can draw on several parts. */
export const MoneyUsed = eventType(
  'MoneyUsed',
  closed(
    'MoneyUsed',
    { activity: Key, name: nonBlank(200), lines: t.readonlyArray(UseLine) },
    { ...happenedBetween, ...note, ...aboutPerson },
  ),
);
/** An activity on record, or one that money was distributed to, will not be carried out as planned. */
export const UseReplanned = eventType('UseReplanned', closed('UseReplanned', { activity: Key, reason: nonBlank(500) }, { to: Key, ...aboutPerson }));
/** A sum that a paper states, to be held against its lines. */
export const TotalStated = eventType('TotalStated', closed('TotalStated', { of: oneOf('TotalOf', ['used', 'claimed', 'received']), amount: ToldAmount }, { ...scope, ...note }));
/** Income or another figure that is easily taken for the grant and is not. */
export const OtherFigureStated = eventType('OtherFigureStated', closed('OtherFigureStated', { what: nonBlank(200), amount: ToldAmount }));

const ofReport = { report: Key };
/** A draft of the account exists. */
export const ReportDrafted = eventType('ReportDrafted', closed('ReportDrafted', ofReport));
/** The account has been approved, by the board or for it. */
export const ReportApproved = eventType('ReportApproved', closed('ReportApproved', { ...ofReport, by: Party }, decidedIn));
/** The account has been handed in, by the board or by whoever reports for it. */
export const ReportSubmitted = eventType('ReportSubmitted', closed('ReportSubmitted', { ...ofReport, evidence: nonBlank(500) }, { by: Party, to: Party, ...happenedBetween }));
/** The recipient asks for completion, perhaps by a day. */
export const ReportReturned = eventType('ReportReturned', closed('ReportReturned', { ...ofReport, by: Party, reason: nonBlank(500) }, { due: ToldDate }));
/** The recipient is content. */
export const ReportAccepted = eventType('ReportAccepted', closed('ReportAccepted', { ...ofReport, by: Party }));
/** To whom the minutes say the account was sent. */
export const DispatchListRecorded = eventType('DispatchListRecorded', closed('DispatchListRecorded', { ...ofReport, recipients: t.readonlyArray(Party) }));

/** Money paid back, of its own accord or, with `reclaim`, on the funder’s demand. */
export const MoneyRepaid = eventType('MoneyRepaid', closed('MoneyRepaid', { amount: ToldAmount }, { ...scope, reclaim: Key, ...happenedBetween, ...note }));
/** The funder demands money back, on one of four grounds, in an amount that it decides. Basis: e.g. förordning 2022:1220 10 §. */
export const MoneyReclaimed = eventType(
  'MoneyReclaimed',
  closed('MoneyReclaimed', { reclaim: Key, by: Party, amount: ToldAmount, ground: oneOf('ReclaimGround', ['unused', 'no-account', 'other-purpose', 'paid-wrongly']), due: ToldDate }, { report: Key, ...note }),
);
/** The funder waives repayment, in part or (without `amount`) as a whole: of one reclaim, or of what the terms say. */
export const RepaymentWaived = eventType('RepaymentWaived', closed('RepaymentWaived', { by: Party, reason: nonBlank(500) }, { amount: ToldAmount, reclaim: Key, ...decidedIn }));
/** Nothing more is to happen. */
export const GrantClosed = eventType('GrantClosed', closed('GrantClosed', { reason: nonBlank(500) }));

/**
 * The commands, and the event that each one records: same content, checked by the same codec.
 *
 * @example { command: 'recordReceipt', on: '2019-10-20', data: { tranche: 'first', amount: 28450600 } }
 */
export const grantCommands = {
  registerGrant: GrantRegistered,
  addTranche: TrancheAdded,
  addPart: PartAdded,
  appointResponsible: ResponsibleAppointed,
  setDistributor: DistributorSet,
  setClaimDeadline: ClaimDeadlineSet,
  setUsePeriod: UsePeriodSet,
  requireReport: ReportRequired,
  setRepaymentTerms: RepaymentTermsSet,
  setShareCap: ShareCapSet,
  setOnwardShare: OnwardShareSet,
  setCounterPerformance: CounterPerformanceSet,
  showCounterPerformance: CounterPerformanceShown,
  recordForecast: ForecastRecorded,
  proposeClaim: ClaimProposed,
  decideClaim: ClaimDecided,
  declineClaim: ClaimDeclined,
  submitClaim: ClaimSubmitted,
  recordAward: GrantAwarded,
  rejectClaim: ClaimRejected,
  recordReceipt: MoneyReceived,
  decideDistribution: DistributionDecided,
  transferOnward: MoneyTransferred,
  recordUse: MoneyUsed,
  replanUse: UseReplanned,
  stateTotal: TotalStated,
  stateOtherFigure: OtherFigureStated,
  draftReport: ReportDrafted,
  approveReport: ReportApproved,
  submitReport: ReportSubmitted,
  returnReport: ReportReturned,
  acceptReport: ReportAccepted,
  recordDispatchList: DispatchListRecorded,
  repay: MoneyRepaid,
  reclaim: MoneyReclaimed,
  waiveRepayment: RepaymentWaived,
  closeGrant: GrantClosed,
} as const;

const asCommand = ({ codec }: { readonly codec: t.Mixed }): t.Mixed => {
  if (!(codec instanceof ClosedType) || !('aboutPerson' in codec.optional)) return codec;
  return closed(codec.name, codec.required as t.Props, { ...(codec.optional as t.Props), aboutPerson: toSeal('person', aboutPerson.aboutPerson.inner) });
};

/** The codec of each command's data: that of its event, but that what is sealed there comes in as plain text. */
export const grantCommandCodecs: Readonly<Record<string, t.Mixed>> = Object.fromEntries(Object.entries(grantCommands).map(([name, event]) => [name, asCommand(event)]));

/** A type of event that a grant’s stream holds. */
export type GrantEventType = (typeof grantCommands)[keyof typeof grantCommands];
/** All of them. */
export const grantEventTypes: readonly GrantEventType[] = Object.values(grantCommands);
