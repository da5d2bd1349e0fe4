import type { FlowEnd } from '../../domain/facts/flow-facts.ts'
import { connectionLimit } from './connection-limit.ts'
import { refusedByWhom } from './refused-by-whom.ts'
import { sameCut } from './same-cut.ts'
import type { Witness } from './witness.ts'

/** Second look: what one session alone cannot tell, its neighbours in the same capture can. */
export function compareSessions(ends: readonly FlowEnd[], witnesses: readonly Witness[]): readonly FlowEnd[] {
  const byPair = Map.groupBy(witnesses, (witness) => witness.pair)
  const endOf = new Map(witnesses.map((witness, index) => [witness, ends[index]]))
  const byServer = Map.groupBy(witnesses, (witness) => witness.server)
  // In a capture of one direction nothing follows from a SYN without an answer.
  const blind =
    witnesses.some((witness) => witness.oneSided) &&
    !witnesses.some((witness) => !witness.oneSided && Number.isFinite(witness.openedUs))
  return ends.map((end, index) => {
    const witness = witnesses[index]
    if (witness === undefined) return end
    if (blind && end.signature === 'syn-unanswered') return withoutVerdict(end)
    const pair = byPair.get(witness.pair) ?? []
    return (
      connectionLimit(end, witness, pair) ??
      refusedByWhom(end, witness, byServer.get(witness.server) ?? []) ??
      sameCut(end, witness, pair, endOf) ??
      end
    )
  })
}

function withoutVerdict(end: FlowEnd): FlowEnd {
  const { verdict: _, ...rest } = end
  return {
    ...rest,
    healthy: true,
    endedBy: 'unknown',
    signature: 'not-readable',
    marks: [],
    limits: [...end.limits, 'the capture holds one direction only'],
  }
}
