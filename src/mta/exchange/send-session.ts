import { ownString } from '../../wire/syslog/latin1.ts'
import { attemptOf, saidInReply } from '../attempt-line.ts'
import { tlsVersion } from '../field-text.ts'
import type { AttemptStatus, LogSink } from '../log-event.ts'
import { domainOf } from '../log-event.ts'
import { addressIn, STAGE_WORDS, stageOfCommand, type SendStage } from './send-stage.ts'

/** One row of the Send protocol log. `event`: `>` said, `<` heard, `*` information, `-` disconnected. */
export interface SendStep {
  readonly atMs: number
  readonly event: string
  readonly data: string
  readonly context: string
}

/** One session of the Send protocol log, followed command by command. */
export interface SendSession {
  endpoints(remote: string, local: string): void
  step(step: SendStep): void
  /** The session is over: what was under way died with it. */
  finish(): void
  address(): string
  delivered(): boolean
  /** Domains whose mail was taken. */
  served(): ReadonlySet<string>
  atMs(): number
  encrypted(): boolean
  /** The handshake failed before any message was offered: the next session may go without TLS. */
  endedByTls(): boolean
  countAsFailed(): void
  countAsHealed(): void
}

const RECIPIENT_LIMIT = 10_000

/** `id`: the session's, which stands where others have a queue id. */
export function createSendSession(id: string, sink: LogSink): SendSession {
  let mx = ''
  let address = ''
  let source = ''
  let atMs = Number.NaN
  let delivered = false
  /** Some message of the session has its outcome. */
  let told = false
  let encrypted = false
  let tlsError = ''
  let died = ''
  let goodbye = false
  /** Commands whose replies are still to come, in their order: Exchange pipelines. */
  let waiting: SendStage[] = ['banner']
  let unanswered: string[] = []
  let accepted: string[] = []
  let inMail = false
  let trouble = ''

  const served = new Set<string>()

  function attempt(recipient: string, status: AttemptStatus, reason: string): void {
    told = true
    if (status === 'sent' && served.size < 1_000) served.add(domainOf(recipient))
    sink.attempt(
      attemptOf({
        software: 'exchange',
        atMs,
        queueId: id,
        recipient,
        status,
        mx,
        address,
        reason,
        source,
      }),
    )
  }

  function endTransaction(): void {
    inMail = false
    accepted = []
    unanswered = []
  }

  function all(status: AttemptStatus, reason: string): void {
    const recipients = [...accepted, ...unanswered]
    if (recipients.length === 0) attempt('', status, reason)
    for (const recipient of recipients) attempt(recipient, status, reason)
    endTransaction()
  }

  function command(text: string): void {
    const stage = stageOfCommand(text)
    // Base64 of an AUTH exchange, certificate data: no command.
    if (stage === undefined) return
    if (stage === 'quit') goodbye = true
    else if (stage === 'mail') {
      endTransaction()
      inMail = true
    } else if (stage === 'rcpt' && unanswered.length + accepted.length < RECIPIENT_LIMIT)
      unanswered.push(addressIn(text))
    waiting.push(stage)
  }

  function reply(text: string): void {
    if (/^\d{3}-/.test(text)) return
    const code = Number.parseInt(text.slice(0, 3), 10)
    if (Number.isNaN(code)) return
    const stage = waiting.shift() ?? 'idle'
    const status: AttemptStatus = code >= 500 ? 'bounced' : 'deferred'
    const failed = code >= 400
    switch (stage) {
      case 'banner':
        mx = mx === '' ? bannerHost(text) : mx
        if (failed) trouble = `host ${mx === '' ? 'unknown' : mx}[${address}] refused to talk to me: ${text}`
        break
      case 'ehlo':
        if (failed) refuse(text, 'EHLO')
        break
      case 'starttls':
        if (failed) refuse(text, 'STARTTLS')
        else waiting.push('tls')
        break
      case 'mail':
        if (failed) all(status, saidInReply(mx, address, text, 'MAIL FROM'))
        break
      case 'rcpt': {
        const next = unanswered.shift()
        // The sender was refused, and all its recipients with it: what answers them tells nothing more.
        if (next === undefined && !inMail) break
        const recipient = next ?? ''
        if (!failed) accepted.push(recipient)
        else {
          attempt(recipient, status, saidInReply(mx, address, text, 'RCPT TO'))
          if (accepted.length + unanswered.length === 0) inMail = false
        }
        break
      }
      case 'data':
        if (code === 354) waiting.unshift('dot')
        else if (failed && accepted.length > 0) all(status, saidInReply(mx, address, text, 'DATA'))
        break
      case 'dot':
        if (failed) all(status, saidInReply(mx, address, text, 'end of DATA'))
        else {
          delivered = accepted.length > 0 || delivered
          for (const recipient of accepted) attempt(recipient, 'sent', '')
          endTransaction()
        }
        break
      case 'bdat':
        if (failed && inMail) all(status, saidInReply(mx, address, text, 'DATA'))
        break
      default:
        if (failed && code === 421) refuse(text, '')
        break
    }
  }

  function refuse(text: string, verb: string): void {
    trouble = saidInReply(mx, address, text, verb)
  }

  function information(step: SendStep): void {
    const text = `${step.data} ${step.context}`.trim()
    if (/TLS negotiation failed/i.test(text)) {
      tlsError = text
      sink.tlsFailed(text, step.atMs)
      waiting = waiting.filter((stage) => stage !== 'tls')
    } else if (/TLS protocol .* negotiation succeeded/i.test(text)) {
      encrypted = true
      sink.tlsEstablished(tlsVersion(text.slice(text.indexOf('TLS protocol') + 13)), step.atMs)
      waiting = waiting.filter((stage) => stage !== 'tls')
    } else if (/failed to connect|unable to connect|winsock|socket error/i.test(text)) trouble = text
  }

  function lastWords(context: string): string {
    const how = /Timed ?Out/i.test(context) ? 'timed out' : 'lost'
    const stage = waiting[0]
    if (stage === undefined && !inMail) return ''
    const where = STAGE_WORDS[stage ?? 'rcpt']
    const who = address === '' ? mx : `${mx === '' ? 'unknown' : mx}[${address}]`
    return how === 'lost'
      ? `lost connection with ${who} while ${where}`
      : `conversation with ${who} timed out while ${where}`
  }

  return {
    endpoints(remote, local) {
      if (remote !== '' && remote !== address) address = ownString(remote)
      if (local !== '' && local !== source) source = ownString(local)
    },
    step(step) {
      atMs = step.atMs
      if (step.event === '>') command(step.data)
      else if (step.event === '<') reply(step.data)
      else if (step.event === '*') information(step)
      else if (step.event === '-') died = `${step.context} ${step.data}`
    },
    finish() {
      if (goodbye && !inMail) {
        if (trouble !== '' && !told) attempt('', 'deferred', trouble)
        return
      }
      if (trouble !== '' && (inMail || !told)) return all('deferred', trouble)
      if (tlsError !== '' && !inMail) return attempt('', 'deferred', tlsError)
      const words = lastWords(died)
      if (words !== '' && (inMail || !told)) all('deferred', words)
    },
    address: () => address,
    delivered: () => delivered,
    served: () => served,
    atMs: () => atMs,
    encrypted: () => encrypted,
    endedByTls: () => tlsError !== '' && !inMail && !delivered,
    countAsFailed: () => attempt('', 'deferred', tlsError),
    countAsHealed() {
      sink.earlier({
        software: 'exchange',
        atMs,
        queueId: id,
        healed: 'in-clear',
        mx,
        address,
        reason: tlsError,
        evidence: '',
      })
    },
  }
}

/** The name that a banner begins with: a number is a code, and a word without a dot is a word. */
function bannerHost(text: string): string {
  return (/^\d{3}[ -]((?:[\w-]{1,63}\.){1,10}[A-Za-z][\w-]{0,62})(?: |$)/.exec(text)?.[1] ?? '').toLowerCase()
}
