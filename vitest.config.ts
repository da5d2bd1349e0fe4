import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'lab/**/*.test.ts'],
    setupFiles: ['test/kit/deny-network.ts'],
    // Test files share their workers: the pure core has no state, and starting a worker for each file costs more than the tests.
    isolate: false,
    // By default one core is left to the main process, which has next to nothing to do: on two cores that is half the machine.
    maxWorkers: '100%',
    // Ends what hangs; nothing here measures time.
    testTimeout: 120_000,
  },
})
