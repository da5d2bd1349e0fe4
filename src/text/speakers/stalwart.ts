import type { Symptom } from '../../domain/symptom.ts'
import { namedPeer } from '../endpoints.ts'
import type { Grammar } from '../grammar.ts'
import { readResolverError } from '../resolver-errors.ts'
import { readSystemError } from '../system-errors.ts'
import { readTls } from '../tls/read-tls.ts'
import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'
import { handshakeReading } from './handshake-reading.ts'
import { STALWART_EVENTS } from './stalwart-events.table.ts'

/** In the event's own frame, `(delivery.connect-error)` or `"type":"delivery.connect-error"`: hosts and settings have names that look alike. */
const EVENT =
  /(?:\(|\b(?:type|event)"?\s?[=:]\s?"?)((?:delivery|dane|mta-sts|smtp|network|tls|auth|security)\.[a-z-]{4,40})(?![\w.-])/g
/** A longer trace goes on for ever. */
const MOST_LINES = 2_000
const NOT_THERE = /-not-found$/
/** rustls' own sentences. */
const TLS_FAILED =
  /\breceived fatal alert: \w{1,60}|\binvalid peer certificate: [^\n"]{1,200}|\bpeer (?:is incompatible|misbehaved): [^\n"]{1,200}|\btls handshake eof\b/
const CODE = /\b(?:code|responsecode)"?\s?[=:]\s?"?([245]\d\d)\b/i
/** Beside the details, which may be the answer to STARTTLS. */
const CAUSE = /\b(?:reason|causedby)"?\s?[=:]\s?"?([^\n]{1,2000})/i
/** How long it took. */
const LAST_FIELD = /,? elapsed\s?[=:][^\n]{0,40}/i
const DETAILS = /\b(?:details|reason|response|message|causedby)"?\s?[=:]\s?"?([^\n]{1,2000})/i

/** Stalwart's tracer lines: `… Description (delivery.rcpt-to-rejected) key = value, …`, as text or JSON. */
export const stalwart: Grammar = {
  name: 'stalwart',
  signs: ['delivery.', 'dane.', 'mta-sts.', '(smtp.', '(network.', '(tls.', '(auth.', '(security.'],
  read(text) {
    const { name, line } = eventIn(text)
    const known = name === undefined ? undefined : STALWART_EVENTS[name]
    if (known === undefined || name === undefined) return undefined
    const words = line === text.raw ? text : wordsOf(line)
    // It was asked for, and nobody depends on it. What stands in other lines beside it is told by them.
    const isNote = NOT_THERE.test(name) && /\bstrict"?\s?[=:]\s?"?false/.test(words.lower)
    const failed = isNote ? TLS_FAILED.exec(text.raw)?.[0] : undefined
    if (failed !== undefined)
      return handshakeReading(failed, { speaker: 'us', voice: 'mta', software: 'stalwart', rule: 'stalwart/handshake' })
    if (isNote)
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
    if ((kind === 'said' && !broke) || (kind === 'error' && code !== undefined && !code.startsWith('2')))
      return { ...base, voice: 'peer', speaker: 'peer', said: code === undefined ? details : `${code} ${details}` }
    if (kind !== 'error' && kind !== 'said') return { ...base, speaker: 'us', symptom: kind }
    const inner = wordsOf(
      stage === 'tls' ? `tls handshake ${(CAUSE.exec(words.raw)?.[1] ?? details).replace(LAST_FIELD, '')}` : details,
    )
    if (stage === 'dns' && /record not found/i.test(details))
      return { ...base, speaker: 'us', symptom: notFound(name, details) }
    if (stage === 'dns') return { ...base, speaker: 'us', symptom: readResolverError(inner)?.symptom ?? 'dns.tempfail' }
    if (stage === 'tls') return { ...base, speaker: 'us', symptom: readTls(inner)?.symptom ?? 'tls.handshake.alert' }
    const error = readSystemError(inner, stage === 'connect')
    const symptom = error?.symptom ?? (stage === 'connect' ? 'connect.failed' : 'drop.lost')
    return { ...base, speaker: 'us', symptom, ...(error?.ended !== undefined && { ended: error.ended }) }
  },
}

/** A record that was not found, by the name server's answer where it is told, in the words of the resolver library. */
function notFound(event: string, details: string): Symptom {
  if (/no ?error\b/i.test(details)) return 'dns.nomx'
  if (/non-existent domain|nxdomain/i.test(details)) return 'dns.nxdomain'
  if (/server failure|servfail|refused|form(?:at)? error|not implemented/i.test(details)) return 'dns.tempfail'
  // The name is there, or is not asked for here, and has no such record.
  return event.includes('mx') ? 'dns.nomx' : 'dns.nxdomain'
}

/** The first event that tells of a fault, else the first, and the line that it has to itself; a record of one event may be wrapped. */
function eventIn({ raw }: Words): { readonly name?: string; readonly line: string } {
  const events = raw.split('\n', MOST_LINES).flatMap((line) => {
    const name = nameIn(line)
    return name === undefined ? [] : [{ name, line }]
  })
  const event = events.find(({ name }) => STALWART_EVENTS[name]?.[1] !== 'unknown') ?? events[0]
  if (event === undefined) return { line: raw }
  return events.length === 1 ? { name: event.name, line: raw } : event
}

function nameIn(line: string): string | undefined {
  for (const [, name = ''] of line.toLowerCase().matchAll(EVENT)) if (Object.hasOwn(STALWART_EVENTS, name)) return name
  return undefined
}
