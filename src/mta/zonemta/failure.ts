import { saidInReply } from '../attempt-line.ts'
import type { Peer } from './peer.ts'

/** What is known of a delivery before its outcome. */
export interface Underway {
  /** The host that took the connection. */
  readonly peer: Peer | undefined
  /** What a connection ended with. */
  readonly error: string
  /** What the host had said last when the connection closed; empty where it had said nothing. */
  readonly lastReply: string | undefined
}

/** ZoneMTA puts a code before its own words: the peer said nothing. */
const OWN = /^[45]\d\d (?=(?:Connection to|Error connecting to|Network error|DNS [Ee]rror|Policy error)\b)/
const LOST = /(?:Connection closed|Unexpected socket close|closed unexpectedly|Connection reset by peer|ECONNRESET)/
const TIMED_OUT = /(?:Greeting never received|\bTimeout\b|timed out)/i

/**
 * Why a delivery failed, in the sentences of all our readers. Once the host took the connection, words such as "error when connecting" are
 * not about that any more, and what the host said last tells how far it came.
 */
export function reasonOf(response: string, peer: Peer, known: Underway | undefined): string {
  const own = OWN.exec(response.slice(0, 40))
  if (own === null && /^[45]\d\d\b/.test(response)) return answered(response, peer, known?.error ?? '')
  const words = response.slice(own?.[0].length ?? 0)
  if (known?.peer === undefined || known.lastReply === undefined) return words
  const whereabouts = underWay(known.lastReply)
  const host = `${known.peer.mx}[${known.peer.address}]`
  if (LOST.test(words.slice(-500)))
    return `lost connection with ${host}${whereabouts} (${words
      .slice(words.lastIndexOf(': ') + 1)
      .trim()
      .slice(-200)})`
  if (TIMED_OUT.test(words.slice(-500))) return `conversation with ${host} timed out${whereabouts}`
  return words
}

function answered(response: string, peer: Peer, error: string): string {
  if (peer.address === '') return response
  if (error.startsWith('Invalid greeting')) return `host ${peer.mx}[${peer.address}] refused to talk to me: ${response}`
  return saidInReply(peer.mx, peer.address, response, error.startsWith('Invalid HELO') ? 'EHLO' : '')
}

/** The step after the one that a reply ended. A plain 250 may answer several. */
function underWay(lastReply: string): string {
  if (lastReply === '') return ' while receiving the initial server greeting'
  if (lastReply.startsWith('220')) return ' while performing the EHLO handshake'
  if (lastReply.startsWith('250-')) return ' while sending MAIL FROM'
  if (lastReply.startsWith('250 2.1.0')) return ' while sending RCPT TO'
  if (lastReply.startsWith('250 2.1.5')) return ' while sending DATA command'
  return lastReply.startsWith('354') ? ' while sending message body' : ''
}
