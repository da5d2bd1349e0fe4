import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { namedPeer } from '../endpoints.ts'
import type { Grammar } from '../grammar.ts'
import { readResolverError } from '../resolver-errors.ts'
import { readSystemError } from '../system-errors.ts'
import { readTls } from '../tls/read-tls.ts'
import { wordsOf } from '../words.ts'

/** Stalwart's event names are the stages: `delivery.start-tls-error`. */
const EVENTS: Readonly<Record<string, readonly [Stage | undefined, Symptom | 'said' | 'error']>> = {
  'mx-lookup-failed': ['dns', 'error'],
  'ip-lookup-failed': ['dns', 'error'],
  'null-mx': ['dns', 'dns.nullmx'],
  'connect-error': ['connect', 'error'],
  'greeting-failed': ['banner', 'error'],
  'ehlo-rejected': ['ehlo', 'said'],
  'start-tls-unavailable': ['ehlo', 'tls.required'],
  'start-tls-error': ['tls', 'error'],
  'implicit-tls-error': ['tls', 'error'],
  'start-tls-disabled': ['starttls', 'tls.refused'],
  'auth-failed': ['auth', 'said'],
  'mail-from-rejected': ['mail', 'said'],
  'rcpt-to-rejected': ['rcpt', 'said'],
  'rcpt-to-failed': ['rcpt', 'error'],
  'message-rejected': ['dot', 'said'],
  'concurrency-limit-exceeded': [undefined, 'limit.local_concurrency'],
  'rate-limit-exceeded': [undefined, 'limit.local_concurrency'],
  'mta-sts-policy-fetch-error': ['tls', 'tls.policy.mtasts'],
  'missing-outbound-hostname': [undefined, 'local.config'],
}

const EVENT = /\bdelivery\.([a-z-]{4,40})/
const CODE = /\b(?:code|responsecode)"?\s?[=:]\s?"?([245]\d\d)\b/i
const DETAILS = /\b(?:details|reason|response|message|causedby)"?\s?[=:]\s?"?([^\n]{1,2000})/i

/** Stalwart's tracer lines: `… Description (delivery.rcpt-to-rejected) key = value, …`, as text or JSON. */
export const stalwart: Grammar = {
  name: 'stalwart',
  signs: ['delivery.'],
  read(words) {
    const name = EVENT.exec(words.lower)?.[1]
    const known = name === undefined ? undefined : EVENTS[name]
    if (known === undefined || name === undefined) return undefined
    const [stage, kind] = known
    const details = DETAILS.exec(words.raw)?.[1] ?? words.raw
    const at = { ...namedPeer(words.raw), ...(stage !== undefined && { stage }) }
    const base = { voice: 'mta', software: 'stalwart', rule: `stalwart/${name}`, ...at } as const
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
