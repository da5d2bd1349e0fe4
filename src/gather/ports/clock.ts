import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../../domain/ports.ts'

/** The machine's clock. `sleep` ends early, without an error, when the signal aborts. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    try {
      await pause(ms, undefined, signal === undefined ? {} : { signal })
    } catch (error) {
      if (!(error instanceof Error && error.name === 'AbortError')) throw error
    }
  },
}
