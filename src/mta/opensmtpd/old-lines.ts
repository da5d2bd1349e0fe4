import type { Frame } from '../../wire/syslog/frame.ts'
import { quotedField, tlsVersion } from '../field-text.ts'
import type { AttemptStatus, LogSink } from '../log-event.ts'
import type { TellDelivery } from './deliveries.ts'
import type { FruitlessSessions } from './fruitless-sessions.ts'
import { addressIn, recipientIn, relayOf, statusOf } from './line-fields.ts'

/** What versions before 6.0 write: sentences with a session in them. */
export interface OldLines {
  /** False: not a line of theirs. */
  read(frame: Frame, text: string): boolean
}

/** 5.3 to 5.9: `relay: Ok for EVPID: [session=…, ]from=<…>, to=<…>, …, relay=…, delay=…, stat=…` */
const RELAY = /^(?:relay|delivery): (\w{2,14}) for ([0-9a-f]{16}): /
/** 5.9, of messages without a connection: `smtp-out: session S: evpid=E, status=PermFail, from=<…>, …, stat=…` */
const UNCONNECTED = /^smtp-out: session [0-9a-f]{16}: evpid=([0-9a-f]{1,16}|\w{1,20}), status=(\w{2,14}), /
/** Before 5.3: `EVPID: to=<…>, delay=1s, relay=… […], stat=Sent (…)` */
const BARE = /^([0-9a-f]{16}): to=</
const SESSION =
  /^smtp-out: (Connecting to|Connected on|Started TLS on|Error on) (.{0,400}?)session ([0-9a-f]{16})\b(.{0,600})/
const CLIENT = /^smtp-in: ([A-Z][a-z]+(?: (?!session\b)[a-z]+)?) .{0,200}?session [0-9a-f]{16}(.{0,400})/

export function openOldLines(sink: LogSink, fruitless: FruitlessSessions, delivered: TellDelivery): OldLines {
  function delivery(frame: Frame, text: string, queueId: string, status: AttemptStatus): void {
    const recipient = recipientIn(text)
    if (recipient === undefined) return
    const statAt = text.indexOf(', stat=')
    delivered({
      atMs: frame.atMs,
      session: quotedField(text, 'session'),
      queueId,
      recipient,
      status,
      relay: relayOf(/, relay=([^,]{1,300})/.exec(text.slice(0, 2_000))?.[1] ?? ''),
      stat: statAt < 0 ? '' : text.slice(statAt + 7),
      source: quotedField(text, 'source'),
    })
  }

  /** What becomes of an old delivery stands in its words: `Sent (…)`, `RemoteError (550 …)`. */
  function bareStatus(text: string): AttemptStatus {
    const stat = text.slice(text.indexOf(', stat=') + 7)
    if (/^(?:Sent|Delivered)\b/.test(stat)) return 'sent'
    return /^\w+ ?\(5/.test(stat) ? 'bounced' : 'deferred'
  }

  function session(frame: Frame, [, verb = '', before = '', id = '', after = '']: RegExpExecArray): void {
    if (verb === 'Connecting to')
      fruitless.connecting(id, (/\(([^)\s]{1,255})\)/.exec(before)?.[1] ?? '').toLowerCase(), addressIn(before))
    else if (verb === 'Connected on') fruitless.connected(id)
    else if (verb === 'Started TLS on') sink.tlsEstablished(tlsVersion(quotedField(after, 'version')), frame.atMs)
    else fruitless.broke(id, after.replace(/^: /, ''), frame.atMs)
  }

  function client(frame: Frame, [, verb = '', after = '']: RegExpExecArray): void {
    if (verb === 'Accepted message') sink.queue('queued', frame.atMs)
    else if (verb === 'Failed command') sink.server(/^: "AUTH\b/i.test(after) ? 'authFailed' : 'rejected', frame.atMs)
    else if (verb === 'Authentication failed') sink.server('authFailed', frame.atMs)
    else if (verb === 'Received disconnect') sink.server('lost', frame.atMs)
    else if (verb === 'Disconnecting') sink.server(/timeout/i.test(after) ? 'timedOut' : 'lost', frame.atMs)
  }

  /** Id and outcome of a delivery line, of whichever version. */
  function outcomeIn(head: string, text: string): { readonly id: string; readonly status: AttemptStatus } | undefined {
    const named = RELAY.exec(head)
    if (named !== null) return outcome(named[2], statusOf(named[1] ?? ''))
    const unconnected = UNCONNECTED.exec(head)
    if (unconnected !== null) return outcome(unconnected[1], statusOf(unconnected[2] ?? ''))
    const bare = BARE.exec(head)
    return bare === null || !text.includes(', stat=') ? undefined : outcome(bare[1], bareStatus(text))
  }

  return {
    read(frame, text) {
      const head = text.slice(0, 1_200)
      const told = outcomeIn(head, text)
      if (told !== undefined) {
        delivery(frame, text, told.id, told.status)
        return true
      }
      const between = SESSION.exec(head)
      if (between !== null) session(frame, between)
      const visit = between === null ? CLIENT.exec(head) : null
      if (visit !== null) client(frame, visit)
      return between !== null || visit !== null
    },
  }
}

function outcome(
  id: string | undefined,
  status: AttemptStatus | undefined,
): { readonly id: string; readonly status: AttemptStatus } | undefined {
  return status === undefined ? undefined : { id: id ?? '', status }
}
