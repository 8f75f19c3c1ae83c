/** What this package records in English, and how it is said in Swedish. Data alone: whoever shows it need not load the domain. */
import type { Wordings } from '@frist/obligations';

/** The wordings of lex Sarah. A test finds each text that is recorded and has none. */
export const lexSarahWordings: Wordings = {
  party: [
    ['assessment', 'bedömningen'],
    ['somebody else', 'någon annan'],
  ],
  due: [
    ['declared without a due date', 'angiven utan slutdag'],
    ['no day decided for the follow-up', 'ingen dag är beslutad för uppföljningen'],
    ['every calendar year', 'varje kalenderår'],
  ],
  course: [
    ['the board was informed', 'nämnden informerades'],
    ['no longer assessed as serious', 'bedöms inte längre som allvarligt'],
    ['the inspectorate was notified', 'anmält till IVO'],
    ['attached to the notification', 'bifogad till anmälan'],
    ['the file was sent', 'utredningen skickades'],
    ['dropped when the report was closed', 'avskriven när rapporten avslutades'],
    ['taken over by {party}', 'övertagen av {party}'],
    ['carried out', 'genomförd'],
    ['the measure was dropped', 'åtgärden avskrevs'],
    ['the measure was rescheduled', 'åtgärden flyttades i tid'],
    ['the effect was followed up', 'effekten följdes upp'],
    ['information on record', 'information är registrerad'],
  ],
};
