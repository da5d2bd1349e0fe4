import type { Stage } from '../domain/stage.ts'

/**
 * Where a silent connection that is watched is asked whether it still stands. Not at the dot: a filter may think for minutes, and probes would keep a box
 * on the path from forgetting the connection, as no ordinary sender does. Elsewhere for the same reason some seconds later than a silence is
 * told of: a box that forgets within them is seen to.
 */
const ASKED: ReadonlySet<Stage> = new Set(['banner', 'ehlo', 'starttls', 'tls', 'auth', 'mail', 'rcpt', 'data'])
/** When the asking begins, in times after which a silence is told of. */
const ASKED_AFTER = 1.5

export interface SilenceWatchOptions {
  readonly stage: Stage
  /** A step without an answer for so long has fallen silent. */
  readonly silenceAfterMs: number
  /** Somebody wants to know of a silence: only then is the kernel asked. */
  readonly isWatched: boolean
  /** Tells of the silence. */
  tell(): void
  /** Has the kernel ask the peer's whether the connection still stands. */
  ask(): void
}

/**
 * What is done once while one step waits in silence: it is told of, except at the farewell, and later the kernel is asked. To be called with the
 * milliseconds of quiet so far; gives those at which the next is due, Infinity where nothing is.
 */
export function watchSilence(options: SilenceWatchOptions): (quietMs: number) => number {
  const { stage, silenceAfterMs } = options
  const askedAfterMs = ASKED_AFTER * silenceAfterMs
  let isTold = stage === 'quit'
  let isAsked = !options.isWatched || !ASKED.has(stage)
  return (quietMs) => {
    if (!isTold && quietMs >= silenceAfterMs) {
      isTold = true
      options.tell()
    }
    if (!isAsked && quietMs >= askedAfterMs) {
      isAsked = true
      options.ask()
    }
    if (!isTold) return silenceAfterMs
    return isAsked ? Number.POSITIVE_INFINITY : askedAfterMs
  }
}
