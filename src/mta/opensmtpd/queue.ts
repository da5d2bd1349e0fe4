import type { Destination } from '../../domain/destination.ts'
import { readTrace, sh, type WrittenSteps } from '../lever-writer.ts'

/** smtpctl(8): an envelope a line, its id first, fields between bars. */
export function listQueue({ domain }: Destination): WrittenSteps {
  const list = domain === undefined ? 'smtpctl show queue' : `smtpctl show queue | grep -iF '@${domain}|'`
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

/** smtpctl(8). */
export function holdMessage(): WrittenSteps {
  return {
    steps: [
      sh('smtpctl pause envelope ENVELOPE-ID', 'holds it'),
      sh('smtpctl resume envelope ENVELOPE-ID', 'lets it go again'),
    ],
    undo: [],
  }
}

/** smtpctl(8) gives nothing back to the sender. */
export function removeMessage(): WrittenSteps {
  return {
    steps: [
      sh('smtpctl show message ENVELOPE-ID >message.eml', 'a copy, for its sender'),
      sh('smtpctl remove ENVELOPE-ID', 'takes it out; its sender is not told'),
    ],
    undo: [],
  }
}
