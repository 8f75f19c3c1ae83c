/**
 * What domains have recorded in English, said in the language of a reader. The record stays as it is: an event tells the same for
 * ever, and JSON gives it as it was recorded. A text counts as a domain's own only when it fits a known wording as a whole; what
 * anybody else has written stays as written.
 */
import { formatMoney } from './money';
import type { Bilingual } from './text';

/** Where a text stands: when something is due, who owes or is owed, what it rests on, or what came of it (evidence, reason, part, what remains). */
export type WordingPlace = 'due' | 'party' | 'basis' | 'course';

/**
 * A text as a domain records it, and in Swedish; a third where English readers are told it otherwise. What is filled in stands in
 * braces: `{text}` (kept as it is), `{party}` (said as a party is), `{amount}` (recorded in öre, said in kronor), `{day}`, `{n}`,
 * `{id}`; a digit tells two apart, as in `{n1} of {n2}`.
 *
 * @example ['notice given by {party}', 'uppsagt av {party}']
 */
export type Wording = readonly [recorded: string, sv: string, en?: string];

/** The wordings of a domain, by where they stand. Of two that fit a text, the first counts. */
export type Wordings = Readonly<Partial<Record<WordingPlace, readonly Wording[]>>>;

/** What the ledger itself records or fills in, whichever domain the duty is of. */
const ledgerWordings: Wordings = {
  party: [
    ['board', 'nämnden', 'the board'],
    ['unknown', 'inte känd', 'not known'],
  ],
  basis: [['unknown', 'inte känd', 'not known']],
  due: [['no window known for {text}', 'inget fönster är känt för {text}']],
  course: [
    ['a day was found', 'en dag har kommit fram'],
    ['follows from the correction {id}', 'följer av rättelsen {id}'],
    ['the date told before has been corrected', 'dagen som var angiven har rättats'],
    ['no longer follows from what is on record', 'följer inte längre av det som är registrerat'],
    ['no longer follows from what is on record since {id}', 'följer inte längre av det som är registrerat, sedan {id}'],
  ],
};

const fillings: Readonly<Record<string, string>> = {
  text: '.+',
  party: '.+',
  amount: '(?:about )?-?\\d{1,16} öre|an unknown amount',
  day: '\\d{4}-\\d{2}-\\d{2}',
  n: '\\d+',
  id: '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}',
};
const hole = /\{([a-z]+)(\d?)\}/g;

interface Compiled {
  readonly whole: ReadonlyMap<string, Wording>;
  readonly patterns: readonly { readonly pattern: RegExp; readonly holes: readonly string[]; readonly wording: Wording }[];
}

const compiled = new WeakMap<readonly Wording[], Compiled>();

const compile = (wordings: readonly Wording[]): Compiled => {
  const known = compiled.get(wordings);
  if (known !== undefined) return known;
  const whole = new Map<string, Wording>();
  const patterns: Compiled['patterns'][number][] = [];
  for (const wording of wordings) {
    const [recorded] = wording;
    const escaped = recorded.replace(/[\\^$.*+?()[\]|/]/g, '\\$&');
    const pattern = escaped.replace(hole, (_, kind: string) => `(${fillings[kind] ?? '.+'})`);
    if (pattern === escaped) whole.set(recorded, wording);
    else patterns.push({ pattern: new RegExp(`^${pattern}$`, 's'), holes: [...recorded.matchAll(hole)].map(([name]) => name), wording });
  }
  const made = { whole, patterns };
  compiled.set(wordings, made);
  return made;
};

const amountIn = (told: string, lang: keyof Bilingual): string => {
  const ore = /-?\d+/.exec(told);
  if (ore === null) return lang === 'sv' ? 'ett okänt belopp' : told;
  const about = told.startsWith('about ') ? (lang === 'sv' ? 'ca ' : 'about ') : '';
  return `${about}${formatMoney(Number(ore[0]), lang)}`;
};

/** Says recorded texts in one language. */
export type Say = (place: WordingPlace, text: string) => string;

/**
 * How the texts of a domain are said in a language. Its wordings are asked for when one is needed: for Swedish, and for amounts,
 * which are recorded in öre. What fits none is given back as it is, in either language.
 *
 * @param own the wordings of the domain, or of several
 * @example sayIn('sv', () => [agreementsDomain.wordings ?? {}])('course', 'notice given by board') // 'uppsagt av nämnden'
 */
export const sayIn = (lang: keyof Bilingual, own: () => readonly Wordings[]): Say => {
  const say: Say = (place, text) => {
    const tables = lang === 'sv' || text.includes(' öre') ? [...own(), ledgerWordings] : [ledgerWordings];
    for (const { [place]: wordings } of tables) {
      if (wordings === undefined) continue;
      const { whole, patterns } = compile(wordings);
      const found = whole.get(text);
      if (found !== undefined) return templateOf(found, lang);
      for (const { pattern, holes, wording } of patterns) {
        const filled = pattern.exec(text);
        if (filled !== null) return templateOf(wording, lang).replace(hole, (name, kind: string) => filledIn(kind, filled[holes.indexOf(name) + 1] ?? ''));
      }
    }
    return text;
  };
  const filledIn = (kind: string, value: string): string => (kind === 'party' ? say('party', value) : kind === 'amount' ? amountIn(value, lang) : value);
  return say;
};

const templateOf = ([recorded, sv, en = recorded]: Wording, lang: keyof Bilingual): string => (lang === 'sv' ? sv : en);
