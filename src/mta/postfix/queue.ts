import type { Destination } from '../../domain/destination.ts'
import { readTrace, sh, type WrittenSteps } from '../lever-writer.ts'

/** postqueue(1). A flush for one domain alone (-s) knows only domains in fast_flush_domains. */
export function listQueue({ domain }: Destination): WrittenSteps {
  const list = domain === undefined ? sh('postqueue -p') : sh(waitingFor(domain), 'each with its queue_id')
  return { steps: [list], undo: [] }
}

export function retryQueue({ domain }: Destination): WrittenSteps {
  const rest =
    domain === undefined
      ? 'postqueue -f'
      : `${waitingFor(domain)} | grep -o '"queue_id": "[^"]*"' | cut -d '"' -f 4 | xargs -r -n 1 postqueue -i`
  return {
    steps: [sh('postqueue -i QUEUE-ID', 'one message first'), readTrace('QUEUE-ID'), sh(rest, 'then the rest')],
    undo: [],
  }
}

/** postsuper(1). */
export function holdMessage(): WrittenSteps {
  return { steps: [sh('postsuper -h QUEUE-ID', 'holds it'), sh('postsuper -H QUEUE-ID', 'lets it go again')], undo: [] }
}

/** postsuper(1): what is expired goes back when the next attempt fails. */
export function returnMessage(): WrittenSteps {
  const run = 'postsuper -e QUEUE-ID && postqueue -i QUEUE-ID'
  return { steps: [sh(run, 'back to its sender (Postfix 3.5)')], undo: [] }
}

/** A message a line, as JSON: those with a recipient there, and not those from there. */
function waitingFor(domain: string): string {
  return `postqueue -j | grep -i '"address": "[^"]*@${domain.replaceAll('.', String.raw`\.`)}"'`
}
