/** Finds a key that an object in a JSON text names twice; `JSON.parse` would silently keep the last. */

interface Level {
  /** Null in a list. */
  readonly keys: Set<string> | null;
  at: string | number;
}

/**
 * Path of the first key that stands twice in one object, or null.
 *
 * @param text valid JSON
 * @example repeatedKey('{"a":{"b":1,"b":2}}') // 'a.b'
 */
export const repeatedKey = (text: string): string | null => {
  const levels: Level[] = [];
  let keyNext = false;
  for (let i = 0; i < text.length; i += 1) {
    const level = levels[levels.length - 1];
    switch (text[i]) {
      case '{':
        levels.push({ keys: new Set(), at: '' });
        keyNext = true;
        break;
      case '[':
        levels.push({ keys: null, at: 0 });
        keyNext = false;
        break;
      case '}':
      case ']':
        levels.pop();
        keyNext = false;
        break;
      case ',':
        keyNext = level?.keys !== null;
        if (typeof level?.at === 'number') level.at += 1;
        break;
      case '"': {
        const token = text.slice(i, endOfString(text, i));
        if (keyNext && level !== undefined) {
          level.at = JSON.parse(token) as string;
          if (level.keys?.has(level.at) === true) return pathOf(levels);
          level.keys?.add(level.at);
          keyNext = false;
        }
        i += token.length - 1;
        break;
      }
      default:
    }
  }
  return null;
};

/** Just after the string that begins at `start`. */
const endOfString = (text: string, start: number): number => {
  for (let i = start + 1; i < text.length; i += 1) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === '"') return i + 1;
  }
  return text.length;
};

const pathOf = (levels: readonly Level[]): string =>
  levels.map(({ at }, i) => (typeof at === 'number' ? `[${at}]` : `${i === 0 ? '' : '.'}${at.slice(0, 40)}`)).join('');
