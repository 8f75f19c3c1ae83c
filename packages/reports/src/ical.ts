/** Due dates as an iCalendar feed (RFC 5545): what a calendar subscribes to. Obligations hold no personal data, nor does it. */
import { addDays, type CivilDate, type Limit } from '@frist/calendar';
import { type Due, type Finding, lastDayOf, type ObligationFinding } from '@frist/obligations';

import { cellText, saidBy, type Speaker, speakerFor } from './cell-text';
import { knownAtCell } from './head';
import { contentLine, icalText } from './ical-text';
import type { ViewOptions } from './options';

/** First and last day of an entry. */
interface Span {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

const owed: ReadonlySet<ObligationFinding['lifecycle']> = new Set(['conditional', 'active', 'suspended']);

/**
 * One entry for each obligation, or instance of one, that is still owed and has a day; from the end day through the last
 * permitted day, since whoever plans goes by the first and whoever judges by the second. A day told in words spans what the
 * words allow. What was sent back stands by when its completion is due, and says so. What has no day, or only a soft clock, is left out: the check shows it.
 *
 * Findings come from a check or a forecast. Entries keep their UID, `{obligation}/{instance}`, so a feed fetched anew
 * replaces them. A calendar may not be empty by the standard; without entries most programs take it all the same.
 *
 * @example dueCalendar(report.findings, { lang: 'sv', asOf, knownAt, board: null, madeOn, version: '0.1.0' })
 */
export const dueCalendar = (findings: readonly Finding[], options: Omit<ViewOptions, 'disposals'>): string => {
  const speaker = speakerFor(options);
  const { words, lang } = speaker;
  const stamp = `${options.madeOn.slice(0, 19).replace(/[-:]/g, '')}Z`;
  const name = icalText(options.board === null ? words.feed.name : `${words.feed.name}, ${options.board}`);
  const view = words.feed.view(options.asOf, cellText(knownAtCell(options.knownAt), speaker));
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Frist//Frist ${icalText(options.version)}//${lang.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${name}`,
    `X-WR-CALNAME:${name}`,
    ...findings.flatMap((finding) => (finding.about === 'obligation' ? entry(finding, stamp, view, speaker) : [])),
    'END:VCALENDAR',
  ];
  return lines.map(contentLine).join('');
};

const entry = (finding: ObligationFinding, stamp: string, view: string, speaker: Speaker): readonly string[] => {
  const { obligationId, instance, lifecycle } = finding;
  const due = finding.completion === null ? finding.due : (finding.completion.due ?? null);
  const span = due === null ? null : spanOf(due);
  if (span === null || (!owed.has(lifecycle) && finding.completion === null)) return [];
  const after = addDays(span.to, 1);
  return [
    'BEGIN:VEVENT',
    `UID:${icalText(instance === null ? obligationId : `${obligationId}/${instance}`)}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${basic(span.from)}`,
    // Ends before this day; left out on the last day there is, where it is one day by itself.
    ...(after._tag === 'Right' ? [`DTEND;VALUE=DATE:${basic(after.right)}`] : []),
    `SUMMARY:${icalText(summary(finding, speaker))}`,
    `DESCRIPTION:${icalText([...description(finding, due, speaker), view, speaker.words.foot.replaceAll('*', '')].join('\n'))}`,
    `STATUS:${lifecycle === 'conditional' ? 'TENTATIVE' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
};

const basic = (day: CivilDate): string => day.replaceAll('-', '');

const spanOf = (due: Due): Span | null => {
  if (due.kind === 'fixed' || due.kind === 'window') return { from: due.limit.endDay, to: due.limit.lastPermittedDay };
  if (due.kind === 'fuzzy') return { from: due.fuzzy.earliest, to: due.fuzzy.latest };
  if (due.kind === 'soft') return due.lastDay === undefined ? null : { from: due.lastDay.endDay, to: due.lastDay.lastPermittedDay };
  const day = lastDayOf(due);
  return day === null ? null : { from: day, to: day };
};

const summary = ({ title, instance, concerns, lifecycle, completion }: ObligationFinding, speaker: Speaker): string => {
  const { feed } = speaker.words;
  const states = [...(completion === null ? [] : [feed.sentBack]), ...(lifecycle === 'conditional' || lifecycle === 'suspended' ? [feed[lifecycle]] : [])];
  const state = states.length === 0 ? '' : ` (${states.join(', ')})`;
  return `${[saidBy(title, speaker), instance, concerns[0]].filter((part) => part !== null && part !== undefined).join(' · ')}${state}`;
};

const bothDays = ({ endDay, lastPermittedDay }: Limit, { endDay: end, lastDay }: Speaker['words']['feed']): string =>
  `${end}: ${endDay}.${endDay === lastPermittedDay ? '' : ` ${lastDay}: ${lastPermittedDay}.`}`;

const description = ({ debtor, creditor, concerns, legalBasis }: ObligationFinding, due: Due | null, { words: { feed } }: Speaker): readonly string[] => [
  ...(due?.kind === 'fixed' || due?.kind === 'window' ? [bothDays(due.limit, feed)] : []),
  ...(due?.kind === 'fuzzy' ? [`${feed.span(due.fuzzy.earliest, due.fuzzy.latest)}.`] : []),
  `${feed.who(debtor, creditor)}.`,
  ...(concerns.length === 0 ? [] : [`${feed.concerns}: ${concerns.join(', ')}.`]),
  `${feed.basis}: ${legalBasis.reference} (${feed.confidence[legalBasis.confidence]}).`,
];
