/** What this package records in English, and how it is said in Swedish. Data alone: whoever shows it need not load the domain. */
import type { Wordings } from '@frist/obligations';

/** The wordings of agreements, control plans, supervision and statutory duties. A test finds each text that is recorded and has none. */
export const agreementWordings: Wordings = {
  party: [
    ['the parties of the agreement', 'avtalets parter'],
    ['the other parties of the agreement', 'avtalets övriga parter'],
    ['the parties', 'parterna'],
    ['the agreement', 'avtalet'],
    ['other bodies', 'andra organ'],
    ['executive board', 'kommunstyrelsen'],
    ['not told', 'ej angiven'],
    ['the inspectorate', 'IVO'],
  ],
  basis: [
    ['the agreement', 'avtalet'],
    ['the agreement’s last day', 'avtalets sista dag'],
    ['decided by {party}', 'beslutat av {party}'],
    ['the internal control plan', 'internkontrollplanen'],
    ['what the supervising body has asked for', 'det som tillsynsorganet har begärt'],
    ['the board’s own decision', 'nämndens eget beslut'],
  ],
  due: [
    ['each instance has its own date', 'varje tillfälle har sin egen dag'],
    ['from the day after the time to remedy has passed', 'från dagen efter det att tiden för rättelse har gått ut'],
    ['with the internal budget', 'med internbudgeten'],
    ['once adopted', 'när den är antagen'],
    ['with the annual report', 'med årsredovisningen'],
  ],
  course: [
    // Terms.
    ['the agreement has been closed', 'avtalet har avslutats'],
    ['the agreement ends by notice', 'avtalet upphör genom uppsägning'],
    ['the other bodies have decided likewise', 'de andra organen har beslutat lika'],
    ['the agreement did not take effect', 'avtalet har inte trätt i kraft'],
    ['the agreement did not take effect: another body has decided otherwise', 'avtalet har inte trätt i kraft: ett annat organ har beslutat annorlunda'],
    ['the agreed number has been counted', 'det avtalade antalet har räknats'],
    ['{n} counted', '{n} räknade'],
    ['{n1} of {n2}', '{n1} av {n2}'],
    ['at most {n1} of {n2}; a count is not known', 'högst {n1} av {n2}; ett antal är inte känt'],
    ['at most {n1} of {n2}; counts overlap', 'högst {n1} av {n2}; antal överlappar'],
    ['{n1} followed, {n2} left before the end, of {n3}', '{n1} uppföljda, {n2} har slutat i förtid, av {n3}'],
    ['every participant has been followed or has left before the end', 'varje deltagare har följts upp eller slutat i förtid'],
    // Breach, notice and what is to follow.
    ['the breach has been remedied', 'avtalsbrottet har åtgärdats'],
    ['notice given by {party}', 'uppsagt av {party}'],
    ['the terms of notice have been told anew', 'villkoren för uppsägning har angetts på nytt'],
    ['decided how long before the end', 'hur långt före avtalets slut har beslutats'],
    ['another agreement follows', 'ett annat avtal följer'],
    // Control plans.
    ['the plan has been adopted', 'planen är antagen'],
    ['adopted by {party}', 'antagen av {party}'],
    ['sent to {party}', 'sänd till {party}'],
    ['followed up by {party}', 'uppföljd av {party}'],
    ['carried out without remarks', 'utförd utan anmärkning'],
    ['carried out without remarks, {n} checked', 'utförd utan anmärkning, {n} kontrollerade'],
    ['partly carried out', 'delvis utförd'],
    ['partly carried out, {n} checked', 'delvis utförd, {n} kontrollerade'],
    ['the rest of the control', 'resten av kontrollen'],
    ['the measure has been told anew', 'åtgärden har angetts på nytt'],
    // Supervision and statutory duties.
    ['more time was granted', 'längre tid har beviljats'],
    ['more time by a decision', 'längre tid genom beslut'],
    ['recorded as done', 'registrerat som gjort'],
    ['recorded in {text}', 'registrerat i {text}'],
    ['no longer owed: ended', 'ska inte längre göras: avslutat'],
    ['no longer owed: moved', 'ska inte längre göras: flyttat'],
    ['no longer owed: withdrawn', 'ska inte längre göras: återkallat'],
    ['no longer owed: of-age', 'ska inte längre göras: myndig'],
    ['no longer owed: recorded-elsewhere', 'ska inte längre göras: registrerat på annat håll'],
    ['no longer owed: other', 'ska inte längre göras: annat skäl'],
  ],
};
