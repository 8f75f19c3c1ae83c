/** What this package records in English, and how it is said in Swedish. Data alone: whoever shows it need not load the domain. */
import type { Wordings } from '@frist/obligations';

/** The wordings of state grants. A test finds each text that is recorded and has none. */
export const grantWordings: Wordings = {
  party: [
    ['the funder', 'bidragsgivaren'],
    ['facts', 'uppgifterna'],
    ['terms', 'villkoren'],
  ],
  basis: [
    ['the grant’s terms and instructions', 'bidragets villkor och anvisningar'],
    ['the board’s own decision', 'nämndens eget beslut'],
  ],
  course: [
    ['claim on record', 'rekvisition eller ansökan är registrerad'],
    ['claim on record for the grant', 'rekvisition eller ansökan är registrerad för bidraget'],
    ['claim on record for {text}', 'rekvisition eller ansökan är registrerad för {text}'],
    ['no claim on record for the grant', 'ingen rekvisition eller ansökan är registrerad för bidraget'],
    ['no claim on record for {text}', 'ingen rekvisition eller ansökan är registrerad för {text}'],
    ['the money has been received; when it was claimed is not on record', 'medlen har tagits emot; när de rekvirerades eller söktes är inte registrerat'],
    ['receipt on record', 'mottagna medel är registrerade'],
    ['nothing claimed or received is left to account for', 'inget rekvirerat, sökt eller mottaget återstår att redovisa'],
    ['approved by {party}', 'godkänt av {party}'],
    ['transferred to {party}', 'vidareförmedlat till {party}'],
    ['{amount} transferred to {party}', '{amount} vidareförmedlat till {party}'],
    ['{amount1} paid of {amount2}', '{amount1} betalat av {amount2}'],
    ['what is owed is not known', 'vad som ska betalas är inte känt'],
    ['the period of use has been told anew', 'användningstiden har angetts på nytt'],
    ['all that was received is on record as used within the period', 'allt som tagits emot är registrerat som använt inom perioden'],
    ['the terms of repayment or the period of use have been told anew', 'villkoren för återbetalning eller användningstiden har angetts på nytt'],
    ['repayment on record', 'återbetalning är registrerad'],
    ['reclaimed by {party}', 'återkrävt av {party}'],
    ['all that was received has been used, transferred or repaid', 'allt som tagits emot har använts, vidareförmedlats eller betalats tillbaka'],
    ['nothing received is on record', 'inga mottagna medel är registrerade'],
    ['{amount} left to repay', '{amount} kvar att betala tillbaka'],
    ['{amount} repaid', '{amount} återbetalt'],
    ['{amount} waived by {party}', '{amount} eftergivet av {party}'],
  ],
};
