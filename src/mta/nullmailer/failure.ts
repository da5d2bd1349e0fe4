import { saidInReply } from '../attempt-line.ts'

/** What nullmailer makes of it: the message is given up. */
export function isFinal(verdict: string): boolean {
  return /^(?:Permanent error|Unspecified permanent error|Server refused the message)/.test(verdict)
}

export function isTlsFailure(words: string): boolean {
  return /TLS/.test(words.slice(0, 200))
}

const REPLY = /^[2-5]\d\d[ -]/

/**
 * Why a relay did not take the message, in the sentences of all our readers: `words` are the protocol's (`smtp: Failed: …`), `verdict` is
 * nullmailer's own (`Sending failed: …`). Neither says at which command.
 */
export function reasonOf(relay: string, words: string, verdict: string): string {
  if (REPLY.test(words)) {
    // The lines of a reply are joined by strokes.
    const reply = words.replaceAll(/\/(?=[2-5]\d\d[ -])/g, ' ')
    return saidInReply(relay, '', reply, verdict.startsWith('Failed to authenticate') ? 'AUTH' : '')
  }
  if (words === 'Connect failed') return unreached(relay, verdict)
  if (words !== '') return words
  if (verdict.startsWith('Sending timed out')) return `conversation with the server ${relay} timed out`
  // An answer that never came, since the connection was gone, is an empty one.
  return verdict === 'Protocol error' ? `lost connection with ${relay}` : verdict
}

/** The resolver's functions stand for its answers. */
function unreached(relay: string, verdict: string): string {
  if (verdict.startsWith('Temporary error in gethostbyname'))
    return `DNS lookup of ${relay} failed: temporary failure in name resolution`
  if (verdict.startsWith('Host not found')) return `DNS lookup of ${relay} failed: host not found`
  return `connect to ${relay}: ${verdict}`
}
