/** A sample report with one of everything, and how it is asked for. */
import { unsafeCivilDate, unsafeInstant } from '@frist/calendar';
import type { Board, SealedReading, StreamName, SubjectRef } from '@frist/event-sourcing';
import type { Bilingual, Cell, ReportColumn, ReportDocument, ReportField, ReportSection } from '@frist/obligations';
import type { RenderOptions } from '@frist/reports';

export const day = unsafeCivilDate;
export const both = (sv: string, en: string): Bilingual => ({ sv, en });
export const text = (value: Bilingual | string): Cell => ({ _tag: 'text', text: value });
export const number = (value: number, decimals?: number): Cell => ({ _tag: 'number', value, ...(decimals === undefined ? {} : { decimals }) });
export const kronor = (value: number): Cell => ({ _tag: 'money', amount: Math.round(value * 100) });
export const unknown: Cell = { _tag: 'unknown' };
export const none: Cell = { _tag: 'none' };
export const several = (...cells: readonly Cell[]): Cell => ({ _tag: 'several', cells });
export const column = (key: string, sv: string, en: string): ReportColumn => ({ key, label: both(sv, en) });
export const field = (key: string, sv: string, en: string, value: Cell): ReportField => ({ key, label: both(sv, en), value });

export const stream = 'decision-0b0f2f5e-6f0c-5b3e-8a35-0d5f4c8c7f10' as StreamName;
export const otherStream = 'decision-1c1f2f5e-6f0c-5b3e-8a35-0d5f4c8c7f11' as StreamName;
export const anna = '3d8f6a10-53a1-4c3e-9f0a-0a2f3c4d5e6f' as SubjectRef;
export const bo = '4e9f6a10-53a1-4c3e-9f0a-0a2f3c4d5e70' as SubjectRef;
export const boxed = (box: string, subject: SubjectRef = anna): SealedReading => ({ _tag: 'sealed', subject, box });
export const sealedCell = (box: string, subject: SubjectRef = anna, where: StreamName = stream): Cell => ({ _tag: 'sealed', reading: boxed(box, subject), stream: where });

/** Everything but what a test asks for. */
export const asked = (options: Partial<RenderOptions>): RenderOptions => ({
  lang: 'sv',
  format: 'md',
  asOf: day('2024-12-31'),
  knownAt: unsafeInstant('2025-01-20T22:59:59.999Z'),
  board: 'botkyrka/socialnamnden' as Board,
  madeOn: unsafeInstant('2025-01-21T08:30:12.000Z'),
  version: '0.1.0',
  ...options,
});

/** A document of one section. */
export const documentOf = (section: Partial<ReportSection>, head: readonly ReportField[] = []): ReportDocument => ({
  title: both('Titel', 'Title'),
  head,
  sections: [{ key: 'only', title: both('Avsnitt', 'Section'), ...section }],
  anything: true,
});

const form = (name: Cell, reason: Cell, offers: Cell): readonly ReportField[] => [
  field('kind', 'Typ av rapport', 'Kind of report', text(both('Ny', 'New'))),
  field('name', 'Namn', 'Name', name),
  field('lawPlace', 'Lagrum', 'Section of law', text('4 kap. 1 § SoL')),
  field('decided', 'Beslutsdatum', 'Date of decision', { _tag: 'day', day: day('2024-07-01') }),
  field('interrupted', 'Avbrott', 'Interruption', { _tag: 'yes-no', value: false }),
  field('reason', 'Skäl för dröjsmålet', 'Reason for the delay', reason),
  field('offers', 'Erbjudanden och uppföljningar', 'Offers and follow-ups', offers),
  field('executed', 'Verkställt datum', 'Executed on', none),
];

/** As a domain would give it. */
export const sample: ReportDocument = {
  title: both('Sammanställning av ej verkställda beslut, kvartal 4 2024', 'Decisions not executed, quarter 4 of 2024'),
  head: [
    field('diaryNumber', 'Diarienummer', 'Diary number', several(text('SN/2024:115'), text('SN/2025:3'))),
    field('about', 'Avser', 'Concerns', text('kvartal 4 2024')),
    field('dispatchedTo', 'Expedieras till', 'Sent to', several(text('Kommunens revisorer'), text('Kommunfullmäktige'))),
    field('adopted', 'Antagen av nämnden', 'Adopted by the board', unknown),
    field('cutOff', 'Avstämningsdag', 'Cut-off day', { _tag: 'day', day: day('2024-12-31') }),
  ],
  anything: true,
  sections: [
    {
      key: 'executed',
      title: both('1. Återrapportering av beslut som har verkställts', '1. Reported earlier, now executed'),
      tables: [{ key: 'rows', columns: [column('nr', 'Nr', 'No')], rows: [], empty: both('Inga beslut att redovisa.', 'No decisions to report.') }],
    },
    {
      key: 'new',
      title: both('4. Ny rapportering av ej verkställda beslut', '4. New this quarter'),
      text: [both('- Ett beslut i taget, att kopiera fält för fält.', '- One decision at a time, to be copied field by field.')],
      forms: [
        form(sealedCell('box-1'), { _tag: 'opened', value: 'Utföraren saknar personal.\n1. Ny utförare söks | *snarast*' }, several({ _tag: 'day', day: day('2024-09-02') }, text(both('avböjt', 'declined')))),
        form({ _tag: 'sealed', reading: { _tag: 'disposed', subject: bo }, stream: otherStream }, unknown, several()),
      ],
    },
    {
      key: 'council',
      title: both('Statistikrapport till kommunfullmäktige', 'Statistics for the council'),
      tables: [
        {
          key: 'table-1',
          title: both('Tabell 1: Beslut som inte verkställts inom tre månader från beslutet', 'Table 1: Decisions not executed within three months'),
          columns: [
            column('kind', 'Typ av bistånd/insats', 'Kind'),
            column('count', 'Antal beslut', 'Decisions'),
            column('days', 'Dagar sedan beslut, per beslut', 'Days since each decision'),
            column('median', 'Median', 'Median'),
            column('share', 'Andel inom mål', 'Share within target'),
            column('cost', 'Kostnad', 'Cost'),
            column('change', 'Förändring', 'Change'),
          ],
          rows: [
            [text('Kontaktperson | ledsagning'), number(2), several(number(183), number(97)), number(140, 1), { _tag: 'share', part: 5, of: 6 }, kronor(1_013_120), number(-1234.5, 1)],
            [text('=HYPERLINK("http://x")'), number(1), number(94), unknown, { _tag: 'share', part: 0, of: 0 }, { _tag: 'money', amount: { _tag: 'approximate', ore: 80_000_000 } }, kronor(-37_629.11)],
            [text('Summa'), number(1003), none, none, { _tag: 'share', part: 299, of: 300 }, { _tag: 'money', amount: { _tag: 'unknown' } }, number(0)],
          ],
          empty: both('Inga beslut att redovisa.', 'No decisions to report.'),
          notes: [both('Grupper med färre än 5 redovisas som Övriga insatser så att ingen enskild kan pekas ut.', 'Groups smaller than 5 are shown together so that nobody can be singled out.')],
        },
      ],
    },
  ],
};

/** RFC 4180 with semicolons, read by a small machine of its own; null where a quote stands wrong or a line has no end. */
export const readCsv = (file: string): readonly (readonly string[])[] | null => {
  const lines: string[][] = [];
  let [line, cell, state]: [string[], string, 'start' | 'bare' | 'quoted' | 'after'] = [[], '', 'start'];
  const input = file.startsWith('\ufeff') ? file.slice(1) : file;
  for (let i = 0; i < input.length; i += 1) {
    const c = input.charAt(i);
    if (state === 'quoted') {
      if (c !== '"') cell += c;
      else if (input[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else state = 'after';
    } else if (c === ';' || (c === '\r' && input[i + 1] === '\n')) {
      line.push(cell);
      [cell, state] = ['', 'start'];
      if (c === '\r') {
        lines.push(line);
        line = [];
        i += 1;
      }
    } else if (c === '"' && state === 'start') state = 'quoted';
    else if (c === '"' || c === '\r' || c === '\n' || state === 'after') return null;
    else [cell, state] = [cell + c, 'bare'];
  }
  return line.length === 0 && cell === '' ? lines : null;
};
