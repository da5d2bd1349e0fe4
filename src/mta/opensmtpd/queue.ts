import type { Destination } from '../../domain/destination.ts'
import { readTrace, sh, type WrittenSteps } from '../lever-writer.ts'

/** smtpctl(8): an envelope a line, its id first, fields between bars. */
export function listQueue({ domain }: Destination): WrittenSteps {
  const list = domain === undefined ? 'smtpctl show queue' : `smtpctl show queue | grep -F '@${domain}|'`
  return { steps: [sh(list)], undo: [] }
}

export function retryQueue(): WrittenSteps {
  return {
    steps: [
      sh('smtpctl schedule ENVELOPE-ID', 'one message first'),
      readTrace('ENVELOPE-ID'),
      sh('smtpctl schedule all', 'then the rest'),
    ],
    undo: [],
  }
}
