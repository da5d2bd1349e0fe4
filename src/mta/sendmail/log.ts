import type { Frame } from '../../wire/syslog/frame.ts'
import { ownString } from '../../wire/syslog/latin1.ts'
import { attemptOf, saidInReply } from '../attempt-line.ts'
import { BoundedMap } from '../bounded-map.ts'
import { tlsVersion } from '../field-text.ts'
import { createLiveQueue } from '../live-queue.ts'
import type { AttemptStatus, LineReader, LogSink } from '../log-event.ts'
import { createPendingFailures } from '../pending-failures.ts'
import { readServerLine } from './log-server.ts'
import { ownReplyWords, statusWords } from './own-words.ts'

/** Sendmail names its processes for what they do: `sm-mta`, `sm-msp-queue`, `sm-acceptingconnections`. */
const PROGRAM = /^(?:MTA|sendmail(?:-[a-z]{1,20})?|sm-[a-z-]{1,30})$/

export function ownsProgram(program: string): boolean {
  return PROGRAM.test(program)
}

/** A handshake that failed, told by a process, before its delivery line says so. */
interface Handshake {
  text: string
  readonly atMs: number
  told: boolean
}

/** Reads Sendmail 8, which logs one line for all recipients of one mailer call. */
export function readLog(sink: LogSink): LineReader {
  const queue = createLiveQueue(1 << 15, (count) => sink.forgotten('queueIds', count))
  const handshakes = new BoundedMap<number, Handshake>(4_096)
  const pending = createPendingFailures('sendmail', sink)
  /** In which phase a server fell silent, or that the mail loops back, by queue id: the outcome says less. */
  const foretold = new BoundedMap<string, string>(4_096)
  /** Why a host failed last: what Sendmail remembers of it, in its host status or for one queue run. */
  const hostStatus = new BoundedMap<string, string>(4_096)

  function read(frame: Frame): boolean {
    if (frame.program === '') return false
    const text = frame.message
    if (text.startsWith('STARTTLS=')) return starttls(frame, text)
    const idEnd = queueIdEnd(text)
    const start = idEnd < 0 ? 0 : idEnd + 2
    if (idEnd > 0) {
      if (text.startsWith('to=', start)) return delivery(frame, text.slice(0, idEnd), text, start)
      if (text.startsWith('from=', start)) {
        // All its recipients were refused: nothing is queued.
        if (value(text, 'nrcpts', start) === '0') return true
        const size = Number.parseInt(value(text, 'size', start), 10)
        if (queue.atText(text.slice(0, idEnd), 0).add(Number.isNaN(size) ? -1 : size)) sink.queue('queued', frame.atMs)
        return true
      }
      if (text.startsWith('done; delay=', start)) {
        queue.atText(text.slice(0, idEnd), 0).remove()
        sink.queue('removed', frame.atMs)
        return true
      }
      if (/cannot send message (?:within|for) /i.test(text.slice(start, start + 200))) {
        sink.queue('expired', frame.atMs)
        return true
      }
      if (text.startsWith('STARTTLS=', start)) return starttls(frame, text.slice(start))
      if (
        (text.startsWith('timeout waiting for input from ', start) && text.includes(' during client ', start)) ||
        (text.startsWith('SYSERR(', start) && text.includes('config error: mail loops back', start))
      ) {
        foretold.set(text.slice(0, idEnd), ownString(text.slice(start, start + 500)))
        return true
      }
      if (text.startsWith('makeconnection (', start))
        return noConnection(frame, text.slice(0, idEnd), text.slice(start))
    }
    return readServerLine(text, start, frame.atMs, sink)
  }

  function delivery(frame: Frame, id: string, text: string, start: number): boolean {
    const statAt = text.indexOf(', stat=', start)
    if (statAt < 0) return false
    const stat = text.slice(statAt + 7)
    const dsn = value(text, 'dsn', start)
    const status = statusOf(stat, dsn)
    // Put aside without a try.
    if (status === undefined) return true
    const relay = relayOf(text, start)
    const seconds = durationSeconds(value(text, 'xdelay', start))
    const told = reasonOf(text, start, statAt, { relay, dsn })
    const earlier = foretold.size === 0 ? undefined : foretold.get(id)
    const isLookup = /name server: |host name lookup/i.test(stat.slice(0, 300))
    // Where it tried, the address stands; without one it repeats what it remembers of the host.
    const remembered =
      status === 'sent' || isLookup || relay.address !== '' || seconds > 0 ? undefined : hostStatus.get(relay.mx)
    const reason =
      remembered !== undefined && isBare(stat)
        ? remembered
        : earlier !== undefined && (isBare(stat) || stat.includes('timed out'))
          ? earlier
          : told
    if (earlier !== undefined) foretold.delete(id)
    if (status === 'sent') {
      hostStatus.delete(relay.mx)
      pending.healed(id, { ...relay, encrypted: false })
    } else {
      pending.failed(id)
      if (remembered === undefined && !isLookup && relay.mx !== '')
        hostStatus.set(relay.mx, ownString(reason.slice(0, 1_000)))
    }
    const handshake = status === 'sent' ? undefined : handshakes.get(frame.pid)
    const isTls = stat.includes('TLS handshake failed') || stat.includes('encryption too weak')
    if (isTls && handshake !== undefined) {
      tell(handshake)
      handshakes.delete(frame.pid)
    } else if (isTls) sink.tlsFailed(stat, frame.atMs)

    const size = queue.atText(id, 0).size()
    for (const recipient of recipientsOf(text, start, statAt))
      sink.attempt(
        attemptOf({
          software: 'sendmail',
          atMs: frame.atMs,
          queueId: id,
          recipient,
          status,
          suspended: remembered !== undefined && status === 'deferred',
          mx: relay.mx,
          address: relay.address,
          dsn,
          reason: status === 'sent' ? '' : reason,
          evidence: isTls && handshake !== undefined ? handshake.text : '',
          seconds,
          sizeBytes: size,
        }),
      )
    return true
  }

  /** One address of one MX gave no connection (told from log level 14 on): another may take the mail. */
  function noConnection(frame: Frame, id: string, text: string): boolean {
    const failed = /^makeconnection \((\S{1,255}) \[([^\]]{1,60})\]\.\d{1,5} \(\d{1,5}\)\) failed: (.{1,500})/.exec(
      text,
    )
    if (failed === null) return true
    const [, host = '', address = '', words = ''] = failed
    const mx = host.replace(/\.$/, '').toLowerCase()
    const peer = address.replace(/^IPv6:/i, '')
    pending.add(id, { atMs: frame.atMs, mx, address: peer, reason: `connect to ${mx}[${peer}]: ${words}`, tls: false })
    return true
  }

  function starttls(frame: Frame, text: string): boolean {
    if (text.startsWith('STARTTLS=client, relay=')) {
      const version = value(text, 'version', 0)
      if (version !== '') sink.tlsEstablished(tlsVersion(version), frame.atMs)
      return true
    }
    if (text.startsWith('STARTTLS=client, error: ') || text.startsWith('STARTTLS=client: error: ')) {
      const open = handshakes.get(frame.pid)
      if (open !== undefined) tell(open)
      handshakes.set(frame.pid, { text: ownString(text.slice(0, 2_000)), atMs: frame.atMs, told: false })
      return true
    }
    if (text.startsWith('STARTTLS=client: ')) {
      const open = handshakes.get(frame.pid)
      if (open !== undefined && open.text.length < 4_000)
        open.text = ownString(`${open.text}; ${text.slice(17, 2_000)}`)
      return true
    }
    if (
      text.startsWith('STARTTLS=server, error: accept failed') ||
      text.startsWith('STARTTLS=server: error: accept failed')
    )
      sink.server('tlsAcceptFailed', frame.atMs)
    return true
  }

  function tell(handshake: Handshake): void {
    if (handshake.told) return
    handshake.told = true
    sink.tlsFailed(handshake.text, handshake.atMs)
  }

  return {
    read,
    end() {
      for (const handshake of handshakes.values()) tell(handshake)
      handshakes.clear()
    },
  }
}

/** Colon after a queue id: 8 to 20 letters and digits, one of them a digit, or `NOQUEUE`. */
function queueIdEnd(text: string): number {
  let index = 0
  let digits = 0
  for (; index < 22; index++) {
    const code = text.charCodeAt(index)
    if (code >= 48 && code <= 57) digits++
    else if (!((code >= 65 && code <= 90) || (code >= 97 && code <= 122))) break
  }
  if (text.charCodeAt(index) !== 58 || text.charCodeAt(index + 1) !== 32) return -1
  return (digits > 0 && index >= 8) || text.startsWith('NOQUEUE') ? index : -1
}

/** `key=value` up to the next `, `. */
function value(text: string, key: string, from: number): string {
  const at = text.indexOf(`, ${key}=`, from)
  if (at < 0) return ''
  const start = at + key.length + 3
  const end = text.indexOf(',', start)
  return text.slice(start, end < 0 ? undefined : end)
}

/** `relay=mx.example.org. [192.0.2.1]`, `[IPv6:2001:db8::1]`. */
function relayOf(text: string, from: number): { readonly mx: string; readonly address: string } {
  const relay = value(text, 'relay', from)
  const open = relay.indexOf('[')
  const close = relay.indexOf(']', open)
  const address = open < 0 || close < 0 ? '' : relay.slice(open + 1, close).replace(/^IPv6:/i, '')
  const name = (open < 0 ? relay : relay.slice(0, open)).trim().replace(/\.$/, '').toLowerCase()
  return { mx: name, address }
}

/** Since 8.15 the peer's own words stand before the status: `reply=550 5.1.1 …, stat=User unknown`. */
function reasonOf(
  text: string,
  start: number,
  statAt: number,
  { relay, dsn }: { readonly relay: { readonly mx: string; readonly address: string }; readonly dsn: string },
): string {
  const at = text.indexOf(', reply=', start)
  const said = at < 0 || at > statAt ? '' : text.slice(at + 8, statAt)
  const own = ownReplyWords(said)
  if (own !== undefined) return statusWords(`Deferred: ${own}`, dsn)
  return /^[45]\d\d[ -]/.test(said)
    ? saidInReply(relay.mx, relay.address, said, '')
    : statusWords(text.slice(statAt + 7), dsn)
}

const LOCAL_ERROR = 'Local configuration error'

/** The status says no more than that it failed. */
function isBare(stat: string): boolean {
  return stat === 'Deferred' || stat === 'Service unavailable' || stat === LOCAL_ERROR
}

/** `to=<a@x>,<b@x>, ctladdr=…` */
function recipientsOf(text: string, start: number, limit: number): readonly string[] {
  let end = start + 3
  // The list ends at ", key=": commas inside it have no space after them.
  for (;;) {
    const comma = text.indexOf(', ', end)
    if (comma < 0 || comma >= limit) {
      end = limit
      break
    }
    end = comma
    break
  }
  return text
    .slice(start + 3, end)
    .split(',')
    .slice(0, 1_000)
    .map((part) => part.trim().replace(/^<|>$/g, ''))
    .filter((part) => part !== '')
}

/** RFC 3463: a directory server failed. Sendmail then says "queued". */
const NAME_SERVER_FAILED = '4.4.3'

function statusOf(stat: string, dsn: string): AttemptStatus | undefined {
  if (stat.startsWith('Sent')) return 'sent'
  if (stat.startsWith('queued')) return dsn === NAME_SERVER_FAILED ? 'deferred' : undefined
  if (stat.startsWith('Deferred')) return 'deferred'
  if (dsn.startsWith('5')) return 'bounced'
  if (dsn.startsWith('4')) return 'deferred'
  return dsn.startsWith('2') ? 'sent' : 'bounced'
}

/** `00:00:01`, `1+02:03:04`. */
function durationSeconds(text: string): number {
  const match = /^(?:(\d{1,5})\+)?(\d{2}):(\d{2}):(\d{2})$/.exec(text)
  if (match === null) return Number.NaN
  const [, days = '0', hours, minutes, seconds] = match
  return Number(days) * 86_400 + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)
}
