import type { Dialect } from './mta-log.ts'
import { countAll } from './mta-log.ts'
import { bump, countAttempt } from './truth.ts'

const DEFERRALS: readonly [readonly [string, string, string], ...(readonly [string, string, string])[]] = [
  ['defer (-18) H=HOST [ADDR]: Remote host closed connection in response to initial connection', 'drop.lost', 'banner'],
  [
    'defer (-18) H=HOST [ADDR]: Remote host closed connection in response to EHLO mail.home.example',
    'drop.lost',
    'ehlo',
  ],
  ['defer (-18) H=HOST [ADDR]: Remote host closed connection in response to end of data', 'drop.lost', 'dot'],
  [
    'defer (110): Connection timed out H=HOST [ADDR]: SMTP timeout after end of data (483 bytes written)',
    'drop.timeout',
    'dot',
  ],
  [
    'defer (-44) H=HOST [ADDR]: SMTP error from remote mail server after RCPT TO:<a@b.example>: 452 4.2.2 Mailbox full',
    'mailbox.full',
    'rcpt',
  ],
]

/** Exim's main log: ids of 23 characters since 4.97, of 16 before. */
export const eximLog = dialect(
  (number, tail) => `1r${String(number).padStart(4, '0').slice(-4)}-0000${String(number).padStart(7, '0')}-00${tail}`,
)
export const eximLog496 = dialect(
  (number, tail) =>
    `1s${String(number % 10_000).padStart(4, '0')}-${String(Math.floor(number / 10_000)).padStart(6, '0')}-${tail}`,
)

function dialect(idOf: (number: number, tail: number) => string): Dialect {
  return (message, random, truth, write) => {
    const id = idOf(message.number, random.below(90) + 10)
    const host = `H=${message.host} [${message.address}]`
    const route = 'R=dnslookup T=remote_smtp'
    const fill = (text: string): string => text.replace('HOST', message.host).replace('ADDR', message.address)
    write(
      `${id} <= s@home.example H=client [192.0.2.9] P=esmtpsa X=TLS1.3:TLS_AES_256_GCM_SHA384:256 S=${message.size} id=x@home.example`,
    )
    truth.queue.queued++
    const dice = random.next()
    if (dice < 0.1) {
      write(`${id} H=mx0.${message.domain} [203.0.113.251]: Connection timed out`)
      bump(truth.softFailures, 'connect.timeout@connect')
    }
    if (dice < 0.5) {
      message.recipients.forEach((recipient, index) =>
        write(
          `${id} ${index === 0 ? '=>' : '->'} ${recipient} ${route} ${host} X=TLS1.2:ECDHE_RSA_AES_256_GCM_SHA384:256 CV=yes C="250 2.0.0 Ok"`,
        ),
      )
      bump(truth.tls.byVersion, 'TLSv1.2')
      countAll(truth, message, { status: 'sent' })
    } else if (dice < 0.6) {
      write(
        `${id} TLS session: (gnutls_handshake): The TLS connection was non-properly terminated.: delivering unencrypted to ${host} (not in hosts_require_tls)`,
      )
      bump(truth.tls.failures, 'tls.handshake.eof')
      bump(truth.tls.plaintextFallbacks, 'tls.handshake.eof')
      message.recipients.forEach((recipient, index) =>
        write(`${id} ${index === 0 ? '=>' : '->'} ${recipient} ${route} ${host} C="250 ok"`),
      )
      countAll(truth, message, { status: 'sent' })
    } else if (dice < 0.8) {
      const [text, symptom, stage] = random.pick(DEFERRALS)
      for (const recipient of message.recipients) write(`${id} == ${recipient} ${route} ${fill(text)}`)
      countAll(truth, message, { status: 'deferred', symptom, stage })
      for (const recipient of message.recipients)
        write(`${id} == ${recipient} ${route} defer (-53): retry time not reached for any host for '${message.domain}'`)
      truth.suspended += message.recipients.length
      return
    } else {
      for (const recipient of message.recipients) {
        write(
          `${id} ** ${recipient} ${route} ${host}: SMTP error from remote mail server after RCPT TO:<${recipient}>: 550 5.1.1 User unknown`,
        )
        countAttempt(truth, message.domain, 'bounced', 'recipient.unknown', 'rcpt')
      }
    }
    write(`${id} Completed`)
    truth.queue.removed++
    if (random.chance(0.2)) {
      write('unexpected disconnection while reading SMTP command from (x) [198.51.100.2] D=1s')
      truth.server.lost++
    }
  }
}
