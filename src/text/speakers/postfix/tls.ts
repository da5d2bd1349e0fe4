import { namedPeer } from '../../endpoints.ts'
import type { SpeakerReading } from '../../text-reading.ts'
import { readTls } from '../../tls/read-tls.ts'
import { wordsOf } from '../../words.ts'
import type { Words } from '../../words.ts'
import { BEGINS_WITH_CODE, OURS } from './ours.ts'

/** What smtp(8), smtpd(8) and tlsproxy(8) say of TLS. */
export function tls(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  const peer = namedPeer(raw)
  if (lower.includes('ssl_connect error') || lower.includes('ssl_accept error')) {
    const tail = raw.slice(lower.indexOf('error ') + 6)
    const about = wordsOf(`ssl handshake ${tail.slice(tail.search(/: /) + 1)}`)
    const side = lower.includes('ssl_accept') ? 'accept' : 'connect'
    if (/:\s?-1\b|: 0\s*$/.test(tail) && readTls(about) === undefined)
      return { ...OURS, rule: `postfix/ssl-${side}`, symptom: 'tls.handshake.alert', stage: 'tls', ...peer }
    const reading = readTls(about)
    return {
      ...OURS,
      rule: `postfix/ssl-${side}`,
      symptom: reading?.symptom ?? 'tls.handshake.alert',
      stage: 'tls',
      ...peer,
      ...(reading?.ended !== undefined && { ended: reading.ended }),
      ...(reading?.alert !== undefined && { tlsAlert: reading.alert }),
    }
  }
  if (lower.includes('tls is required, but was not offered') || lower.includes('tls is required but was not offered'))
    return { ...OURS, rule: 'postfix/tls-not-offered', symptom: 'tls.required', stage: 'ehlo', ...peer }
  if (lower.includes('tls is required, but our tls engine'))
    return { ...OURS, rule: 'postfix/tls-engine', symptom: 'tls.local.config', stage: 'starttls' }
  if (lower.includes('client tls configuration problem') || lower.includes('tls engine is unavailable'))
    return { ...OURS, rule: 'postfix/tls-config', symptom: 'tls.local.config', stage: 'starttls', ...peer }
  if (lower.includes('requiretls'))
    return { ...OURS, rule: 'postfix/requiretls', symptom: 'tls.required', stage: 'ehlo', ...peer }
  if (lower.includes('cannot start tls') && !BEGINS_WITH_CODE.test(raw)) {
    const reading = readTls(wordsOf(`tls handshake ${raw.slice(lower.indexOf('cannot start tls') + 16)}`))
    const known = reading !== undefined && reading.rule !== 'tls/refused' ? reading.symptom : 'tls.handshake.alert'
    return { ...OURS, rule: 'postfix/cannot-start-tls', symptom: known, stage: 'tls', ...peer }
  }
  if (/server certificate not (?:verified|trusted)/.test(lower))
    return { ...OURS, rule: 'postfix/certificate', symptom: 'tls.cert.untrusted', stage: 'tls', ...peer }
  if (lower.includes('certificate verification failed for') || lower.includes('tls library problem')) {
    const reading = readTls(words)
    if (reading !== undefined)
      return {
        ...OURS,
        rule: 'postfix/tls-library',
        symptom: reading.symptom,
        stage: 'tls',
        ...peer,
        ...(reading.ended !== undefined && { ended: reading.ended }),
        ...(reading.alert !== undefined && { tlsAlert: reading.alert }),
      }
  }
  return undefined
}

