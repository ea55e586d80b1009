import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.shots.ts',
  globalSetup: '../prepare-run.ts',
  outputDir: '../../test-results',
  workers: 1,
  timeout: 180_000,
  use: { actionTimeout: 15_000 },
  reporter: [['line']],
});
