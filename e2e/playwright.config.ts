import { defineConfig } from '@playwright/test';
import type { ShellName } from './shells/shell.ts';

const isElectronAsked = process.env['STORIES_IN'] === 'electron';
const elsewhere = ['**/security/**', '**/packaging/**', '**/screenshots/**'];
const ofTheBrowser = '**/browser-shell.spec.ts';
const ofTheStandIn = '**/desktop-shell.spec.ts';
/** Of the page alone, whatever the shell; and some of page and host, which no shell has a part in. */
const ofThePage = [
  'reach*',
  'keys',
  'linking',
  'day',
  'clashes',
  'merging',
  'second-thoughts',
  'damaged-journal',
  'shift-change',
  'readme',
].map(name => `**/${name}.spec.ts`);

export default defineConfig<{ shell: ShellName }>({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  globalSetup: './prepare-run.ts',
  outputDir: '../test-results',
  workers: 3,
  fullyParallel: true,
  timeout: 120_000,
  use: { actionTimeout: 15_000 },
  expect: { timeout: 10_000 },
  reporter: process.env['STORY_REPORT']
    ? [['line'], ['json', { outputFile: process.env['STORY_REPORT'] }]]
    : [['line']],
  projects: isElectronAsked
    ? [
        {
          name: 'electron',
          testIgnore: [...elsewhere, ofTheBrowser, ofTheStandIn, ...ofThePage],
          use: { shell: 'electron' },
        },
      ]
    : [
        { name: 'browser', testIgnore: [...elsewhere, ofTheStandIn], use: { shell: 'browser' } },
        { name: 'stand-in', testIgnore: [...elsewhere, ofTheBrowser, ...ofThePage], use: { shell: 'stand-in' } },
        { name: 'packaging', testMatch: '**/packaging/*.spec.ts' },
      ],
});
