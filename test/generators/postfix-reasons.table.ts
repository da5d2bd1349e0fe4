/** What the Postfix client writes when a delivery fails. H is the host, A its address. */
export interface Failure {
  readonly text: string
  readonly symptom: string
  readonly stage: string
  readonly dsn: string
  readonly status: 'deferred' | 'bounced'
  readonly relayNone?: boolean
  /** delays= c and d. */
  readonly clock: readonly [number, number]
}

export const POSTFIX_FAILURES: readonly [Failure, ...Failure[]] = [
  {
    text: 'connect to H[A]:25: Connection timed out',
    symptom: 'connect.timeout',
    stage: 'connect',
    dsn: '4.4.1',
    status: 'deferred',
    relayNone: true,
    clock: [30, 0],
  },
  {
    text: 'connect to H[A]:25: Connection refused',
    symptom: 'connect.refused',
    stage: 'connect',
    dsn: '4.4.1',
    status: 'deferred',
    relayNone: true,
    clock: [0.1, 0],
  },
  {
    text: 'connect to H[A]:25: No route to host',
    symptom: 'connect.unreachable',
    stage: 'connect',
    dsn: '4.4.1',
    status: 'deferred',
    relayNone: true,
    clock: [3.1, 0],
  },
  {
    text: 'lost connection with H[A] while receiving the initial server greeting',
    symptom: 'drop.lost',
    stage: 'banner',
    dsn: '4.4.2',
    status: 'deferred',
    clock: [0.3, 0],
  },
  {
    text: 'lost connection with H[A] while performing the EHLO handshake',
    symptom: 'drop.lost',
    stage: 'ehlo',
    dsn: '4.4.2',
    status: 'deferred',
    clock: [0.3, 0],
  },
  {
    text: 'lost connection with H[A] while sending RCPT TO',
    symptom: 'drop.lost',
    stage: 'rcpt',
    dsn: '4.4.2',
    status: 'deferred',
    clock: [0.3, 0.2],
  },
  {
    text: 'lost connection with H[A] while sending message body',
    symptom: 'drop.lost',
    stage: 'body',
    dsn: '4.4.2',
    status: 'deferred',
    clock: [0.3, 2.2],
  },
  {
    text: 'conversation with H[A] timed out while sending message body',
    symptom: 'drop.timeout',
    stage: 'body',
    dsn: '4.4.2',
    status: 'deferred',
    clock: [0.4, 180],
  },
  {
    text: 'conversation with H[A] timed out while receiving the initial server greeting',
    symptom: 'drop.timeout',
    stage: 'banner',
    dsn: '4.4.2',
    status: 'deferred',
    clock: [300, 0],
  },
  {
    text: 'conversation with H[A] timed out while sending end of data -- message may be sent more than once',
    symptom: 'drop.timeout',
    stage: 'dot',
    dsn: '4.4.2',
    status: 'deferred',
    clock: [0.4, 600],
  },
  {
    text: 'host H[A] said: 450 4.2.0 <r@x>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/x.html (in reply to RCPT TO command)',
    symptom: 'greylist',
    stage: 'rcpt',
    dsn: '4.2.0',
    status: 'deferred',
    clock: [0.3, 0.4],
  },
  {
    text: 'host H[A] said: 550 5.1.1 <r@x>: Recipient address rejected: User unknown in local recipient table (in reply to RCPT TO command)',
    symptom: 'recipient.unknown',
    stage: 'rcpt',
    dsn: '5.1.1',
    status: 'bounced',
    clock: [0.3, 0.4],
  },
  {
    text: 'host H[A] said: 552 5.2.2 Mailbox full (in reply to RCPT TO command)',
    symptom: 'mailbox.full',
    stage: 'rcpt',
    dsn: '5.2.2',
    status: 'bounced',
    clock: [0.3, 0.4],
  },
  {
    text: 'Host or domain name not found. Name service error for name=D type=MX: Host not found, try again',
    symptom: 'dns.tempfail',
    stage: 'dns',
    dsn: '4.4.3',
    status: 'deferred',
    relayNone: true,
    clock: [20, 0],
  },
  {
    text: 'Host or domain name not found. Name service error for name=D type=AAAA: Host not found',
    symptom: 'dns.nxdomain',
    stage: 'dns',
    dsn: '5.4.4',
    status: 'bounced',
    relayNone: true,
    clock: [0.1, 0],
  },
]

/** Handshakes that die: what the client and the library write, and what it means. */
export const TLS_FAILURES: readonly [
  { readonly how: string; readonly library?: string; readonly symptom: string },
  ...{ readonly how: string; readonly library?: string; readonly symptom: string }[],
] = [
  { how: 'lost connection', symptom: 'tls.handshake.eof' },
  { how: 'Connection reset by peer', symptom: 'tls.handshake.reset' },
  { how: 'Connection timed out', symptom: 'tls.handshake.timeout' },
  {
    how: '-1',
    library: 'error:0A000102:SSL routines::unsupported protocol:../ssl/statem/statem_lib.c:1987:',
    symptom: 'tls.handshake.version',
  },
]
