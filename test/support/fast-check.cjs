// fast-check as every test gets it (jest.config.cjs). FRIST_SEED: every property begins from this seed, as in CI; otherwise from
// any. FRIST_RUNS: so many times as many runs of each.
const real = require(process.env.FRIST_FAST_CHECK);

const times = Number(process.env.FRIST_RUNS || 1);
if (!(times >= 1)) throw new Error('FRIST_RUNS: how many times as many runs, e.g. 20');
const seed = process.env.FRIST_SEED ? Number(process.env.FRIST_SEED) : undefined;
if (seed !== undefined && !Number.isSafeInteger(seed)) throw new Error('FRIST_SEED: a whole number');
if (times > 1) jest.setTimeout(60_000 * Math.ceil(times));

const assert = (property, { numRuns = 100, ...options } = {}) => real.assert(property, { ...(seed !== undefined && { seed }), ...options, numRuns: Math.ceil(numRuns * times) });
const ours = { ...real, assert };
module.exports = Object.defineProperty({ ...ours, default: ours }, '__esModule', { value: true });
