/** How a pack puts down a view: the JSON that the commands print, and what a clerk reads, in both languages. */
import { categoryOf } from '@frist/event-sourcing';
import type { GrantState } from '@frist/grants';
import type { Domain, RegisterFinding, RegisterRow } from '@frist/obligations';
import { defaultDomains, type EvidenceForm, type EvidenceView } from 'frist';

import { labelOfKind } from './evidence-kinds';
import { grantReport } from './grant-report';
import { evidenceViewJson } from './json/evidence';
import { type Lang, languages } from './language';
import { wordsOf } from './messages';
import { proofWordsOf } from './messages/proof';
import type { Context } from './outcome';
import { remarkLines } from './render/check-table';
import { eventLine } from './render/event-lines';
import { findingLines } from './render/finding-text';
import { grantsTable } from './render/grants-table';
import { heading, lines, type Page, pageOf, wrap } from './render/page';
import { knownAtText } from './render/times';
import type { Terminal } from './terminal';

/** The usual form of evidence over some domains; what it gives depends on nothing but these and the view. */
export const evidenceFormOf =
  (domains: readonly Domain[]): EvidenceForm =>
  (view) => {
    const grant = grantIn(view);
    const summary = (lang: Lang): string => summaryOf(view, grant, domains, lang);
    return { view: evidenceViewJson(view, grant), summary: { sv: summary('sv'), en: summary('en') } };
  };

/** The usual form of evidence, over the domains that come with Frist. */
export const evidenceForm: EvidenceForm = evidenceFormOf(defaultDomains);

const grantIn = ({ explanation, id, asOf }: EvidenceView) =>
  explanation.kind === 'stream' && explanation.row !== null && id.startsWith('grant-') ? grantReport(explanation.row as RegisterRow<GrantState>, asOf) : null;

/** No terminal at all: text as it goes into a file. */
const paper: Terminal = {
  out: () => undefined,
  err: () => undefined,
  outIsTerminal: false,
  errIsTerminal: false,
  env: {},
  now: () => 0,
  readFile: () => new Uint8Array(),
  exists: () => false,
  createFile: () => undefined,
  modules: { resolve: (name) => name, load: () => undefined },
};

const contextIn = (lang: Lang): Context => ({ terminal: paper, lang, words: wordsOf(lang), langGiven: true });
const contexts = Object.fromEntries(languages.map((lang) => [lang, contextIn(lang)])) as Readonly<Record<Lang, Context>>;

const summaryOf = (view: EvidenceView, grant: ReturnType<typeof grantIn>, domains: readonly Domain[], lang: Lang): string => {
  const { asOf, knownAt, explanation, findings, history } = view;
  const context = { ...contexts[lang], domains };
  const page = pageOf(paper);
  const says = proofWordsOf(lang).evidence;
  const owed = findings.flatMap((finding) => (finding.about === 'obligation' ? [finding] : []));
  const remarks = findings.flatMap((finding): readonly RegisterFinding[] => (finding.about === 'obligation' ? [] : [finding]));
  const head = grant === null ? headOf(view, page, domains, lang) : [grantsTable([grant], { asOf, knownAt }, context).trimEnd()];
  return lines([
    ...head,
    ...heading(page, says.obligations, owed.length).slice(head.length === 0 ? 1 : 0),
    ...(owed.length === 0 ? [explanation.kind === 'stream' && explanation.facts.length > 0 ? says.nothingOwed : says.noFinding] : owed.flatMap((finding, i) => [...(i === 0 ? [] : ['']), ...findingLines(finding, page, context)])),
    ...(grant === null && remarks.length > 0 ? [...heading(page, says.remarks, remarks.length), ...remarks.flatMap((remark) => remarkLines(remark, page, context))] : []),
    ...heading(page, says.record, history.entries.length),
    ...history.entries.flatMap(({ event, state }) => eventLine(event, page, context.words.record.states[state])),
  ]);
};

/** What a stream is about, by its register: its title, its numbers, its board. Registers keep nothing personal in these. */
const headOf = ({ explanation, id, asOf, knownAt }: EvidenceView, page: Page, domains: readonly Domain[], lang: Lang): readonly string[] => {
  if (explanation.kind !== 'stream' || explanation.row === null) return [];
  const { row, stream } = explanation;
  const category = categoryOf(stream);
  const register = domains.flatMap(({ registers }) => registers).find(({ decider }) => decider.category === category);
  const says = proofWordsOf(lang).evidence;
  const concerns = register?.concerns(row.state) ?? [];
  const title = [labelOfKind(category)?.[lang] ?? id, ...(concerns.length === 0 ? [id] : concerns)].join(' · ');
  return [...wrap(says.about(title, asOf, knownAtText(knownAt)), page.width), `${wordsOf(lang).head.board}: ${row.board}`];
};
