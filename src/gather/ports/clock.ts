import type { Clock } from '../../domain/ports.ts'

/**
 * The machine's clock. `sleep` ends early, without an error, when the signal aborts: a session cuts most of its waits short, and an error
 * with its stack for each of them would cost more than the session.
 */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve()
      const timer = setTimeout(awake, ms)
      function awake(): void {
        clearTimeout(timer)
        signal?.removeEventListener('abort', awake)
        resolve()
      }
      signal?.addEventListener('abort', awake)
    }),
}
