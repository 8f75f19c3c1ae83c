/** Text from a register, made safe for a terminal: no control characters, no change of writing direction. */
const unsafe = /[\0-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/** One line of plain text. */
export const clean = (text: string): string => (text.search(unsafe) === -1 ? text : text.replace(unsafe, ' '));
