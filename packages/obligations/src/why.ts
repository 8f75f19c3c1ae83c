/** Why a timeliness cannot be told, in words. "Undetermined" is an answer, and an answer has a reason. */
import type { Due } from './due';
import type { Course, ObligationState } from './obligation';
import type { UnknownBasis } from './recurrence';
import type { Bilingual } from './text';

/** The reason why something is `undetermined`. */
export const whyUndetermined = (state: ObligationState, course: Course, due: Due | undefined, unknown: UnknownBasis | null): Bilingual => {
  if (unknown !== null) return ofUnknownBasis(unknown);
  if (course.delivery === 'accepted' && course.performedOn === undefined) {
    return { sv: 'Godkänt, men inlämningen är inte registrerad', en: 'Accepted, but no submission is on record' };
  }
  if (course.perhapsAll === true && (due?.kind === 'fixed' || due?.kind === 'window' || due?.kind === 'fuzzy')) {
    return { sv: 'Det är inte känt hur mycket som har gjorts; det kan vara allt', en: 'How much has been done is not known; it may be all of it' };
  }
  switch (due?.kind) {
    case undefined:
      return { sv: 'Inget datum är känt', en: 'No date is known' };
    case 'fuzzy':
      return {
        sv: `Datum angivet som ”${due.fuzzy.text}”: mellan ${due.fuzzy.earliest} och ${due.fuzzy.latest}`,
        en: `The date is told as “${due.fuzzy.text}”: between ${due.fuzzy.earliest} and ${due.fuzzy.latest}`,
      };
    case 'at-meeting':
      if (course.due?.kind === 'at-meeting' && course.due.told !== undefined && due.told === undefined) {
        return { sv: `Sammanträdet ${course.due.told} med ${due.body} är inställt, och inget senare är registrerat`, en: `The meeting of ${due.body} on ${course.due.told} is cancelled, and no later one is on record` };
      }
      return { sv: `Inget sammanträde med ${due.body} är registrerat`, en: `No meeting of ${due.body} is on record` };
    case 'soft':
      return { sv: `Ska ske ${due.word.sv}; ingen dag är bestämd`, en: `To be done ${due.word.en}; no day is set` };
    case 'on-trigger':
      return { sv: `Räknas från: ${due.trigger.sv}; dagen är inte registrerad`, en: `Runs from: ${due.trigger.en}; the day is not on record` };
    case 'undated':
      return due.text === undefined ? { sv: 'Utan datum', en: 'No date is told' } : { sv: `Utan datum: ${due.text}`, en: `No date is told: ${due.text}` };
    case 'fixed':
    case 'window':
      return state.incurred?.mode === 'maintenance'
        ? { sv: 'Perioden är slut, och ingen har registrerat att det upprätthölls', en: 'The period is over, and nobody has recorded that it held' }
        : { sv: 'Utfört före den dag som gäller', en: 'Done before the day that counts' };
  }
};

const ofUnknownBasis = ({ _tag, value }: UnknownBasis): Bilingual => {
  switch (_tag) {
    case 'UnknownWindowTable':
      return { sv: `Fönstertabellen ${value ?? ''} finns inte`, en: `The window table ${value ?? ''} is not at hand` };
    case 'UnknownCalendar':
      return { sv: 'Kalendern som tillfällena räknades med är en annan än den som finns här', en: 'The calendar that was journaled is not the one at hand' };
    case 'InstancesOutOfRange':
      return { sv: 'Tillfällena går utanför kalendern eller är för många', en: 'The instances lead beyond the calendar, or are too many' };
  }
};
