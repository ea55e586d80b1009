import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,electron,renderer}/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    // A test that waits for what never comes still ends; a machine that others work on is no failure.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
