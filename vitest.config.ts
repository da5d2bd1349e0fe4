import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'lab/**/*.test.ts'],
    setupFiles: ['test/kit/deny-network.ts'],
    // Test files share their workers: the pure core has no state, and starting a worker for each file costs more than the tests.
    isolate: false,
    // Ends what hangs; nothing here measures time.
    testTimeout: 120_000,
  },
})
