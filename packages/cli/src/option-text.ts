/** Sentences about options whose value the calendar refuses. */
import type { CalendarError } from '@frist/calendar';

import type { Words } from './messages';
import { clean } from './render/clean';

/** One sentence. */
export const optionSentence = (option: string, error: CalendarError, words: Words): string =>
  words.usage.badValue(option, clean(error.value), words.errors.expects(error.expected));
