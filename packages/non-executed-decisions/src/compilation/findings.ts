/** What the check shows about a compilation as adopted and sent. */
import { type Quarter, quarterEnd, quarterNumber, quarterYear } from '@frist/calendar';
import type { DomainFinding } from '@frist/obligations';

import { judgedFrom, quarterBefore } from '../clock';
import { finding } from '../finding-rules';
import { boardWindows, inspectorateWindows } from '../windows';
import { recipientNames } from '../words';
import { adoptedBy, type Adoption, type CompilationState } from './compilation';

/** All findings about one compilation, always in the same order. None while nothing is adopted. */
export const compilationFindings = (state: CompilationState): readonly DomainFinding[] => {
  const adopted = state.adoptions.at(-1);
  return adopted === undefined ? [] : [...early(adopted), ...named(adopted), ...overdueRows(adopted), ...dispatch(adopted), ...sendings(state)];
};

const early = ({ on, quarter, event }: Adoption): readonly DomainFinding[] =>
  on < judgedFrom(quarter)
    ? [finding('information', 'adopted-before-quarter-end', 'Sammanställningen antogs innan kvartalet var slut', 'The compilation was adopted before the quarter had ended', [event], { quarter, adopted: on, quarterEnds: quarterEnd(quarter) })]
    : [];

const inWords = (quarter: Quarter): string => `kvartal ${quarterNumber(quarter)} ${quarterYear(quarter)}`;

/** "Kvartal 4" can be the quarter measured, or the one in which the board reports. */
const named = ({ name, event, quarter }: Adoption): readonly DomainFinding[] =>
  name === undefined
    ? []
    : [
        finding('information', 'two-readings-of-quarter', `Nämndens namn ”${name.text}” kan läsas på två sätt`, `The board's name “${name.text}” has two readings`, [event], {
          measured: name.quarter,
          reporting: quarterBefore(name.quarter),
          compiledAs: quarter,
          measuredInWords: inWords(name.quarter),
        }),
      ];

const overdueRows = ({ rows, quarter, event }: Adoption): readonly DomainFinding[] =>
  rows
    .filter(({ heading, firstQuarter }) => heading === 'new' && firstQuarter < quarter)
    .map(({ decision, firstQuarter }) =>
      finding('breach', 'should-have-come-earlier', `Redovisas som ny men skulle ha rapporterats för ${inWords(firstQuarter)}`, `Listed as new, but was due in the report for ${firstQuarter}`, [event], { decision, firstQuarter, quarter }),
    );

/** Recipients that the act names and the minutes do not. */
const dispatch = ({ dispatch: list, event }: Adoption): readonly DomainFinding[] => {
  if (list === undefined) return [];
  const lower = list.map((name) => name.toLowerCase());
  const has = (...words: readonly string[]): boolean => lower.some((name) => words.some((word) => name.includes(word)));
  const missing: DomainFinding[] = [];
  if (!has('ivo', 'inspektionen', 'inspectorate')) {
    missing.push(finding('information', 'inspectorate-not-on-dispatch-list', 'IVO finns inte på expedieringslistan: individrapporterna lämnas i IVO:s egen tjänst', 'The inspectorate is not on the dispatch list: individual reports go through its own service', [event]));
  }
  if (!has('revisor', 'auditor')) missing.push(finding('missing', 'auditors-not-on-dispatch-list', 'Revisorerna finns inte på expedieringslistan', 'The auditors are not on the dispatch list', [event]));
  if (!has('fullmäktige', 'council')) missing.push(finding('missing', 'council-not-on-dispatch-list', 'Fullmäktige finns inte på expedieringslistan', 'The council is not on the dispatch list', [event]));
  return missing;
};

const sendings = (state: CompilationState): readonly DomainFinding[] =>
  state.sendings.flatMap((sent) => {
    const adopted = adoptedBy(state, sent.on);
    if (adopted === undefined) return [finding('contradiction', 'sent-before-adopted', 'Avsänd innan den antogs', 'Sent before it was adopted', [sent.event], { sent: sent.on })];
    const closes = (sent.to === 'inspectorate' ? inspectorateWindows : boardWindows).windows[adopted.quarter]?.closes;
    return closes !== undefined && sent.on > closes
      ? [finding('breach', 'sent-late', `Avsänd för sent till ${recipientNames[sent.to]}`, `Sent late to ${sent.to}`, [sent.event], { quarter: adopted.quarter, sent: sent.on, closes })]
      : [];
  });
