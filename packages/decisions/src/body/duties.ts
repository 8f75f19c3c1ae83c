/** What the facts of a body entail: verifying minutes, announcing that, and the time for legality review that follows. */
import type { NewFact } from '@frist/event-sourcing';
import { dutyPerformed, type DutyStep, type Entailed, foldDuties } from '@frist/obligations';

import { dueBy, incurred } from '../duty';
import { announceRule, legalityAppealRule, verifyRule } from '../rules';
import { at } from '../told';
import { type BodyLogged, type BodyState, bodyConcerns, evolveBodyFacts, noBody } from './body';

type Step = DutyStep<BodyState, BodyLogged>;

/** Everything that the facts of a body entail, in folding order. */
export const bodyEntails = (whole: BodyState): readonly Entailed[] => foldDuties(whole, whole.log, noBody, evolveBodyFacts, [verification, announcement, legalityAppeal]);

const ofMeeting = ({ whole }: Step, meeting: string) => ({ debtor: bodyConcerns(whole)[0] ?? 'board', concerns: [...bodyConcerns(whole), meeting] });

/** 14 days from the meeting (KL 5:69). Immediate verification of some paragraphs leaves the rest to be verified. */
const verification = (step: Step): readonly NewFact[] => {
  const { after, fact, spells } = step;
  if (fact.type !== 'BodyMeetingHeld' && fact.type !== 'BodyMinutesVerified') return [];
  const { meeting: key } = fact.data;
  const spell = `verify/${key}`;
  const facts: NewFact[] = [];
  if (fact.type === 'BodyMeetingHeld' && spells.latest(spell) === undefined) {
    const begun = spells.begin(spell, { rule: verifyRule, ground: fact.id, stage: 'open' });
    facts.push(incurred(fact.id, begun, verifyRule, { ...ofMeeting(step, key), due: dueBy(verifyRule, fact.occurredOn) }));
  }
  const open = spells.latest(spell);
  // Told on one day in either order, it is the same.
  const whole = Object.values(at(after.meetings, key)?.verified ?? {}).find(({ immediate }) => immediate === undefined);
  if (open?.stage !== 'open' || whole === undefined) return facts;
  spells.to(spell, 'verified');
  return [...facts, dutyPerformed(open.obligation, fact.occurredOn, whole, { evidence: `minutes verified ${whole.on}` })];
};

/** 2 days from each verification (KL 8:12). */
const announcement = (step: Step): readonly NewFact[] => {
  const { after, fact, spells } = step;
  if (fact.type !== 'BodyMinutesVerified' && fact.type !== 'BodyMinutesAnnounced') return [];
  const { meeting: key, verification: name } = fact.data;
  const spell = `announce/${key}/${name}`;
  const facts: NewFact[] = [];
  if (fact.type === 'BodyMinutesVerified' && spells.latest(spell) === undefined) {
    const begun = spells.begin(spell, { rule: announceRule, ground: fact.id, stage: 'open' });
    facts.push(incurred(fact.id, begun, announceRule, { ...ofMeeting(step, key), due: dueBy(announceRule, fact.occurredOn) }));
  }
  const open = spells.latest(spell);
  const done = at(at(after.meetings, key)?.announced ?? {}, name);
  if (open?.stage !== 'open' || done === undefined) return facts;
  spells.to(spell, 'announced');
  return [...facts, dutyPerformed(open.obligation, fact.occurredOn, done, { evidence: `announced ${done.on}` })];
};

/** 3 weeks from the announcement (KL 13:5): no duty of the board's, but until then the decision may be reviewed. It lapses by itself. */
const legalityAppeal = (step: Step): readonly NewFact[] => {
  const { fact, spells } = step;
  if (fact.type !== 'BodyMinutesAnnounced' && fact.type !== 'BodyMinutesAppealed') return [];
  const { meeting: key, verification: name } = fact.data;
  const spell = `appeal/${key}/${name}`;
  const open = spells.latest(spell);
  if (fact.type === 'BodyMinutesAnnounced') {
    if (open !== undefined) return [];
    const begun = spells.begin(spell, { rule: legalityAppealRule, ground: fact.id, stage: 'open' });
    return [incurred(fact.id, begun, legalityAppealRule, { ...ofMeeting(step, key), debtor: 'members of the municipality', creditor: 'administrative court', due: dueBy(legalityAppealRule, fact.occurredOn), force: 'may', endsAtDueDate: true })];
  }
  if (open?.stage !== 'open') return [];
  spells.to(spell, 'appealed');
  return [dutyPerformed(open.obligation, fact.occurredOn, { on: fact.occurredOn }, { evidence: 'legality review asked for' })];
};
