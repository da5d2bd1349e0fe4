import type { Dialect } from './mta-log.ts'
import { countAll } from './mta-log.ts'
import { bump } from './truth.ts'

const DEFERRALS: readonly [
  readonly [string, string, string, string],
  ...(readonly [string, string, string, string])[],
] = [
  ['Deferred: Connection timed out with HOST.', 'connect.timeout', 'connect', '4.0.0'],
  ['Deferred: Connection refused by HOST.', 'connect.refused', 'connect', '4.0.0'],
  ['Deferred: 452 4.2.2 Mailbox full', 'mailbox.full', 'rcpt', '4.2.2'],
]

/** Sendmail 8.17: one line for all recipients of one mailer call. */
export const sendmailLog: Dialect = (message, random, truth, write) => {
  const id = `4410${String(message.number).padStart(10, '0')}`
  const to = message.recipients.map((recipient) => `<${recipient}>`).join(',')
  const tail = `relay=${message.host}. [${message.address}]`
  write(
    `${id}: from=<s@home.example>, size=${message.size}, class=0, nrcpts=${message.recipients.length}, msgid=<x@home.example>, proto=ESMTP, daemon=MTA, relay=client [192.0.2.9]`,
  )
  truth.queue.queued++
  const dice = random.next()
  if (dice < 0.5) {
    write(
      `STARTTLS=client, relay=${message.host}., version=TLSv1.3, verify=OK, cipher=TLS_AES_256_GCM_SHA384, bits=256/256`,
    )
    bump(truth.tls.byVersion, 'TLSv1.3')
    write(
      `${id}: to=${to}, ctladdr=<s@home.example> (1000/1000), delay=00:00:02, xdelay=00:00:01, mailer=esmtp, pri=121500, ${tail}, dsn=2.0.0, stat=Sent (Ok: queued as 1)`,
    )
    countAll(truth, message, { status: 'sent' })
  } else if (dice < 0.6) {
    write(
      `STARTTLS=client, error: connect failed=-1, reason=unsupported protocol, SSL_error=1, errno=0, retry=-1, relay=${message.host}`,
    )
    write('STARTTLS=client: 103:error:0A000102:SSL routines::unsupported protocol:../ssl/statem/statem_lib.c:1987:')
    bump(truth.tls.failures, 'tls.handshake.version')
    write(
      `${id}: to=${to}, delay=00:00:01, xdelay=00:00:01, mailer=esmtp, pri=30700, ${tail}, dsn=4.7.0, stat=Deferred: 403 4.7.0 TLS handshake failed.`,
    )
    countAll(truth, message, { status: 'deferred', symptom: 'tls.handshake.version', stage: 'tls' })
    return
  } else if (dice < 0.85) {
    const [text, symptom, stage, dsn] = random.pick(DEFERRALS)
    write(
      `${id}: to=${to}, delay=00:05:00, xdelay=00:05:00, mailer=esmtp, pri=30700, ${tail}, dsn=${dsn}, stat=${text.replace('HOST', message.host)}`,
    )
    countAll(truth, message, { status: 'deferred', symptom, stage })
    return
  } else {
    write(
      `${id}: to=${to}, delay=00:00:01, xdelay=00:00:00, mailer=esmtp, pri=30700, ${tail}, dsn=5.1.1, stat=User unknown`,
    )
    countAll(truth, message, { status: 'bounced', symptom: 'recipient.unknown', stage: 'rcpt' })
  }
  write(`${id}: done; delay=00:00:02, ntries=1`)
  truth.queue.removed++
  if (random.chance(0.2)) {
    write('4410003e000105: lost input channel from [198.51.100.74] to MTA after rcpt')
    truth.server.lost++
  }
}
