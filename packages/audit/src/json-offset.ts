/** Where a text stops being JSON: the index of the first character that no JSON text could have there. */

const gap = /[ \t\n\r]*/y;
const plainString = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'comma or end';

/** The index, or null when the text is JSON. Nothing is called within, so depth costs no stack. */
export const jsonOffset = (text: string): number | null => {
  const open: ('[' | '{')[] = [];
  let at = 0;
  let expected: Expected = 'value';
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found !== undefined && found !== '';
  };
  const takes = (character: string): boolean => text[at] === character && (at += 1) > 0;
  const string = (): boolean => skip(plainString) && takes('"');

  for (;;) {
    skip(gap);
    if (expected === 'comma or end') {
      const inside = open[open.length - 1];
      if (inside === undefined) return at === text.length ? null : at;
      if (takes(',')) expected = inside === '{' ? 'key' : 'value';
      else if (takes(inside === '{' ? '}' : ']')) open.pop();
      else return at;
    } else if (expected === 'key' || expected === 'key or }') {
      if (expected === 'key or }' && takes('}')) {
        open.pop();
        expected = 'comma or end';
        continue;
      }
      if (!string()) return at;
      skip(gap);
      if (!takes(':')) return at;
      expected = 'value';
    } else if (expected === 'value or ]' && takes(']')) {
      open.pop();
      expected = 'comma or end';
    } else if (takes('{')) {
      open.push('{');
      expected = 'key or }';
    } else if (takes('[')) {
      open.push('[');
      expected = 'value or ]';
    } else {
      if (text[at] === '"' ? !string() : !skip(scalar)) return at;
      expected = 'comma or end';
    }
  }
};
