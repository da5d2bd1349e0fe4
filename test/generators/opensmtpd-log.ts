import type { Dialect } from './mta-log.ts'
import { bump, countAttempt } from './truth.ts'

/** OpenSMTPD 7: one line an envelope. */
export const opensmtpdLog: Dialect = (message, random, truth, write) => {
  const session = String(message.number).padStart(16, '0')
  write(
    `${session} smtp message msgid=${session.slice(8)} size=${message.size} nrcpt=${message.recipients.length} proto=ESMTP`,
  )
  truth.queue.queued++
  const dice = random.next()
  if (dice < 0.4) {
    write(`${session} mta tls ciphers=TLSv1.3:TLS_AES_256_GCM_SHA384:256`)
    bump(truth.tls.byVersion, 'TLSv1.3')
  }
  for (const recipient of message.recipients) {
    const head = `${session} mta delivery evpid=${session} from=<s@home.example> to=<${recipient}> rcpt=<-> source="192.0.2.25" relay="${message.address} (${message.host})" delay=1s`
    if (dice < 0.6) {
      write(`${head} result="Ok" stat="250 2.0.0: accepted"`)
      countAttempt(truth, message.domain, 'sent')
    } else if (dice < 0.8) {
      write(`${head} result="TempFail" stat="452 4.2.2 Mailbox full"`)
      countAttempt(truth, message.domain, 'deferred', 'mailbox.full', 'rcpt')
    } else {
      write(`${head} result="PermFail" stat="550 5.1.1 User unknown"`)
      countAttempt(truth, message.domain, 'bounced', 'recipient.unknown', 'rcpt')
    }
  }
  if (random.chance(0.2)) {
    write(`${session} smtp disconnected reason=timeout`)
    truth.server.timedOut++
  }
}
