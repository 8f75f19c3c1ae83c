/** Events as the register of a board's state grants holds them: about 900 bytes of canonical JSON each. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const es = require('../packages/event-sourcing/dist/index.js');
const t = createRequire(require.resolve('../packages/event-sourcing/dist/index.js'))('io-ts');
const { CivilDate } = createRequire(require.resolve('../packages/event-sourcing/dist/index.js'))('@frist/calendar');

const { closed, eventType, nonBlank, oneOf, wholeNumber, Uuid } = es;

const Amount = t.union([
  closed('Known', { _tag: t.literal('known'), ore: wholeNumber }),
  closed('Approximate', { _tag: t.literal('approximate'), about: wholeNumber, wording: nonBlank(200) }),
  closed('Unknown', { _tag: t.literal('unknown') }),
]);
const Due = closed('Due', {
  endDay: CivilDate, lastPermittedDay: CivilDate, rule: nonBlank(100), ruleVersion: wholeNumber, basis: nonBlank(100), trace: t.readonlyArray(nonBlank(200)),
});

export const types = [
  eventType('GrantRegistered', closed('GrantRegistered', {
    name: nonBlank(200), grantor: nonBlank(100), year: wholeNumber, purpose: nonBlank(500), awarded: Amount, terms: t.readonlyArray(nonBlank(200)),
  }, { diaryNumber: nonBlank(40) })),
  eventType('TrancheReceived', closed('TrancheReceived', {
    tranche: Uuid, amount: Amount, account: nonBlank(40), bookedOn: CivilDate, kind: oneOf('Kind', ['state', 'region', 'fund']),
  }, { reference: nonBlank(40) })),
  eventType('ActivityReported', closed('ActivityReported', {
    activity: Uuid, parts: t.readonlyArray(closed('Part', { part: Uuid, used: Amount, share: wholeNumber })), status: oneOf('Status', ['planned', 'going', 'done']), text: nonBlank(2000),
  })),
  eventType('ObligationArose', closed('ObligationArose', {
    obligation: Uuid, instance: nonBlank(40), kind: oneOf('Duty', ['account', 'repay', 'report']), debtor: nonBlank(80), creditor: nonBlank(80), due: Due, conditional: t.boolean,
  }, { note: nonBlank(500) })),
  eventType('ObligationPerformed', closed('ObligationPerformed', { obligation: Uuid, instance: nonBlank(40), on: CivilDate, how: oneOf('How', ['sent', 'paid', 'shown']), proof: nonBlank(200) })),
];

const made = es.makeCatalogue(types);
if (made._tag === 'Left') throw new Error(made.left.expected);
export const catalogue = made.right;
export { es };

export const board = 'botkyrka/socialnamnden';
const hex = (n, width) => n.toString(16).padStart(width, '0');
/** A UUID of version 5 by its form; cheap, since making ids is not what is measured. */
const uuid = (kind, n) => `${hex((n * 2654435761) % 4294967296, 8)}-${hex(kind, 4)}-5${hex(n % 4096, 3)}-8${hex(n % 3001, 3)}-${hex(n, 12)}`;
export const streamOf = (n) => `grant-${uuid(1, n)}`;
const day = (n) => `20${String(15 + (Math.floor(n / 336) % 10)).padStart(2, '0')}-${String(1 + (Math.floor(n / 28) % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`;
const amount = (n) => (n % 5 === 0 ? { _tag: 'approximate', about: n * 1000, wording: 'drygt en halv miljon kronor' } : n % 7 === 0 ? { _tag: 'unknown' } : { _tag: 'known', ore: n * 100 });

const datas = [
  (n) => ({
    name: `Uppdrag psykisk hälsa ${n}`, grantor: 'Socialstyrelsen', year: 2015 + (n % 10), purpose: 'Stärka insatserna för barn och unga med psykisk ohälsa enligt överenskommelsen', awarded: amount(n),
    terms: ['redovisas senast 31 januari', 'medel som inte använts betalas tillbaka'], diaryNumber: `SN/2019:${n % 1000}`,
  }),
  (n) => ({ tranche: uuid(2, n), amount: amount(n), account: `3511-${n % 100}`, bookedOn: day(n), kind: 'state', reference: `OCR ${n}` }),
  (n) => ({
    activity: uuid(3, n), status: 'going', text: `Gruppverksamhet för föräldrar, ${n % 40} deltagare under våren`,
    parts: [{ part: uuid(4, n), used: amount(n + 1), share: 60 }, { part: uuid(5, n), used: amount(n + 2), share: 40 }],
  }),
  (n) => ({
    obligation: uuid(6, n), instance: `2020-${1 + (n % 4)}`, kind: 'account', debtor: 'Socialnämnden i Botkyrka', creditor: 'Socialstyrelsen', conditional: n % 3 === 0,
    due: { endDay: day(n), lastPermittedDay: day(n + 2), rule: 'grants/account', ruleVersion: 3, basis: 'lag (1930:173) 2 §', trace: ['start 2020-01-01', '+ 1 month = 2020-01-31', '→ 2020-01-31'] },
  }),
  (n) => ({ obligation: uuid(6, n - 1), instance: `2020-${1 + (n % 4)}`, on: day(n), how: 'sent', proof: `e-post till registrator, diariefört ${day(n)}` }),
];

/** The nth event, ready to be encoded. Days never go back as n grows. */
export const pendingEvent = (n, stream) => ({
  id: uuid(9, n),
  stream,
  type: types[n % types.length].type,
  occurredOn: `20${String(15 + Math.floor(n / 150000)).padStart(2, '0')}-${String(1 + (Math.floor(n / 12500) % 12)).padStart(2, '0')}-${String(1 + Math.floor((n % 12500) / 450)).padStart(2, '0')}`,
  board,
  actor: { role: 'handläggare', ref: `u-${n % 37}` },
  commandId: `imp-${n}`,
  commandDigest: `${hex(n, 12)}abcdefghijklmnopqrstuvwxyzABCDE`,
  correlationId: `imp-${n}`,
  ...(n % 5 === 3 ? { causationId: uuid(9, n - 1) } : {}),
  // One command yields a few events, so a few neighbours have one source.
  source: { document: `Sammanträdesprotokoll socialnämnden 2019-${String(1 + (Math.floor(n / 4) % 12)).padStart(2, '0')}-17`, date: '2019-12-17', locator: `§ ${n % 300}` },
  data: datas[n % datas.length](n),
});

/** The machine's clock; its text is made once a millisecond. */
export const makeClock = () => {
  let last = 0;
  let text = '';
  return () => {
    const now = Date.now();
    if (now !== last) text = new Date((last = now)).toISOString();
    return text;
  };
};

/** Streams of so many events each, in turns of 1 000 streams: as when many grants are followed at once. */
export const streamAt = (n, perStream) => streamOf(Math.floor(n / (1000 * perStream)) * 1000 + (n % 1000));
