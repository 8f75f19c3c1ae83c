/** Shared by the duties of this package. */
import type { CivilDate } from '@frist/calendar';
import type { NewFact } from '@frist/event-sourcing';
import { applyRule, type Begun, type DeadlineRule, type Due, incur } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { shortened } from './told';

/** Whom the duties of a body bind, unless something else is told. */
export const ownBoard = 'board';

/** The due date of a rule with a length; without a computable day, undated. */
export const dueBy = (rule: DeadlineRule, dayZero: CivilDate): Due => {
  const due = applyRule(rule, dayZero);
  return E.isRight(due) ? due.right : { kind: 'undated', basis: rule.basis.kind };
};

type Rest = Omit<Parameters<typeof incur>[1], 'rule' | 'name' | 'title'> & { readonly title?: Parameters<typeof incur>[1]['title'] };

/** A duty incurred under the name that its spell was begun with. */
export const incurred = (ground: Parameters<typeof incur>[0], { name }: Begun, rule: DeadlineRule, rest: Rest): NewFact =>
  incur(ground, { title: rule.title, ...rest, rule, ...(name === undefined ? {} : { name }) });

/** A duty's title with what it is about, never longer than a title may be. */
export const titled = (rule: DeadlineRule, about: string): { readonly sv: string; readonly en: string } => ({ sv: shortened(`${rule.title.sv}: ${about}`, 400), en: shortened(`${rule.title.en}: ${about}`, 400) });
