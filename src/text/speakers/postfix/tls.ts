import { namedPeer } from '../../endpoints.ts'
import type { SpeakerReading } from '../../text-reading.ts'
import { readTls } from '../../tls/read-tls.ts'
import { endOfTls } from '../../tls/tls-reading.ts'
import type { Words } from '../../words.ts'
import { handshakeReading } from '../handshake-reading.ts'
import { BEGINS_WITH_CODE, OURS } from './ours.ts'

/** Sentences that need no further reading, particular before general. */
const PLAIN = [
  {
    rule: 'postfix/tls-not-offered',
    symptom: 'tls.required',
    stage: 'ehlo',
    signs: ['tls is required, but was not offered', 'tls is required but was not offered'],
  },
  {
    rule: 'postfix/tls-config',
    symptom: 'tls.local.config',
    stage: 'starttls',
    signs: ['tls is required, but our tls engine', 'client tls configuration problem', 'tls engine is unavailable'],
  },
  {
    rule: 'postfix/requiretls',
    symptom: 'tls.required',
    stage: 'ehlo',
    signs: ['requested requiretls', 'requiretls support', 'requiretls failure', 'implement requiretls'],
  },
  {
    rule: 'postfix/certificate',
    symptom: 'tls.cert.untrusted',
    stage: 'tls',
    signs: ['server certificate not verified', 'server certificate not trusted'],
  },
] as const

/** wolfSSL's functions are named alike. */
const SSL_ERROR = /\bssl_(?:connect|accept) error\b/
/** A handshake that went well, whatever became known of the certificate. */
const STOOD =
  /\b(?:anonymous|untrusted|trusted|verified|unverified) tls connection (?:established|reused)\b|re-using session with untrusted certificate/

/** What befell the session all the same, where a program tells of both. */
const SPOILT = /tls library problem|verification failed for|lost connection|ssl_connect error/

/** smtpd(8) counts at the end of a session how many of the client's commands came off: none of its STARTTLS did. */
const CAME_TO_NOTHING = /\bdisconnect from \S{1,255}(?: \w{1,12}=\d{1,9}(?:\/\d{1,9})?){0,12} starttls=0\/\d/

/** One of them did: what came off of the rest, and what was refused, is no matter of TLS. */
const CAME_OFF =
  /\bdisconnect from \S{1,255}(?: \w{1,12}=\d{1,9}(?:\/\d{1,9})?){0,12} starttls=[1-9]\d{0,8}(?:\/\d{1,9})?(?: \w{1,12}=\d{1,9}(?:\/\d{1,9})?){0,12}\s{0,8}$/

/** What smtp(8), smtpd(8) and tlsproxy(8) say of TLS. */
export function tls(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  const peer = namedPeer(raw)
  if (SSL_ERROR.test(lower)) {
    const tail = raw.slice(lower.indexOf('error ') + 6)
    const rule = `postfix/ssl-${lower.includes('ssl_accept') ? 'accept' : 'connect'}`
    return handshakeReading(tail.slice(tail.search(/: /) + 1), { ...OURS, rule, ...peer })
  }
  if (CAME_TO_NOTHING.test(lower))
    return { ...OURS, rule: 'postfix/starttls-count', symptom: 'tls.handshake.alert', stage: 'tls', ...peer }
  if (CAME_OFF.test(lower) && !SPOILT.test(lower))
    return { ...OURS, rule: 'postfix/session-count', symptom: 'unknown', ...peer }
  if (STOOD.test(lower) && !SPOILT.test(lower))
    return { ...OURS, rule: 'postfix/tls-established', symptom: 'unknown', ...peer }
  const plain = PLAIN.find(({ signs }) => signs.some((sign) => lower.includes(sign)))
  if (plain !== undefined) return { ...OURS, rule: plain.rule, symptom: plain.symptom, stage: plain.stage, ...peer }
  if (lower.includes('cannot start tls') && !BEGINS_WITH_CODE.test(raw)) {
    const why = raw.slice(lower.indexOf('cannot start tls') + 16)
    return handshakeReading(why, { ...OURS, rule: 'postfix/cannot-start-tls', ...peer })
  }
  if (lower.includes('certificate verification failed for') || lower.includes('tls library problem')) {
    const reading = readTls(words)
    if (reading !== undefined)
      return {
        ...OURS,
        rule: 'postfix/tls-library',
        symptom: reading.symptom,
        stage: 'tls',
        ...peer,
        ...endOfTls(reading),
      }
  }
  return undefined
}
