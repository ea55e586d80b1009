import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { NO_BLIND_TRUST, NO_CODE_FROM_TEXT, NO_HOSTILE_MARKUP, NO_OPEN_WINDOW } from './eslint-hostile-code.js';
import { importTable } from './eslint-import-table.js';

const NO_PORTS = [
  { object: 'Date', property: 'now', message: 'The clock comes in as a parameter.' },
  { object: 'Math', property: 'random', message: 'Randomness comes in as a parameter.' },
];

const EVERYWHERE = [...NO_HOSTILE_MARKUP, ...NO_CODE_FROM_TEXT, ...NO_BLIND_TRUST];
const ADAPTERS_WORD = { selector: 'Identifier[name=/symbiota/i]', message: 'The word belongs to the adapter.' };

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'test-results/**'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    plugins: { 'import-table': importTable },
    rules: {
      'import-table/rooms': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.{js,mjs}', 'e2e/**'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly' } },
  },
  { files: ['shared/**'], rules: { 'no-restricted-properties': ['error', ...NO_PORTS] } },
  {
    files: ['electron/host/sync/**', 'electron/host/journal/**'],
    rules: { 'no-restricted-properties': ['error', ...NO_PORTS] },
  },
  {
    files: ['**/*.test.{ts,tsx}', 'e2e/**'],
    rules: { 'max-lines-per-function': 'off', 'no-restricted-properties': 'off' },
  },
  { files: ['shared/**', 'electron/**', 'renderer/**'], rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE] } },
  {
    files: ['shared/**', 'electron/**', 'renderer/**'],
    ignores: ['electron/host/portal/symbiota/**', 'electron/practice-portal/**', '**/*.test.{ts,tsx}'],
    rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE, ADAPTERS_WORD] },
  },
  {
    files: ['electron/desktop/**'],
    rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE, ADAPTERS_WORD, ...NO_OPEN_WINDOW] },
  },
  // Subtle: a later block replaces the rule's whole list, so tests, which write markup to set a page up, come last.
  {
    files: ['renderer/**/*.test.{ts,tsx}'],
    rules: { 'no-restricted-syntax': ['error', ...NO_CODE_FROM_TEXT, ...NO_BLIND_TRUST] },
  },
);
