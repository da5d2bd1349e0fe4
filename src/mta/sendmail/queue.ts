import type { Destination } from '../../domain/destination.ts'
import { sh, type WrittenSteps } from '../lever-writer.ts'

/** sendmail(8): -qR chooses by a part of the recipient, -qI by the queue id. */
export function listQueue({ domain }: Destination): WrittenSteps {
  return { steps: [sh(domain === undefined ? 'mailq' : `mailq -qR${domain}`)], undo: [] }
}

export function retryQueue({ domain }: Destination): WrittenSteps {
  return {
    steps: [
      sh('sendmail -v -qIQUEUE-ID', 'one message first; it shows the session'),
      sh(domain === undefined ? 'sendmail -q' : `sendmail -qR${domain}`, 'then the rest'),
    ],
    undo: [],
  }
}
