/**
 * What can happen to a state grant. Each command records the event of the same content, so the codecs serve both.
 * Facts may name a tranche or a part; those that name neither are about the grant as a whole.
 */
import { CivilDate } from '@frist/calendar';
import { closed, eventType, nonBlank, oneOf, StreamName, wholeNumber } from '@frist/event-sourcing';
import { LegalBasis, Party } from '@frist/obligations';
import * as t from 'io-ts';

import { happenedBetween, Key, ToldAmount, ToldDate } from './told';

const scope = { tranche: Key, part: Key };
const note = { note: nonBlank(1000) };
const Labels = t.readonlyArray(nonBlank(60));
const Keys = t.readonlyArray(Key);

/** The four ways to claim: drawing a fixed share, applying, invoicing, competing through somebody else. */
export const ClaimKind = oneOf('ClaimKind', ['requisition', 'application', 'invoice', 'competition']);
export const Force = oneOf('Force', ['must', 'may']);

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
export const TrancheAdded = eventType('TrancheAdded', closed('TrancheAdded', { tranche: Key }, { name: nonBlank(200), diaryNumbers: Labels, claimable: ToldAmount, ...note }));
export const PartAdded = eventType(
  'PartAdded',
  closed('PartAdded', { part: Key, name: nonBlank(200) }, { tranche: Key, claimable: ToldAmount, total: ToldAmount, purpose: nonBlank(500), claimKind: ClaimKind, claimThrough: Party, handledBy: Party, ...note }),
);
export const ResponsibleAppointed = eventType('ResponsibleAppointed', closed('ResponsibleAppointed', { role: nonBlank(120) }));
export const DistributorSet = eventType('DistributorSet', closed('DistributorSet', { role: nonBlank(120) }));
export const ClaimDeadlineSet = eventType('ClaimDeadlineSet', closed('ClaimDeadlineSet', { due: ToldDate }, { ...scope, to: Party }));
export const UsePeriodSet = eventType('UsePeriodSet', closed('UsePeriodSet', { basis: LegalBasis }, { from: CivilDate, until: CivilDate, purpose: nonBlank(500), ...note }));
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
export const RepaymentTermsSet = eventType('RepaymentTermsSet', closed('RepaymentTermsSet', { force: Force, due: ToldDate }, { ...note }));
export const ShareCapSet = eventType('ShareCapSet', closed('ShareCapSet', { condition: Key, what: nonBlank(300), percent: wholeNumber }, { base: oneOf('CapBase', ['received', 'used', 'awarded']) }));
export const OnwardShareSet = eventType('OnwardShareSet', closed('OnwardShareSet', { share: Key, to: Party, percent: wholeNumber, basis: LegalBasis }, { told: ToldAmount, due: ToldDate }));
export const CounterPerformanceSet = eventType('CounterPerformanceSet', closed('CounterPerformanceSet', { condition: Key, what: nonBlank(500), basis: LegalBasis }));
export const CounterPerformanceShown = eventType('CounterPerformanceShown', closed('CounterPerformanceShown', { condition: Key, evidence: nonBlank(500) }));

export const ForecastRecorded = eventType('ForecastRecorded', closed('ForecastRecorded', { amount: ToldAmount }, { ...scope, ...note }));
/** A proposal to the board is not a decision. */
export const ClaimProposed = eventType('ClaimProposed', closed('ClaimProposed', { to: Party }, { ...scope, amount: ToldAmount }));
export const ClaimDecided = eventType('ClaimDecided', closed('ClaimDecided', { by: Party }, { ...scope, amount: ToldAmount, decision: nonBlank(200), ...note }));
export const ClaimDeclined = eventType('ClaimDeclined', closed('ClaimDeclined', { by: Party, reason: nonBlank(500) }, { ...scope, decision: nonBlank(200) }));
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
export const GrantAwarded = eventType('GrantAwarded', closed('GrantAwarded', { amount: ToldAmount }, { ...scope, decision: nonBlank(200), ...note }));
export const ClaimRejected = eventType('ClaimRejected', closed('ClaimRejected', { reason: nonBlank(500) }, { ...scope }));
export const MoneyReceived = eventType('MoneyReceived', closed('MoneyReceived', { amount: ToldAmount }, { ...scope, ...happenedBetween, ...note }));
/** Who may use how much, decided by a named role; the responsible person proposes it. */
export const DistributionDecided = eventType(
  'DistributionDecided',
  closed('DistributionDecided', { by: nonBlank(120), lines: t.readonlyArray(closed('DistributionLine', { to: nonBlank(200), amount: ToldAmount }, { part: Key, activity: Key })) }, { proposedBy: nonBlank(120), ...note }),
);
export const MoneyTransferred = eventType('MoneyTransferred', closed('MoneyTransferred', { to: Party, amount: ToldAmount }, { ...scope, share: Key, ...happenedBetween, ...note }));
/** One sum of an activity; `condition` names the share cap that it counts against. */
const UseLine = closed('UseLine', { amount: ToldAmount }, { ...scope, condition: Key });
/** What the money paid for. One activity can draw on several parts. */
export const MoneyUsed = eventType(
  'MoneyUsed',
  closed(
    'MoneyUsed',
    { activity: Key, name: nonBlank(200), lines: t.readonlyArray(UseLine) },
    { ...happenedBetween, ...note },
  ),
);
/** An activity on record, or one that money was distributed to, will not be carried out as planned. */
export const UseReplanned = eventType('UseReplanned', closed('UseReplanned', { activity: Key, reason: nonBlank(500) }, { to: Key }));
/** A sum that a paper states, to be held against its lines. */
export const TotalStated = eventType('TotalStated', closed('TotalStated', { of: oneOf('TotalOf', ['used', 'claimed', 'received']), amount: ToldAmount }, { ...scope, ...note }));
/** Income or another figure that is easily taken for the grant and is not. */
export const OtherFigureStated = eventType('OtherFigureStated', closed('OtherFigureStated', { what: nonBlank(200), amount: ToldAmount }));

const ofReport = { report: Key };
export const ReportDrafted = eventType('ReportDrafted', closed('ReportDrafted', ofReport));
export const ReportApproved = eventType('ReportApproved', closed('ReportApproved', { ...ofReport, by: Party }, { decision: nonBlank(200) }));
export const ReportSubmitted = eventType('ReportSubmitted', closed('ReportSubmitted', { ...ofReport, evidence: nonBlank(500) }, { by: Party, to: Party, ...happenedBetween }));
export const ReportReturned = eventType('ReportReturned', closed('ReportReturned', { ...ofReport, by: Party, reason: nonBlank(500) }, { due: ToldDate }));
export const ReportAccepted = eventType('ReportAccepted', closed('ReportAccepted', { ...ofReport, by: Party }));
export const DispatchListRecorded = eventType('DispatchListRecorded', closed('DispatchListRecorded', { ...ofReport, recipients: t.readonlyArray(Party) }));

export const MoneyRepaid = eventType('MoneyRepaid', closed('MoneyRepaid', { amount: ToldAmount }, { ...scope, reclaim: Key, ...happenedBetween, ...note }));
export const MoneyReclaimed = eventType(
  'MoneyReclaimed',
  closed('MoneyReclaimed', { reclaim: Key, by: Party, amount: ToldAmount, ground: oneOf('ReclaimGround', ['unused', 'no-account', 'other-purpose', 'paid-wrongly']), due: ToldDate }, { report: Key, ...note }),
);
export const RepaymentWaived = eventType('RepaymentWaived', closed('RepaymentWaived', { by: Party, reason: nonBlank(500) }, { amount: ToldAmount, reclaim: Key, decision: nonBlank(200) }));
export const GrantClosed = eventType('GrantClosed', closed('GrantClosed', { reason: nonBlank(500) }));

/** The commands, and the event that each one records. */
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

export type GrantEventType = (typeof grantCommands)[keyof typeof grantCommands];
export const grantEventTypes: readonly GrantEventType[] = Object.values(grantCommands);
