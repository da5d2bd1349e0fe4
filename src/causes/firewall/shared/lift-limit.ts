import { sh } from '../../../domain/lever.ts'
import type { Remedy } from '../../../domain/remedy.ts'
import { type Naming, peerAddress } from '../../shared/receiver-name.ts'

/** Nobody knows whose the box is that cuts: the words for whoever runs one, and which networks lie on the way. */
export function haveLimitLifted(evidence: Naming, text: string): Remedy {
  return {
    title: 'Have the limit lifted on the box that cuts',
    applies: 'by-someone-else',
    steps: [
      { kind: 'ask', who: 'whoever runs the firewalls between us and the receiver', text },
      sh(`tracepath -n ${peerAddress(evidence)}`, 'which networks lie on the way'),
    ],
  }
}
