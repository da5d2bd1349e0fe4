import type { Frame } from '../../wire/syslog/frame.ts'
import { ownString } from '../../wire/syslog/latin1.ts'
import { attemptOf, saidInReply } from '../attempt-line.ts'
import { BoundedMap } from '../bounded-map.ts'
import type { AttemptStatus, LogSink } from '../log-event.ts'
import { createPendingFailures } from '../pending-failures.ts'
import { durationSeconds, recipientsOf, type Relay, relayOf, value } from './log-fields.ts'
import type { TlsLines } from './log-tls.ts'
import { ownReplyWords, statusWords } from './own-words.ts'

/** The lines that tell how a delivery went, and those that foretell why. */
export interface DeliveryLines {
  /** `to=…, stat=…`: one line for all recipients of one mailer call. False: it has no status. */
  read(frame: Frame, id: string, start: number, sizeBytes: number): boolean
  /** A line before it that says more than the outcome will: in which phase a server fell silent, or that the mail loops back. */
  foretold(id: string, words: string): void
  /** One address of one MX gave no connection (told from log level 14 on): another may take the mail. */
  noConnection(frame: Frame, id: string, text: string): void
}

const LONGEST_FORETOLD = 500
const LONGEST_REASON = 1_000

export function openDeliveries(sink: LogSink, tls: TlsLines): DeliveryLines {
  const pending = createPendingFailures('sendmail', sink)
  const foretold = new BoundedMap<string, string>(4_096)
  /** Why a host failed last: what Sendmail remembers of it, in its host status or for one queue run. */
  const hostStatus = new BoundedMap<string, string>(4_096)

  function read(frame: Frame, id: string, start: number, sizeBytes: number): boolean {
    const text = frame.message
    const statAt = text.indexOf(', stat=', start)
    if (statAt < 0) return false
    const stat = text.slice(statAt + 7)
    const dsn = value(text, 'dsn', start)
    // No mailer was called: what the client was told to its message.
    if (dsn === '' && !text.includes(', mailer=', start) && !text.includes(', relay=', start)) return true
    const status = statusOf(stat, dsn)
    // Put aside without a try.
    if (status === undefined) return true
    const relay = relayOf(text, start)
    const seconds = durationSeconds(value(text, 'xdelay', start))
    const earlier = foretold.size === 0 ? undefined : foretold.get(id)
    const isLookup = /name server: |host name lookup/i.test(stat.slice(0, 300))
    // Where it tried, the address stands; without one it repeats what it remembers of the host.
    const remembered =
      status === 'sent' || isLookup || relay.address !== '' || seconds > 0 ? undefined : hostStatus.get(relay.mx)
    const reason = fullest(stat, { earlier, remembered }) ?? reasonOf(text, start, statAt, { relay, dsn })
    if (earlier !== undefined) foretold.delete(id)
    if (status === 'sent') {
      hostStatus.delete(relay.mx)
      pending.healed(id, { ...relay, encrypted: false })
    } else {
      pending.failed(id)
      if (remembered === undefined && !isLookup && relay.mx !== '')
        hostStatus.set(relay.mx, ownString(reason.slice(0, LONGEST_REASON)))
    }
    const isTls = stat.includes('TLS handshake failed') || stat.includes('encryption too weak')
    const evidence = isTls && status !== 'sent' ? tls.failed(frame, stat) : ''
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
          evidence,
          seconds,
          sizeBytes,
        }),
      )
    return true
  }

  function noConnection(frame: Frame, id: string, text: string): void {
    const failed = /^makeconnection \((\S{1,255}) \[([^\]]{1,60})\]\.\d{1,5} \(\d{1,5}\)\) failed: (.{1,500})/.exec(
      text,
    )
    if (failed === null) return
    const [, host = '', address = '', words = ''] = failed
    const mx = host.replace(/\.$/, '').toLowerCase()
    const peer = address.replace(/^IPv6:/i, '')
    pending.add(id, { atMs: frame.atMs, mx, address: peer, reason: `connect to ${mx}[${peer}]: ${words}`, tls: false })
  }

  return {
    read,
    foretold(id, words) {
      foretold.set(id, ownString(words.slice(0, LONGEST_FORETOLD)))
    },
    noConnection,
  }
}

/** Since 8.15 the peer's own words stand before the status: `reply=550 5.1.1 …, stat=User unknown`. */
function reasonOf(
  text: string,
  start: number,
  statAt: number,
  { relay, dsn }: { readonly relay: Relay; readonly dsn: string },
): string {
  const at = text.indexOf(', reply=', start)
  const said = at < 0 || at > statAt ? '' : text.slice(at + 8, statAt)
  const own = ownReplyWords(said)
  if (own !== undefined) return statusWords(`Deferred: ${own}`, dsn)
  return /^[45]\d\d[ -]/.test(said)
    ? saidInReply(relay.mx, relay.address, said, commandBefore(said, dsn))
    : statusWords(text.slice(statAt + 7), dsn)
}

/** A session that was refused before MAIL has a code of Sendmail's own, x.5.0, whatever the peer's says (usersmtp.c, smtpinit()). */
function commandBefore(said: string, dsn: string): string {
  const [, code, enhanced] = /^(\d\d\d)[ -](?:([245]\.\d{1,3}\.\d{1,3}) )?/.exec(said) ?? []
  if (!/^[45]\.5\.0$/.test(dsn) || enhanced === undefined || enhanced === dsn) return ''
  return /^50[0-4]$/.test(code ?? '') ? 'EHLO' : 'greeting'
}

const LOCAL_ERROR = 'Local configuration error'

/** What was told before, where the status says less. */
function fullest(
  stat: string,
  { earlier, remembered }: { readonly earlier: string | undefined; readonly remembered: string | undefined },
): string | undefined {
  if (isBare(stat)) return remembered ?? (earlier === undefined ? undefined : afterHello(earlier))
  return stat.includes('timed out') ? earlier : undefined
}

/** The phase of a session stays EHLO while STARTTLS is answered (deliver.c, starttls()); of an EHLO that times out the status tells more. */
function afterHello(earlier: string): string {
  return earlier.replace(/ during client EHLO$/, ' during client STARTTLS')
}

/** The status says no more than that it failed. */
function isBare(stat: string): boolean {
  return stat === 'Deferred' || stat === 'Service unavailable' || stat === LOCAL_ERROR
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
