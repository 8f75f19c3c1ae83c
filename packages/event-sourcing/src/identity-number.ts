/** What looks like a personal identity number is kept out of ids and out of every error. */

/**
 * Whether a text could be a Swedish personal identity or coordination number, hyphen or not.
 * Deliberately wide: an id that merely looks like one is refused as well. Digits inside a UUID do not count.
 */
export const looksLikeIdentityNumber = (text: string): boolean =>
  hasTenDigits(text) &&
  /(?<!\d)(?:\d\d)?\d\d(?:0\d|1[0-2])(?:[0-2]\d|3[01]|[67]\d|8\d|9[01])[-+]?\d{4}(?!\d)/.test(text.replace(uuids, ' '));

/** What has fewer needs no closer look. */
const hasTenDigits = (text: string): boolean => {
  let digits = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) digits += 1;
  }
  return digits >= 10;
};

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
