import type { Clock } from '../domain/ports.ts'

/** Rung whenever something happened that a waiting step may care about. */
export interface Bell {
  ring(): void
  /**
   * Waits for the next ring, for `untilMs` (milliseconds since the epoch) or for the abort, whichever is first.
   * The caller looks at the world again; why it woke does not matter.
   */
  wait(untilMs: number): Promise<void>
}

export function createBell(clock: Clock, signal?: AbortSignal): Bell {
  let rung = false
  let wake: (() => void) | undefined
  function ring(): void {
    rung = true
    wake?.()
  }
  signal?.addEventListener('abort', ring, { once: true })
  return {
    ring,
    async wait(untilMs) {
      const leftMs = untilMs - clock.now()
      if (!rung && leftMs > 0) {
        const timer = new AbortController()
        await new Promise<void>((resolve) => {
          wake = resolve
          // A cancelled sleep may reject: either way the wait is over.
          clock.sleep(leftMs, timer.signal).then(resolve, () => resolve())
        })
        wake = undefined
        // A reason of our own: the usual one is an error with its stack, made for every wait.
        timer.abort('rung')
      }
      rung = false
    },
  }
}

/** Sleeps; an abort ends it early and is no error. */
export async function pause(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted === true || ms <= 0) return
  try {
    await clock.sleep(ms, signal)
  } catch {
    // Aborted: the caller looks at its signal.
  }
}
