import type { Remedy } from '../../domain/remedy.ts'

/** Nothing to change: the queue does it. */
export function waitAndRetry(why: string): Remedy {
  return {
    title: 'Leave the message in the queue; a later retry delivers it',
    applies: 'safely',
    steps: [{ kind: 'note', text: why }],
  }
}

/** Somebody else must act. */
export function askFor(title: string, who: string, text: string): Remedy {
  return { title, applies: 'by-someone-else', steps: [{ kind: 'ask', who, text }] }
}

/** A pause between deliveries to one receiver. */
export function sendSlower(host: string): Remedy {
  return {
    title: 'Send slower to this receiver',
    applies: 'safely',
    on: 'our-server',
    levers: [{ lever: 'rate.delay', host, seconds: 1 }],
  }
}
