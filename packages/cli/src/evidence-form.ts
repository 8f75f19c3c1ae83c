/** How a pack puts down a view: the JSON that the commands print, and what a clerk reads, in both languages. */
import type { GrantState } from '@frist/grants';
import type { RegisterRow } from '@frist/obligations';
import type { EvidenceForm, EvidenceView } from 'frist';

import { grantReport } from './grant-report';
import { evidenceViewJson } from './json/evidence';
import { type Lang, languages } from './language';
import { wordsOf } from './messages';
import { proofWordsOf } from './messages/proof';
import type { Context } from './outcome';
import { eventLine } from './render/event-lines';
import { findingLines } from './render/finding-text';
import { grantsTable } from './render/grants-table';
import { heading, lines, pageOf } from './render/page';
import type { Terminal } from './terminal';

/** The usual form of evidence; what it gives depends on nothing but the view. */
export const evidenceForm: EvidenceForm = (view) => {
  const grant = grantIn(view);
  return { view: evidenceViewJson(view, grant), summary: { sv: summaryOf(view, grant, 'sv'), en: summaryOf(view, grant, 'en') } };
};

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
};

const contextIn = (lang: Lang): Context => ({ terminal: paper, lang, words: wordsOf(lang), langGiven: true });
const contexts = Object.fromEntries(languages.map((lang) => [lang, contextIn(lang)])) as Readonly<Record<Lang, Context>>;

const summaryOf = ({ asOf, knownAt, findings, history }: EvidenceView, grant: ReturnType<typeof grantIn>, lang: Lang): string => {
  const context = contexts[lang];
  const page = pageOf(paper);
  const says = proofWordsOf(lang).evidence;
  const owed = findings.flatMap((finding) => (finding.about === 'obligation' ? [finding] : []));
  return lines([
    ...(grant === null ? [] : [grantsTable([grant], { asOf, knownAt }, context).trimEnd()]),
    ...heading(page, says.obligations, owed.length).slice(grant === null ? 1 : 0),
    ...(owed.length === 0 ? [says.noFinding] : owed.flatMap((finding, i) => [...(i === 0 ? [] : ['']), ...findingLines(finding, page, context)])),
    ...heading(page, says.record, history.entries.length),
    ...history.entries.flatMap(({ event, state }) => eventLine(event, page, context.words.record.states[state])),
  ]);
};
