/** What the check shows about a body's meetings and minutes rather than refuse. */
import { addDays } from '@frist/calendar';
import type { DomainFinding } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { finding } from '../finding';
import { at } from '../told';
import type { BodyMeeting, BodyState } from './body';

/** All findings about one body, always in the same order. */
export const bodyFindings = (state: BodyState): readonly DomainFinding[] => (state.registered === null ? [] : Object.entries(state.meetings).flatMap(([key, meeting]) => ofMeeting(key, meeting)));

const ofMeeting = (key: string, meeting: BodyMeeting): readonly DomainFinding[] => {
  const { announced, appeals, cancelled, event, held, setFor, verified } = meeting;
  const found: DomainFinding[] = [];
  const values = { meeting: key };
  const after = setFor === null ? null : addDays(setFor, 1);
  if (held === null && cancelled === null && after !== null && E.isRight(after)) {
    found.push(finding('missing', 'meeting-not-on-record', 'Sammanträdet är inte registrerat som hållet', 'The meeting is not on record as held', [event], values, after.right));
  }
  if (held !== null && setFor !== null && held.on !== setFor) found.push(finding('contradiction', 'held-on-another-day', 'Sammanträdet hölls en annan dag än den bestämda', 'The meeting was held on another day than the one set', [held.event, event], { ...values, setFor, held: held.on }));
  if (held !== null && cancelled !== null) found.push(finding('contradiction', 'held-though-cancelled', 'Ett inställt sammanträde är registrerat som hållet', 'A cancelled meeting is on record as held', [held.event, cancelled.event], values));
  for (const [name, one] of Object.entries(verified)) {
    if (held === null || one.on < held.on) found.push(finding('contradiction', 'verified-before-meeting', 'Protokollet är justerat innan sammanträdet hölls', 'The minutes were verified before the meeting was held', [one.event, held?.event], { ...values, verification: name }));
  }
  for (const [name, one] of Object.entries(announced)) {
    const verification = at(verified, name);
    if (verification === undefined || one.on < verification.on) found.push(finding('contradiction', 'announced-before-verification', 'Justeringen är tillkännagiven innan protokollet justerats', 'The verification was announced before the minutes were verified', [one.event, verification?.event], { ...values, verification: name }));
  }
  for (const one of appeals) {
    if (at(announced, one.verification) === undefined) found.push(finding('contradiction', 'appealed-before-announcement', 'Laglighetsprövning begärd utan att justeringen är tillkännagiven', 'Legality review was asked for while no announcement is on record', [one.event], { ...values, verification: one.verification }));
  }
  return found;
};
