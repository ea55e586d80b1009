import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { importTable } from './eslint-import-table.js';

const NO_PORTS = [
  { object: 'Date', property: 'now', message: 'The clock comes in as a parameter.' },
  { object: 'Math', property: 'random', message: 'Randomness comes in as a parameter.' },
];

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
    files: ['renderer/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: 'Text from a portal or a scanner is text.',
        },
      ],
    },
  },
  {
    files: ['**/*.test.{ts,tsx}', 'e2e/**'],
    rules: { 'max-lines-per-function': 'off', 'no-restricted-properties': 'off' },
  },
  {
    files: ['shared/**', 'electron/**', 'renderer/**'],
    ignores: ['electron/host/portal/symbiota/**', 'electron/practice-portal/**', '**/*.test.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'Identifier[name=/symbiota/i]', message: 'The word belongs to the adapter.' },
      ],
    },
  },
);
