/**
 * The domains that come with Frist, put together as far as they are needed: a check of a database that has been folded
 * before loads those that it has something to tell of, and the rest costs it nothing.
 */
import { createRequire } from 'node:module';

import { type DomainRegister, referenceFindings, referencesName, registerProjection } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import type { assemble, Assembly, CrossingView, RegisterView } from './assembly';
import { crossingsOf, defaultDomains, defaultVersion, named, outlines } from './default-domains';
import { lazily, once } from './lazily';
import { roleByCategory } from './roles';

const load = createRequire(__filename);

/** That they fit together is tested; nobody has to hear why they do not. */
const whole = once((): Assembly => {
  const assembled = (load('./assembly') as { readonly assemble: typeof assemble }).assemble(outlines.map(({ domain }) => domain()));
  if (E.isLeft(assembled)) throw new RangeError(assembled.left.rule);
  return assembled.right;
});

/** Duties in windows are judged by them; no domain need be loaded for that. */
const windows = once((): Assembly['windowTables'] => new Map(outlines.flatMap((outline) => outline.windows?.() ?? []).map((table) => [`${table.id}/${table.version}`, table])));

const registerView = (register: DomainRegister, category: string): RegisterView => ({ register, category, projection: lazily({ name: `register-${register.name}` }, once(() => registerProjection(register))) });

const crossingView = (crossing: CrossingView['crossing']): CrossingView => ({
  crossing,
  projection: lazily({ name: `crossing-${crossing.name}` }, once(() => named(whole().crossings.map(({ projection }) => projection), `crossing-${crossing.name}`))),
});

/** The default assembly. */
export const defaultAssembly = once(
  (): Assembly =>
    lazily<Assembly>(
      {
        domains: defaultDomains,
        registers: outlines.flatMap(({ registers }, n) => registers.map(({ name, category }) => registerView(named(defaultDomains[n]?.registers ?? [], name), category))),
        crossings: [...outlines.flatMap(crossingsOf), { name: referencesName, findings: referenceFindings as CrossingView['crossing']['findings'] }].map(crossingView),
        roleOf: roleByCategory(outlines.flatMap(({ registers }) => registers)),
        windowTables: lazily({}, windows),
        projections: lazily<Assembly['projections']>({} as never, () => whole().projections),
        version: defaultVersion,
      },
      whole,
    ),
);
