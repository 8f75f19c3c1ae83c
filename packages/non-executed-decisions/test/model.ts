/**
 * A small model of its own: from raw facts, by walking them one by one, which spells there are, under which heading each
 * stands in a quarter, and which instances are owed. It shares no code with the package; days and quarters are texts.
 */
export type What = 'decide' | 'start' | 'part' | 'interrupt' | 'resume' | 'close';

/** Something that happened, as it stands in a view: `n` is its place in the order of recording. */
export interface Happened {
  readonly n: number;
  readonly what: What;
  readonly on: string;
}

export interface ModelSpell {
  /** The happening that began it. */
  readonly n: number;
  readonly interruption: boolean;
  readonly from: string;
  readonly last: string;
  readonly first: string;
  end?: { readonly on: string; readonly how: 'executed' | 'closed' | 'partly' };
}

const pad = (n: number): string => String(n).padStart(2, '0');
const lengthOf = (year: number, month: number): number => [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] as number;

/** Three months later, or the last of that month. */
export const threeMonthsLater = (from: string): string => {
  const [y, m, d] = from.split('-').map(Number) as [number, number, number];
  const [year, month] = m > 9 ? [y + 1, m - 9] : [y, m + 3];
  return `${year}-${pad(month)}-${pad(Math.min(d, lengthOf(year, month)))}`;
};
export const quarterIn = (on: string): string => `${on.slice(0, 4)}-Q${Math.ceil(Number(on.slice(5, 7)) / 3)}`;
export const endOf = (quarter: string): string => `${quarter.slice(0, 4)}-${['03-31', '06-30', '09-30', '12-31'][Number(quarter[6]) - 1]}`;

const inOrder = (all: readonly Happened[]): readonly Happened[] => [...all].sort((a, b) => (a.on === b.on ? a.n - b.n : a.on < b.on ? -1 : 1));

/** The spells that happenings come to, in order. */
export const spellsOf = (all: readonly Happened[]): readonly ModelSpell[] => {
  const spells: ModelSpell[] = [];
  let [decided, over, running, someRan, partial] = [false, false, false, false, false];
  const begin = ({ n, on }: Happened, interruption: boolean) => {
    const last = threeMonthsLater(on);
    spells.push({ n, interruption, from: on, last, first: quarterIn(last) });
    running = false;
  };
  const stop = (on: string, how: 'executed' | 'closed' | 'partly') => {
    (spells.at(-1) as ModelSpell).end = { on, how };
    [running, someRan, partial] = [how !== 'closed', true, false];
  };
  for (const one of inOrder(all)) {
    if (one.what === 'decide') {
      if (!decided) begin(one, false);
      decided = true;
    } else if (decided && !over) {
      if (one.what === 'close') {
        if (!running) stop(one.on, 'closed');
        over = true;
      } else if (one.what === 'start' && !running) stop(one.on, 'executed');
      else if (one.what === 'resume' && !running && someRan) stop(one.on, 'executed');
      else if (one.what === 'interrupt' && running) begin(one, true);
      else if (one.what === 'part') {
        if (running) {
          begin(one, true);
          partial = true;
        } else if (!partial) {
          if (one.on <= (spells.at(-1) as ModelSpell).last) {
            stop(one.on, 'partly');
            begin(one, true);
            partial = true;
          } else someRan = true;
        }
      }
    }
  }
  return spells;
};

const isLate = ({ end, last }: ModelSpell): boolean => end === undefined || end.on > last;

/** Whether a report for a quarter is owed: from the first, until the quarter before it ended, and once at least. */
export const owedFor = (spell: ModelSpell, quarter: string): boolean => {
  if (!isLate(spell) || quarter < spell.first) return false;
  return quarter === spell.first || spell.end === undefined || quarter < quarterIn(spell.end.on);
};

/** What an adopted compilation said. */
export interface ModelAdoption {
  readonly quarter: string;
  readonly on: string;
  readonly n: number;
  readonly rows: readonly { readonly key: string; readonly ended: 'executed' | 'closed' | null }[];
}

/** Heading by spell (`name/n`) in a quarter. */
export const headingsIn = (
  quarter: string,
  { asOf, cutOff, decisions, adoptions }: { readonly asOf: string; readonly cutOff: string; readonly decisions: Readonly<Record<string, readonly Happened[]>>; readonly adoptions: readonly ModelAdoption[] },
): Readonly<Record<string, { readonly heading: string; readonly ended: 'executed' | 'closed' | null }>> => {
  const earlier = adoptions.filter((adoption) => adoption.quarter < quarter).sort((a, b) => (a.quarter < b.quarter ? -1 : a.quarter > b.quarter ? 1 : a.on < b.on ? -1 : a.on > b.on ? 1 : a.n - b.n));
  const found: Record<string, { heading: string; ended: 'executed' | 'closed' | null }> = {};
  for (const [name, all] of Object.entries(decisions)) {
    for (const spell of spellsOf(all)) {
      const key = `${name}/${spell.n}`;
      const said = earlier.flatMap(({ rows }) => rows.filter((row) => row.key === key)).at(-1);
      const how = spell.end !== undefined && spell.end.on <= cutOff ? spell.end.how : null;
      const over = spell.last <= (cutOff < endOf(quarter) ? cutOff : endOf(quarter)) && spell.last < asOf && isLate(spell);
      const ended = how === 'partly' ? null : how;
      if (said === undefined) {
        if (over) found[key] = { heading: 'new', ended };
      } else if (ended !== null) {
        if (said.ended !== ended) found[key] = { heading: ended, ended };
      } else if (over) found[key] = { heading: 'not-executed', ended };
    }
  }
  return found;
};
