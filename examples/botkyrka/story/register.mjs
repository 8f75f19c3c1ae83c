// A register in a file of its own with keys beside it, and the journals in it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { createKeyFile, createWrappingKeyFile, fileKeyStore, wrappingKeysFromFile } from '@frist/confidentiality';
import { createFrist, journalLines, openStore, unsafeInstant } from 'frist';

import { chapter, right, say, t } from './say.mjs';

const journals = ['grants', 'decisions', 'lex-sarah', 'agreements', 'non-executed'];

/** The day on which the story is told, whenever it is run. */
const clock = () => unsafeInstant('2025-01-31T11:00:00.000Z');

export const openRegister = async (folder) => {
  const keyFile = { file: join(folder, 'keys'), wrapping: wrappingKeysFromFile(join(folder, 'wrapping-key')) };
  right(createWrappingKeyFile(join(folder, 'wrapping-key')));
  right(createKeyFile(keyFile));
  const store = right(await openStore(`sqlite:${join(folder, 'botkyrka.db')}`, { clock })());
  return right(createFrist({ store, clock, keys: right(fileKeyStore(keyFile)) }));
};

export const importJournals = async (frist, here) => {
  chapter('Botkyrkas socialnämnd, enligt dess egna offentliga handlingar 2019–2024', 'The social welfare board of Botkyrka, by its own public papers of 2019–2024');
  const lines = journals.flatMap((name) => journalLines(`${name}.journal.jsonl`, readFileSync(join(here, `${name}.journal.jsonl`))));
  const { commands, events } = right(await frist.importJournal(lines)());
  say(t(
    `${commands} uppgifter ur handlingarna, i ${journals.length} journaler, blev ${events} händelser i ett register den 31 januari 2025. Det som ingen handling säger är gjort räknas som ogjort; andra handlingar kan säga annat.`,
    `${commands} things told in the papers, in ${journals.length} journals, became ${events} events in a register on 31 January 2025. What no paper says was done counts as not done; other papers may say otherwise.`,
  ));
};
