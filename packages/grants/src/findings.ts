/**
 * What the check must show about a grant rather than refuse: what is missing, what does not add up, what two papers
 * tell differently. Pure functions of the grant's state.
 */
import { addDays, type CivilDate } from '@frist/calendar';
import type { EventId } from '@frist/event-sourcing';
import { type Amount, type Bilingual, type DomainFinding, isExact } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { balancesOf } from './balances';
import type { GrantState, Move } from './grant';
import { dueFromTold } from './told';

type Values = NonNullable<DomainFinding['values']>;

const finding = (kind: DomainFinding['kind'], rule: string, sv: string, en: string, events: readonly (EventId | undefined)[], values?: Values, from?: CivilDate): DomainFinding => ({
  rule: `grants/${rule}`,
  kind,
  title: { sv, en } satisfies Bilingual,
  events: events.filter((event) => event !== undefined),
  ...(values === undefined ? {} : { values }),
  ...(from === undefined ? {} : { from }),
});

const exactSum = (amounts: readonly Amount[]): number | null => (amounts.length > 0 && amounts.every(isExact) ? amounts.reduce<number>((sum, amount) => sum + (amount as number), 0) : null);

/** All findings about one grant, always in the same order. */
export const grantFindings = (state: GrantState): readonly DomainFinding[] =>
  state.registered === null ? [] : [...missing(state), ...claims(state), ...sums(state), ...conditions(state), ...reports(state)];

const missing = (state: GrantState): readonly DomainFinding[] => {
  const { registered, moves } = state;
  const here = [registered?.event];
  const found: DomainFinding[] = [];
  const numbers = [...(registered?.diaryNumbers ?? []), ...Object.values(state.tranches).flatMap(({ diaryNumbers }) => diaryNumbers ?? [])];
  if (registered?.funder === undefined) found.push(finding('missing', 'no-funder', 'Bidragsgivaren är inte angiven', 'The funder is not told', here));
  if (numbers.length === 0) found.push(finding('missing', 'no-diary-number', 'Diarienummer saknas', 'No diary number', here));
  if (state.responsible === null) found.push(finding('missing', 'no-responsible', 'Ingen ansvarig är utsedd för bidraget', 'No responsible person is appointed for the grant', here));
  if (moves.every(({ amount }) => !isExact(amount))) {
    const told = [...moves, ...state.forecasts].map(({ amount }) => amount).find((amount) => !isExact(amount) && amount._tag === 'approximate');
    if (told !== undefined && !isExact(told) && told._tag === 'approximate') {
      found.push(finding('missing', 'amount-approximate', 'Beloppet är bara ungefärligt angivet', 'The amount is told only approximately', here, { ore: told.ore, ...(told.text === undefined ? {} : { told: told.text }) }));
    } else {
      found.push(finding('missing', 'no-amount', 'Inget belopp är angivet som sökt, beviljat eller mottaget', 'No amount is told as claimed, awarded or received', here));
    }
  }
  if (Object.keys(state.reports).length === 0 && registered?.partOf === undefined) {
    found.push(finding('missing', 'no-reporting-date', 'Bidraget har ingen återrapportering angiven', 'No account and no reporting date is told for the grant', here));
  }
  for (const part of Object.values(state.parts)) {
    if (part.total === undefined && part.claimable === undefined) {
      found.push(finding('missing', 'part-without-total', `Delen ”${part.name}” saknar angivet belopp`, `The part “${part.name}” has no stated total`, [part.event]));
    }
  }
  for (const figure of state.otherFigures) {
    found.push(finding('information', 'other-figure', `Uppgift som inte är bidraget: ${figure.what}`, `A figure that is not the grant: ${figure.what}`, [figure.event], isExact(figure.amount) ? { ore: figure.amount } : {}));
  }
  if (registered?.partOf !== undefined) found.push(finding('information', 'counted-elsewhere', 'Samma medel som i ett annat bidrag: räknas inte två gånger', 'The same money as in another grant: not to be counted twice', here, { grant: registered.partOf.grant }));
  return found;
};

const claims = (state: GrantState): readonly DomainFinding[] => {
  const { registered, moves, deadlines } = state;
  const found: DomainFinding[] = [];
  const of = (kind: Move['kind']): readonly Move[] => moves.filter((move) => move.kind === kind);
  const [claimed, received] = [of('claimed'), of('received')];
  const seen = claimed.length > 0 || received.length > 0 || state.declined.length > 0 || state.rejected.length > 0;
  if (!seen) {
    found.push(
      state.forecasts.length > 0
        ? finding('missing', 'forecast-never-claimed', 'Antaget i en prognos men aldrig registrerat som rekvirerat eller sökt', 'Assumed in a forecast, never recorded as claimed', state.forecasts.map(({ event }) => event))
        : finding('missing', 'never-claimed', 'Ingen rekvisition, ansökan eller mottagna medel är registrerade', 'Neither claim nor receipt is on record', [registered?.event]),
    );
  } else {
    for (const tranche of Object.values(state.tranches)) {
      const mine = (scope: { readonly tranche?: string }): boolean => scope.tranche === tranche.tranche;
      if (!claimed.some((move) => move.tranche === undefined || mine(move)) && !state.declined.some(mine)) {
        found.push(finding('missing', 'tranche-never-claimed', `Omgången ${(tranche.diaryNumbers ?? [tranche.tranche]).join(', ')} är inte registrerad som rekvirerad`, `The tranche ${(tranche.diaryNumbers ?? [tranche.tranche]).join(', ')} is not on record as claimed`, [tranche.event]));
      }
    }
  }
  for (const forecast of state.forecasts) {
    const claim = claimed.find((move) => move.tranche === forecast.tranche);
    if (claim !== undefined) found.push(finding('contradiction', 'claimed-and-forecast', 'En uppgift säger rekvirerat, en annan bara ett prognosantagande', 'One paper says claimed, another only a forecast assumption', [claim.event, forecast.event]));
  }
  if (received.length > 0 && claimed.length === 0) {
    found.push(finding('contradiction', 'receipt-without-claim', 'Medel är mottagna utan att någon rekvisition eller ansökan är registrerad', 'Money was received and no claim is on record', received.map(({ event }) => event)));
  }
  for (const receipt of received) {
    const before = claimed.filter((move) => move.tranche === receipt.tranche && (move.between?.from ?? move.on) > receipt.on);
    if (before.length > 0) found.push(finding('contradiction', 'receipt-before-claim', 'Medel mottagna före rekvisitionen', 'Money received before it was claimed', [receipt.event, ...before.map(({ event }) => event)]));
  }
  for (const claim of state.claims) {
    if (claim.claimKind !== undefined && registered?.claimKind !== undefined && claim.claimKind !== registered.claimKind) {
      found.push(finding('contradiction', 'claim-kind-differs', 'Sättet att söka anges olika; båda uppgifterna står kvar', 'The way of claiming is told differently; both readings are kept', [registered.event, claim.event], { terms: registered.claimKind, claim: claim.claimKind }));
    }
    const lines = exactSum((claim.lines ?? []).map(({ amount }) => amount));
    if (lines !== null && isExact(claim.amount) && lines !== claim.amount) found.push(notSumming('claim-lines-do-not-sum', 'Ansökans rader', 'The claim’s lines', [claim.event], lines, claim.amount));
  }
  for (const deadline of deadlines) {
    if ((deadline.due.readings?.length ?? 0) > 1) found.push(finding('contradiction', 'deadline-told-differently', 'Sista ansökningsdag anges olika', 'The last day to claim is told differently', [deadline.event]));
  }
  return found;
};

const notSumming = (rule: string, sv: string, en: string, events: readonly EventId[], sum: number, stated: number): DomainFinding =>
  finding('contradiction', rule, `${sv} summerar inte till den angivna summan`, `${en} do not sum to the stated total`, events, { sum, stated, difference: sum - stated });

const sums = (state: GrantState): readonly DomainFinding[] => {
  const found: DomainFinding[] = [];
  const { grant, tranches, parts } = balancesOf(state);
  for (const [scope, balance] of [['grant', grant] as const, ...Object.entries(tranches), ...Object.entries(parts)]) {
    if (isExact(balance.received) && isExact(balance.used) && balance.used > balance.received) {
      found.push(finding('contradiction', 'used-more-than-received', 'Mer är förbrukat än mottaget', 'More was used than received', state.moves.filter(({ kind }) => kind === 'used').map(({ event }) => event), { scope, received: balance.received, used: balance.used }));
    }
  }
  for (const total of state.totals) {
    const mine = state.moves.filter((move) => move.kind === total.of && (total.part === undefined || move.part === total.part) && (total.tranche === undefined || move.tranche === total.tranche));
    const sum = exactSum(mine.map(({ amount }) => amount));
    if (sum !== null && isExact(total.amount) && sum !== total.amount) found.push(notSumming('activities-do-not-sum', 'Posterna', 'The items', [total.event], sum, total.amount));
  }
  for (const part of Object.values(state.parts)) {
    const sum = exactSum(state.moves.filter((move) => move.kind === 'used' && move.part === part.part).map(({ amount }) => amount));
    if (sum !== null && part.total !== undefined && isExact(part.total) && sum !== part.total) found.push(notSumming('activities-do-not-sum', `Insatserna i ”${part.name}”`, `The activities of “${part.name}”`, [part.event], sum, part.total));
  }
  const partsOfActivity = new Map<string, Set<string>>();
  for (const { activity, part } of state.moves) if (activity !== undefined && part !== undefined) partsOfActivity.set(activity, (partsOfActivity.get(activity) ?? new Set()).add(part));
  for (const [activity, within] of partsOfActivity) {
    if (within.size < 2) continue;
    const events = state.uses.filter((use) => use.activity === activity).map(({ event }) => event);
    found.push(finding('information', 'activity-in-two-parts', `Insatsen ”${activity}” redovisas i flera delar`, `The activity “${activity}” is accounted for in several parts`, events, { parts: [...within].sort().join(', ') }));
  }
  return found;
};

const conditions = (state: GrantState): readonly DomainFinding[] => {
  const found: DomainFinding[] = [];
  const { grant } = balancesOf(state);
  for (const cap of state.caps) {
    const base = cap.base === undefined ? null : grant[cap.base];
    const counted = exactSum(state.moves.filter((move) => move.kind === 'used' && move.activity === cap.condition).map(({ amount }) => amount));
    if (base === null || !isExact(base)) {
      found.push(finding('missing', 'share-cap-not-checkable', `Högst ${cap.percent} % (${cap.what}): kan inte prövas, ${base === null ? 'basen är inte angiven' : 'basen är inte känd'}`, `At most ${cap.percent} % (${cap.what}): cannot be checked, the base is ${base === null ? 'not stated' : 'not known'}`, [cap.event]));
    } else if (counted !== null && counted * 100 > base * cap.percent) {
      found.push(finding('breach', 'share-cap-exceeded', `Högst ${cap.percent} % (${cap.what}) är överskridet`, `At most ${cap.percent} % (${cap.what}) is exceeded`, [cap.event], { counted, base }));
    }
  }
  const { usePeriod } = state;
  const outside = usePeriod === null ? [] : state.moves.filter(({ kind, on, between }) => kind === 'used' && ((between?.from ?? on) > (usePeriod.until ?? on) || (between?.to ?? on) < (usePeriod.from ?? '0')));
  if (outside.length > 0) found.push(finding('breach', 'used-outside-period', 'Medel använda utanför perioden', 'Money used outside the period', outside.map(({ event }) => event)));
  for (const distribution of state.distributions) {
    if (state.distributor !== null && distribution.by !== state.distributor) {
      found.push(finding('contradiction', 'distributed-by-other-role', 'Den interna fördelningen är beslutad av en annan roll än villkoren anger', 'The internal distribution was decided by another role than the terms name', [distribution.event], { by: distribution.by, expected: state.distributor }));
    }
  }
  return found;
};

const reports = (state: GrantState): readonly DomainFinding[] => {
  const found: DomainFinding[] = [];
  for (const report of Object.values(state.reports)) {
    const { due, recipient, submitted, dispatchedTo } = report;
    const told = due.day !== undefined || due.text !== undefined || due.readings !== undefined;
    if (!told) found.push(finding('missing', 'no-reporting-date', 'Ingen dag är angiven för återrapporteringen', 'No day is told for the account', [report.event], { report: report.report }));
    if (recipient === undefined) found.push(finding('missing', 'no-recipient', 'Mottagaren av återrapporteringen är inte angiven', 'The recipient of the account is not told', [report.event], { report: report.report }));
    if (dispatchedTo !== undefined && recipient !== undefined && !dispatchedTo.includes(recipient)) {
      found.push(finding('information', 'recipient-not-on-dispatch-list', 'Mottagaren står inte på expedieringslistan (rapporter går ofta genom myndighetens egen tjänst)', 'The recipient is not on the dispatch list (reports often go through the authority’s own service)', [report.event], { recipient }));
    }
    if (report.boardApproval !== undefined && submitted !== undefined && (report.approved === undefined || report.approved > submitted.on)) {
      found.push(finding('breach', 'submitted-without-approval', 'Inlämnad utan nämndens godkännande', 'Submitted without the board’s approval', [submitted.event]));
    }
    if (submitted !== undefined && !state.moves.some(({ kind }) => kind === 'claimed' || kind === 'received')) {
      found.push(finding('contradiction', 'report-without-claim', 'Redovisad utan att något är registrerat som sökt eller mottaget', 'Accounted for while nothing is on record as claimed or received', [submitted.event]));
    }
    if (report.missingAccountIsGround !== undefined && submitted === undefined) {
      const when = dueFromTold(due, report.on);
      const after = E.isRight(when) && when.right.kind === 'fixed' ? addDays(when.right.limit.lastPermittedDay, 1) : null;
      if (after !== null && E.isRight(after)) found.push(finding('information', 'missing-account-is-ground', 'Utebliven redovisning är grund för återkrav', 'A missing account is a ground for repayment', [report.event], { report: report.report }, after.right));
    }
  }
  return found;
};
