import type { Clock } from '../domain/ports.ts'

/** Rung whenever something happened that a waiting step may care about. */
export interface Bell {
  ring(): void
  /**
   * Waits for the next ring, for `untilMs` (milliseconds since the epoch) or for the abort, whichever is first.
   * It may also wake for nothing. The caller looks at the world again; why it woke does not matter.
   */
  wait(untilMs: number): Promise<void>
  /** Nobody will wait any more: no timer is left behind. */
  mute(): void
}

interface Alarm {
  readonly atMs: number
  readonly cancel: AbortController
}

export function createBell(clock: Clock, signal?: AbortSignal): Bell {
  let rung = false
  let wake: (() => void) | undefined
  let alarm: Alarm | undefined
  function mute(): void {
    // A reason of our own: the usual one is an error with its stack.
    alarm?.cancel.abort('not needed')
    alarm = undefined
  }
  /** An answer ends most waits long before their time. A timer that is due no later serves the next wait, too. */
  function wakeBy(atMs: number): void {
    if (alarm !== undefined && alarm.atMs <= atMs) return
    mute()
    const mine: Alarm = { atMs, cancel: new AbortController() }
    alarm = mine
    const due = (): void => {
      if (alarm !== mine) return
      alarm = undefined
      wake?.()
    }
    clock.sleep(atMs - clock.now(), mine.cancel.signal).then(due, due)
  }
  function ring(): void {
    rung = true
    wake?.()
  }
  signal?.addEventListener('abort', ring, { once: true })
  return {
    ring,
    mute,
    async wait(untilMs) {
      if (!rung && untilMs > clock.now()) {
        await new Promise<void>((resolve) => {
          wake = resolve
          wakeBy(untilMs)
        })
        wake = undefined
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
