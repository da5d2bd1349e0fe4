import { POSTFIX_FAILURES, TLS_FAILURES } from './postfix-reasons.table.ts'
import type { Failure } from './postfix-reasons.table.ts'
import type { Seeded } from './seeded.ts'
import { seeded } from './seeded.ts'
import type { Truth } from './truth.ts'
import { bump, countAttempt, noTruth } from './truth.ts'

export type PostfixDialect = '2.11' | '3.7' | '3.10' | '3.11'
export type PostfixFrame = 'rfc3164' | 'rfc3339'

export interface PostfixLogOptions {
  readonly seed: number
  readonly messages: number
  readonly dialect?: PostfixDialect
  readonly frame?: PostfixFrame
  readonly instance?: string
  readonly startMs?: number
  /** Milliseconds between two messages on average. */
  readonly everyMs?: number
  readonly domains?: number
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const LONG_ID = '0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz'

/** Writes a Postfix log line by line to `write`, and returns what is in it. */
export function writePostfixLog(options: PostfixLogOptions, write: (line: string) => void): Truth {
  const random = seeded(options.seed)
  const truth = noTruth()
  const dialect = options.dialect ?? '3.7'
  const instance = options.instance ?? 'postfix'
  const domains = options.domains ?? 40
  let nowMs = options.startMs ?? Date.UTC(2024, 4, 1)
  const queue: { id: string; domain: string; size: number }[] = []

  function line(daemon: string, pid: number, text: string): void {
    truth.lines++
    write(`${stampOf(nowMs, options.frame ?? 'rfc3164')} mail ${instance}/${daemon}[${pid}]: ${text}`)
  }

  function serverNoise(pid: number): void {
    const client = `unknown[198.51.100.${random.below(250)}]`
    const prefix = dialect === '3.10' || dialect === '3.11' ? 'NOQUEUE: ' : ''
    line('smtpd', pid, `connect from ${client}`)
    switch (random.below(9)) {
      case 0:
        line('smtpd', pid, `${prefix}lost connection after RCPT from ${client}`)
        truth.server.lost++
        break
      case 1:
        line('smtpd', pid, `${prefix}timeout after DATA (1024 bytes) from ${client}`)
        truth.server.timedOut++
        break
      case 2:
        line(
          'smtpd',
          pid,
          `NOQUEUE: reject: RCPT from ${client}: 554 5.7.1 <a@b.example>: Relay access denied; from=<x@y.example> to=<a@b.example> proto=ESMTP helo=<z>`,
        )
        truth.server.rejected++
        break
      case 3:
        line('smtpd', pid, `warning: ${client}: SASL LOGIN authentication failed: UGFzc3dvcmQ6`)
        truth.server.authFailed++
        break
      case 4:
        line('smtpd', pid, `SSL_accept error from ${client}: -1`)
        line(
          'smtpd',
          pid,
          'warning: TLS library problem: error:0A000076:SSL routines::no suitable signature algorithm:../ssl/t1_lib.c:3331:',
        )
        line('smtpd', pid, `${prefix}lost connection after STARTTLS from ${client}`)
        truth.server.tlsAcceptFailed++
        truth.server.lost++
        break
      case 5:
        line('smtpd', pid, `warning: Connection concurrency limit exceeded: 51 from ${client} for service smtp`)
        truth.server.connectionLimit++
        break
      case 6:
        line('postscreen', 77, `CONNECT from [198.51.100.9]:40312 to [192.0.2.25]:25`)
        line('postscreen', 77, `HANGUP after 2.2 from [198.51.100.9]:40312 in tests before SMTP handshake`)
        line('postscreen', 77, `DISCONNECT [198.51.100.9]:40312`)
        truth.server.postscreenHangup++
        break
      case 7:
        line('postscreen', 77, String.raw`PREGREET 14 after 0.02 from [198.51.100.8]:5122: EHLO win\r\n`)
        truth.server.postscreenPregreet++
        break
      default:
        line(
          'smtpd',
          pid,
          `Anonymous TLS connection established from ${client}: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256`,
        )
    }
    line('smtpd', pid, `disconnect from ${client} ehlo=1 quit=1 commands=2`)
  }

  function accept(): { id: string; domain: string; size: number } {
    const id = queueId(random, dialect)
    const domain = `d${random.below(domains)}.example`
    const pid = 2000 + random.below(40)
    const size = 500 + random.below(90_000)
    line('smtpd', pid, `connect from client.example[192.0.2.${random.below(250)}]`)
    line('smtpd', pid, `${id}: client=client.example[192.0.2.7], sasl_method=PLAIN, sasl_username=user@example.org`)
    line(
      'cleanup',
      1500 + random.below(20),
      `${id}: message-id=<${random.below(1e9)}.${random.below(1e9)}@client.example>`,
    )
    line('qmgr', 999, `${id}: from=<user@example.org>, size=${size}, nrcpt=1 (queue active)`)
    line('smtpd', pid, 'disconnect from client.example[192.0.2.7] ehlo=1 auth=1 mail=1 rcpt=1 data=1 quit=1 commands=6')
    truth.queue.queued++
    return { id, domain, size }
  }

  function deliver(message: { id: string; domain: string; size: number }): void {
    const pid = 3000 + random.below(60)
    const host = `mx${1 + random.below(3)}.${message.domain}`
    const address = `203.0.113.${1 + (message.domain.charCodeAt(1) % 250)}`
    const dice = random.next()
    if (dice < 0.04) return suspended(message)
    if (dice < 0.1) earlierMx(message, pid)
    const tlsDice = random.next()
    if (tlsDice < 0.03) return handshakeFails(message, pid, host, address)
    if (tlsDice < 0.6) {
      const version = random.pick(['TLSv1.3', 'TLSv1.2', 'TLSv1.3'])
      line(
        'smtp',
        pid,
        `Untrusted TLS connection established to ${host}[${address}]:25: ${version} with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)`,
      )
      bump(truth.tls.byVersion, version)
    }
    if (random.chance(0.15)) return fail(message, pid, host, address)
    sent(message, pid, host, address)
  }

  function outcome(
    message: { id: string; domain: string },
    pid: number,
    relay: string,
    clock: readonly [number, number],
    dsn: string,
    status: string,
    reason: string,
  ): void {
    const tls = dialect === '3.11' ? ', tls=may' : ''
    line(
      'smtp',
      pid,
      `${message.id}: to=<r${random.below(500)}@${message.domain}>, relay=${relay}, delay=${(clock[0] + clock[1] + 0.3).toFixed(1)}, delays=0.2/0.1/${clock[0]}/${clock[1]}${tls}, dsn=${dsn}, status=${status} (${reason})`,
    )
  }

  function sent(message: { id: string; domain: string }, pid: number, host: string, address: string): void {
    outcome(
      message,
      pid,
      `${host}[${address}]:25`,
      [0.4, 0.3],
      '2.0.0',
      'sent',
      `250 2.0.0 Ok: queued as ${queueId(random, dialect)}`,
    )
    countAttempt(truth, message.domain, 'sent')
    line('qmgr', 999, `${message.id}: removed`)
    truth.queue.removed++
  }

  function textOf(failure: Failure, domain: string, host: string, address: string): string {
    return failure.text.replaceAll('H[A]', `${host}[${address}]`).replaceAll('name=D ', `name=${domain} `)
  }

  function fail(
    message: { id: string; domain: string; size: number },
    pid: number,
    host: string,
    address: string,
  ): void {
    const failure = random.pick(POSTFIX_FAILURES)
    const reason = textOf(failure, message.domain, host, address)
    if (failure.text.startsWith('connect to')) line('smtp', pid, reason)
    outcome(
      message,
      pid,
      failure.relayNone === true ? 'none' : `${host}[${address}]:25`,
      failure.clock,
      failure.dsn,
      failure.status,
      reason,
    )
    countAttempt(truth, message.domain, failure.status, failure.symptom, failure.stage)
    settle(message, failure.status)
  }

  function settle(message: { id: string; domain: string; size: number }, status: 'deferred' | 'bounced'): void {
    if (status === 'bounced') {
      line('bounce', 4000, `${message.id}: sender non-delivery notification: ${queueId(random, dialect)}`)
      line('qmgr', 999, `${message.id}: removed`)
      truth.queue.removed++
    } else if (random.chance(0.05)) {
      line('qmgr', 999, `${message.id}: from=<user@example.org>, status=expired, returned to sender`)
      line('qmgr', 999, `${message.id}: removed`)
      truth.queue.expired++
      truth.queue.removed++
    } else if (queue.length < 200) queue.push(message)
    else queue[random.below(200)] = message
  }

  function earlierMx(message: { id: string; domain: string }, pid: number): void {
    const host = `mx9.${message.domain}`
    const outcome = random.below(2)
    if (outcome === 0) line('smtp', pid, `connect to ${host}[203.0.113.251]:25: Connection refused`)
    else
      line(
        'smtp',
        pid,
        `${message.id}: lost connection with ${host}[203.0.113.251] while receiving the initial server greeting`,
      )
    sent(message, pid, `mx1.${message.domain}`, '203.0.113.5')
    bump(truth.softFailures, outcome === 0 ? 'connect.refused@connect' : 'drop.lost@banner')
    // The message is out; what follows in the same process is another one.
    Object.assign(message, accept())
  }

  function handshakeFails(
    message: { id: string; domain: string; size: number },
    pid: number,
    host: string,
    address: string,
  ): void {
    const tls = random.pick(TLS_FAILURES)
    line('smtp', pid, `SSL_connect error to ${host}[${address}]:25: ${tls.how}`)
    if (tls.library !== undefined) line('smtp', pid, `warning: TLS library problem: ${tls.library}`)
    bump(truth.tls.failures, tls.symptom)
    if (random.chance(0.5)) {
      line('smtp', pid, `${message.id}: Cannot start TLS: handshake failure`)
      bump(truth.tls.plaintextFallbacks, tls.symptom)
      return sent(message, pid, host, address)
    }
    outcome(
      message,
      pid,
      `${host}[${address}]:25`,
      [0.4, 0],
      '4.7.5',
      'deferred',
      'Cannot start TLS: handshake failure',
    )
    countAttempt(truth, message.domain, 'deferred', tls.symptom, 'tls')
    settle(message, 'deferred')
  }

  function suspended(message: { id: string; domain: string; size: number }): void {
    line(
      'error',
      5000,
      `${message.id}: to=<r@${message.domain}>, relay=none, delay=400, delays=399/1/0/0.01, dsn=4.4.1, status=deferred (delivery temporarily suspended: connect to mx1.${message.domain}[203.0.113.7]:25: Connection timed out)`,
    )
    truth.suspended++
    settle(message, 'deferred')
  }

  for (let count = 0; count < options.messages; count++) {
    nowMs += random.below((options.everyMs ?? 3_000) * 2)
    if (random.chance(0.35)) serverNoise(2500 + random.below(50))
    if (queue.length > 0 && random.chance(0.15)) {
      const [message] = queue.splice(random.below(queue.length), 1)
      if (message !== undefined) {
        line('qmgr', 999, `${message.id}: from=<user@example.org>, size=${message.size}, nrcpt=1 (queue active)`)
        deliver(message)
      }
    } else deliver(accept())
    if (random.chance(0.01)) {
      truth.lines++
      truth.unknown++
      write(`### ${random.below(1e9)} this is no log line at all`)
    }
  }
  return truth
}

function stampOf(atMs: number, frame: PostfixFrame): string {
  const date = new Date(atMs)
  if (frame === 'rfc3339') return `${date.toISOString().slice(0, 23)}456+00:00`
  const time = date.toISOString().slice(11, 19)
  return `${MONTHS[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2, ' ')} ${time}`
}

function queueId(random: Seeded, dialect: PostfixDialect): string {
  if (dialect === '2.11') {
    let id = ''
    for (let index = 0; index < 11; index++) id += '0123456789ABCDEF'[random.below(16)]
    return id
  }
  let id = '4'
  for (let index = 0; index < 9; index++) id += LONG_ID[random.below(LONG_ID.length)]
  id += 'z'
  for (let index = 0; index < 5; index++) id += LONG_ID[random.below(LONG_ID.length)]
  return id
}
