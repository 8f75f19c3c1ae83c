/** Accounts to recipients, and what is left when a grant is closed. */
import { addDays, type CivilDate } from '@frist/calendar';
import { type DomainFinding, lastDayOf } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { callsFor } from '../duties/account';
import { isOnwardPaid, isOwedUnderTerms, isSettled, leftOfReclaim } from '../repayable';
import { coverOf, meets, placed } from '../scope';
import { type AccountStep, at, type GrantState, type NotedOf } from '../state';
import { dueFromTold } from '../told';
import { eventsOf, finding, movesOf } from './finding';

type Report = NotedOf<'requireReport'>;
type Steps<S extends AccountStep['step']> = readonly Extract<AccountStep, { readonly step: S }>[];

const stepsOf = <S extends AccountStep['step']>(state: GrantState, report: Report, step: S): Steps<S> => (at(state.accounts, report.report) ?? []).filter((each) => each.step === step) as unknown as Steps<S>;

/** Findings about accounts. */
export const accounts = (state: GrantState): readonly DomainFinding[] => [...Object.values(state.reports).flatMap((report) => [...told(report), ...sent(state, report), ...absent(state, report)]), ...closing(state)];

const told = ({ due, recipient, event, report }: Report): readonly DomainFinding[] => {
  const found: DomainFinding[] = [];
  if (due.day === undefined && due.text === undefined && due.readings === undefined) found.push(finding('missing', 'no-reporting-date', 'Ingen dag är angiven för återrapporteringen', 'No day is told for the account', [event], { report }));
  if (recipient === undefined) found.push(finding('missing', 'no-recipient', 'Mottagaren av återrapporteringen är inte angiven', 'The recipient of the account is not told', [event], { report }));
  return found;
};

const sent = (state: GrantState, report: Report): readonly DomainFinding[] => {
  const { recipient, reporter } = report;
  const found: DomainFinding[] = [];
  const approved = stepsOf(state, report, 'approved');
  for (const dispatch of stepsOf(state, report, 'dispatched')) {
    if (recipient === undefined || dispatch.recipients.includes(recipient)) continue;
    found.push(finding('information', 'recipient-not-on-dispatch-list', 'Mottagaren står inte på expedieringslistan (rapporter går ofta genom myndighetens egen tjänst)', 'The recipient is not on the dispatch list (reports often go through the authority’s own service)', [dispatch.event], { recipient }));
  }
  for (const submission of stepsOf(state, report, 'submitted')) {
    const { event, on, between, to, by } = submission;
    if (report.boardApproval !== undefined && !approved.some((approval) => approval.on <= on)) {
      found.push(finding('breach', 'submitted-without-approval', 'Inlämnad utan nämndens godkännande', 'Submitted without the board’s approval', [event, ...eventsOf(approved)]));
    }
    if (to !== undefined && recipient !== undefined && to !== recipient) found.push(finding('contradiction', 'submitted-to-other-recipient', 'Inlämnad till en annan mottagare än villkoren anger', 'Submitted to another recipient than the terms name', [event], { to, recipient }));
    if (by !== undefined && reporter !== undefined && by !== reporter) found.push(finding('contradiction', 'submitted-by-other', 'Inlämnad av en annan än den som ska redovisa', 'Submitted by somebody else than the one who reports', [event], { by, reporter }));
    const drawn = movesOf(state, 'claimed', 'received').filter((move) => coverOf(report).some((unit) => meets(placed(state, move), placed(state, unit))));
    const last = between?.to ?? on;
    if (drawn.length === 0) found.push(finding('contradiction', 'report-without-claim', 'Redovisad utan att något är registrerat som sökt eller mottaget', 'Accounted for while nothing is on record as claimed or received', [event]));
    else if (drawn.every((move) => (move.between?.from ?? move.on) > last)) found.push(finding('contradiction', 'report-before-claim', 'Redovisad innan något är sökt eller mottaget', 'Accounted for before anything was claimed or received', [event, ...eventsOf(drawn)]));
  }
  return found;
};

/** A missing account is a ground for repayment where the terms say so, from the day after it was due, if it is owed at all. */
const absent = (state: GrantState, report: Report): readonly DomainFinding[] => {
  if (report.missingAccountIsGround === undefined || stepsOf(state, report, 'submitted').length > 0 || callsFor(state, report).length === 0) return [];
  const due = dueFromTold(report.due, report.on);
  const last: CivilDate | null = E.isRight(due) ? lastDayOf(due.right) : null;
  const after = last === null ? null : addDays(last, 1);
  if (after === null || E.isLeft(after)) return [];
  return [finding('information', 'missing-account-is-ground', 'Utebliven redovisning är grund för återkrav', 'A missing account is a ground for repayment', [report.event], { report: report.report }, after.right)];
};

/** Closed while something was still owed, or money moving afterwards. */
const closing = (state: GrantState): readonly DomainFinding[] => {
  const { closed } = state;
  if (closed === null) return [];
  const accountable = Object.values(state.reports).filter((report) => callsFor(state, report).length > 0 && stepsOf(state, report, 'submitted').length === 0);
  const reclaims = Object.values(state.reclaims).filter((reclaim) => !isSettled(leftOfReclaim(state, reclaim)));
  const shares = state.moves.some(({ kind }) => kind === 'received') ? Object.values(state.shares).filter((share) => !isOnwardPaid(state, share)) : [];
  const owing = [...accountable, ...shares, ...reclaims, ...(isOwedUnderTerms(state) && state.repayment?.force === 'must' ? [state.repayment] : [])];
  const later = state.moves.filter(({ on }) => on > closed);
  return [
    ...(owing.length === 0 ? [] : [finding('contradiction', 'closed-while-owing', 'Avslutat fast något återstår att redovisa eller betala', 'Closed while something is left to account for or pay', eventsOf(owing), undefined, closed)]),
    ...(later.length === 0 ? [] : [finding('contradiction', 'money-after-closing', 'Medel rör sig efter avslutet', 'Money moves after the grant was closed', eventsOf(later), undefined, closed)]),
  ];
};
