import type { Destination } from '../../domain/destination.ts'
import { KEPT_FOR, sh, type WrittenSteps } from '../lever-writer.ts'

/** sendmail(8): -qR chooses by a part of the recipient, -qI by the queue id. */
export function listQueue({ domain }: Destination): WrittenSteps {
  const list = sh(domain === undefined ? 'mailq' : `mailq -qR${domain}`)
  const life = sh('grep Timeout.queuereturn /etc/mail/sendmail.cf', `${KEPT_FOR}; 5 days as Sendmail comes`)
  return { steps: [list, life], undo: [] }
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
