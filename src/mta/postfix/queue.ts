import type { Destination } from '../../domain/destination.ts'
import { readTrace, sh, type WrittenSteps } from '../lever-writer.ts'

/** postqueue(1). A flush for one domain alone knows only domains in fast_flush_domains. */
export function listQueue({ domain }: Destination): WrittenSteps {
  const list =
    domain === undefined
      ? sh('postqueue -p')
      : sh(`postqueue -j | grep -F '@${domain}"'`, 'queue_id names the message; before Postfix 3.1: postqueue -p')
  return { steps: [list], undo: [] }
}

export function retryQueue(): WrittenSteps {
  return {
    steps: [
      sh('postqueue -i QUEUE-ID', 'one message first'),
      readTrace('QUEUE-ID'),
      sh('postqueue -f', 'then the rest'),
    ],
    undo: [],
  }
}
