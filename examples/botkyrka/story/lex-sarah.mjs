// The yearly statement on lex Sarah: figures only, so that all one can do is to hold them against each other.
import { contradictionsAmong, figureKinds } from '@frist/lex-sarah';

import { chapter, lang, right, say, t, table } from './say.mjs';

export const lexSarah = async (frist) => {
  const [{ state }] = right(await frist.register('lex-sarah-stated')()).rows;
  chapter(`Lex Sarah ${state.stated.year}, som nämnden redovisade det`, `Lex Sarah ${state.stated.year}, as the board told it`);
  const told = state.figures.filter(({ figure, area, unit }) => figure !== 'other' && area === undefined && unit === undefined);
  table(told.map(({ figure, value }) => [typeof value === 'number' ? value : (value.text ?? value._tag), figureKinds[figure].label[lang]]), [0]);
  say(t('Det kan inte stämma:', 'This cannot be right:'));
  table(contradictionsAmong(state.figures).map(({ title, shown }) => [shown, title[lang]]));
};
