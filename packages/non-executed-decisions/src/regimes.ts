/**
 * The three regimes and what they cover, as dated data. A regime is chosen by the day of the fact it applies to, given
 * explicitly; there is no default "latest".
 */
import { type CivilDate, type Confidence, unsafeCivilDate } from '@frist/calendar';
import { oneOf } from '@frist/event-sourcing';
import type { LegalBasis } from '@frist/obligations';

/** The act a decision rests on, whatever its year. */
export const Act = oneOf('Act', ['SoL', 'LSS']);
/** The act a decision rests on. */
export type Act = 'SoL' | 'LSS';

/** `SOL_2001` socialtjänstlag (2001:453), `SOL_2025` socialtjänstlag (2025:400), `LSS` lag (1993:387). */
export type Regime = 'SOL_2001' | 'SOL_2025' | 'LSS';

/** What a regime asks for, by paragraph: reports to inspectorate and auditors, report of an end, statistics to the council. */
export interface RegimeRules {
  readonly regime: Regime;
  readonly act: Act;
  readonly validFrom?: CivilDate;
  readonly validTo?: CivilDate;
  readonly report: string;
  readonly end: string;
  readonly council: string;
  readonly fee: string;
}

const transition = unsafeCivilDate('2025-07-01');

/** The regimes, by day of the fact. Read in the consolidated statutes (V). */
export const regimes: readonly RegimeRules[] = [
  {
    regime: 'SOL_2001',
    act: 'SoL',
    validTo: unsafeCivilDate('2025-06-30'),
    report: '16 kap. 6 f § SoL (2001:453)',
    end: '16 kap. 6 g § SoL (2001:453)',
    council: '16 kap. 6 h § SoL (2001:453)',
    fee: '16 kap. 6 a–6 e §§ SoL (2001:453)',
  },
  {
    regime: 'SOL_2025',
    act: 'SoL',
    validFrom: transition,
    report: '34 kap. 1 § SoL (2025:400)',
    end: '34 kap. 2 § SoL (2025:400)',
    council: '34 kap. 3 § SoL (2025:400)',
    fee: '34 kap. SoL (2025:400)',
  },
  { regime: 'LSS', act: 'LSS', report: '28 f § LSS', end: '28 g § LSS', council: '28 h § LSS', fee: '28 a–28 e §§ LSS' },
];

/**
 * The regime of an act on a day.
 *
 * @example regimeOn('SoL', unsafeCivilDate('2025-06-30')).regime // 'SOL_2001'
 */
export const regimeOn = (act: Act, day: CivilDate): RegimeRules => {
  if (act === 'LSS') return found('LSS');
  return found(day < transition ? 'SOL_2001' : 'SOL_2025');
};

const found = (regime: Regime): RegimeRules => regimes.find((one) => one.regime === regime) as RegimeRules;

/** A provision that a decision can rest on, and whether decisions under it are reported when they are not executed. */
export interface ProvisionRule {
  readonly code: Provision;
  readonly act: Act;
  readonly regime: Regime;
  readonly reference: string;
  readonly covered: boolean;
}

const codes = ['4:1', '4:2', '11:1', '12:1', '11:5', '12:2', '9'] as const;

/** Chapter and paragraph: `4:1` and `4:2` of SoL 2001, `11:1`, `12:1`, `11:5`, `12:2` of SoL 2025, `9` of LSS. */
export const Provision = oneOf('Provision', codes);
/** See the codec. */
export type Provision = (typeof codes)[number];

const sol2001 = { act: 'SoL', regime: 'SOL_2001' } as const;
const sol2025 = { act: 'SoL', regime: 'SOL_2025' } as const;

/** Which decisions are covered: 16 kap. 6 f § SoL (2001:453), 34 kap. 1 § SoL (2025:400), 28 f § LSS (V). */
export const provisions: readonly ProvisionRule[] = [
  { code: '4:1', ...sol2001, reference: '4 kap. 1 § SoL (2001:453)', covered: true },
  { code: '4:2', ...sol2001, reference: '4 kap. 2 § SoL (2001:453)', covered: false },
  { code: '11:1', ...sol2025, reference: '11 kap. 1 § SoL (2025:400)', covered: true },
  { code: '12:1', ...sol2025, reference: '12 kap. 1 § SoL (2025:400)', covered: true },
  { code: '11:5', ...sol2025, reference: '11 kap. 5 § SoL (2025:400)', covered: false },
  { code: '12:2', ...sol2025, reference: '12 kap. 2 § SoL (2025:400)', covered: false },
  { code: '9', act: 'LSS', regime: 'LSS', reference: '9 § LSS', covered: true },
];

/** The rule of a provision. */
export const provisionOf = (code: Provision): ProvisionRule => provisions.find((one) => one.code === code) as ProvisionRule;

/** Which of a regime's paragraphs a duty rests on. */
export type Paragraph = 'report' | 'end' | 'council';

/**
 * What a duty rests on, by the day of the fact behind it. Of a duty that may outlive SoL 2001 both paragraphs are told:
 * each report has the regime in force on the day its window opens (I).
 *
 * @param act null when nobody has told which act the decision rests on: both are named, unverified
 */
export const basisOf = (act: Act | null, paragraph: Paragraph, day: CivilDate): LegalBasis => {
  const told = (reference: string, confidence: Confidence): LegalBasis => ({ kind: 'statute', reference, confidence });
  const sol = regimeOn('SoL', day)[paragraph];
  const later = regimeOn('SoL', transition)[paragraph];
  const inTime = sol === later ? sol : `${sol}; ${later} for windows that open on ${transition} or later`;
  if (act === 'LSS') return told(regimeOn('LSS', day)[paragraph], 'V');
  return act === 'SoL' ? told(inTime, 'V') : told(`${inTime}, or ${regimeOn('LSS', day)[paragraph]}`, 'U');
};
