import type { FlowEnd } from '../../domain/facts/flow-facts.ts'
import type { Witness } from './witness.ts'

/** Cuts of several sessions that lie so close to each other count as the same place: as a share, and in octets. */
const SAME_CUT_SHARE = 0.03
const SAME_CUT_BYTES = 3000

/** A flow that is cut, as the client and as the server see it. */
const CUT_SIGNATURES: ReadonlySet<string> = new Set(['path-died', 'silent-until-the-end'])

/** Several sessions of one pair that die after the same number of octets: a rule on the path counts. */
export function sameCut(
  end: FlowEnd,
  witness: Witness,
  pair: readonly Witness[],
  endOf: ReadonlyMap<Witness, FlowEnd | undefined>,
): FlowEnd | undefined {
  if (!CUT_SIGNATURES.has(end.signature) || end.stage !== 'body' || end.verdict === undefined) return undefined
  const alike = pair.filter((other) => {
    const its = endOf.get(other)
    return (
      other !== witness &&
      its !== undefined &&
      CUT_SIGNATURES.has(its.signature) &&
      its.stage === 'body' &&
      Math.abs(other.ackedBytes - witness.ackedBytes) <= SAME_CUT_SHARE * witness.ackedBytes + SAME_CUT_BYTES
    )
  })
  if (alike.length === 0) return undefined
  const says = `${alike.length + 1} sessions between the same hosts end after about ${witness.ackedBytes} octets`
  return {
    ...end,
    signature: 'cut-after-bytes',
    marks: [...end.marks, { says, frames: [] }],
    verdict: {
      ...end.verdict,
      cause: 'firewall/flow-cut-after-bytes',
      // A stall that passes does not stop twice at the same octet.
      standing: 'supported',
      note: says,
      title: 'The flow is cut after a certain number of octets',
      persistence: 'until-fixed',
      alternatives: [{ cause: 'firewall/smtp-av-proxy-stall', decidedBy: 'the same size inside TLS' }],
    },
  }
}
