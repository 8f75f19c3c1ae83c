// @ts-check
import tseslint from 'typescript-eslint';

/** Packages whose sources know no clock, no chance, no machine: time, ids and actors come in with the command. */
const pure = ['calendar', 'event-sourcing', 'obligations', 'decisions', 'grants', 'non-executed-decisions', 'lex-sarah', 'agreements', 'reports'];

/** Imports that nobody may write. */
const foreign = [
  { regex: '^fp-ts(/(lib|es6).*)?$', message: "Import one module, as in 'fp-ts/Either': the barrel costs 67 ms at start, and fp-ts/lib is a second copy for bundlers." },
  { regex: '^io-ts/(lib|es6)(/.*)?$', message: "Import 'io-ts'." },
  { regex: '^@frist/(?!confidentiality/assembly$|(agreements|non-executed-decisions)/windows$|[^/]+/wordings$)[^/]+/.+|^frist/.+', message: 'index.ts is the whole surface of a package, but for entrances that load less.' },
  { regex: '^(\\.\\./)+[^.].*/(src|dist)(/|$)|/dist/', message: "Another package is reached by its name, never by its files." },
];

const outside = [
  { regex: '^(node:)?(?!crypto$)(assert|async_hooks|buffer|child_process|cluster|console|dgram|dns|events|fs|http|http2|https|inspector|module|net|os|path|perf_hooks|process|readline|repl|stream|timers|tls|tty|url|util|v8|vm|worker_threads|zlib)(/.*)?$', message: 'The domain is pure: of Node it knows node:crypto, for hashing.' },
  { regex: '^crypto$', message: "Write 'node:crypto'." },
  { regex: '^node:crypto$', importNamePattern: '^(random|webcrypto|getRandomValues|generate)', message: 'The domain is pure: chance comes in with the command.' },
];

const noDefaultExports = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };

const impure = ['Date', 'process', 'console', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'performance', 'crypto', 'fetch', 'Intl', 'globalThis', 'require', '__dirname']
  .map((name) => ({ name, message: 'The domain is pure: no clock, no chance, no machine, no locale of the host.' }));

const focused = ['only', 'skip', 'todo'].map((word) => ({
  selector: `MemberExpression[object.name=/^(it|test|describe)$/][property.name='${word}'], MemberExpression[object.property.name='each'][property.name='${word}']`,
  message: `No .${word}: a test runs or does not exist.`,
}));

export default tseslint.config(
  { ignores: ['**/node_modules/', '**/dist/', 'coverage/', 'reports/', 'docs/reference/', 'bench/results/', '**/*.d.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  // Everything
  {
    files: ['**/*.{ts,mjs,cjs,js}'],
    extends: [tseslint.configs.base],
    rules: {
      eqeqeq: ['error', 'always'],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-debugger': 'error',
      'no-constant-binary-expression': 'error',
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'error',
      'no-unreachable-loop': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all', destructuredArrayIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },

  // TypeScript: one program for sources and tests, read once
  {
    files: ['packages/*/src/**/*.ts', 'packages/*/test/**/*.ts', 'examples/*/src/**/*.ts', 'examples/*/test/**/*.ts', 'test/**/*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.tests.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-require-imports': ['error', { allowAsImport: true }],
      '@typescript-eslint/no-empty-object-type': 'error',
      '@typescript-eslint/no-unsafe-function-type': 'error',
      '@typescript-eslint/no-wrapper-object-types': 'error',
      '@typescript-eslint/no-for-in-array': 'error',
      '@typescript-eslint/no-array-delete': 'error',
      '@typescript-eslint/no-base-to-string': 'error',
      '@typescript-eslint/no-implied-eval': 'error',
      '@typescript-eslint/no-unsafe-enum-comparison': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/require-array-sort-compare': ['error', { ignoreStringArrays: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: foreign }],
    },
  },

  // What is published, and what shows how it is used
  {
    files: ['packages/*/src/**/*.ts', 'examples/*/src/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-member-access': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-restricted-syntax': ['error', noDefaultExports, { selector: 'TSEnumDeclaration', message: 'A union of literals, or a codec.' }],
    },
  },
  {
    // These walk the trees of io-ts codecs, whose parts io-ts itself types as any.
    files: ['packages/event-sourcing/src/codec/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    files: [...pure.map((name) => `packages/${name}/src/**/*.ts`), 'examples/citizens-views/src/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...impure],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'The domain is pure: chance comes in with the command.' }],
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [...foreign, ...outside] }],
    },
  },

  // Tests: looser on types, strict on what makes them lie or flicker
  {
    files: ['**/test/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error',
        ...['setTimeout', 'setInterval'].map((name) => ({ name, message: 'A test that sleeps flickers: wait for what you wait for.' })),
        ...['fit', 'fdescribe', 'xit', 'xtest', 'xdescribe'].map((name) => ({ name, message: 'A test runs or does not exist.' }))],
      'no-restricted-syntax': ['error', ...focused],
    },
  },
);
