/** What this package records in English, and how it is said in Swedish. Data alone: whoever shows it need not load the domain. */
import type { Wordings } from '@frist/obligations';

/** The wordings of decisions that are not executed. A test finds each text that is recorded and has none. */
export const nonExecutedDecisionWordings: Wordings = {
  party: [['facts', 'uppgifterna']],
  basis: [
    ['{text1} SoL (2001:453); {text2} SoL (2025:400) for windows that open on {day} or later', '{text1} SoL (2001:453); {text2} SoL (2025:400) för fönster som öppnar {day} eller senare'],
    ['{text1} SoL (2001:453); {text2} SoL (2025:400) for windows that open on {day} or later, or {text3} LSS', '{text1} SoL (2001:453); {text2} SoL (2025:400) för fönster som öppnar {day} eller senare, eller {text3} LSS'],
    ['{text1} SoL (2025:400), or {text2} LSS', '{text1} SoL (2025:400), eller {text2} LSS'],
  ],
  due: [['may be reported at any time, and must be', 'får rapporteras när som helst och ska rapporteras']],
  course: [
    ['executed on {day}', 'verkställt {day}'],
    ['executed on {day}, within the three months', 'verkställt {day}, inom de tre månaderna'],
    ['closed on {day}', 'avslutat {day}'],
    ['closed on {day}, within the three months', 'avslutat {day}, inom de tre månaderna'],
    ['carried out in part on {day}', 'delvis verkställt {day}'],
    ['carried out in part on {day}, within the three months', 'delvis verkställt {day}, inom de tre månaderna'],
    ['reported to {text}', 'rapporterat till {text}'],
    ['compilation of quarter {n1} {n2}, sent to {text}', 'sammanställning för kvartal {n1} {n2}, sänd till {text}'],
  ],
};
