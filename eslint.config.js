import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { importDirections, typesApart } from './eslint.imports.js';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'release/', 'test/fixtures/'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({
    ...config,
    files: ['**/*.{ts,tsx}'],
  })),
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      'no-restricted-syntax': ['error', typesApart],
      eqeqeq: 'error',
    },
  },
  {
    // Where every step counts, arrays of numbers are read without a check at each element: in the trainer and in the checks of data.
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/local/trainer/**', 'src/dataset/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'error' },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly', fetch: 'readonly' },
    },
  },
  {
    // The workflow sandbox has no clock, random, environment or I/O of its own; the linter says so before the bundler does.
    files: ['src/workflows/**/*.ts', 'src/view/**/*.ts', 'src/contract/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'fetch', 'Buffer', 'require'],
    },
  },
  {
    // The one program of the repository that runs before the page and without a module.
    files: ['src/console/page/public/*.js'],
    languageOptions: { globals: { document: 'readonly', localStorage: 'readonly' } },
  },
  ...importDirections,
);
