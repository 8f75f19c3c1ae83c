/** The report `matters`: which matters there are, under which numbers, and where they stand. */
import type { Bilingual, Cell, DomainReport, RegisterRow } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { type DecisionStanding, type MatterState, standingOfDecision } from '../matter/matter';
import { type MatterFound, searchMatters } from '../matter/search';
import { shortened } from '../told';
import { column, dayCell, several, text, told, unknown } from './cells';

const columns = [
  column('matter', 'Ärende', 'Matter'),
  column('diaryNumbers', 'Diarienummer', 'Diary number'),
  column('references', 'Hänger ihop med', 'Hangs together with'),
  column('opened', 'Påbörjat', 'Begun'),
  column('decisions', 'Beslut', 'Decisions'),
  column('standing', 'Läge', 'State'),
];
const foundColumn = column('found', 'Träff', 'Found by');

const ways: Readonly<Record<MatterFound['how'], Bilingual>> = {
  number: { sv: 'numret', en: 'its number' },
  perhaps: { sv: 'kanske numret', en: 'perhaps its number' },
  words: { sv: 'orden', en: 'words' },
};

const standings: Readonly<Record<DecisionStanding, Bilingual>> = {
  unknown: { sv: 'okänt', en: 'unknown' },
  proposed: { sv: 'föreslaget', en: 'proposed' },
  conditional: { sv: 'villkorat', en: 'conditional' },
  failed: { sv: 'villkoret uppfylldes inte', en: 'its condition failed' },
  'not-yet': { sv: 'gäller ännu inte', en: 'not yet in effect' },
  'in-effect': { sv: 'gäller', en: 'in effect' },
  expired: { sv: 'har upphört', en: 'expired' },
  superseded: { sv: 'ersatt', en: 'superseded' },
  withdrawn: { sv: 'återkallat', en: 'withdrawn' },
  'set-aside': { sv: 'upphävt', en: 'set aside' },
};

/** Ärenden: with `search` those that a number or words lead to, the certain ones first; nothing is merged. */
export const mattersReport: DomainReport = {
  name: 'matters',
  help: { sv: 'Ärenden: nummer, beslut och läge', en: 'Matters: numbers, decisions and where they stand' },
  parameters: [{ name: 'search', form: 'TEXT', help: { sv: 'ett diarienummer i vilken skrivning som helst, eller ord ur rubriken', en: 'a diary number in any spelling, or words of the title' } }],
  requires: () => null,
  build: (view, { search }) => {
    const rows = view.rows<MatterState>('matters').filter(({ state }) => state.log.length > 0);
    const found = search === undefined ? null : searchMatters(rows, search);
    const line = ({ state }: RegisterRow<MatterState>): readonly Cell[] => [
      told(state.opened?.title),
      several([...new Set(state.numbers.map(({ raw }) => raw))]),
      references(state),
      state.opened?.undated === true ? unknown : dayCell(state.opened?.on),
      decisions(state, view.asOf),
      text(standing(state)),
    ];
    return E.right({
      title: { sv: 'Ärenden', en: 'Matters' },
      head: search === undefined ? [] : [{ key: 'search', label: { sv: 'Sökt', en: 'Searched for' }, value: text(search) }],
      sections: [
        {
          key: 'matters',
          title: found === null ? { sv: 'Ärenden', en: 'Matters' } : { sv: 'Träffar', en: 'Found' },
          tables: [
            {
              key: 'matters',
              columns: found === null ? columns : [...columns, foundColumn],
              rows: found === null ? rows.map(line) : found.map(({ row, how }) => [...line(row), text(ways[how])]),
              empty: found === null ? { sv: 'Inga ärenden.', en: 'No matters.' } : { sv: 'Inget ärende hittades.', en: 'No matter was found.' },
            },
          ],
        },
      ],
      anything: found === null ? rows.length > 0 : found.length > 0,
    });
  },
};

const references = ({ references: all }: MatterState): Cell => {
  const numbers = all.flatMap(({ reference }) => (reference.kind === 'outside' ? [reference.number] : []));
  return numbers.length === 0 ? { _tag: 'none' } : several(numbers);
};

const decisions = (state: MatterState, asOf: Parameters<typeof standingOfDecision>[2]): Cell => {
  const all = Object.values(state.decisions);
  if (all.length === 0) return { _tag: 'none' };
  return several(
    all.map((one): Bilingual => {
      const where = standings[standingOfDecision(state, one.decision, asOf)];
      const by = [one.body, one.undated === true ? undefined : one.on, one.paragraph].filter((part) => part !== undefined).join(' ');
      return { sv: shortened(`${one.text} (${[by, where.sv].filter((part) => part !== '').join('; ')})`, 400), en: shortened(`${one.text} (${[by, where.en].filter((part) => part !== '').join('; ')})`, 400) };
    }),
  );
};

const standing = ({ closed, decisions: decided, proposals, putOff }: MatterState): Bilingual => {
  if (closed !== null) return { sv: `avslutat ${closed.on}`, en: `closed ${closed.on}` };
  const last = putOff.at(-1);
  if (last !== undefined) return 'reason' in last ? { sv: `återremitterat ${last.on}`, en: `referred back ${last.on}` } : { sv: `bordlagt ${last.on}`, en: `tabled ${last.on}` };
  if (Object.keys(decided).length > 0) return { sv: 'beslutat', en: 'decided' };
  return Object.keys(proposals).length > 0 ? { sv: 'föreslaget', en: 'proposed' } : { sv: 'öppet', en: 'open' };
};
