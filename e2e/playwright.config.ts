import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  testIgnore: 'security/**',
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
});
