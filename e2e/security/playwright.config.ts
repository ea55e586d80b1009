import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  globalSetup: '../prepare-run.ts',
  outputDir: '../../test-results/security',
  workers: 2,
  timeout: 30_000,
  use: { actionTimeout: 10_000 },
  expect: { timeout: 5_000 },
  reporter: process.env['SECURITY_REPORT']
    ? [['line'], ['json', { outputFile: process.env['SECURITY_REPORT'] }]]
    : [['line']],
});
