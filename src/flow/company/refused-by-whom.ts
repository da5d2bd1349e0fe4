import type { FlowEnd } from '../../domain/facts/flow-facts.ts'
import type { Witness } from './witness.ts'

/** The delay and the hop count of a refusal, held against other sessions with that host. */
export function refusedByWhom(end: FlowEnd, witness: Witness, others: readonly Witness[]): FlowEnd | undefined {
  if (end.signature !== 'port-closed' || end.verdict === undefined) return undefined
  const known = others.filter(
    (other) => other !== witness && Number.isFinite(other.openedUs) && other.ttl !== undefined,
  )
  if (known.length === 0) return undefined
  const rttMs = Math.min(...known.map((other) => other.toServerMs).filter((ms) => !Number.isNaN(ms)))
  const early = rttMs >= 2 && witness.resetAfterMs < rttMs / 2
  const hops = witness.resetTtl !== undefined && !known.some((other) => other.ttl === witness.resetTtl)
  const frames = witness.resetFrame === undefined ? [] : [witness.resetFrame]
  if (early) {
    const says = `the refusal comes after ${witness.resetAfterMs.toFixed(1)} ms, while other sessions with that host need ${rttMs.toFixed(1)} ms`
    return {
      ...end,
      endedBy: 'middlebox',
      signature: 'syn-rejected-by-box',
      marks: [
        ...end.marks,
        { says, frames },
        ...(hops ? [{ says: 'and its hop count is not that host’s', frames: [] }] : []),
      ],
      verdict: {
        ...end.verdict,
        cause: 'firewall/port25-egress-rejected',
        locus: 'path',
        title: 'A box on the path refuses the connection in the server’s name',
        note: says,
        alternatives: [],
      },
    }
  }
  if (hops) return undefined
  const alternatives = end.verdict.alternatives.filter((one) => one.cause !== 'firewall/port25-egress-rejected')
  return {
    ...end,
    verdict: {
      ...end.verdict,
      alternatives,
      note: `${end.verdict.note}; delay and hop count are those of the host’s other sessions`,
    },
  }
}
