/**
 * Rules of lex Sarah as dated data. The acts give no number of days, so no rule carries a length: the clocks are soft, and
 * the organisation's targets (`targets.ts`) stand beside them.
 */
import { addDays, type CivilDate } from '@frist/calendar';
import type { Bilingual, DeadlineRule, LegalBasis } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { firstDayOfSol2025, type Regime, regimeOf, type Statute } from './regime';

/** What the acts demand of whoever runs the operation. */
export type Point = 'investigate' | 'notify' | 'file' | 'inform-of-report' | 'inform-of-notification';

interface PointTold {
  readonly title: Bilingual;
  readonly dayZero: Bilingual;
  readonly sections: Readonly<Record<Regime, string>>;
  readonly word: Readonly<Record<Regime, Bilingual>>;
}

const received: Bilingual = { sv: 'dagen då rapporten togs emot', en: 'the day the report was received' };
const withoutDelay: Bilingual = { sv: 'utan dröjsmål', en: 'without delay' };
const atOnce: Bilingual = { sv: 'genast', en: 'at once' };
const promptly: Bilingual = { sv: 'snarast', en: 'promptly' };
const always = (word: Bilingual): PointTold['word'] => ({ SOL_2001: word, SOL_2025: word, LSS: word });

const points: Readonly<Record<Point, PointTold>> = {
  investigate: {
    title: { sv: 'Dokumentera, utreda och avhjälpa', en: 'Document, investigate and remedy' },
    dayZero: received,
    sections: { SOL_2001: '14 kap. 6 §', SOL_2025: '27 kap. 5 §', LSS: '24 e §' },
    word: { SOL_2001: withoutDelay, SOL_2025: atOnce, LSS: withoutDelay },
  },
  notify: {
    title: { sv: 'Anmäla till Inspektionen för vård och omsorg', en: 'Notify the inspectorate' },
    dayZero: { sv: 'dagen då rapporten togs emot eller bedömdes som allvarlig (ej verifierat)', en: 'the day the report was received or assessed as serious (not verified)' },
    sections: { SOL_2001: '14 kap. 7 §', SOL_2025: '27 kap. 6 §', LSS: '24 f §' },
    word: always(promptly),
  },
  file: {
    title: { sv: 'Skicka utredningen till Inspektionen för vård och omsorg', en: 'Send the file to the inspectorate' },
    dayZero: { sv: 'rapporten eller anmälan (ej verifierat)', en: 'the report or the notification (not verified)' },
    sections: { SOL_2001: '14 kap. 7 §', SOL_2025: '27 kap. 6 §', LSS: '24 f §' },
    word: always(promptly),
  },
  'inform-of-report': {
    title: { sv: 'Informera nämnden om rapporten (enskild verksamhet)', en: 'Inform the board of the report (private provider)' },
    dayZero: received,
    sections: { SOL_2001: '14 kap. 5 §', SOL_2025: '27 kap. 4 §', LSS: '24 d §' },
    word: always(promptly),
  },
  'inform-of-notification': {
    title: { sv: 'Informera nämnden om anmälan (enskild verksamhet)', en: 'Inform the board of the notification (private provider)' },
    dayZero: { sv: 'dagen för anmälan', en: 'the day of the notification' },
    sections: { SOL_2001: '14 kap. 7 §', SOL_2025: '27 kap. 6 §', LSS: '24 f §' },
    word: always(promptly),
  },
};

const acts: Readonly<Record<Regime, string>> = { SOL_2001: 'SoL (2001:453)', SOL_2025: 'SoL (2025:400)', LSS: 'LSS (1993:387)' };
const dayBefore = addDays(firstDayOfSol2025, -1);
const lastDayOfSol2001 = E.isRight(dayBefore) ? dayBefore.right : firstDayOfSol2025;

const ruleOf = (point: Point, regime: Regime): DeadlineRule => ({
  id: regime === 'LSS' ? `lex-sarah/${point}-lss` : `lex-sarah/${point}`,
  version: regime === 'SOL_2025' ? 2 : 1,
  title: points[point].title,
  ...(regime === 'SOL_2001' ? { validTo: lastDayOfSol2001 } : regime === 'SOL_2025' ? { validFrom: firstDayOfSol2025 } : {}),
  basis: { kind: 'statute', reference: `${points[point].sections[regime]} ${acts[regime]}`, confidence: 'V' },
  dayZero: points[point].dayZero,
});

const regimes: readonly Regime[] = ['SOL_2001', 'SOL_2025', 'LSS'];
const names = Object.keys(points) as readonly Point[];
const statutory = Object.fromEntries(names.map((point) => [point, Object.fromEntries(regimes.map((regime) => [regime, ruleOf(point, regime)]))])) as Readonly<Record<Point, Readonly<Record<Regime, DeadlineRule>>>>;

/** The rule for a point in force on a day, and its word for how soon. Basis: SoL (2001:453) 14 kap., SoL (2025:400) 27 kap., LSS 24 a–24 g §§. */
export const ruleFor = (point: Point, statute: Statute, on: CivilDate): { readonly rule: DeadlineRule; readonly word: Bilingual } => {
  const regime = regimeOf(statute, on);
  return { rule: statutory[point][regime], word: points[point].word[regime] };
};

const own = (id: string, sv: string, en: string, basis: LegalBasis, dayZero: Bilingual): DeadlineRule => ({ id: `lex-sarah/${id}`, version: 1, title: { sv, en }, basis, dayZero });
const told: Bilingual = { sv: 'dagen anges i beslutet', en: 'the day is told in the decision' };

/** A board's own operation: the file documents when the board was informed, and no act says how soon. */
export const informBoardRule = own('inform-board', 'Informera nämnden om rapporten', 'Inform the board of the report', { kind: 'decision', reference: 'nämndens egen rutin', confidence: 'U' }, received);
/** Carry out a measure decided after an investigation. */
export const carryOutRule = own('carry-out-measure', 'Genomföra beslutad åtgärd', 'Carry out a decided measure', { kind: 'decision', reference: 'beslutet om åtgärden', confidence: 'S' }, told);
/** See whether a measure had effect. */
export const followUpRule = own('follow-up-effect', 'Följa upp åtgärdens effekt', 'Follow up the effect of a measure', { kind: 'decision', reference: 'beslutet om åtgärden', confidence: 'S' }, told);
const standing: LegalBasis = { kind: 'decision', reference: 'nämndens rutin; skyldigheten att informera: 14 kap. 4 § SoL (2001:453), 27 kap. 3 § SoL (2025:400), 24 c § LSS', confidence: 'S' };
/** Tell all staff about lex Sarah once a year. */
export const yearlyInformationRule = own('yearly-information', 'Informera all personal om lex Sarah varje år', 'Inform all staff of lex Sarah every year', standing, { sv: 'varje kalenderår', en: 'every calendar year' });
/** Tell each new employee about lex Sarah. */
export const newEmployeesRule = own('new-employees', 'Informera nyanställda om lex Sarah', 'Inform new employees of lex Sarah', standing, { sv: 'första anställningsdagen', en: 'the first day of employment' });

/** All rules of lex Sarah. */
export const lexSarahRules: readonly DeadlineRule[] = [...names.flatMap((point) => regimes.map((regime) => statutory[point][regime])), informBoardRule, carryOutRule, followUpRule, yearlyInformationRule, newEmployeesRule];
