// What does not agree in the papers. Nothing of it was refused: it stands on record, and the check shows it.
import { chapter, grouped, lang, right, say, t } from './say.mjs';

export const contradictions = async (frist) => {
  chapter('Vad som inte stämmer i handlingarna', 'What does not agree in the papers');
  const { findings } = right(await frist.check()());
  const shown = findings.filter(({ about, kind }) => about === 'register' && (kind === 'contradiction' || kind === 'breach'));
  const groups = grouped(shown, ({ rule, stream, title }) => (rule === 'agreements/word-off-scale' ? `${rule} ${stream}` : `${stream} ${title.en}`));
  for (const [{ concerns, title }, ...more] of groups.values()) say([...concerns.slice(0, 1), `${title[lang]}${more.length === 0 ? '' : t(` (och ${more.length} till)`, ` (and ${more.length} more)`)}`].join(': '), 2);
  const missing = findings.filter(({ about, kind }) => about === 'register' && kind === 'missing').length;
  say(t(`Dessutom saknas ${missing} uppgifter, t.ex. ansvarig, diarienummer och belopp.`, `Besides, ${missing} things are missing, such as who is responsible, diary numbers, and amounts.`));
};
