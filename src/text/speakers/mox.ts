import type { Grammar } from '../grammar.ts'
import { handshakeReading } from './handshake-reading.ts'

/** The errors of mox's SMTP client end with whether they last, and with the line that they are about. */
const ERROR = /\b(tls error|smtp protocol error), (?:transient|permanent)(?:: ([^\n]{1,500}))?/i

/** mox (smtpclient/client.go). */
export const mox: Grammar = {
  name: 'mox',
  signs: ['error, transient', 'error, permanent'],
  read(words) {
    const match = ERROR.exec(words.raw)
    if (match === null) return undefined
    if ((match[1] ?? '').toLowerCase() !== 'tls error')
      return { speaker: 'us', voice: 'mta', rule: 'mox/protocol', symptom: 'protocol.malformed' }
    return handshakeReading(match[2] ?? '', { speaker: 'us', voice: 'mta', rule: 'mox/handshake' })
  },
}
