/** What a fact reaches: the whole grant, a tranche, a part. A part may belong to a tranche. */
import { at, type GrantState, type Scope } from './state';
import type { Key } from './told';

/** A scope with the tranche that its part belongs to. */
export const placed = (state: GrantState, { tranche, part }: Scope): Scope => {
  const its = tranche ?? at(state.parts, part)?.tranche;
  return { ...(its === undefined ? {} : { tranche: its }), ...(part === undefined ? {} : { part }) };
};

/** Whether two scopes have something in common. Facts about the whole grant reach every tranche and part of it. */
export const meets = (a: Scope, b: Scope): boolean =>
  (a.tranche === undefined || b.tranche === undefined || a.tranche === b.tranche) && (a.part === undefined || b.part === undefined || a.part === b.part);

/** Whether `inner` lies wholly within `outer`. */
export const within = (inner: Scope, outer: Scope): boolean =>
  (outer.tranche === undefined || outer.tranche === inner.tranche) && (outer.part === undefined || outer.part === inner.part);

/**
 * The things that a scope is claimed by: itself, or for the whole grant its tranches, or else the parts that nobody
 * else handles or claims.
 */
export const unitsOf = (state: GrantState, scope: Scope): readonly Scope[] => {
  if (scope.tranche !== undefined || scope.part !== undefined) return [scope];
  const tranches = Object.keys(state.tranches) as Key[];
  if (tranches.length > 0) return tranches.map((tranche) => ({ tranche }));
  const own = Object.values(state.parts).filter(({ handledBy, claimThrough }) => handledBy === undefined && claimThrough === undefined);
  return own.length === 0 ? [{}] : own.map(({ part }) => ({ part }));
};

/** Whether an act on a scope deals with a unit: the whole grant with everything, a part with the tranche it belongs to. */
export const dealsWith = (act: Scope, unit: Scope): boolean => {
  const wholeUnit = unit.tranche === undefined && unit.part === undefined;
  const wholeAct = act.tranche === undefined && act.part === undefined;
  if (wholeUnit || wholeAct) return true;
  if (unit.part === undefined) return act.tranche === unit.tranche;
  return act.part === unit.part || (act.part === undefined && act.tranche === unit.tranche);
};

/** What an account covers, one by one; without tranches and parts, the whole grant. */
export const coverOf = ({ tranches, parts }: { readonly tranches?: readonly Key[]; readonly parts?: readonly Key[] }): readonly Scope[] => {
  if (parts !== undefined) return parts.map((part) => ({ part }));
  return tranches === undefined ? [{}] : tranches.map((tranche) => ({ tranche }));
};

/** Names and diary numbers that a scope of the grant concerns. `known`: the state to read them from. */
export const concernsOf = (state: GrantState, scopes: readonly Scope[] = [{}], known: GrantState = state): readonly string[] => {
  const found: (string | undefined)[] = [known.registered?.name];
  for (const scope of scopes) {
    const { tranche, part } = placed(known, scope);
    found.push(at(known.parts, part)?.name);
    if (tranche === undefined) found.push(...(known.registered?.diaryNumbers ?? []));
    const keys = tranche === undefined && part === undefined ? (Object.keys(state.tranches) as Key[]) : tranche === undefined ? [] : [tranche];
    for (const key of keys) found.push(...(at(known.tranches, key)?.diaryNumbers ?? []));
  }
  return [...new Set(found.filter((text) => text !== undefined))];
};
