/** What this package records in English, and how it is said in Swedish. Data alone: whoever shows it need not load the domain. */
import type { Wordings } from '@frist/obligations';

/** The wordings of matters, decisions, assignments and meetings. A test finds each text that is recorded and has none. */
export const decisionWordings: Wordings = {
  party: [
    ['chair', 'ordföranden'],
    ['delegate', 'delegaten'],
    ['administration', 'förvaltningen'],
    ['members of the municipality', 'kommunmedlemmar'],
    ['administrative court', 'förvaltningsrätten'],
    ['the party', 'parten'],
    ['the public party', 'parten som företräder det allmänna'],
  ],
  basis: [
    ['the body’s own decision', 'organets eget beslut'],
    ['the board’s decision under KL (2017:725) 6 kap. 40 §, 7 kap. 8 §', 'nämndens beslut enligt KL (2017:725) 6 kap. 40 §, 7 kap. 8 §'],
    ['the request for a statement', 'begäran om yttrande'],
  ],
  due: [
    ['at the next meeting of {text}, after a day that is not told', 'vid nästa sammanträde med {text}, efter en dag som inte är angiven'],
    ['at the next meeting of {text} after the decision, whose day is not told', 'vid nästa sammanträde med {text} efter beslutet, vars dag inte är angiven'],
    ['at the meeting of {text1} of ‘{text2}’', 'vid sammanträdet med {text1}, angivet som ”{text2}”'],
    ['how the board wants it reported is not on record', 'hur nämnden vill ha det anmält är inte registrerat'],
    ['every year', 'varje år'],
    ['every quarter', 'varje kvartal'],
    ['carried over, until when is not told', 'framflyttat, till när är inte angivet'],
    ['the day of the decision is not told', 'beslutets dag är inte angiven'],
  ],
  course: [
    ['minutes verified {day}', 'protokollet justerat {day}'],
    ['announced {day}', 'tillkännagivet {day}'],
    ['legality review asked for', 'laglighetsprövning är begärd'],
    ['reported to {text}', 'anmält till {text}'],
    ['the decision has been revoked', 'beslutet har återkallats'],
    ['the decision has been superseded', 'beslutet har ersatts'],
    ['the decision has been withdrawn', 'beslutet har återkallats'],
    ['the decision has been set-aside', 'beslutet har upphävts'],
    ['renewed by a decision on record', 'förnyat genom ett registrerat beslut'],
    ['a condition of the decision failed', 'ett villkor för beslutet uppfylldes inte'],
    ['appeal on record', 'överklagande är registrerat'],
    ['the case was concluded', 'ärendet avgjordes'],
    ['the request was refused by a decision', 'begäran avslogs genom beslut'],
    ['answer on record', 'svar är registrerat'],
    ['answered by {text}', 'besvarat genom {text}'],
    ['done in part', 'delvis utfört'],
    ['reduced; the rest has not been released', 'i minskad omfattning; resten kvarstår'],
    ['carried over to the next period', 'framflyttat till nästa period'],
    ['carried over', 'framflyttat'],
    ['another date set by {party}', 'ny tidpunkt beslutad av {party}'],
  ],
};
