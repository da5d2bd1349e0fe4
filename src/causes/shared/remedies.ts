import { type Lever, RELAY_TO_NAME } from '../../domain/lever.ts'
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

/** What somebody else is asked for is this setting of the receiver's server. */
export function haveThemSet(lever: Lever, ask: Remedy): Remedy {
  return { ...ask, on: 'their-server', levers: [lever] }
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

/**
 * With a login over a relay's submission port (RFC 6409), which nobody filters. Without a host it is for the reader to fill in. All mail goes
 * there: servers know no login for one destination alone.
 */
export function throughRelay(title: string, host = RELAY_TO_NAME, port: 587 | 465 = 587): Remedy {
  return {
    title,
    applies: 'needs-values',
    on: 'our-server',
    costs:
      'all mail to other domains goes through that relay, under its limits, and its addresses must stand in the SPF records of our domains',
    levers: [{ lever: 'smarthost', host, port }],
  }
}
