/** `frist report NAME`: a report of a domain, rendered; `frist matters` and its like are reports with a name of their own. */
import { createRequire } from 'node:module';

import type { Failure } from '@frist/event-sourcing';
import { renderReport, type ReportFormat } from '@frist/reports';
import * as E from 'fp-ts/Either';
import type { Report } from 'frist';

import { ExitCode } from '../exit-code';
import { failedBy } from '../failure-text';
import { reportWordsOf } from '../messages/report';
import { secrecyWordsOf } from '../messages/secrecy';
import { type Context, failed, type Outcome } from '../outcome';
import { createdFile } from '../proof-files';
import type { Raw } from '../raw';
import { readingOptions } from '../reading-options';
import { clockOf, reading } from '../register';
import { clean } from '../render/clean';
import { reportsOf } from '../report-parameters';
import { widthOf } from '../terminal';
import { sealingFrom, viewerOptions } from '../viewer-options';

const load = createRequire(__filename);

const prefix = 'parameter:';

/** Runs `frist report`. */
export const reportCommand = async (name: string, raw: Raw, context: Context): Promise<Outcome> => {
  const parameters = Object.fromEntries(Object.entries(raw).flatMap(([key, value]) => (key.startsWith(prefix) && typeof value === 'string' ? [[key.slice(prefix.length), value]] : [])));
  const wrong = wrongUse(name, parameters, context);
  if (wrong !== null) return wrong;
  const options = readingOptions(raw, context);
  if (E.isLeft(options)) return options.left;
  const viewer = viewerOptions(raw, context);
  if (E.isLeft(viewer)) return viewer.left;
  const recording = viewer.right.why !== undefined;
  if (recording && options.right.store === 'memory:') return failed(ExitCode.usage, secrecyWordsOf(context.lang).usage.noMemory);
  return reading(
    options.right,
    context,
    async (frist) => {
      const made = await frist.report(name, parameters, { ...options.right.query, ...viewer.right })();
      return E.isLeft(made) ? refused(made.left, context) : shown(made.right, raw, context);
    },
    { keys: sealingFrom(raw, context), recording },
  );
};

/** What can be told before any database is there. */
const wrongUse = (name: string, parameters: Readonly<Record<string, string>>, { domains, lang, words }: Context): Outcome | null => {
  const knownReports = reportsOf(domains);
  const says = reportWordsOf(lang);
  const report = knownReports.find((candidate) => candidate.name === name);
  if (report === undefined) return failed(ExitCode.usage, says.unknown(clean(name), knownReports.map((known) => known.name).join(', ')));
  const known = report.parameters.map((parameter) => parameter.name);
  const problems = [
    ...Object.keys(parameters).filter((given) => !known.includes(given)).map((given) => says.notItsParameter(`--${given}`, name, known.map((each) => `--${each}`).join(', '))),
    ...report.parameters.filter((each) => each.required === true && parameters[each.name] === undefined).map((each) => words.usage.mandatoryOption(`--${each.name}`)),
    ...report.parameters.flatMap(({ name: option, choices }) => {
      const value = parameters[option];
      return value === undefined || choices === undefined || choices.includes(value) ? [] : [words.usage.notAllowed(`--${option}`, clean(value), choices.join(', '))];
    }),
  ];
  return problems.length === 0 ? null : failed(ExitCode.usage, ...problems);
};

const refused = (failure: Failure, { lang, words }: Context): Outcome => {
  const says = reportWordsOf(lang);
  const { _tag, field, expected, value } = failure;
  switch (_tag) {
    case 'InvalidParameter':
      return failed(ExitCode.usage, words.usage.badValue(`--${clean(field)}`, clean(value ?? ''), clean(words.errors.expects(expected))));
    case 'SeveralBoards':
      return failed(ExitCode.usage, says.severalBoards(clean(expected.replace(/^one of |:.*$/g, ''))));
    case 'AccessDenied':
      return failed(ExitCode.usage, says.denied(clean(expected.replace(/^.* /, ''))));
    case 'SealBroken':
      return failed(ExitCode.integrity, says.broken(clean(field)));
    default:
      return failedBy(failure, words);
  }
};

const shown = ({ asOf, board, disposals, document, keysNeeded, knownAt }: Report, raw: Raw, context: Context): Outcome => {
  const says = reportWordsOf(context.lang);
  const format: ReportFormat = raw.format ?? 'table';
  const text = renderReport(document, {
    lang: format === 'json' && !context.langGiven ? 'en' : context.lang,
    format,
    asOf,
    knownAt,
    board,
    disposals,
    madeOn: clockOf(context.terminal)(),
    version: (load('../../package.json') as { readonly version: string }).version,
    width: widthOf(context.terminal),
  });
  const code = document.anything ? ExitCode.ok : ExitCode.nothing;
  const err = keysNeeded.length === 0 ? '' : `frist: ${says.sealed(keysNeeded.length)}\n`;
  if (raw.out === undefined) return { code, out: text, err };
  const unwritten = createdFile(raw.out, Buffer.from(text), context);
  return unwritten ?? { code, out: `${says.written(clean(raw.out))}\n`, err };
};

