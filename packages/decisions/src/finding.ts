/** How findings of this package are made. */
import type { EventId } from '@frist/event-sourcing';
import { type DomainFinding, findingsIn, isSameDiaryNumber, readDiaryNumbers } from '@frist/obligations';

import type { decisionFindingRules } from './finding-rules';

/** A finding of a rule `decisions/…`. */
export const finding = findingsIn<(typeof decisionFindingRules)[number]>('decisions');

/** A number as printed, and the event that told it. */
export interface PrintedNumber {
  readonly raw: string;
  readonly event: EventId;
}

/** What is to be said of the numbers printed for one thing: malformed, spelled in several ways, several. */
export const numberFindings = (printed: readonly PrintedNumber[]): readonly DomainFinding[] => {
  const read = printed.flatMap(({ raw, event }) => readDiaryNumbers(raw).map((number) => ({ number, event })));
  const events = printed.map(({ event }) => event);
  const found: DomainFinding[] = [];
  for (const { number, event } of read) {
    if (!number.complete) found.push(finding('information', 'diary-number-incomplete', `Diarienumret ”${number.raw}” är ofullständigt och kan inte jämföras med andra`, `The diary number “${number.raw}” is incomplete and cannot be compared with others`, [event], { printed: number.raw }));
  }
  const twice = read.filter(({ number }, n) => read.some((other, m) => m !== n && isSameDiaryNumber(number, other.number)));
  if (twice.length > 0) {
    const spellings = [...new Set(twice.map(({ number }) => number.raw))].join(' · ');
    found.push(finding('information', 'diary-number-printed-twice', 'Samma diarienummer förekommer mer än en gång', 'The same diary number is printed more than once', twice.map(({ event }) => event), { printed: spellings }));
  }
  const different = read.filter(({ number }, n) => number.complete && !read.slice(0, n).some((other) => isSameDiaryNumber(number, other.number)));
  if (different.length > 1) found.push(finding('information', 'several-diary-numbers', 'Flera diarienummer är tryckta för samma ärende', 'Several diary numbers are printed for one matter', events, { printed: different.map(({ number }) => number.raw).join(' · ') }));
  return found;
};
