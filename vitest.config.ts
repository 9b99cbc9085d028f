import { defineConfig } from 'vitest/config'

/** One project a suite (design §10). Slow suites run their files one after another: they share two cores. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'rules', include: ['shared/src/**/*.test.ts', 'scripts/**/*.test.{ts,mjs}'] } },
      { test: { name: 'console', include: ['console/src/**/*.test.ts'] } },
      {
        test: {
          name: 'slice',
          include: ['server/src/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'guarantees',
          include: ['server/test/guarantees/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['server/test/faults/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'fuzz',
          include: ['server/test/fuzz/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['server/test/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // a browser on a machine that is busy with something else now and then misses a deadline of real seconds
          retry: 1,
          fileParallelism: false,
        },
      },
    ],
  },
})
