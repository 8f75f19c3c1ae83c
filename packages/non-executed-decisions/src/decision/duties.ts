/**
 * What the facts of a decision entail: a report to each recipient every quarter until it is executed or closed, and a
 * report of that end. A left fold of the facts, so that late facts, corrections and retractions bring the record in line.
 */
import type { EventId, NewFact } from '@frist/event-sourcing';
import {
  aboutObligation, type Bilingual, dutyDischarged, dutyPerformed, type DutyStep, type Entailed, foldDuties, incur, type ObligationId, type Recurrence, type WindowTable,
} from '@frist/obligations';

import { dayAfter } from '../clock';
import { basisOf } from '../regimes';
import { endRule, reportRule } from '../rules';
import { boardWindows, inspectorateWindows, windowDue } from '../windows';
import { type IndividualRecipient, individualRecipients, recipientNames } from '../words';
import { evolveFacts } from './decision';
import { endsBefore, isCovered, isOwedFor, ranOver } from './reportable';
import { type DecisionState, type Logged, noDecision, type Spell, spellOf } from './state';

/** The tables by which reports to each recipient are due. */
export type Tables = Readonly<Record<IndividualRecipient, WindowTable>>;

type Step = DutyStep<DecisionState, Logged>;

const unless: Bilingual = { sv: 'beslutet verkställs eller avslutas dessförinnan', en: 'the decision is executed or closed before' };
const anyTime: Bilingual = { sv: 'får rapporteras när som helst och ska rapporteras', en: 'may be reported at any time, and must be' };

const reportOf = (spell: EventId, to: IndividualRecipient): string => `report/${spell}/${to}`;
const endOf = (spell: EventId, to: IndividualRecipient): string => `end/${spell}/${to}`;

/** Everything that the facts of a decision entail, in folding order. */
export const entailedByDecision =
  (tables: Tables) =>
  (whole: DecisionState): readonly Entailed[] =>
    isCovered(whole) ? foldDuties(whole, whole.log, noDecision, evolveFacts, [(step) => begun(step, tables), (step) => ended(step), (step) => reported(step, tables)]) : [];

/** The spells that this step begins: a duty to each recipient, in force from the day after the last. */
const begun = ({ before, after, whole, spells }: Step, tables: Tables): readonly NewFact[] =>
  after.spells
    .filter(({ key }) => spellOf(before, key) === undefined)
    .flatMap((spell) =>
      individualRecipients.map((to) => {
        const rule = reportRule(to, spell.from);
        const { name, obligation } = spells.begin(reportOf(spell.key, to), { rule, ground: spell.key, stage: 'owed' });
        const basis = to === 'inspectorate' ? 'agency' : 'statute';
        return incur(spell.key, {
          rule,
          ...(name === undefined ? {} : { name }),
          ...parties(whole, to),
          title: rule.title,
          basis: basisOf(whole.decided?.legalBasis?.act ?? null, 'report', spell.from),
          due: { kind: 'undated', basis },
          activation: { kind: 'by-time', activatesOn: dayAfter(spell.lastDay), unless },
          recurrence: { rhythm: { kind: 'quarter' }, anchor: spell.lastDay, due: journaledTable(whole, obligation) ?? { kind: 'window-table', table: tables[to].id, version: tables[to].version, basis } },
        });
      }),
    );

/** The table that was journaled with the duty stands: a new version of it is for duties to come. */
const journaledTable = ({ recorded }: DecisionState, obligation: ObligationId): Recurrence['due'] | undefined =>
  recorded.flatMap((duty) => (duty.type === 'ObligationIncurred' && duty.data.obligation === obligation && duty.data.recurrence !== undefined ? [duty.data.recurrence.due] : [])).at(-1);

const parties = ({ decided }: DecisionState, to: IndividualRecipient) => ({
  debtor: 'board',
  creditor: recipientNames[to],
  ...(decided?.caseReference === undefined ? {} : { concerns: [decided.caseReference] }),
});

/** The spells that this step ends. In time: nothing was ever owed. Late: no more quarters, and the end is to be reported. */
const ended = ({ before, after, whole, spells, fact }: Step): readonly NewFact[] =>
  after.spells
    .filter((spell) => spell.end !== null && spellOf(before, spell.key)?.end === null)
    .flatMap((spell) =>
      individualRecipients.flatMap((to) => {
        const owed = spells.latest(reportOf(spell.key, to))?.obligation;
        if (owed === undefined || spell.end === null) return [];
        const { how, on } = spell.end;
        const reason = `${how === 'partly' ? 'carried out in part' : how} on ${on}`;
        if (!ranOver(spell)) return [dutyDischarged(owed, 'facts', `${reason}, within the three months`)];
        const from = endsBefore(spell);
        const rule = endRule(to, on);
        const { name } = spells.begin(endOf(spell.key, to), { rule, ground: fact.id, stage: 'owed' });
        return [
          aboutObligation('ObligationDischarged', owed, { power: 'facts', reason, ...(from === null ? {} : { fromInstance: from }) }),
          incur(fact.id, {
            rule,
            ...(name === undefined ? {} : { name }),
            ...parties(whole, to),
            title: rule.title,
            basis: basisOf(whole.decided?.legalBasis?.act ?? null, 'end', on),
            due: { kind: 'undated', basis: 'statute', text: anyTime.en },
            parent: owed,
          }),
        ];
      }),
    );

/** A report of a quarter performs that instance; made once the spell has ended, it tells of the end as well. */
const reported = ({ after, spells, fact }: Step, tables: Tables): readonly NewFact[] => {
  if (fact.type !== 'NonExecutionReported' && fact.type !== 'EndReported') return [];
  const { to, spell: key } = fact.data;
  const spell = spellOf(after, key);
  if (to === 'council' || spell === undefined) return [];
  const evidence = fact.data.evidence ?? `reported to ${recipientNames[to]}`;
  const found: NewFact[] = [];
  const duty = spells.latest(reportOf(key, to));
  if (fact.type === 'NonExecutionReported' && duty !== undefined && isOwedFor(spell, fact.data.quarter)) {
    found.push(performedFor(duty.obligation, fact.data.quarter, tables[to], to, evidence));
  }
  const last = spells.latest(endOf(key, to));
  if (last?.stage === 'owed') {
    spells.to(endOf(key, to), 'done');
    found.push(dutyPerformed(last.obligation, fact.occurredOn, { on: fact.occurredOn }, { evidence }));
  }
  return found;
};

/** The report of a quarter was made: the instance's window is journaled with it. */
export const performedFor = (obligation: ObligationId, quarter: Parameters<typeof windowDue>[1], table: WindowTable, to: 'inspectorate' | 'auditors' | 'council', evidence: string): NewFact => {
  const due = windowDue(table, quarter, to === 'inspectorate' ? 'agency' : 'statute');
  return aboutObligation('PerformanceRecorded', obligation, { evidence, instance: quarter, ...(due === undefined ? {} : { instanceDue: due }) });
};

/** The obligations about a spell, by recipient: so that a compilation can name what it performs. */
export interface SpellDuties {
  readonly report?: ObligationId;
  readonly end?: ObligationId;
}

/** Which table a duty goes by has nothing to do with its id. */
const anyTables: Tables = { inspectorate: inspectorateWindows, auditors: boardWindows };

/**
 * The duties to report each spell of a decision, and its end. They follow from the facts of the decision alone, so a row of
 * the register is enough.
 */
export const dutiesOfSpells = (state: DecisionState): ((spell: Spell, to: IndividualRecipient) => SpellDuties) => {
  const incurred = new Map<string, ObligationId>();
  for (const { type, data, causedBy } of entailedByDecision(anyTables)(state)) {
    const { kind, obligation } = data as { readonly kind: string; readonly obligation: ObligationId };
    if (type === 'ObligationIncurred') incurred.set(`${kind}/${causedBy}`, obligation);
  }
  const of = (kind: string, cause: EventId | undefined): ObligationId | undefined => incurred.get(`non-executed-decisions/${kind}/${cause ?? ''}`);
  return (spell, to) => {
    const report = of(`report-to-${to}`, spell.key);
    const end = of(`report-end-to-${to}`, spell.end?.event);
    return { ...(report === undefined ? {} : { report }), ...(end === undefined ? {} : { end }) };
  };
};
