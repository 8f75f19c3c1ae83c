/**
 * A journal as it was once recorded, and what the check said of it. Neither file may ever change: replay of what is
 * recorded gives what it gave. `FRIST_RECORD=1` writes them where they are missing; it overwrites nothing.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { encodeEvent, composeStoredText, catchUp, type Folding, makeCatalogue, memoryTable, nothingCovered, type Projection, type Table } from '@frist/event-sourcing';
import { check, ledger, obligationFactTypes } from '@frist/obligations';
import { recordedFacts, testBoard } from '@frist/testing';

import { goldenFacts } from './journal-of-golden';
import { storeOfTexts } from './stored-texts';
import { day, right, windowTables } from './support';

const folder = join(__dirname, 'golden');
const catalogue = right(makeCatalogue(obligationFactTypes));
const days = ['2019-06-25', '2019-12-01', '2020-01-31', '2020-02-15', '2020-02-21', '2020-05-01', '2020-07-01', '2022-01-01'];

const kept = (name: string, made: () => unknown): unknown => {
  const file = join(folder, name);
  if (!existsSync(file) && process.env['FRIST_RECORD'] === '1') writeFileSync(file, `${JSON.stringify(made(), null, 1)}\n`);
  return JSON.parse(readFileSync(file, 'utf8'));
};

const journal = kept('journal.json', () =>
  recordedFacts(goldenFacts).map(({ recordedAt, revision, position: _, schemaVersion: __, ...event }) => composeStoredText(right(encodeEvent(catalogue, null, event)), recordedAt, revision)),
) as readonly string[];

const resultOn = async (asOf: string) => {
  const table = memoryTable(ledger);
  const folding: Folding = { projection: ledger as Projection, table: table as unknown as Table };
  right(await catchUp({ store: storeOfTexts(journal), catalogue }, [folding], nothingCovered, { asOf: day(asOf) })());
  return JSON.parse(JSON.stringify(check({ boards: [testBoard], ledger: table.rows, registers: [], windowTables }, { asOf: day(asOf), settled: true }))) as unknown;
};

it('is what it was on every day', async () => {
  const results: Record<string, unknown> = {};
  for (const asOf of days) results[asOf] = await resultOn(asOf);
  // A finding may come to tell more; what it told stays.
  expect(results).toMatchObject(kept('checks.json', () => results) as object);
});
