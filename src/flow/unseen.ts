import type { CauseId } from '../domain/cause-id.ts'
import type { Reading } from './reading.ts'
import type { EndedBy } from './signature.ts'

/** A timeout that the server announced, or that the silence before its close shows. */
const TIMEOUTS: ReadonlySet<CauseId | null> = new Set<CauseId>([
  'timeout/receiver-idle-timeout',
  'timeout/sender-stalls-in-body',
])

export interface Unseen {
  readonly cause: CauseId
  readonly decidedBy: string
}

/** Why a server may wait in vain for a client that did speak: what lies behind the gaps of the capture. */
const IN_GAPS: readonly Unseen[] = [
  { cause: 'timeout/sender-stalls-in-body', decidedBy: 'a whole capture: was the message finished?' },
  { cause: 'path/slow-link-vs-deadline', decidedBy: 'a whole capture: did the message move until the end?' },
  { cause: 'protocol/bare-lf-end-of-data', decidedBy: 'the last octets of the message as sent' },
]

/** Away from the client, what it sent may have been lost before the place of the capture. */
const BEFORE_THIS_PLACE: readonly Unseen[] = [
  { cause: 'path/pmtu-black-hole', decidedBy: 'a capture at the client: which sizes does it send again?' },
  { cause: 'path/dies-midway', decidedBy: 'a capture at the client: does it go on sending?' },
]

/** Gaps, a cut dialogue or lost times: nobody can tell from this capture who owed the next word. */
export function isDegraded({ limits }: Reading): boolean {
  return limits.holes || limits.untimed || limits.dialogueLost || limits.snapped
}

/** What else explains a timeout, given what this capture cannot show. Empty for other causes. */
export function behindTimeout(reading: Reading, cause: CauseId | null): readonly Unseen[] {
  if (!TIMEOUTS.has(cause)) return []
  const { stage, timing, dialogue } = reading
  const large = stage === 'body' || stage === 'data' || stage === 'dot' || stage === 'tls' || dialogue.inBody
  return [...(isDegraded(reading) ? IN_GAPS : []), ...(large && !timing.atClient ? BEFORE_THIS_PLACE : [])]
}

/** A timeout in a capture with gaps, at a command: the client may have been done, or served, behind the gap. */
export function isUnreadableTimeout(reading: Reading, cause: CauseId | null, endedBy: EndedBy): boolean {
  const { stage } = reading
  return (
    TIMEOUTS.has(cause) &&
    endedBy === 'server' &&
    (reading.limits.holes || reading.limits.untimed) &&
    stage !== 'body' &&
    stage !== 'data' &&
    stage !== 'dot'
  )
}

/** A timeout read from a degraded capture is one reading of several. */
export function isGuess(reading: Reading, cause: CauseId | null): boolean {
  return TIMEOUTS.has(cause) && isDegraded(reading)
}
