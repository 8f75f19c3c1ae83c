/** A stated summary held against the register: what the events support, what they contradict, what they cannot tell. */
import { type Contradiction, contradictionsAmong } from './contradictions';
import { type CountedYear, figureKinds } from './figures';
import type { StatedFigure } from './events';

/** What the register makes of a figure. */
export type Verdict = 'supported' | 'contradicted' | 'cannot-be-tested';

/** A figure with what the register says. */
export interface ComparedFigure {
  readonly stated: StatedFigure;
  /** By the register; null: it cannot tell. */
  readonly counted: number | null;
  /** Counted less stated; null where either is not exact. */
  readonly difference: number | null;
  readonly verdict: Verdict;
  /** How it contradicts other stated figures. */
  readonly contradictions: readonly Contradiction[];
}

/** The year in the register for a part of the board; null where the part cannot be told apart. */
export type CountPart = (part: Pick<StatedFigure, 'area' | 'unit'>) => CountedYear | null;

/**
 * Compares figure by figure. A register that holds nothing of a kind for the year cannot tell. One that is not known to be
 * complete can only contradict a figure by holding more of it.
 *
 * @param complete whether everything of the year is on record
 */
export const compareFigures = (figures: readonly StatedFigure[], count: CountPart, complete: boolean): readonly ComparedFigure[] => {
  const contradictions = contradictionsAmong(figures);
  const whole = count({});
  return figures.map((stated): ComparedFigure => {
    const kind = figureKinds[stated.figure];
    const holds = whole !== null && (kind.about === 'deviations' ? whole.deviations.received > 0 : whole.reports.received + whole.reports.completed + whole.reports.notInvestigated > 0);
    const part = stated.area === undefined && stated.unit === undefined ? whole : count(stated);
    const counted = part === null || !(holds || complete) ? null : kind.of(part);
    return {
      stated,
      counted,
      difference: counted === null || typeof stated.value !== 'number' ? null : counted - stated.value,
      verdict: verdictOf(stated.value, counted, complete, 'grows' in kind),
      contradictions: contradictions.filter(({ events }) => events.includes(stated.event)),
    };
  });
};

/** "About" is taken as within a tenth either way. */
const nearly = 0.1;

const verdictOf = (value: StatedFigure['value'], counted: number | null, complete: boolean, grows: boolean): Verdict => {
  if (counted === null || (typeof value !== 'number' && value._tag === 'unknown')) return 'cannot-be-tested';
  const [low, high] = typeof value === 'number' ? [value, value] : value._tag === 'about' ? [value.value * (1 - nearly), value.value * (1 + nearly)] : [value.value, Infinity];
  const agrees = typeof value !== 'number' && value._tag === 'more-than' ? counted > low : counted >= low && counted <= high;
  if (complete) return agrees ? 'supported' : 'contradicted';
  if (grows && counted > high) return 'contradicted';
  return agrees ? 'supported' : 'cannot-be-tested';
};
