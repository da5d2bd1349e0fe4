import type { Frame } from '../../wire/syslog/frame.ts'
import { attemptOf, saidInReply } from '../attempt-line.ts'
import { BoundedMap } from '../bounded-map.ts'
import { openExpiries } from '../expired-messages.ts'
import { quotedField, tlsVersion } from '../field-text.ts'
import type { LineReader, LogSink, ServerEvent } from '../log-event.ts'
import { domainOf } from '../log-event.ts'
import { createPendingFailures } from '../pending-failures.ts'
import { readEntry } from './log-entry.ts'
import { hostIn, openTries } from './log-tries.ts'

export function ownsProgram(program: string): boolean {
  return program === 'haraka'
}

/** One host's try is over; the next is asked. */
const HOST_FAILED =
  /connection failed to |^Failed to get |closed connection while|^Connection closed|^DNS lookup of \S{1,253} (?:failed|resulted)/
const TLS_FAILED = /TLS (?:error|connection failed)|secure socket|handshake|SSL routines|before secure TLS connection/i
/** Haraka's own queue took the message; a plugin that passes it on answers in the other server's words. */
const QUEUED = /^queue code=OK msg="?Message Queued/
/** One `delivered` line stands for so many recipients at the most. */
const MOST_RECIPIENTS = 10_000

/** Reads Haraka 2 and 3: its own format, logfmt and JSON. */
export function readLog(sink: LogSink): LineReader {
  const pending = createPendingFailures('haraka', sink)
  const tries = openTries()
  const expiries = openExpiries(sink)
  /** Deliveries that ended, of which a line is still to come on those that the other server refused. */
  const partlyRefused = new BoundedMap<string, true>(1_024)

  function read(frame: Frame): boolean {
    const entry = readEntry(frame)
    if (entry === undefined) return false
    const { uuid, text } = entry
    if (!entry.plugin.startsWith('outbound') && !/^(?:delivered |bouncing |Temp failing )/.test(text)) {
      if (entry.plugin === 'OutboundTLS') handshakeFailed(frame, text)
      else {
        accepted(uuid, text)
        if (QUEUED.test(text.slice(0, 60))) queued(uuid, frame.atMs)
        server(frame.atMs, text)
      }
      return true
    }
    if (text.startsWith('delivered ')) delivered(frame, uuid, text)
    else if (text.startsWith('recipient ')) recipient(frame, uuid, text)
    else if (text.startsWith('Temp failing ')) {
      const match = /^Temp failing (\S{1,300}) for \d{1,9} seconds: /.exec(text.slice(0, 400))
      wholeMessage(
        frame,
        uuid,
        uuid === '-' ? (match?.[1] ?? uuid) : uuid,
        text.slice(match?.[0].length ?? 13),
        'deferred',
      )
    } else if (text.startsWith('bouncing mail: ')) givenUp(frame, uuid, text.slice(15))
    else if (text.startsWith('C: ')) tries.command(uuid, text.slice(3))
    else if (text.startsWith('Attempting to deliver to: ')) tries.begin(uuid, text.slice(26))
    else if (text.startsWith('MX Lookup for ')) tries.domain(uuid, domainLookedUp(text))
    else if (text.startsWith('secured')) {
      const version = quotedField(text, 'version')
      if (version !== '') sink.tlsEstablished(tlsVersion(version), frame.atMs)
    } else if (TLS_FAILED.test(text.slice(0, 300))) {
      sink.tlsFailed(text, frame.atMs)
      hostFailed(frame, uuid, text, true)
    } else if (HOST_FAILED.test(text.slice(0, 300))) hostFailed(frame, uuid, text, false)
    return true
  }

  function hostFailed(frame: Frame, uuid: string, text: string, tls: boolean): void {
    // The connection pool speaks for no message: the one that was trying this address is meant.
    const id = uuid === '-' ? tries.waitingFor(text) : uuid
    if (id === '') return
    pending.add(id, { atMs: frame.atMs, ...hostIn(text), reason: text, tls })
    tries.failed(id, text)
  }

  function handshakeFailed(frame: Frame, text: string): void {
    if (text.startsWith('TLS connection failed'))
      sink.tlsFailed(`TLS handshake: ${tries.failureAt(text) || text}`, frame.atMs)
  }

  /** `recipient <r> code=OK …`, of a client's transaction: whom its deliveries are for. */
  function accepted(uuid: string, text: string): void {
    const match = /^recipient <([^> ]{1,320})> code=(?:OK|CONT) /.exec(text.slice(0, 400))
    if (match !== null) tries.accepted(uuid, match[1] ?? '')
  }

  /** Each domain of a message is a file of its own in the queue. */
  function queued(uuid: string, atMs: number): void {
    for (let files = Math.max(1, tries.domainsOf(uuid)); files > 0; files--) sink.queue('queued', atMs)
  }

  function server(atMs: number, text: string): void {
    const event = serverEvent(text)
    if (event !== undefined) sink.server(event, atMs)
  }

  function delivered(frame: Frame, uuid: string, text: string): void {
    const mx = quotedField(text, 'host').toLowerCase()
    const address = quotedField(text, 'ip')
    const encrypted = /^(?:Y|true)/i.test(quotedField(text, 'tls'))
    pending.healed(uuid, { mx, address, encrypted })
    // "rcpts=2/0/1": taken, put off, refused. The latter two had lines of their own.
    const [taken = '1', putOff = '0', refused = '0'] = quotedField(text, 'rcpts').split('/')
    if (putOff === '0') sink.queue('removed', frame.atMs)
    if (putOff === '0' && refused !== '0') partlyRefused.set(uuid, true)
    const count = Math.min(Number.parseInt(taken, 10) || 1, MOST_RECIPIENTS)
    const { recipients } = tries.restOf(uuid)
    tries.taken(uuid)
    for (let index = 0; index < count; index++)
      sink.attempt(
        attemptOf({
          software: 'haraka',
          atMs: frame.atMs,
          queueId: uuid === '-' ? quotedField(text, 'file') : uuid,
          recipient: recipients.length === count ? (recipients[index] ?? '') : '',
          domain: quotedField(text, 'domain').toLowerCase(),
          status: 'sent',
          mx,
          address,
          seconds: Number(quotedField(text, 'delay') || Number.NaN),
        }),
      )
  }

  /** `recipient <r> deferred: 450 …`, `recipient <r> rejected: 550 …`. */
  function recipient(frame: Frame, uuid: string, text: string): void {
    const match = /^recipient <?([^> ]{1,320})>? (deferred|rejected|bounced): ?/.exec(text.slice(0, 400))
    if (match === null) return
    const [head, address = '', word = ''] = match
    const peer = tries.peer(uuid)
    tries.answered(uuid, address, word === 'deferred')
    sink.attempt(
      attemptOf({
        software: 'haraka',
        atMs: frame.atMs,
        queueId: uuid,
        recipient: address,
        domain: domainOf(address),
        status: word === 'deferred' ? 'deferred' : 'bounced',
        ...peer,
        reason: saidInReply(peer.mx, peer.address, text.slice(head.length), 'RCPT TO'),
      }),
    )
  }

  function givenUp(frame: Frame, uuid: string, words: string): void {
    const late = /^Too many failures \((.{0,4000})\)$/.exec(words.slice(0, 4_100))
    if (late === null) return wholeMessage(frame, uuid, uuid, words, 'bounced')
    wholeMessage(frame, uuid, uuid, late[1] ?? words, 'expired')
  }

  function wholeMessage(
    frame: Frame,
    uuid: string,
    queueId: string,
    words: string,
    status: 'deferred' | 'bounced' | 'expired',
  ): void {
    const some = /^Some recipients[^:]{0,40}(?:: (.{0,4000}))?/.exec(words)
    // Each recipient's own refusal was told before.
    const isGone = some !== null && partlyRefused.get(uuid) === true
    if (isGone) partlyRefused.delete(uuid)
    else if (status !== 'deferred' && !tries.isPutOff(uuid)) sink.queue('removed', frame.atMs)
    if (some !== null && status !== 'expired') {
      if (status === 'deferred') tries.putOff(uuid)
      return
    }
    pending.failed(uuid)
    if (status === 'expired') expiries.tell(uuid, frame.atMs)
    const peer = tries.peer(uuid)
    const reply = /^(?:Upstream error: )?([245]\d\d [^]{1,4000})/.exec(words)?.[1]
    const last = words === 'Tried all MXs' ? tries.failureOf(uuid) : ''
    const reason =
      reply === undefined ? last || words : saidInReply(peer.mx, peer.address, reply, tries.commandOf(uuid))
    const host = hostIn(reason)
    const rest = tries.restOf(uuid)
    const named = some === null ? rest.recipients : (some[1] ?? '').split(', ')
    for (const recipient of named.length === 0 ? [''] : named.slice(0, 1_000))
      sink.attempt(
        attemptOf({
          software: 'haraka',
          atMs: frame.atMs,
          queueId,
          recipient: recipient.replace(/^<|>$/g, ''),
          ...(recipient === '' ? { domain: rest.domain } : {}),
          status,
          ...(host.mx === '' && host.address === '' ? peer : host),
          reason: status === 'expired' ? `message expired: ${reason}` : reason,
        }),
      )
    if (status === 'deferred') tries.putOff(uuid)
    else tries.end(uuid)
  }

  return { read, end: () => undefined }
}

/** `MX Lookup for there.example failed: …` */
function domainLookedUp(text: string): string {
  return (/^MX Lookup for (\S{1,255}) failed/.exec(text.slice(0, 300))?.[1] ?? '').toLowerCase()
}

const SERVER_WORDS: readonly (readonly [RegExp, ServerEvent])[] = [
  [/^connection limit|too many concurrent connections/, 'connectionLimit'],
  [/^recipient .{1,400} code=DENY/, 'rejected'],
  [/^sender .{1,400} code=DENY/, 'rejected'],
  [/^client .{1,300} dropped connection|^client .{1,300} connection error/, 'lost'],
  [/^client .{1,300} connection timed out/, 'timedOut'],
]

function serverEvent(text: string): ServerEvent | undefined {
  const head = text.slice(0, 800)
  return SERVER_WORDS.find(([words]) => words.test(head))?.[1]
}
