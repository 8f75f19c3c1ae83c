/** Every text that a domain records in English has its Swedish, and every Swedish one is of a text that is recorded: both are read from the sources. */
import { type Domain, sayIn, type Wording, type WordingPlace, type Wordings } from '@frist/obligations';

import { defaultDomains, sayAs } from '../src';
import { recordedTexts, type RecordedText } from './recorded-texts';

/** What can stand where something is filled in; wordings ask for days, numbers, amounts or provisions. */
const fillings = [
  'X', '2020-01-31', '7', '12300 öre', 'year', 'executed', 'superseded', 'moved', '4ec33f99-8226-540f-9b13-8d6ddf6f1d95',
  '16 kap. 6 f § SoL (2001:453)', '34 kap. 1 § SoL (2025:400)', '28 f § LSS',
];

/** Swedish as it is recorded. */
const swedish: ReadonlySet<string> = new Set(['Inspektionen för vård och omsorg', 'kommunfullmäktige']);

/** Put together from alternatives that never meet; an amount by itself is only ever part of a text. */
const never = /^what is owed is not known paid of|^(?:about )?▢ öre$|^an unknown amount$/;

const isEnglish = ({ place, text }: RecordedText): boolean => !never.test(text) && !swedish.has(text) && (place !== 'basis' || /\b(?:the|by|for|of|or|what|unknown)\b/.test(text));

function* filledIn(text: string): Generator<string> {
  if (!text.includes('▢')) yield text;
  else for (const filling of fillings) yield* filledIn(text.replace('▢', filling));
}

const isSaid = (say: (place: WordingPlace, text: string) => string, { place, text }: RecordedText): boolean => {
  for (const one of filledIn(text)) if (say(place, one) !== one) return true;
  return false;
};

const names = defaultDomains.map(({ name }) => name);

test.each(['obligations', ...names])('what %s records is said in Swedish', (name) => {
  const texts = recordedTexts(name).filter(isEnglish);
  expect(texts).not.toEqual([]);
  expect(texts.filter((text) => !isSaid(sayAs('sv', name), text))).toEqual([]);
});

/** A wording with something in its holes, as it would be recorded. */
const sampled = (recorded: string): string =>
  recorded.replace(/\{([a-z]+)\d?\}/g, (_, kind: string) => ({ day: '2020-01-31', n: '7', amount: '12300 öre', id: '4ec33f99-8226-540f-9b13-8d6ddf6f1d95' })[kind] ?? 'X');

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]|/{}]/g, '\\$&');

test.each(names)('what has Swedish in %s is recorded', (name) => {
  const texts = recordedTexts(name);
  const isRecorded = (place: WordingPlace, [recorded]: Wording): boolean =>
    texts.some(({ place: at, text }) => {
      // A party also stands within what came of a duty.
      if (place === 'party' && text.endsWith(recorded)) return true;
      return at === place && new RegExp(`^${escaped(text).replaceAll('▢', '.+')}$`).test(sampled(recorded));
    });
  const { wordings = {} } = defaultDomains.find((domain) => domain.name === name) ?? {};
  const all = Object.entries(wordings as Wordings) as readonly (readonly [WordingPlace, readonly Wording[]])[];
  expect(all).not.toEqual([]);
  expect(all.flatMap(([place, listed]) => listed.filter((wording) => !isRecorded(place, wording)).map(([recorded]) => `${place}: ${recorded}`))).toEqual([]);
});

test('holes of the two languages are the same', () => {
  const holes = (text: string): readonly string[] => [...text.matchAll(/\{[a-z]+\d?\}/g)].map(([hole]) => hole).sort();
  const all = defaultDomains.flatMap(({ wordings = {} }) => Object.values(wordings).flat());
  expect(all.filter(([recorded, sv]) => holes(recorded).join() !== holes(sv).join())).toEqual([]);
});

test('the reading finds what is recorded, also through names, parameters and functions', () => {
  const found = ['decisions', 'grants', 'agreements', 'lex-sarah'].flatMap(recordedTexts);
  expect(found).toEqual(
    expect.arrayContaining([
      { place: 'due', text: 'at the meeting of ▢ of ‘▢’' },
      { place: 'course', text: 'carried out without remarks, ▢ checked' },
      { place: 'course', text: 'about ▢ öre left to repay' },
      { place: 'course', text: 'taken over by ▢' },
      { place: 'party', text: 'the parties of the agreement' },
      { place: 'basis', text: 'the request for a statement' },
    ]),
  );
  expect(isSaid(sayIn('sv', () => []), { place: 'course', text: 'a text that nobody has put into Swedish' })).toBe(false);
});

test('the wordings of the domain alone are asked for', () => {
  const unasked = { name: 'others', get wordings(): Wordings { throw new Error('asked for'); } } as Domain;
  const domains = [unasked, { name: 'own', wordings: { party: [['the reader', 'läsaren']] } } as unknown as Domain, { name: 'bare' } as Domain];
  expect(sayAs('sv', 'own/rule', domains)('party', 'the reader')).toBe('läsaren');
  expect(sayAs('sv', 'owners/rule', domains)('party', 'the reader')).toBe('the reader');
  expect(sayAs('sv', 'bare/rule', domains)('party', 'board')).toBe('nämnden');
});
