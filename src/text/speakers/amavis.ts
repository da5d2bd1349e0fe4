import { namedPeer } from '../endpoints.ts'
import type { Grammar } from '../grammar.ts'

/**
 * amavis took the message, checked it and could not hand it on: `fwd-connect`, `fwd-mail-from`, `fwd-rcpt-to`, `fwd-data`, `fwd-end-of-data`
 * (lib/Amavis/Out/SMTP.pm). The server behind it, most often one of the same host, is where it failed.
 */
const FORWARDING = /\bfwd-(?:connect|tls|xforward|auth|mail-from|rcpt-to|data|end-of-data|rundown)\b/i
/** What the server behind it said. */
const SAID = /\bFrom MTA ?\([^)\n]{1,200}\):? ([245]\d\d[ -][^\n]{1,1000})/i

export const amavis: Grammar = {
  name: 'amavis',
  signs: ['fwd-', 'from mta('],
  read({ raw }) {
    const said = SAID.exec(raw)?.[1]
    if (said !== undefined) return { speaker: 'peer', voice: 'peer', rule: 'amavis/answer', said }
    if (!FORWARDING.test(raw)) return undefined
    const { address } = namedPeer(raw)
    const isOfItsHost = /\b127\.0\.0\.1\b|\blocalhost\b|\[::1\]/.test(raw)
    return {
      speaker: 'unknown',
      voice: 'mta',
      rule: 'amavis/forward',
      symptom: isOfItsHost ? 'local.filter' : 'system.filter',
      stage: 'dot',
      ...(address !== undefined && { address }),
    }
  },
}
