/** What a failure found, where it tells that in words and quotes nothing that was typed. */
import type { Lang } from '../language';

type Found = readonly [RegExp, Readonly<Record<Lang, (found: readonly string[]) => string>>];

const as = (text: string): ((found: readonly string[]) => string) => () => text;

const forms: readonly Found[] = [
  [/^a list$/, { en: as('a list'), sv: as('en lista') }],
  [/^a value of type (\w+)$/, { en: ([text = '']) => text, sv: ([, type = '']) => (type === 'object' ? 'ett objekt' : `ett värde av typen ${type}`) }],
  [/^a lone surrogate$/, { en: as('a lone surrogate: half a character'), sv: as('en ensam surrogat: ett halvt tecken') }],
  [/^an object with behaviour of its own$/, { en: as('an object with behaviour of its own'), sv: as('ett objekt med egna funktioner') }],
  [/^nesting deeper than (\d+)$/, { en: ([text = '']) => text, sv: ([, n = '']) => `nästlat djupare än ${n}` }],
  [/^it breaks off after (\d+) characters$/, { en: ([text = '']) => text, sv: ([, n = '']) => `det tar slut efter ${n} tecken` }],
  [/^broken at character (\d+)$/, { en: ([text = '']) => text, sv: ([, n = '']) => `det brister vid tecken ${n}` }],
];

/** The words for it; null for a value as it was typed. */
export const foundInWords = (value: string, lang: Lang): string | null => {
  for (const [form, says] of forms) {
    const found = form.exec(value);
    if (found !== null) return says[lang](found);
  }
  return null;
};
