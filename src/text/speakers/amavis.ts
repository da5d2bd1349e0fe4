import { namedPeer } from '../endpoints.ts'
import type { Grammar } from '../grammar.ts'
import { readReply } from '../meaning/read-reply.ts'
import type { SpeakerReading } from '../text-reading.ts'

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
    if (said !== undefined) return answered(said, raw)
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

/** The MTA behind it on the same host. */
const BEHIND_IT = /\bFrom MTA ?\([^)\n]{0,100}(?:127\.0\.0\.1|\[::1\]|localhost)/i
/** What becomes of a connection, whatever mail it carries; the trouble of a server that gives no other reason. */
const OF_THE_LINE =
  /^(?:reply\.421\.(?:shutdown|idletimeout|toomanyconn|socketerror|other)|connect\.|drop\.|limit\.connections|system\.(?:remote|full)$)/

/** A refusal of the mail is the refusal of whoever wrote it; an end of the connection between the two parts of one's own server is that part's. */
function answered(said: string, raw: string): SpeakerReading {
  const symptom = BEHIND_IT.test(raw) ? readReply(said, undefined)?.symptom : undefined
  return symptom !== undefined && OF_THE_LINE.test(symptom)
    ? { speaker: 'unknown', voice: 'mta', rule: 'amavis/answer', symptom: 'local.filter', stage: 'dot' }
    : { speaker: 'peer', voice: 'peer', rule: 'amavis/answer', said }
}
