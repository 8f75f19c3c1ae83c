/** Duties about participants, breach, notice and what is to follow. */
import { addDays, type CivilDate } from '@frist/calendar';
import { contentKey, type NewFact } from '@frist/event-sourcing';
import { aboutObligation, type Due, dutyDischarged, dutyPartlyPerformed, dutyPerformed, incur } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { dayBefore } from '../../kit/before';
import { at, short } from '../../kit/stream';
import { lastDayForNoticeRule, noticeAfterBreachRule, participantRule, remedyRule, renewalRule } from '../rules';
import { agreedAfter, agreedDay } from '../schedule';
import { agreementIn, type AgreementState, type AgreementStep, basisOf, effectOf, owersOf, partyName } from '../state';
import { concernsAgreement } from './terms';

/** Each cohort is followed until so long after its start: it must hold throughout, and is counted at the end. */
export const participantDuties = (step: AgreementStep): readonly NewFact[] =>
  Object.values(step.after.cohorts).flatMap((cohort) => {
    const { after, fact, whole, spells } = step;
    const term = at(after.terms, cohort.term);
    if (term?.rhythm.kind !== 'per-participant') return [];
    const end = agreedAfter(cohort.on, term.rhythm.length);
    const due: Due = end.kind === 'fixed' ? { kind: 'window', basis: 'agreement', opens: cohort.on, limit: end.limit } : end;
    return owersOf(term).flatMap((party) => {
      const spell = `cohort/${cohort.cohort}/${party ?? ''}`;
      const told = spells.latest(spell) === undefined;
      const facts: NewFact[] = [];
      if (told) {
        const { name } = spells.begin(spell, { rule: participantRule, ground: term.event, key: `${cohort.cohort}/${party ?? 'all'}`, stage: 'open' });
        facts.push(
          incur(term.event, {
            rule: participantRule,
            ...(name === undefined ? {} : { name }),
            title: { sv: short(`Följ upp ${cohort.participants} deltagare (${cohort.cohort}): ${term.what}`), en: short(`Follow ${cohort.participants} participants (${cohort.cohort}): ${term.what}`) },
            debtor: partyName(whole, party),
            ...(term.to === undefined ? {} : { creditor: term.to }),
            basis: basisOf(agreementIn(step)),
            mode: 'maintenance',
            due,
            concerns: concernsAgreement(whole),
          }),
        );
      }
      const open = spells.latest(spell);
      const here = told ? after.followed.some((each) => each.cohort === cohort.cohort) : fact.type === 'ParticipantsFollowed' && fact.data.cohort === cohort.cohort;
      if (open?.stage !== 'open' || !here) return facts;
      const done = followedOf(after, cohort.cohort);
      if (done.followed + done.left < cohort.participants) {
        const part = `${done.followed} followed, ${done.left} left before the end, of ${cohort.participants}`;
        return [...facts, dutyPartlyPerformed(open.obligation, part, `${cohort.participants - done.followed - done.left} of ${cohort.participants}`)];
      }
      spells.to(spell, 'done');
      // Without the numbers, which a correction of the cohort would make others: wording on record is never written anew.
      return [...facts, dutyPerformed(open.obligation, fact.occurredOn, { on: fact.occurredOn }, { evidence: 'every participant has been followed or has left before the end' })];
    });
  });

/** How many of a cohort have been followed, and have left. */
export const followedOf = ({ followed }: AgreementState, cohort: string): { readonly followed: number; readonly left: number } => {
  const own = followed.filter((each) => each.cohort === cohort);
  return { followed: own.reduce((sum, each) => sum + each.followed, 0), left: own.reduce((sum, each) => sum + (each.left ?? 0), 0) };
};

/** A breach is to be remedied in time; if it is not, the others may give notice from the day after. */
export const breachDuties = (step: AgreementStep): readonly NewFact[] =>
  Object.values(step.after.breaches).flatMap((breach) => {
    const { after, fact, whole, spells } = step;
    const [remedy, right] = [`remedy/${breach.breach}`, `right/${breach.breach}`];
    const told = spells.latest(remedy) === undefined;
    const facts: NewFact[] = [];
    const concerns = concernsAgreement(whole);
    const due = agreedAfter(breach.on, after.noticeTerms?.remedyWithin);
    if (told) {
      const ground = after.noticeTerms?.event ?? breach.event;
      const { name } = spells.begin(remedy, { rule: remedyRule, ground, key: breach.breach, stage: 'open' });
      facts.push(
        incur(ground, {
          rule: remedyRule,
          ...(name === undefined ? {} : { name }),
          title: { sv: short(`Åtgärda avtalsbrott: ${breach.what}`), en: short(`Remedy the breach: ${breach.what}`) },
          debtor: partyName(whole, breach.by),
          basis: basisOf(agreementIn(step)),
          due,
          concerns,
        }),
      );
      const next = due.kind === 'fixed' ? addDays(due.limit.lastPermittedDay, 1) : null;
      if (next !== null && E.isRight(next)) {
        const begun = spells.begin(right, { rule: noticeAfterBreachRule, ground, key: breach.breach, stage: 'open' });
        facts.push(
          incur(ground, {
            rule: noticeAfterBreachRule,
            ...(begun.name === undefined ? {} : { name: begun.name }),
            title: { sv: short(`Får säga upp avtalet: ${breach.what}`), en: short(`May give notice: ${breach.what}`) },
            debtor: 'the other parties of the agreement',
            basis: basisOf(agreementIn(step)),
            due: { kind: 'undated', basis: 'agreement', text: 'from the day after the time to remedy has passed' },
            force: 'may',
            activation: { kind: 'by-time', activatesOn: next.right, unless: { sv: 'avtalsbrottet har åtgärdats', en: 'the breach has been remedied' } },
            concerns,
          }),
        );
      }
    }
    const remedied = at(after.remedies, breach.breach);
    const [open, may] = [spells.latest(remedy), spells.latest(right)];
    if (open?.stage === 'open' && remedied !== undefined && (told || remedied.event === fact.id)) {
      spells.to(remedy, 'done');
      facts.push(dutyPerformed(open.obligation, fact.occurredOn, remedied, { evidence: remedied.evidence }));
      if (may?.stage === 'open') {
        spells.to(right, 'done');
        facts.push(dutyDischarged(may.obligation, 'the agreement', 'the breach has been remedied'));
      }
    }
    const notice = after.notices.find((each) => each.breach === breach.breach && (told || each.event === fact.id));
    const stillMay = spells.latest(right);
    if (notice !== undefined && stillMay?.stage === 'open') {
      spells.to(right, 'done');
      facts.push(dutyPerformed(stillMay.obligation, fact.occurredOn, notice, { evidence: `notice given by ${notice.by}`, performedBy: notice.by }));
    }
    return facts;
  });

/** The last day for notice before the agreement's end, when the terms say how long before. It lapses when the day has passed. */
export const lastDayForNotice = ({ registered, noticeTerms }: AgreementState): CivilDate | null =>
  registered?.period.to === undefined || noticeTerms?.latestBeforeEnd === undefined ? null : dayBefore(registered.period.to, noticeTerms.latestBeforeEnd);

/** A right that lapses: to give notice so that the agreement ends with its period. */
export const noticeDuty = (step: AgreementStep): readonly NewFact[] => {
  const { after, fact, whole, spells } = step;
  const day = lastDayForNotice(after);
  const facts: NewFact[] = [];
  const earlier = spells.latest('notice');
  if (day !== null && after.registered !== null && after.noticeTerms !== null && earlier?.terms !== contentKey(after.noticeTerms.event, { day })) {
    const { name, obligation } = spells.begin('notice', { rule: lastDayForNoticeRule, ground: after.registered.event, stage: 'open', terms: contentKey(after.noticeTerms.event, { day }) });
    facts.push(
      incur(after.registered.event, {
        rule: lastDayForNoticeRule,
        ...(name === undefined ? {} : { name }),
        title: lastDayForNoticeRule.title,
        debtor: 'the parties of the agreement',
        basis: basisOf(agreementIn(step)),
        due: agreedDay(day),
        force: 'may',
        endsAtDueDate: true,
        concerns: concernsAgreement(whole),
      }),
    );
    if (earlier?.stage === 'open') facts.push(aboutObligation('ObligationSuperseded', earlier.obligation, { successor: obligation, reason: 'the terms of notice have been told anew' }));
  }
  const open = spells.latest('notice');
  const notice = after.notices.at(-1);
  const over = endedOtherwise(after);
  if (open?.stage === 'open' && over !== null) {
    spells.to('notice', 'done');
    return [...facts, dutyDischarged(open.obligation, 'the parties', over)];
  }
  if (open?.stage !== 'open' || notice === undefined || (facts.length === 0 && notice.event !== fact.id)) return facts;
  spells.to('notice', 'done');
  return [...facts, dutyPerformed(open.obligation, fact.occurredOn, notice, { evidence: `notice given by ${notice.by}`, performedBy: notice.by })];
};

/** By when the renewal is to be prepared: so long before the end as was decided, else before the end itself. */
export const renewalDay = ({ registered, renewalPlan }: AgreementState): CivilDate | null =>
  registered?.period.to === undefined ? null : renewalPlan === null ? registered.period.to : dayBefore(registered.period.to, renewalPlan.before);

/** Why there is nothing left to give notice of or to renew: it was closed, or never took effect. */
const endedOtherwise = (state: AgreementState): string | null => state.closed?.reason ?? (effectOf(state) === 'fallen' ? 'the agreement did not take effect' : null);

/** What is to follow is prepared before the agreement ends. */
export const renewalDuty = (step: AgreementStep): readonly NewFact[] => {
  const { after, fact, whole, spells } = step;
  const facts: NewFact[] = [];
  const day = renewalDay(after);
  if (after.registered === null || day === null) return facts;
  const plan = after.renewalPlan;
  const terms = contentKey('', { day, by: plan?.by ?? null });
  const earlier = spells.latest('renewal');
  if (earlier === undefined || (earlier.stage === 'open' && earlier.terms !== terms)) {
    const ground = after.registered.event;
    const basis = plan === null ? renewalRule.basis : { kind: 'decision' as const, reference: plan.decision ?? `decided by ${plan.by}`, confidence: 'S' as const };
    const { name, obligation } = spells.begin('renewal', { rule: renewalRule, ground, stage: 'open', terms });
    const due = agreedDay(day);
    facts.push(
      incur(ground, { rule: renewalRule, ...(name === undefined ? {} : { name }), title: renewalRule.title, debtor: plan?.by ?? 'board', basis, due: { ...due, basis: basis.kind }, concerns: concernsAgreement(whole) }),
    );
    if (earlier !== undefined) facts.push(aboutObligation('ObligationSuperseded', earlier.obligation, { successor: obligation, reason: 'decided how long before the end' }));
  }
  const open = spells.latest('renewal');
  if (open?.stage !== 'open') return facts;
  const done = after.renewalPrepared ?? after.successor;
  if (done !== null) {
    spells.to('renewal', 'done');
    facts.push(dutyPerformed(open.obligation, fact.occurredOn, done, { evidence: after.renewalPrepared?.evidence ?? 'another agreement follows' }));
    return facts;
  }
  const [broken, over] = [after.notices.find(({ ground }) => ground !== 'end-of-period'), endedOtherwise(after)];
  if (broken === undefined && over === null) return facts;
  spells.to('renewal', 'done');
  return [...facts, dutyDischarged(open.obligation, broken?.by ?? 'the parties', broken === undefined ? (over ?? '') : 'the agreement ends by notice')];
};
