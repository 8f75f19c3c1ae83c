// Tests read the sources, so only the end-to-end tests need a build.
process.env.FRIST_FAST_CHECK = require.resolve('fast-check');

/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  testMatch: [
    '<rootDir>/{packages,examples}/*/test/**/*.{unit,property,contract,golden,e2e,type}.test.ts',
    '<rootDir>/test/**/*.{unit,property,contract,golden,e2e,type}.test.ts',
  ],
  modulePathIgnorePatterns: ['<rootDir>/(packages|examples)/[^/]+/dist/'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' }, sourceMaps: 'inline' }],
  },
  moduleNameMapper: {
    '^@frist/([^/]+)$': '<rootDir>/packages/$1/src/index.ts',
    '^@frist/([^/]+)/(assembly|windows|wordings)$': '<rootDir>/packages/$1/src/$2.ts',
    '^frist$': '<rootDir>/packages/frist/src/index.ts',
    '^fast-check$': '<rootDir>/test/support/fast-check.cjs',
  },
  // One worker per core: jest would leave one of two idle.
  maxWorkers: '100%',
  testTimeout: 60_000,
};
