// fast-check with FRIST_RUNS times as many runs of every property: in place of the real one while that is set (jest.config.cjs).
// What comes up once in a thousand runs fails CI once in a while, for somebody who changed something else.
const real = require(process.env.FRIST_FAST_CHECK);

const times = Number(process.env.FRIST_RUNS);
if (!(times >= 1)) throw new Error('FRIST_RUNS: how many times as many runs, e.g. 20');
jest.setTimeout(60_000 * Math.ceil(times));

const more = { ...real, assert: (property, { numRuns = 100, ...options } = {}) => real.assert(property, { ...options, numRuns: Math.ceil(numRuns * times) }) };
module.exports = Object.defineProperty({ ...more, default: more }, '__esModule', { value: true });
