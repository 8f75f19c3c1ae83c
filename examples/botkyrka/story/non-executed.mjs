// Favourable decisions not executed within three months: the compilation that the board adopted as "kvartal 4 2024", and its two readings.
import { compile, reasonLabels } from '@frist/non-executed-decisions';
import { unsafeCivilDate } from 'frist';

import { chapter, lang, right, say, t } from './say.mjs';

/** Rows about single decisions are shown to whoever may see data about persons; the host says who that is. */
const viewer = { actor: { role: 'investigator', ref: 'botkyrka-example' }, roles: new Set(['person-data']) };

const headings = {
  executed: ['Rapporterat tidigare, nu verkställt', 'Reported earlier, now executed'],
  closed: ['Rapporterat tidigare, avslutat utan att verkställas', 'Reported earlier, closed without being executed'],
  'not-executed': ['Rapporterat tidigare, ännu inte verkställt', 'Reported earlier, still not executed'],
  new: ['Ny rapportering', 'New'],
};
const standings = { first: ['hörde hit', 'belonged here'], earlier: ['skulle ha kommit tidigare', 'should have come earlier'], later: ['ska komma senare', 'is not due until later'], again: ['rapporterad förut', 'was reported before'] };

export const nonExecuted = async (frist) => {
  const asOf = unsafeCivilDate('2025-01-01');
  const rowsOf = async (name) => right(await frist.register(name, { asOf, viewer })()).rows;
  const compilations = (await rowsOf('compilations')).map(({ state }) => state);
  const [adopted] = compilations.flatMap(({ adoptions }) => adoptions);
  const { rows, name, readings } = compile({ quarter: adopted.quarter, asOf, cutOff: adopted.cutOff, decisions: await rowsOf('non-executed-decisions'), compilations });

  chapter(`Ej verkställda beslut, ”${name.text}”`, `Non-executed decisions, “${name.text}”`);
  say(t(
    `Antagen ${adopted.on}, innan kvartalet var slut. Namnet kan läsas på två sätt: ${readings.map(({ reading, measured }) => `${reading === 'measured' ? 'kvartalet som mäts' : 'kvartalet då man redovisar'} (mäter ${measured})`).join(' eller ')}.`,
    `Adopted ${adopted.on}, before the quarter had ended. The name has two readings: ${readings.map(({ reading, measured }) => `${reading === 'measured' ? 'the quarter measured' : 'the quarter of reporting'} (measures ${measured})`).join(' or ')}.`,
  ));
  for (const { heading, intervention, decidedOn, executedOn, days, reasons, readings: standing } of rows) {
    say(`${t(...headings[heading])}: ${intervention.label ?? intervention.category}, ${t('beslut', 'decided')} ${decidedOn}, ${executedOn === null ? t(`inte verkställt, ${days} dagar`, `not executed, ${days} days`) : t(`verkställt ${executedOn}`, `executed ${executedOn}`)}`, 2);
    say(`${t('Skäl', 'Reasons')}: ${reasons.map(({ category }) => reasonLabels[category][lang]).join('; ')}`, 4);
    for (const { reading, measured, standing: how } of standing) say(`${measured} (${reading === 'measured' ? t('mäts', 'measured') : t('redovisas i kvartalet efter', 'reported in the quarter after')}): ${t(...standings[how])}`, 4);
  }
  const [{ decision }] = rows;
  const opened = right(await frist.unseal({ id: decision, viewer, why: { reason: 'handling', reference: adopted.diaryNumber } })());
  say(t(
    `Det som berättar om personen är förseglat. Öppnat för en handläggare, vilket först antecknas (en påhittad text): ${opened.map(({ reading }) => `”${reading.value}”`).join(', ')}`,
    `What tells of the person is sealed. Opened for an officer, which is put on record first (an invented text): ${opened.map(({ reading }) => `“${reading.value}”`).join(', ')}`,
  ));
};
