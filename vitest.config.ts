import { defineConfig } from 'vitest/config'

/** Tests that open a browser: side by side they starve each other, and pages seem slow that are not. */
const BROWSER = [
  'src/collectors/browser/**/*.test.ts',
  'src/collectors/pages/collector.test.ts',
  'src/cli/{demo,lost-pages}.test.ts',
  'src/dev/page-faults.test.ts',
]

export default defineConfig({
  test: {
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'files',
          include: ['src/**/*.test.ts'],
          exclude: BROWSER,
          // Two cores: more workers only take turns.
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'pages', include: BROWSER, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
})
