import { rowOf } from '../../base/row-of.ts'
import type { Frame } from '../../wire/syslog/frame.ts'
import { ownString } from '../../wire/syslog/latin1.ts'
import { attemptOf, saidInReply } from '../attempt-line.ts'
import { BoundedMap } from '../bounded-map.ts'
import { openExpiries } from '../expired-messages.ts'
import type { AttemptStatus, LineReader, LogSink } from '../log-event.ts'
import { createPendingFailures } from '../pending-failures.ts'

export function ownsProgram(program: string): boolean {
  return program === 'dma'
}

/** A delivery process between "trying delivery" and its outcome. A failure that passes has no line of its own: the next try ends it. */
interface Delivery {
  readonly recipient: string
  mx: string
  address: string
  failure: { readonly atMs: number; readonly reason: string; readonly final: boolean } | undefined
}

/** dma puts the message's id where other programs put the process's: `dma[2362d5.55f734da09f0]: `. */
const TAG = /^(?:[^\s[\]]{1,255} )?dma\[([0-9a-f]{1,16}(?:\.[0-9a-f]{1,20})?)\]: /

/** Reads the DragonFly Mail Agent 0.9 to 0.13 through syslog or the journal. */
export function readLog(sink: LogSink): LineReader {
  const deliveries = new BoundedMap<string, Delivery>(8_192, () => sink.forgotten('messages', 1))
  const pending = createPendingFailures('dma', sink)
  const expiries = openExpiries(sink)

  function read(frame: Frame): boolean {
    const tag = frame.program === 'dma' ? null : TAG.exec(frame.message.slice(0, 320))
    if (frame.program !== 'dma' && tag === null) return false
    const id = tag?.[1] ?? String(frame.pid)
    const text = frame.message.slice(tag?.[0].length ?? 0)
    const open = deliveries.get(id)
    if (ofRecipient(frame.atMs, id, text, open)) return true
    if (open !== undefined && ofHost(frame.atMs, id, text, open)) return true
    if (/^mail to=<[^>]{0,320}> queued as /.test(text.slice(0, 360))) sink.queue('queued', frame.atMs)
    return true
  }

  /** `<a@b> trying delivery`, `<a@b> delivery successful` */
  function ofRecipient(atMs: number, id: string, text: string, open: Delivery | undefined): boolean {
    const found = /^<([^>]{0,320})> (trying delivery|delivery successful)/.exec(text.slice(0, 360))
    if (found === null) return false
    const [, recipient = '', word = ''] = found
    if (word === 'trying delivery') {
      if (open !== undefined) putOff(id, open)
      deliveries.set(ownString(id), begun(ownString(recipient)))
      return true
    }
    const delivery = open ?? begun(recipient)
    pending.healed(id, { mx: delivery.mx, address: delivery.address, encrypted: true })
    end(atMs, id, delivery, 'sent', '')
    return true
  }

  /** What happened with one host, or before any was found. */
  function ofHost(atMs: number, id: string, text: string, open: Delivery): boolean {
    const trying = /^trying remote delivery to (\S{1,255}) \[(\S{1,60})\]/.exec(text.slice(0, 360))
    if (trying !== null) {
      const [, mx = '', address = ''] = trying
      if (open.failure !== undefined) pending.add(id, { ...open, ...open.failure, tls: false })
      open.failure = undefined
      open.mx = ownString(mx)
      open.address = ownString(address)
      return true
    }
    const isFinal = /^remote delivery (?:to .{1,330} )?failed/.test(text.slice(0, 400))
    if (isFinal || text.startsWith('connect to ') || /^(?:remote|local) delivery deferred/.test(text)) {
      const reason = ownString(reasonOf(open, text).slice(0, 1_000))
      if (reason.includes('SSL handshake failed')) sink.tlsFailed(reason, atMs)
      open.failure = { atMs, reason, final: isFinal }
      return true
    }
    if (text.startsWith('delivery failed, bouncing as ')) {
      pending.failed(id)
      // What would pass bounces all the same when the message has waited too long.
      end(atMs, id, open, open.failure?.final === true ? 'bounced' : 'expired', open.failure?.reason ?? '')
      return true
    }
    return false
  }

  /** Another try of the same message begins, or the log ends: the last one came to nothing. */
  function putOff(id: string, open: Delivery): void {
    pending.failed(id)
    if (open.failure !== undefined) end(open.failure.atMs, id, open, 'deferred', open.failure.reason)
    else deliveries.delete(id)
  }

  function end(atMs: number, id: string, open: Delivery, status: AttemptStatus, reason: string): void {
    deliveries.delete(id)
    if (status !== 'deferred') sink.queue('removed', atMs)
    if (status === 'expired') expiries.tell(id, atMs)
    const { recipient, mx, address } = open
    sink.attempt(attemptOf({ software: 'dma', atMs, queueId: id, recipient, status, mx, address, reason }))
  }

  return {
    read,
    end() {
      for (const [id, open] of deliveries.entries()) putOff(id, open)
    },
  }
}

function begun(recipient: string): Delivery {
  return { recipient, mx: '', address: '', failure: undefined }
}

/** Where dma says "failed after …": the command that a reply answers, and what was under way when none came. */
const STAGES: Readonly<Record<string, readonly [command: string, underWay: string]>> = {
  connect: ['', 'receiving the initial server greeting'],
  'MAIL FROM': ['MAIL FROM', 'sending MAIL FROM'],
  'RCPT TO': ['RCPT TO', 'sending RCPT TO'],
  DATA: ['DATA', 'sending DATA command'],
  'final DATA': ['end of DATA', 'sending end of data'],
}

/** In the sentences that all our readers use: who said or did what, and at which stage. */
function reasonOf({ mx, address }: Delivery, text: string): string {
  // Said of the lines of the message alone (net.c, deliver_to_host()).
  if (text.startsWith('remote delivery deferred: write error'))
    return `lost connection with ${mx}[${address}] while sending message body`
  const found = /failed after ([A-Za-z ]{1,20}): (.{0,1000})/.exec(text.slice(0, 2_000))
  const [command, underWay] = rowOf(STAGES, found?.[1] ?? '') ?? []
  if (found === null || command === undefined || underWay === undefined)
    // Only what passes is said to be deferred: the name was looked up, and it is not there.
    return text.replace(
      /^remote delivery failed: DNS lookup failure: host (\S{1,255}) not found/,
      'DNS lookup of $1 failed: host not found',
    )
  const [, , words = ''] = found
  const host = `${mx}[${address}]`
  if (/^[245]\d\d[ -]/.test(words))
    return command === '' ? `host ${host} refused to talk to me: ${words}` : saidInReply(mx, address, words, command)
  // Without TLS, dma shows here what OpenSSL said last, whatever that was about: the stage is true, the words need not be.
  if (/time(?:d )?out/i.test(words)) return `conversation with ${host} timed out while ${underWay}`
  return `lost connection with ${host} while ${underWay}`
}
