/** Marked secrets, and the search for them in whatever was written. */

/** A name and an identity number that stand nowhere but where a canary has planted them. The number has a right check digit and belongs to nobody. */
export const canarySecrets = { text: 'Kanariegul Hemlund', number: '198507099805' } as const;

/** The number in the spellings that somebody could have turned it into. */
const spellings: readonly string[] = [canarySecrets.text, canarySecrets.number, '19850709-9805', '850709-9805', '8507099805'];

const bytesOf = (secret: string): readonly (readonly [form: string, bytes: Buffer])[] => {
  const utf8 = Buffer.from(secret, 'utf8');
  const utf16 = Buffer.from(secret, 'utf16le');
  const hex = utf8.toString('hex');
  const texts: readonly (readonly [string, string])[] = [
    ['hex', hex],
    ['HEX', hex.toUpperCase()],
    ['url', encodeURIComponent(secret)],
    ['form', secret.replaceAll(' ', '+')],
    ['upper case', secret.toUpperCase()],
    ['lower case', secret.toLowerCase()],
    ...base64Of(utf8),
    ...base64Of(utf16).map(([form, text]): readonly [string, string] => [`${form} of utf16`, text]),
  ];
  return [['utf8', utf8], ['utf16le', utf16], ['utf16be', Buffer.from(utf16).swap16()], ...texts.map(([form, text]): readonly [string, Buffer] => [form, Buffer.from(text, 'utf8')])];
};

/** What a text becomes in base64 depends on where in it the text begins: three ways, without the characters that its neighbours have a share in. */
const base64Of = (bytes: Buffer): readonly (readonly [string, string])[] =>
  [0, 1, 2].flatMap((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
    const text = whole.toString('base64').replace(/=+$/, '');
    const inner = text.slice(offset === 0 ? 0 : offset + 1, whole.length % 3 === 0 ? undefined : -1);
    return [[`base64 at ${offset}`, inner], [`base64url at ${offset}`, inner.replaceAll('+', '-').replaceAll('/', '_')]] as const;
  });

const searched = [...new Map(spellings.flatMap((secret) => bytesOf(secret).map(([form, bytes]) => [bytes.toString('latin1'), { secret, form, bytes }] as const)).reverse()).values()];

/**
 * Which secrets stand in some bytes, in whatever encoding; each as `form: secret`.
 *
 * @example expect(leaksIn(readFileSync('frist.db'))).toEqual([])
 */
export const leaksIn = (content: Uint8Array | string): readonly string[] => {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  return searched.filter(({ bytes: form }) => bytes.includes(form)).map(({ secret, form }) => `${form}: ${secret}`);
};
