import type { Frame } from '../../wire/syslog/frame.ts'
import { ownString } from '../../wire/syslog/latin1.ts'
import { attemptOf } from '../attempt-line.ts'
import { BoundedMap } from '../bounded-map.ts'
import { field, quotedField } from '../field-text.ts'
import type { AttemptStatus, LineReader, LogSink } from '../log-event.ts'
import { createPendingFailures } from '../pending-failures.ts'
import { reasonOf, type Underway } from './failure.ts'
import type { Entry } from './log-entry.ts'
import { readEntry } from './log-entry.ts'
import { hostIn, triedIn } from './peer.ts'

export function ownsProgram(program: string): boolean {
  return /^zone-?mta\b/.test(program)
}

const STATUS: Readonly<Record<string, AttemptStatus>> = { ACCEPTED: 'sent', DEFERRED: 'deferred', REJECTED: 'bounced' }
/** `DEFERRED[category] from=a to=b src=… mx=H[ADDRESS] id=<…> (RESPONSE)` */
const OUTCOME = /^(ACCEPTED|DEFERRED|REJECTED)(?:\[[\w-]{1,40}\])? from=/

/** Failures of a domain's hosts, which ZoneMTA keeps for some minutes. Versions before 3 put a code of their own before them. */
const REMEMBERED = /^(?:[45]\d\d )?(?:Network error|DNS error)\b/i

const IN_CLEAR = ' using STARTTLS, proceeding with plaintext'

/** Reads ZoneMTA's lines (lib/sender.js of 1.x to 3.x): each recipient is a delivery with lines of its own. */
export function readLog(sink: LogSink): LineReader {
  const pending = createPendingFailures('zonemta', sink)
  /** Deliveries that look for a host. One that is put off without has only met what is remembered of its domain (GETCACHE in sender.js). */
  const underway = new BoundedMap<string, Underway>(8_192)
  let tellsConnecting = false

  function read(frame: Frame): boolean {
    const entry = readEntry(frame)
    if (entry === undefined) return false
    if (entry.delivery !== '') delivery(frame, entry)
    else if (/(?:^| )QUEUED from=/.test(entry.text.slice(0, 200))) sink.queue('queued', frame.atMs)
    else if (entry.text.startsWith('AUTHFAIL ')) sink.server('authFailed', frame.atMs)
    return true
  }

  function delivery(frame: Frame, entry: Entry): void {
    const { delivery: id, text } = entry
    if (text.startsWith('CONNECTING ')) {
      tellsConnecting = true
      underway.set(ownString(id), { peer: undefined, error: '', lastReply: undefined })
      return
    }
    const outcome = OUTCOME.exec(text.slice(0, 80))?.[1]
    if (outcome !== undefined) ended(frame, entry, STATUS[outcome] ?? 'deferred')
    else told(frame, entry)
  }

  /** What happens between the search for a host and the outcome. */
  function told(frame: Frame, { delivery: id, text }: Entry): void {
    const known = underway.get(id) ?? { peer: undefined, error: '', lastReply: undefined }
    const error = / error="?(.{1,1000}?)"?$/.exec(text.slice(0, 1_200))?.[1] ?? ''
    if (text.startsWith('CONNECTED '))
      underway.set(ownString(id), { ...known, peer: hostIn(ownString(field(text, 'mx'))) })
    else if (text.startsWith('SMTPCLOSE '))
      underway.set(ownString(id), {
        ...known,
        lastReply: ownString(/ response="([^"]{0,200})/.exec(text.slice(0, 500))?.[1] ?? ''),
      })
    else if (text.startsWith('ERRCONNECT ') && text.includes(IN_CLEAR)) inClear(frame, id, text, known.error)
    else if (/^(?:SMTPERR|ERRCONNECT|CONNFAIL) /.test(text)) {
      if (error !== '') underway.set(ownString(id), { ...known, error: ownString(error) })
      if (text.startsWith('CONNFAIL ') && known.peer === undefined) {
        const host = triedIn(error)
        const peer = host.mx === '' ? hostIn(field(text, 'mx')) : host
        pending.add(id, { atMs: frame.atMs, ...peer, reason: `connect: ${error}`, tls: false })
      }
    }
  }

  /** The handshake failed, and the same host is asked again without TLS. */
  function inClear(frame: Frame, id: string, text: string, error: string): void {
    const at = text.indexOf(IN_CLEAR)
    // Since 3.10 the reason stands behind.
    const words = text.slice(at + IN_CLEAR.length, at + 1_200).replace(/^\. /, '')
    const reason = `TLS handshake: ${words || error || 'failed'}`
    sink.tlsFailed(reason, frame.atMs)
    const host = / to (\S{1,300})$/.exec(text.slice(0, at).slice(-400))?.[1] ?? ''
    pending.add(id, { atMs: frame.atMs, ...hostIn(host), reason, tls: true })
  }

  function ended(frame: Frame, { delivery: id, text }: Entry, status: AttemptStatus): void {
    const named = hostIn(field(text, 'mx'))
    const open = text.indexOf(' (')
    const response = open < 0 ? '' : text.slice(open + 2, text.endsWith(')') ? -1 : undefined)
    const known = underway.get(id)
    const remembered = tellsConnecting && known === undefined && REMEMBERED.test(response.slice(0, 60))
    underway.delete(id)
    const tried = known?.peer ?? triedIn(response)
    const peer = named.address === '' && status !== 'sent' ? tried : named
    if (status === 'sent') pending.healed(id, { ...peer, encrypted: false })
    else pending.failed(id)
    if (status !== 'deferred') sink.queue('removed', frame.atMs)
    sink.attempt(
      attemptOf({
        software: 'zonemta',
        atMs: frame.atMs,
        queueId: id,
        recipient: field(text, 'to').replace(/^<|>$/g, ''),
        status,
        suspended: remembered && status === 'deferred',
        ...peer,
        reason: status === 'sent' ? '' : reasonOf(response, peer, known),
        source: field(text, 'src') || quotedField(text, 'ip'),
      }),
    )
  }

  return { read, end: () => undefined }
}
