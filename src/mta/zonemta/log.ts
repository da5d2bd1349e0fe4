import type { Frame } from '../../wire/syslog/frame.ts'
import { ownString } from '../../wire/syslog/latin1.ts'
import { attemptOf, saidInReply } from '../attempt-line.ts'
import { BoundedMap } from '../bounded-map.ts'
import { field, quotedField } from '../field-text.ts'
import type { AttemptStatus, LineReader, LogSink } from '../log-event.ts'
import { createPendingFailures } from '../pending-failures.ts'
import type { Entry } from './log-entry.ts'
import { readEntry } from './log-entry.ts'

export function ownsProgram(program: string): boolean {
  return /^zone-?mta\b/.test(program)
}

const STATUS: Readonly<Record<string, AttemptStatus>> = { ACCEPTED: 'sent', DEFERRED: 'deferred', REJECTED: 'bounced' }
/** `DEFERRED[category] from=a to=b src=… mx=H[ADDRESS] id=<…> (RESPONSE)` */
const OUTCOME = /^(ACCEPTED|DEFERRED|REJECTED)(?:\[[\w-]{1,40}\])? from=/

/** Reads ZoneMTA's lines (lib/sender.js of 1.x to 3.x): each recipient is a delivery with lines of its own. */
export function readLog(sink: LogSink): LineReader {
  const pending = createPendingFailures('zonemta', sink)
  /** What a connection ended with, by delivery, until it is known what comes of it. */
  const errors = new BoundedMap<string, string>(8_192)
  /** Deliveries that look for a host. One that is put off without has only met what is remembered of its domain (GETCACHE in sender.js). */
  const connecting = new BoundedMap<string, true>(8_192)
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
      connecting.set(ownString(id), true)
      return
    }
    const outcome = OUTCOME.exec(text.slice(0, 80))?.[1]
    if (outcome !== undefined) return ended(frame, entry, STATUS[outcome] ?? 'deferred')
    const error = / error="?(.{1,1000}?)"?$/.exec(text.slice(0, 1_200))?.[1]
    if (error !== undefined && /^(?:SMTPERR|ERRCONNECT|CONNFAIL)/.test(text))
      errors.set(ownString(id), ownString(error))
    if (text.startsWith('ERRCONNECT ') && text.endsWith(' using STARTTLS, proceeding with plaintext'))
      inClear(frame, id, text)
    else if (text.startsWith('CONNFAIL '))
      pending.add(id, { atMs: frame.atMs, ...hostIn(field(text, 'mx')), reason: `connect: ${error ?? ''}`, tls: false })
  }

  /** The handshake failed, and the same host is asked again without TLS. */
  function inClear(frame: Frame, id: string, text: string): void {
    const reason = `TLS handshake: ${errors.get(id) ?? 'failed'}`
    sink.tlsFailed(reason, frame.atMs)
    const host = / to (\S{1,300}) using STARTTLS/.exec(text.slice(0, 500))?.[1] ?? ''
    pending.add(id, { atMs: frame.atMs, ...hostIn(host), reason, tls: true })
  }

  function ended(frame: Frame, { delivery: id, text }: Entry, status: AttemptStatus): void {
    const peer = hostIn(field(text, 'mx'))
    const open = text.indexOf(' (')
    const response = open < 0 ? '' : text.slice(open + 2, text.endsWith(')') ? -1 : undefined)
    const remembered = tellsConnecting && connecting.get(id) === undefined && REMEMBERED.test(response.slice(0, 60))
    connecting.delete(id)
    errors.delete(id)
    if (status === 'sent') pending.healed(id, { ...peer, encrypted: false })
    else pending.failed(id)
    if (status !== 'deferred') sink.queue('removed', frame.atMs)
    const reason = reasonOf(response, peer)
    sink.attempt(
      attemptOf({
        software: 'zonemta',
        atMs: frame.atMs,
        queueId: id,
        recipient: field(text, 'to').replace(/^<|>$/g, ''),
        status,
        suspended: remembered && status === 'deferred',
        ...(peer.address === '' && status !== 'sent' ? triedIn(response) : peer),
        reason: status === 'sent' ? '' : reason,
        source: field(text, 'src') || quotedField(text, 'ip'),
      }),
    )
  }

  return { read, end: () => undefined }
}

interface Peer {
  readonly mx: string
  readonly address: string
}

/** `mx.example[192.0.2.1]`; without an address it is the recipient's domain, and no host was reached. */
function hostIn(text: string): Peer {
  const open = text.indexOf('[')
  if (open < 0) return { mx: text.toLowerCase(), address: '' }
  const name = text.slice(0, open).toLowerCase()
  return {
    mx: name === 'undefined' || name === 'false' ? '' : name,
    address: text.slice(open + 1, text.indexOf(']', open)),
  }
}

/** `… when connecting to MX server mx.example[192.0.2.1] for there.example: …` */
function triedIn(response: string): Peer {
  return hostIn(/ MX server (\S{1,300}) for /.exec(response.slice(0, 1_000))?.[1] ?? '')
}

/** ZoneMTA puts a code before its own words: the peer said nothing. */
const OWN = /^[45]\d\d (?=(?:Connection to|Error connecting to|Network error|DNS [Ee]rror|Policy error)\b)/

/** Failures of a domain's hosts, which ZoneMTA keeps for ten minutes or fifteen. */
const REMEMBERED = /^[45]\d\d (?:Network error|DNS error)\b/i

function reasonOf(response: string, peer: Peer): string {
  const own = OWN.exec(response.slice(0, 40))
  if (own !== null) return response.slice(own[0].length)
  return /^[45]\d\d\b/.test(response) && peer.address !== ''
    ? saidInReply(peer.mx, peer.address, response, '')
    : response
}
