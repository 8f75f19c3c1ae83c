/** Stated figures that cannot all be right, whatever happened. Only exact figures are held against each other. */
import type { EventId } from '@frist/event-sourcing';
import type { Bilingual } from '@frist/obligations';

import { type FigureName, figureKinds, type Relation, relations } from './figures';
import type { StatedFigure } from './events';

/** Figures that contradict each other: which, and how. */
export interface Contradiction {
  readonly title: Bilingual;
  readonly events: readonly EventId[];
  readonly values: Readonly<Record<string, number>>;
  /** In signs that any language reads: `14 < 42 − 25 = 17`. */
  readonly shown: string;
}

type Exact = StatedFigure & { readonly value: number };
const isExactFigure = (figure: StatedFigure): figure is Exact => typeof figure.value === 'number' && figure.figure !== 'other';

/**
 * All contradictions among figures of one year: sums that do not agree, parts beyond their whole, what is left being less than it
 * must be, one figure told in two ways.
 *
 * @example contradictionsAmong(row.state.figures) // 42 received − 25 decided leaves at least 17, and 14 are stated
 */
export const contradictionsAmong = (figures: readonly StatedFigure[]): readonly Contradiction[] => {
  const exact = figures.filter(isExactFigure);
  const whole = exact.filter(({ area, unit }) => area === undefined && unit === undefined);
  const of = (name: FigureName): Exact | undefined => whole.find(({ figure }) => figure === name);
  return [...twice(exact), ...relations.flatMap((relation) => broken(relation, of)), ...splits(exact)];
};

const contradiction = (sv: string, en: string, shown: string, values: Readonly<Record<string, number>>, told: readonly StatedFigure[]): Contradiction => ({ title: { sv, en }, shown, values, events: told.map(({ event }) => event) });
const labelOf = (name: FigureName): Bilingual => figureKinds[name].label;
const sumOf = (figures: readonly Exact[]): number => figures.reduce((sum, { value }) => sum + value, 0);

const broken = (relation: Relation, of: (name: FigureName) => Exact | undefined): readonly Contradiction[] => {
  if (relation.kind === 'parts') {
    const whole = of(relation.whole);
    const parts = relation.parts.flatMap((name) => of(name) ?? []);
    const sum = sumOf(parts);
    if (whole === undefined || (parts.length === relation.parts.length ? sum === whole.value : sum <= whole.value)) return [];
    const { sv, en } = labelOf(relation.whole);
    return [contradiction(`Delarna stämmer inte med ${sv.toLowerCase()}`, `The parts do not agree with: ${en.toLowerCase()}`, `${sum} ≠ ${whole.value}`, { whole: whole.value, parts: sum }, [whole, ...parts])];
  }
  if (relation.kind === 'at-least') {
    const [least, from, less] = [of(relation.least), of(relation.from), of(relation.less)];
    if (least === undefined || from === undefined || less === undefined || least.value >= from.value - less.value) return [];
    const [named, first, second] = [labelOf(relation.least), labelOf(relation.from), labelOf(relation.less)];
    const title = [`${named.sv}: färre än ${first.sv.toLowerCase()} minus de som utretts under året`, `${named.en}: fewer than ${first.en.toLowerCase()} less those completed, ${second.en}`] as const;
    return [contradiction(title[0], title[1], `${least.value} < ${from.value} − ${less.value} = ${from.value - less.value}`, { stated: least.value, atLeast: from.value - less.value, from: from.value, less: less.value }, [least, from, less])];
  }
  const [inner, outer] = [of(relation.inner), of(relation.outer)];
  if (inner === undefined || outer === undefined || inner.value <= outer.value) return [];
  return [contradiction(`${labelOf(relation.inner).sv}: fler än ${labelOf(relation.outer).sv.toLowerCase()}`, `${labelOf(relation.inner).en}: more than ${labelOf(relation.outer).en.toLowerCase()}`, `${inner.value} > ${outer.value}`, { inner: inner.value, outer: outer.value }, [inner, outer])];
};

const scopeOf = ({ figure, area, unit }: Exact): string => [figure, area ?? '', unit ?? ''].join('|');

/** One figure stated twice, differently. */
const twice = (exact: readonly Exact[]): readonly Contradiction[] =>
  exact.flatMap((figure, i) => {
    const before = exact.slice(0, i).find((other) => scopeOf(other) === scopeOf(figure) && other.value !== figure.value);
    const { sv, en } = labelOf(figure.figure);
    return before === undefined ? [] : [contradiction(`${sv}: angivet på två sätt`, `${en}: stated in two ways`, `${before.value} ≠ ${figure.value}`, { first: before.value, second: figure.value }, [before, figure])];
  });

/** A figure split by area or by unit adds up to the whole, and the units of an area to the area, once two parts are stated. */
const splits = (exact: readonly Exact[]): readonly Contradiction[] =>
  [...new Set(exact.map(({ figure }) => figure))].flatMap((name) => {
    const own = exact.filter(({ figure }) => figure === name);
    const whole = own.find(({ area, unit }) => area === undefined && unit === undefined);
    const areas = own.filter(({ area, unit }) => area !== undefined && unit === undefined);
    const units = own.filter(({ unit }) => unit !== undefined);
    const against = (of: Exact | undefined, parts: readonly Exact[], sv: string, en: string): readonly Contradiction[] => {
      const sum = sumOf(parts);
      if (of === undefined || parts.length < 2 || sum === of.value) return [];
      const label = labelOf(name);
      return [contradiction(`${label.sv}: fördelningen per ${sv} stämmer inte med summan`, `${label.en}: the split by ${en} does not add up`, `${sum} ≠ ${of.value}`, { whole: of.value, parts: sum }, [of, ...parts])];
    };
    return [
      ...against(whole, areas, 'verksamhetsområde', 'area'),
      ...against(whole, units, 'enhet', 'unit'),
      ...areas.flatMap((area) => against(area, units.filter((unit) => unit.area === area.area), 'enhet', 'unit')),
    ];
  });
