import { defineConfig } from '@playwright/test';
import type { ShellName } from './shells/shell.ts';

/** Stories of one shell; all others run in each. */
const OF_THE_BROWSER = 'browser-shell.spec.ts';
const OF_THE_STAND_IN = 'desktop-shell.spec.ts';
const everywhere = '*.spec.ts';
const isElectronAsked = process.env['STORIES_IN'] === 'electron';

export default defineConfig<{ shell: ShellName }>({
  testDir: '.',
  globalSetup: './unpack-browser.ts',
  outputDir: '../test-results',
  workers: 2,
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
          testMatch: everywhere,
          testIgnore: [OF_THE_BROWSER, OF_THE_STAND_IN],
          use: { shell: 'electron' },
        },
      ]
    : [
        { name: 'browser', testMatch: everywhere, testIgnore: OF_THE_STAND_IN, use: { shell: 'browser' } },
        { name: 'stand-in', testMatch: everywhere, testIgnore: OF_THE_BROWSER, use: { shell: 'stand-in' } },
      ],
});
