import { namedPeer } from '../../endpoints.ts'
import type { SpeakerReading } from '../../text-reading.ts'
import { readTls } from '../../tls/read-tls.ts'
import { endOfTls } from '../../tls/tls-reading.ts'
import { wordsOf } from '../../words.ts'
import type { Words } from '../../words.ts'
import { handshakeReading } from '../handshake-reading.ts'
import { OURS } from './ours.ts'

/** What Exim says of TLS, as a client and as a server, and of sessions that broke after a handshake. */
export function tls(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  const peerOf = namedPeer(raw)
  if (lower.includes('a tls session is required')) {
    if (lower.includes('did not offer tls'))
      return { ...OURS, rule: 'exim/tls-not-offered', symptom: 'tls.required', stage: 'ehlo', ...peerOf }
    // The host's name is no word of TLS.
    const inner = readTls(wordsOf(raw.replace(HOST, ' ')))
    const isOwn = inner === undefined || inner.symptom === 'tls.required'
    // A handshake that failed is told as such (-37, transports/smtp.c since 4.6): this is what is left, a STARTTLS that was refused.
    if (isOwn && lower.includes('an attempt to start tls failed') && !SHAKEN.test(lower))
      return {
        ...OURS,
        rule: 'exim/starttls-refused',
        symptom: 'tls.refused',
        // Of versions that nobody looked at it may be.
        instead: 'tls.handshake.alert',
        stage: 'starttls',
        ...peerOf,
      }
    return {
      ...OURS,
      rule: 'exim/tls-required',
      symptom: isOwn ? 'tls.handshake.alert' : inner.symptom,
      stage: 'tls',
      ...peerOf,
    }
  }
  const dane = daneError(lower)
  if (dane !== undefined) return { ...dane, ...peerOf }
  if (lower.includes('will use a selfsigned one')) return { ...OURS, rule: 'exim/selfsigned', symptom: 'unknown' }
  // It would have liked to verify the certificate, and goes on without.
  if (lower.includes('(tls_try_verify_hosts') && !raw.includes('\n'))
    return { ...OURS, rule: 'exim/tried-to-verify', symptom: 'unknown', ...peerOf }
  if (
    !/tls session(?:: \(| failure: |: error on first read)|tls error (?:on|in)|\(gnutls_handshake\)|\(ssl_connect\)|\(ssl_accept\)|dane attempt failed|tls-on-connect|\(certificate verification failed\)/.test(
      lower,
    )
  )
    return undefined
  // After the handshake: `TLS error on connection from … (recv): …`. An alert there tells more, and in TLS 1.3 it is the handshake's.
  const session = /\((?:recv|send|read|write|ssl_read|ssl_write)\): /.exec(lower)
  const alert = session === null ? undefined : readTls(wordsOf(`tls ${raw.slice(session.index + session[0].length)}`))
  if (alert?.fromPeer === true && alert.says === 'why')
    return { ...OURS, rule: 'exim/tls-alert', symptom: alert.symptom, stage: 'tls', ...peerOf, ...endOfTls(alert) }
  if (/\((?:recv|send|read|write|ssl_read|ssl_write)\)/.test(lower))
    return {
      ...OURS,
      rule: 'exim/tls-line',
      symptom: lower.includes('timed out') ? 'drop.timeout' : 'drop.lost',
      ...peerOf,
    }
  // In TLS 1.3 a server that is not content says so, or hangs up, when the client has done its part. Which of the two stands in the line before.
  if (lower.includes('tls session: error on first read'))
    return { ...OURS, rule: 'exim/first-read', symptom: 'tls.handshake.eof', stage: 'tls', ...peerOf }
  // Nor is it here, and that the attempt was DANE's is no reason.
  const at = lower.search(/tls session|tls error|\(gnutls|\(ssl_|dane attempt failed|\(cert/)
  const tail = raw.slice(Math.max(0, at)).replace(/: delivering unencrypted to [\s\S]*$/, '')
  const why = tail.replace(/^dane attempt failed; /i, '')
  const base = { ...OURS, rule: 'exim/tls', ...peerOf }
  if (!lower.includes('dane attempt failed')) return ofOwnFiles(handshakeReading(why, base), lower)
  const reading = handshakeReading(why, { ...base, symptom: 'tls.policy.dane' })
  // Records decide whom to trust; what the peer says of our certificate is another matter.
  const isUnmatched = reading.tlsAlert === undefined && reading.symptom?.startsWith('tls.cert.') === true
  return isUnmatched ? { ...reading, symptom: 'tls.policy.dane' } : reading
}

/** Before any handshake Exim reads its key and its certificate: whatever is the matter there, it is with those. */
function ofOwnFiles(reading: SpeakerReading, lower: string): SpeakerReading {
  return reading.symptom === 'tls.handshake.alert' && lower.includes('(cert/key setup')
    ? { ...reading, symptom: 'tls.local.config' }
    : reading
}

/** Its functions that shake hands. */
const SHAKEN = /\((?:ssl_connect|gnutls_handshake)\)/

const HOST = /\bH=\S{1,255} \[[^\]]{1,60}\](?::\d{1,5})?/g

/** What hindered Exim from asking for TLSA records, or in what it read there; where the resolver failed, none is at fault for its records. */
function daneError(lower: string): SpeakerReading | undefined {
  if (!lower.includes('dane error: ')) return undefined
  return lower.includes('dane error: tlsa lookup defer')
    ? { ...OURS, rule: 'exim/tlsa-lookup', symptom: 'dns.tempfail', stage: 'dns' }
    : { ...OURS, rule: 'exim/dane', symptom: 'tls.policy.dane', stage: 'tls' }
}
