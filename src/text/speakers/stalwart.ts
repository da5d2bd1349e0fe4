import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { namedPeer } from '../endpoints.ts'
import type { Grammar } from '../grammar.ts'
import { readResolverError } from '../resolver-errors.ts'
import { readSystemError } from '../system-errors.ts'
import { readTls } from '../tls/read-tls.ts'
import { wordsOf } from '../words.ts'

/** Stalwart's event names are the stages, and the policies: `delivery.start-tls-error`. `said`, `error`: as the details tell. */
const EVENTS: Readonly<Record<string, readonly [Stage | undefined, Symptom | 'said' | 'error']>> = {
  'delivery.mx-lookup-failed': ['dns', 'error'],
  'delivery.ip-lookup-failed': ['dns', 'error'],
  'delivery.null-mx': ['dns', 'dns.nullmx'],
  'delivery.connect-error': ['connect', 'error'],
  'delivery.greeting-failed': ['banner', 'error'],
  'delivery.ehlo-rejected': ['ehlo', 'said'],
  'delivery.start-tls-unavailable': ['ehlo', 'tls.required'],
  'delivery.start-tls-error': ['tls', 'error'],
  'delivery.implicit-tls-error': ['tls', 'error'],
  'delivery.auth-failed': ['auth', 'said'],
  'delivery.mail-from-rejected': ['mail', 'said'],
  'delivery.rcpt-to-rejected': ['rcpt', 'said'],
  'delivery.rcpt-to-failed': ['rcpt', 'error'],
  'delivery.message-rejected': ['dot', 'said'],
  'delivery.concurrency-limit-exceeded': [undefined, 'limit.local_concurrency'],
  'delivery.rate-limit-exceeded': [undefined, 'limit.local_concurrency'],
  'delivery.missing-outbound-hostname': [undefined, 'local.config'],
  'mta-sts.policy-not-found': ['tls', 'tls.policy.mtasts'],
  'mta-sts.policy-fetch-error': ['tls', 'tls.policy.mtasts'],
  'mta-sts.invalid-policy': ['tls', 'tls.policy.mtasts'],
  'mta-sts.not-authorized': ['tls', 'tls.policy.mtasts'],
  'dane.bogus-dnssec-record': ['tls', 'tls.policy.dane'],
  'dane.tlsa-record-fetch-error': ['tls', 'tls.policy.dane'],
  'dane.tlsa-record-not-found': ['tls', 'tls.policy.dane'],
  'dane.tlsa-record-not-dnssec-signed': ['tls', 'tls.policy.dane'],
  'dane.tlsa-record-invalid': ['tls', 'tls.policy.dane'],
  'dane.no-certificates-found': ['tls', 'tls.policy.dane'],
  'dane.certificate-parse-error': ['tls', 'tls.policy.dane'],
  'dane.authentication-failure': ['tls', 'tls.policy.dane'],
}

const EVENT = /\b(?:delivery|dane|mta-sts)\.[a-z-]{4,40}/
const NOT_THERE = /-not-found$/
const CODE = /\b(?:code|responsecode)"?\s?[=:]\s?"?([245]\d\d)\b/i
const DETAILS = /\b(?:details|reason|response|message|causedby)"?\s?[=:]\s?"?([^\n]{1,2000})/i

/** Stalwart's tracer lines: `… Description (delivery.rcpt-to-rejected) key = value, …`, as text or JSON. */
export const stalwart: Grammar = {
  name: 'stalwart',
  signs: ['delivery.', 'dane.', 'mta-sts.'],
  read(words) {
    const name = EVENT.exec(words.lower)?.[0]
    const known = name === undefined ? undefined : EVENTS[name]
    if (known === undefined || name === undefined) return undefined
    // It was asked for, and nobody depends on it.
    if (NOT_THERE.test(name) && /\bstrict"?\s?[=:]\s?"?false/.test(words.lower))
      return { speaker: 'us', voice: 'mta', software: 'stalwart', rule: `stalwart/${name}`, symptom: 'unknown' }
    const [stage, kind] = known
    const details = DETAILS.exec(words.raw)?.[1] ?? words.raw
    const at = { ...namedPeer(words.raw), ...(stage !== undefined && { stage }) }
    const base = {
      voice: 'mta',
      software: 'stalwart',
      rule: `stalwart/${name.replace(/^delivery\./, '')}`,
      ...at,
    } as const
    const code = CODE.exec(words.raw)?.[1]
    // Without a reply's code it is the line that broke at this stage.
    const broke =
      kind === 'error' || /^"?(?:i\/o error|connection (?:timeout|error)|unparseable smtp reply)/i.test(details)
    if ((kind === 'said' && !broke) || (kind === 'error' && code !== undefined))
      return { ...base, voice: 'peer', speaker: 'peer', said: code === undefined ? details : `${code} ${details}` }
    if (kind !== 'error' && kind !== 'said') return { ...base, speaker: 'us', symptom: kind }
    const inner = wordsOf(stage === 'tls' ? `tls handshake ${details}` : details)
    if (stage === 'dns') return { ...base, speaker: 'us', symptom: readResolverError(inner)?.symptom ?? 'dns.tempfail' }
    if (stage === 'tls') return { ...base, speaker: 'us', symptom: readTls(inner)?.symptom ?? 'tls.handshake.alert' }
    const error = readSystemError(inner, stage === 'connect')
    const symptom = error?.symptom ?? (stage === 'connect' ? 'connect.failed' : 'drop.lost')
    return { ...base, speaker: 'us', symptom, ...(error?.ended !== undefined && { ended: error.ended }) }
  },
}
