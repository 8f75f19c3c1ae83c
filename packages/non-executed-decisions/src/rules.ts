/** Rules of the reporting of decisions that are not executed: which version by the day of the decision or the interruption. */
import { unsafeCivilDate, type CivilDate } from '@frist/calendar';
import type { Bilingual, DeadlineRule } from '@frist/obligations';

import { threeMonths } from './clock';
import { basisOf, type Paragraph } from './regimes';
import type { IndividualRecipient } from './words';

const [lastOfOld, firstOfNew] = [unsafeCivilDate('2025-06-30'), unsafeCivilDate('2025-07-01')];

const dayZero: Bilingual = { sv: 'beslutet, eller avbrottet i verkställigheten', en: 'the decision, or the interruption' };

/** Both versions of a rule: under SoL 2001 and under SoL 2025. LSS runs throughout; the basis of a duty names what applies. */
const versions = (id: string, sv: string, en: string, paragraph: Paragraph, more: Partial<DeadlineRule>): readonly [DeadlineRule, DeadlineRule] => {
  const version = (number: number, on: CivilDate, days: Partial<DeadlineRule>): DeadlineRule => ({
    id: `non-executed-decisions/${id}`,
    version: number,
    title: { sv, en },
    basis: { ...basisOf(null, paragraph, on), confidence: 'V' },
    dayZero,
    ...days,
    ...more,
  });
  return [version(1, lastOfOld, { validTo: lastOfOld }), version(2, firstOfNew, { validFrom: firstOfNew })];
};

const clock: Partial<DeadlineRule> = { plus: threeMonths, roll: 'none' };
const never: Partial<DeadlineRule> = { roll: 'none' };

const report = {
  inspectorate: versions('report-to-inspectorate', 'Rapportera ej verkställt beslut till IVO', 'Report the non-executed decision to the inspectorate', 'report', clock),
  auditors: versions('report-to-auditors', 'Rapportera ej verkställt beslut till kommunens revisorer', 'Report the non-executed decision to the auditors', 'report', clock),
};
const end = {
  inspectorate: versions('report-end-to-inspectorate', 'Rapportera verkställighet eller avslut till IVO', 'Report execution or closing to the inspectorate', 'end', never),
  auditors: versions('report-end-to-auditors', 'Rapportera verkställighet eller avslut till kommunens revisorer', 'Report execution or closing to the auditors', 'end', never),
};
const statistics = versions('statistics-to-council', 'Lämna statistikrapport över ej verkställda beslut till kommunfullmäktige', 'Give statistics on non-executed decisions to the council', 'council', never);

const on = ([old, current]: readonly [DeadlineRule, DeadlineRule], day: CivilDate): DeadlineRule => (day <= lastOfOld ? old : current);

/** The rule of reporting a spell, by the day it began on. */
export const reportRule = (to: IndividualRecipient, day: CivilDate): DeadlineRule => on(report[to], day);
/** The rule of reporting its end, by the day of the end. */
export const endRule = (to: IndividualRecipient, day: CivilDate): DeadlineRule => on(end[to], day);
/** The rule of the statistics to the council, by the day the duty was taken up. */
export const statisticsRule = (day: CivilDate): DeadlineRule => on(statistics, day);

/** All versions of all rules. */
export const nonExecutedDecisionRules: readonly DeadlineRule[] = [...report.inspectorate, ...report.auditors, ...end.inspectorate, ...end.auditors, ...statistics];
