import { assemble } from '../src/assembly';
import { defaultAssembly } from '../src/default-assembly';
import { defaultDomains, defaultVersion, outlines } from '../src/default-domains';
import { right } from './promises';

const domains = outlines.map(({ domain }) => domain());

it('what is told of the domains before they are loaded is so', () => {
  expect(outlines.map(({ name, registers, crossings = [], windows }) => ({ name, registers, crossings, windows: windows?.() ?? [] }))).toEqual(
    domains.map(({ name, registers, crossings = [], windowTables }) => ({
      name,
      crossings: crossings.map((crossing) => crossing.name),
      windows: windowTables,
      registers: registers.map(({ name: register, decider: { category }, requires }) => ({ name: register, category, ...(requires === undefined ? {} : { requires }) })),
    })),
  );
});

it('the version is that of the domains put together: write it into default-domains.ts', () => {
  expect(defaultVersion).toBe(right(assemble(domains)).version);
});

it('a domain that waits is the domain', () => {
  defaultDomains.forEach((domain, i) => {
    const { registers, ...others } = { ...domain };
    const { registers: real, ...its } = domains[i] ?? { registers: [] };
    expect(others).toEqual(its);
    registers.forEach((register, k) => {
      const { types, decider, version, name } = { ...register };
      expect({ types, decider, version, name }).toEqual({ types: real[k]?.types, decider: real[k]?.decider, version: real[k]?.version, name: real[k]?.name });
    });
  });
});

it('an assembly that waits is the assembly', () => {
  const [waiting, whole] = [defaultAssembly(), right(assemble(domains))];
  expect([...waiting.deciders.keys()]).toEqual([...whole.deciders.keys()]);
  expect([...waiting.catalogue.types.keys()]).toEqual([...whole.catalogue.types.keys()]);
  expect(waiting.projections.map(({ name, version }) => [name, version])).toEqual(whole.projections.map(({ name, version }) => [name, version]));
  expect(waiting.crossings.map(({ crossing, projection }) => [crossing.name, projection.version])).toEqual(whole.crossings.map(({ crossing, projection }) => [crossing.name, projection.version]));
  expect(waiting.registers.map(({ register, category }) => [register.name, category])).toEqual(whole.registers.map(({ register, category }) => [register.name, category]));
  expect([...waiting.windowTables.keys()]).toEqual([...whole.windowTables.keys()]);
  for (const { decider } of domains.flatMap(({ registers }) => registers)) expect(waiting.roleOf(`${decider.category}-x` as never)).toBe(whole.roleOf(`${decider.category}-x` as never));
});
