/** What the figures and words of a finding are called, by the name that its domain gives them. */
import type { Lang } from '../language';

type Names = Readonly<Record<string, string>>;

const en: Names = {
  activity: 'activity', adopted: 'adopted', allowedFrom: 'allowed from', application: 'application', atLeast: 'at least', base: 'base', body: 'body', by: 'by', checked: 'checked',
  claim: 'claim', clock: 'clock', closes: 'closes', compiledAs: 'compiled as', control: 'control', counted: 'counted', day: 'day', days: 'days', decidedOn: 'decided on',
  decision: 'decision', deficiency: 'deficiency', difference: 'difference', different: 'different', differenceOfKnownOre: 'difference of what is known', differenceOre: 'difference',
  done: 'done', due: 'due', duty: 'duty', earliest: 'earliest', effectiveFrom: 'in force from', event: 'event', expected: 'expected', finding: 'finding', first: 'first',
  firstDay: 'first day', firstQuarter: 'first quarter', from: 'from', given: 'given', grant: 'grant', held: 'held', highest: 'highest', inner: 'part', lacking: 'lacking', last: 'last',
  lastDay: 'last day', left: 'left', less: 'less', linesOre: 'lines', linesUnknown: 'lines not told', lowest: 'lowest', matters: 'matters', measure: 'measure', measured: 'measured',
  measuredInWords: 'measured', measures: 'measures', meeting: 'meeting', minimum: 'minimum', needed: 'needed', noticedOn: 'noticed on', number: 'number', numbers: 'numbers', of: 'of',
  on: 'on', onRecord: 'on record', one: 'one', ore: 'amount', other: 'other', outer: 'whole', part: 'part', parts: 'parts', printed: 'printed', product: 'product', proposal: 'proposal',
  provision: 'provision', quarter: 'quarter', quarterEnds: 'quarter ends', received: 'received', recipient: 'recipient', recipients: 'recipients', remedyBy: 'remedy by',
  repaid: 'repaid', repeated: 'repeated', report: 'account', reporter: 'reporter', reporting: 'reporting', responsible: 'responsible', risk: 'risk', scope: 'concerns', second: 'second', sent: 'sent',
  served: 'served', setFor: 'set for', share: 'share', stated: 'stated', statement: 'statement', statements: 'statements', stream: 'stream', sum: 'sum', term: 'term',
  terms: 'terms', text: 'text', to: 'to', told: 'told', totalOre: 'total', until: 'until', used: 'used', verification: 'verification', was: 'was', what: 'what',
  breach: 'breach', cohort: 'cohort', followed: 'followed', leftEarly: 'left before the end', participants: 'participants', party: 'party', request: 'request',
  condition: 'condition', instance: 'period', lastPaymentDay: 'last day of payment', paragraph: 'paragraph', payment: 'payment', reported: 'reported', scale: 'scale',
  score: 'score', when: 'when', whole: 'whole', written: 'written', wordings: 'wordings', year: 'year',
};

const sv: Names = {
  activity: 'aktivitet', adopted: 'antagen', allowedFrom: 'tillåtet från', application: 'ansökan', atLeast: 'minst', base: 'bas', body: 'organ', by: 'av', checked: 'kontrollerade',
  claim: 'rekvisition', clock: 'frist', closes: 'stänger', compiledAs: 'sammanställd som', control: 'kontroll', counted: 'räknat', day: 'dag', days: 'dagar',
  decidedOn: 'beslutat', decision: 'beslut', deficiency: 'brist', difference: 'skillnad', different: 'olika', differenceOfKnownOre: 'skillnad i det kända', differenceOre: 'skillnad',
  done: 'utfört', due: 'förfaller', duty: 'skyldighet', earliest: 'tidigast', effectiveFrom: 'gäller från', event: 'händelse', expected: 'väntat', finding: 'brist', first: 'först',
  firstDay: 'första dag', firstQuarter: 'första kvartal', from: 'från', given: 'angivet', grant: 'bidrag', held: 'hållet', highest: 'högst', inner: 'del', lacking: 'saknas', last: 'sista',
  lastDay: 'sista dag', left: 'kvar', less: 'minus', linesOre: 'rader', linesUnknown: 'rader utan belopp', lowest: 'lägst', matters: 'ärenden', measure: 'åtgärd', measured: 'mätt',
  measuredInWords: 'mätt', measures: 'åtgärder', meeting: 'sammanträde', minimum: 'minst', needed: 'krävs', noticedOn: 'uppmärksammat', number: 'nummer', numbers: 'nummer', of: 'av',
  on: 'den', onRecord: 'registrerat', one: 'ena', ore: 'belopp', other: 'andra', outer: 'helhet', part: 'del', parts: 'delar', printed: 'tryckt', product: 'produkt', proposal: 'förslag',
  provision: 'lagrum', quarter: 'kvartal', quarterEnds: 'kvartalet slutar', received: 'mottaget', recipient: 'mottagare', recipients: 'mottagare',
  remedyBy: 'rättas senast', repaid: 'återbetalt', repeated: 'upprepade', report: 'redovisning', reporter: 'rapporterat av', reporting: 'rapportering', responsible: 'ansvarig', risk: 'risk',
  scope: 'avser', second: 'sedan', sent: 'sänt', served: 'delgivet', setFor: 'utsatt till', share: 'andel', stated: 'angivet', statement: 'yttrande', statements: 'yttranden',
  stream: 'ström', sum: 'summa', term: 'villkor', terms: 'villkor', text: 'text', to: 'till', told: 'angivet', totalOre: 'totalt', until: 'till och med',
  used: 'förbrukat', verification: 'justering', was: 'var', what: 'vad', when: 'när', whole: 'helhet', written: 'skrivet',
  breach: 'avtalsbrott', cohort: 'grupp', followed: 'uppföljda', leftEarly: 'slutade i förtid', participants: 'deltagare', party: 'part', request: 'begäran',
  condition: 'villkor', instance: 'period', lastPaymentDay: 'sista betalningsdag', paragraph: 'paragraf', payment: 'betalning', reported: 'rapporterat', scale: 'skala', score: 'värde', wordings: 'lydelser', year: 'år',
};

/** The names in a language; what has none stands as the domain calls it. */
export const valueNamesOf = (lang: Lang): Names => (lang === 'sv' ? sv : en);
