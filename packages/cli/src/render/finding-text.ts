/** One thing owed, as the officer reads it: what, which matter, whom, when, why that day, on what ground, from where. */
import { renderTrace } from '@frist/calendar';
import { type Due, type JudgedReading, type LegalBasis, type ObligationFinding, saidFinding, type Timeliness, traceOf } from '@frist/obligations';
import { sayAs } from 'frist';

import { isReckoned, readingName } from '../messages/reading-names';
import type { Context } from '../outcome';
import { owedNow } from '../owed-now';
import { labelled, type Page, withRemark } from './page';

const layout = { indent: 4, column: 12 };

/** Days from the last day, in words: late, left, or today. */
export const daysText = (timeliness: Timeliness, days: number | null, { words }: Context): string => {
  const { check } = words;
  if (days === null || ['undetermined', 'not-applicable', 'met-on-time', 'met-late'].includes(timeliness)) return check.timeliness[timeliness];
  return days > 0 ? check.late(days) : days === 0 ? check.today : check.left(-days);
};

/** When something is due, in words; both dates where there are two. */
export const dueText = (due: Due | null, { words, lang }: Context): string => {
  const { check } = words;
  switch (due?.kind) {
    case 'fixed':
    case 'window': {
      const { endDay, lastPermittedDay } = due.limit;
      const dates = endDay === lastPermittedDay ? check.sameDay(endDay) : `${check.endDay(endDay)}, ${check.lastDay(lastPermittedDay)}`;
      return due.kind === 'window' ? `${check.window(due.opens, due.limit.endDay)}, ${check.lastDay(lastPermittedDay)}` : dates;
    }
    case 'fuzzy':
      return check.span(due.fuzzy.earliest, due.fuzzy.latest);
    case 'soft':
      return `${due.word[lang]}${due.lastDay === undefined ? '' : `, ${check.lastDay(due.lastDay.lastPermittedDay)}`}`;
    case 'at-meeting':
      return check.meeting(due.body, due.told ?? null);
    case 'on-trigger':
      return check.trigger(due.trigger[lang]);
    case 'undated':
    case undefined:
      return due?.text ?? check.undated;
  }
};

const readingText = (reading: JudgedReading, context: Context): string => {
  const { check } = context.words;
  const { earliest, latest, rule, confidence, source } = reading;
  const by = [rule === 'told' ? null : readingName(rule, context.lang), check.confidence[confidence], source].filter((part) => part !== null);
  return `${check.span(earliest, latest)}: ${daysText(reading.timeliness, reading.days, context)} (${by.join('; ')})`;
};

const conditionText = ({ ifTriggered }: ObligationFinding, context: Context): string | null => {
  if (ifTriggered === null) return null;
  const { check } = context.words;
  const { timeliness, days } = ifTriggered;
  return timeliness === 'overdue' && days !== null ? check.ifOverdue(days) : check.ifOther(daysText(timeliness, days, context));
};

/** The kind of basis, unless its own words begin with it; what it is; how sure. */
export const basisText = ({ kind, reference, confidence }: LegalBasis, { words }: Context): string => {
  const { check } = words;
  return `${reference.toLowerCase().startsWith(check.basis[kind].toLowerCase()) ? '' : `${check.basis[kind]}: `}${reference} (${check.confidence[confidence]})`;
};

const remarkOf = (finding: ObligationFinding, context: Context): string => {
  const { check } = context.words;
  if (finding.lifecycle === 'conditional') return check.lifecycle.conditional;
  if (finding.lifecycle === 'fulfilled' && finding.timeliness === 'undetermined') return check.metWhen;
  const { due, timeliness, days } = owedNow(finding);
  if (due?.kind === 'soft' && timeliness !== 'overdue' && finding.completion === null && finding.soft !== null) return context.words.days(finding.soft.elapsedDays);
  return daysText(timeliness, days, context);
};

/** Whether it must be done, may have to be, or is a right: nothing is owed under that. Nothing where the title says it itself. */
const forceText = ({ force, owes, title }: ObligationFinding, { words: { check }, lang }: Context): string => {
  if (force === null) return '';
  const word = force === 'must' ? check.must : owes === null ? check.may : check.mayHaveTo;
  return title[lang].toLowerCase().startsWith(`${word} `) ? '' : ` (${word})`;
};

/** The words in which a date was told. What was reckoned has a name of its own there. */
const toldText = (due: Due | null): string | null => {
  const text = due?.kind === 'fuzzy' ? (due.fuzzy.readings.some(({ rule }) => isReckoned(rule)) ? undefined : due.fuzzy.text) : due?.kind === 'at-meeting' ? due.text : undefined;
  return text === undefined ? null : `"${text}"`;
};

/** What the first submission came to stands with its date; below, what was sent back and by when it is to come in again. */
const completionRows = ({ completion }: ObligationFinding, row: (label: string, text: string | null) => readonly string[], context: Context): readonly string[] => {
  if (completion === null) return [];
  const { labels } = context.words.check;
  const trace = completion.due === undefined ? [] : traceOf(completion.due);
  return [
    ...row(labels.completion, dueText(completion.due ?? null, context)),
    ...row(' ', trace.length === 0 ? null : renderTrace(trace, context.lang).join('; ')),
  ];
};

/** The lines of one finding. */
export const findingLines = (judged: ObligationFinding, page: Page, context: Context): readonly string[] => {
  const { domains, words, lang } = context;
  const say = sayAs(lang, judged.kind, domains);
  const finding = saidFinding(judged, say);
  const { check } = words;
  const { labels } = check;
  const { completion, due, legalBasis } = finding;
  const { timeliness } = owedNow(finding);
  const style = timeliness === 'overdue' ? page.red : ['due-today', 'due-soon', 'undetermined'].includes(timeliness) ? page.yellow : page.dim;
  const row = (label: string, text: string | null): readonly string[] => (text === null || text === '' ? [] : labelled(page, label, text, layout));
  const title = `${finding.title[lang]}${forceText(finding, context)}`;
  const notes = finding.anomalies.map(({ rule }) => check.anomalies[rule] ?? rule);
  return [
    ...withRemark(page, title, remarkOf(finding, context), style, 2),
    ...row(labels.concerns, finding.concerns.join(' · ')),
    ...row(labels.period, finding.instance),
    ...row(labels.who, check.parties(finding.debtor, finding.creditor)),
    ...row(labels.from, finding.activatesOn),
    ...row(labels.dates, `${dueText(due, context)}${completion === null || finding.timeliness === 'not-applicable' ? '' : `; ${daysText(finding.timeliness, finding.days, context)}`}`),
    ...row(labels.told, toldText(due)),
    ...finding.readings.flatMap((reading, i) => row(i === 0 ? labels.readings : ' ', readingText(reading, context))),
    ...row(labels.soft, finding.soft === null ? null : check.elapsed(finding.soft.elapsedDays, finding.soft.target, finding.soft.pastTarget === true)),
    ...row(labels.condition, finding.ifTriggered?.trigger[lang] ?? null),
    ...row(' ', conditionText(finding, context)),
    ...row(labels.state, completion !== null ? check.sentBack(completion.since, say('party', completion.by)) : finding.delivery === 'none' ? null : check.delivery[finding.delivery]),
    ...completionRows(finding, row, context),
    ...row(labels.basis, basisText(legalBasis, context)),
    ...row(labels.how, finding.trace.length === 0 ? null : renderTrace(finding.trace, lang).join('; ')),
    ...row(labels.source, `${finding.source ?? check.sourceAbsent}${finding.migrated ? ` (${check.migrated})` : ''}`),
    ...notes.flatMap((note) => row(labels.note, note)),
    ...row(labels.id, finding.obligationId),
  ];
};
