import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  globalSetup: '../prepare-run.ts',
  outputDir: '../../test-results',
  workers: 1,
  timeout: 600_000,
  use: { actionTimeout: 15_000 },
  reporter: [['list']],
});
