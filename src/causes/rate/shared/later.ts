import type { Remedy } from '../../../domain/remedy.ts'
import { waitAndRetry } from '../../shared/remedies.ts'
import { isReturned, saidByPeer, type Spoken } from '../../shared/told.ts'

/** A limit passes; what was refused for good for it has left the queue. */
export function later(evidence: Spoken): Remedy {
  const said = saidByPeer(evidence, {})
  return said.length > 0 && said.every(isReturned)
    ? {
        title: 'Send the message again when the limit has passed: it was returned, and stands in no queue',
        applies: 'needs-values',
        steps: [
          {
            kind: 'note',
            text: 'The reply, or the pages of the provider, tell for how long it counts; many count a day.',
          },
        ],
      }
    : waitAndRetry('The queue tries again with growing pauses; a shorter interval makes it worse.')
}
