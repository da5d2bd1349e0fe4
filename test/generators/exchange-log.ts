import type { Seeded } from './seeded.ts'
import { seeded } from './seeded.ts'
import type { Truth } from './truth.ts'
import { bump, countAttempt, noTruth } from './truth.ts'

const HEADER = [
  '#Software: Microsoft Exchange Server',
  '#Version: 15.0.0.0',
  '#Log-type: SMTP Send Protocol Log',
  '#Date: 2024-05-01T00:00:00.000Z',
  '#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context',
]

/** A Send protocol log whose sessions interleave row by row; the header stands again in the middle, as after a restart. */
export function writeExchangeSendLog(
  options: { readonly seed: number; readonly messages: number },
  emit: (line: string) => void,
): Truth {
  const random = seeded(options.seed)
  const truth = noTruth()
  const write = (line: string): void => {
    truth.lines++
    emit(line)
  }
  const open: { rows: string[] }[] = []
  let atMs = Date.UTC(2024, 4, 1)
  const advance = (): void => {
    const at = random.below(open.length)
    const session = open[at]
    const row = session?.rows.shift()
    if (row === undefined) open.splice(at, 1)
    else write(`${new Date((atMs += random.below(50))).toISOString()},${row}`)
  }
  HEADER.forEach(write)
  for (let number = 1; number <= options.messages; number++) {
    open.push({ rows: sessionRows(number, random, truth) })
    while (open.length > 8) advance()
    if (number === Math.floor(options.messages / 2)) HEADER.forEach(write)
  }
  while (open.length > 0) advance()
  return truth
}

function sessionRows(number: number, random: Seeded, truth: Truth): string[] {
  const domain = `d${random.below(20)}.example`
  const id = `08DA${String(number).padStart(12, '0')}`
  // Every session has a peer address of its own, so that no session is taken for another's second try.
  const ends = `192.0.2.25:${10_000 + (number % 50_000)},10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}:25`
  const rows: string[] = []
  const row = (event: string, data: string, context = ''): void => {
    rows.push(`Internet,${id},${rows.length},${ends},${event},${data},${context}`)
  }
  row('+', '')
  const dice = random.next()
  if (dice < 0.1) {
    row('-', '', 'Remote(SocketError)')
    countAttempt(truth, '', 'deferred', 'drop.lost', 'banner')
    return rows
  }
  row('<', `220 mx.${domain} ESMTP`)
  row('>', 'EHLO mail.home.example')
  row('<', `250  mx.${domain} Hello SIZE 37748736 PIPELINING STARTTLS`)
  if (dice < 0.6) {
    row('>', 'STARTTLS')
    row('<', '220 2.0.0 Ready')
    if (dice < 0.2) {
      row('*', '', 'TLS negotiation failed with error SocketError')
      row('-', '', 'Remote')
      bump(truth.tls.failures, 'tls.handshake.eof')
      countAttempt(truth, '', 'deferred', 'tls.handshake.eof', 'tls')
      return rows
    }
    row(
      '*',
      '',
      '"TLS protocol SP_PROT_TLS1_2_CLIENT negotiation succeeded using bulk encryption algorithm CALG_AES_256"',
    )
    bump(truth.tls.byVersion, 'TLSv1.2')
  }
  row('>', 'MAIL FROM:<s@home.example>')
  row('>', `RCPT TO:<a@${domain}>`)
  row('>', `RCPT TO:<b@${domain}>`)
  row('<', '250 2.1.0 Ok')
  row('<', '250 2.1.5 Ok')
  if (dice > 0.9) {
    row('-', '', 'Remote(ConnectionReset)')
    for (const _ of ['a', 'b']) countAttempt(truth, domain, 'deferred', 'drop.lost', 'rcpt')
    return rows
  }
  row('<', '550 5.1.1 User unknown')
  countAttempt(truth, domain, 'bounced', 'recipient.unknown', 'rcpt')
  row('>', 'DATA')
  row('<', '354 Go')
  row('<', '250 2.0.0 Ok: queued')
  countAttempt(truth, domain, 'sent')
  row('>', 'QUIT')
  row('<', '221 Bye')
  row('-', '', 'Local')
  return rows
}
