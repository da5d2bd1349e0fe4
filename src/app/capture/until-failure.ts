import type { Endpoint } from '../../domain/endpoint.ts'
import type { Clock } from '../../domain/ports.ts'
import { createAnalyser } from '../../flow/analysis.ts'
import { startLiveCapture } from '../../gather/capture/live-capture.ts'
import { autopsy } from '../autopsy/autopsy.ts'
import { readReplyText } from '../autopsy/read-reply.ts'
import type { CaptureOutcome, CaptureSettings } from './packet-witness.ts'

export interface UntilFailureOptions extends CaptureSettings {
  readonly endpoints: readonly Endpoint[]
  /** Gives up after so long. */
  readonly forMs?: number
  /** Look at what has come so far at least so far apart. */
  readonly lookEveryMs?: number
}

const LOOK_EVERY_MS = 5_000
/** Reading again and again what is kept may take this share of the time. */
const MOST_SHARE = 0.05

/**
 * Captures other programs' sessions until one of them fails, the time is up, or the user interrupts. A session fails when it ended
 * and its end is not healthy; one that is merely open, or stuck for the moment, goes on.
 */
export async function captureUntilFailure(
  options: UntilFailureOptions,
  clock: Clock,
  signal: AbortSignal,
): Promise<CaptureOutcome> {
  const capture = await startLiveCapture(options)
  if (capture.kind === 'refused') return capture
  const until = clock.now() + (options.forMs ?? Infinity)
  let everyMs = options.lookEveryMs ?? LOOK_EVERY_MS
  for (let failed = false; !failed && !signal.aborted && clock.now() < until;) {
    await clock.sleep(Math.min(everyMs, Math.max(0, until - clock.now())), signal).catch(() => undefined)
    const before = clock.now()
    failed = hasFailure(capture.read)
    everyMs = Math.max(options.lookEveryMs ?? LOOK_EVERY_MS, (clock.now() - before) / MOST_SHARE)
  }
  const { note, ...kept } = await capture.stop()
  return {
    kind: 'captured',
    file: capture.file,
    kept,
    autopsy: await autopsy({ path: capture.file }, { ladder: 'failed' }),
    ...(note === undefined ? {} : { note }),
  }
}

function hasFailure(read: (take: (chunk: Uint8Array) => void) => void): boolean {
  const analyser = createAnalyser({ readReply: readReplyText })
  read(analyser.push)
  return analyser.end().sessions.some(({ healthy }) => !healthy)
}
