import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'

const KUMO = 'KumoMTA internal: failed to connect to any candidate hosts: '
const RELATED =
  'All failures are related to OpportunisticInsecure STARTTLS. Consider setting enable_tls=Disabled for this site. '
const HANDSHAKE = 'mx.example.net./192.0.2.4:25: EHLO after OpportunisticInsecure STARTTLS handshake status: failed: '

/** What a relay says itself of its next hop, and recommends before it, in the words of its source. */
test.each([
  [
    'what KumoMTA recommends is not what failed',
    `400 ${KUMO}${RELATED}${HANDSHAKE}tls handshake eof`,
    'tls.handshake.eof',
  ],
  [
    'a reset of the kernel in a handshake of KumoMTA',
    `${KUMO}${RELATED}${HANDSHAKE}Connection reset by peer (os error 104)`,
    'tls.handshake.reset',
  ],
  ['an alert without the advice', `${KUMO}${HANDSHAKE}received fatal alert: ProtocolVersion`, 'tls.handshake.version'],
  [
    'OpenSMTPD, which could not ask for such a name',
    'smtp-out: Failed to resolve MX for relay [relay:example.net]: Invalid domain name',
    'route.failed',
  ],
  [
    'OpenSMTPD, which asked for a name that does not exist',
    'smtp-out: Failed to resolve MX for relay [relay:example.net]: Domain does not exist',
    'dns.nxdomain',
  ],
  [
    'Exchange, which was answered in no SMTP',
    'Diagnostic-Code: smtp; 421 4.4.0 Remote server response was not RFC conformant',
    'protocol.malformed',
  ],
  [
    'Domino, which connected to nobody',
    'Router: Failed to connect to SMTP host MX.EXAMPLE.NET because: The server is not responding.',
    'connect.timeout',
  ],
  [
    'who could not reach the dialogue was connected',
    'could not connect session: the server mx.example.net is not responding to EHLO',
    'drop.timeout',
  ],
  [
    'Go, which met the octets of a TLS alert',
    String.raw`textproto: short response: \x15\x03\x01`,
    'tls.handshake.notls',
  ],
  ['stunnel, between two that talk', 'stunnel: LOG3[5]: Peer unexpectedly shut down SSL', 'drop.lost'],
  [
    'msmtp, which cannot set what it was told to',
    'msmtp: cannot initialize TLS session: error setting TLS priorities',
    'tls.local.ciphers',
  ],
  ["qmail's own program", 'delivery 12: deferral: qmail-remote_crashed./', 'local.delivery'],
  [
    'Maddy, whose error says more than its kind',
    'queue: delivery attempt failed {"reason":"remote connection error","remote_server":"mx.example.net.","smtp_code":451,"smtp_msg":"Unable to connect to the remote server: dial tcp 192.0.2.7:25: connect: connection refused"}',
    'connect.refused',
  ],
  [
    "IronPort, with its system's error",
    'Info: Connection Error: DCID 44 domain: example.org IP: 192.0.2.7 port: 25 details: [Errno 61] Connection refused interface: 10.0.0.10 reason: network error',
    'connect.refused',
  ],
  [
    'Halon, in the form of a reply',
    'Diagnostic-Code: smtp; 400 Could not connect to [example.net->MX]:25',
    'connect.failed',
  ],
  [
    'GreenArrow, whose fields hold numbers',
    'deferral: to: bob@example.net toid: 71 toip: 192.0.2.26 mid: 2709 time: 431 status: Remote side closed connection during MAIL FROM',
    'drop.lost',
  ],
  ["AIX's error of a route", 'Deferred: A route to the remote host is not available.', 'connect.unreachable'],
  [
    'a read of Rust’s whose time ran out, above a web request',
    'SMTP IO error: Resource temporarily unavailable (os error 11)\n[response][INFO] POST /admin/test/smtp (test_smtp) => 400 Bad Request',
    'drop.timeout',
  ],
  [
    'MailKit, whose socket did not connect in time',
    'System.TimeoutException: The operation has timed out.\n   at MailKit.Net.SocketUtils.ConnectAsync(String host, Int32 port)\n   at MailKit.MailService.ConnectSocket(String host)',
    'connect.timeout',
  ],
  [
    'Netscape’s mail server, which reached nobody',
    'Your message was not delivered because the destination computer was not reachable within the allowed queue period. Host mx.example.net is not responding.',
    'connect.failed',
  ],
  ['Gmail, which found no such domain', 'DNS Error: Domain name not found', 'dns.nxdomain'],
  ['a client that asks for TLS twice', 'SMTP connection error: Connection already using TLS', 'tls.local.config'],
  [
    'Postfix, which asked the next hop about a recipient',
    '450 4.1.1 <bob@example.net>: Recipient address rejected: unverified address: lost connection with mx.example.net[192.0.2.7] while sending RCPT TO',
    'drop.lost',
  ],
  [
    'Domino, whose name server knows no such host',
    'Router: Failed to connect to SMTP host MX.EXAMPLE.NET because: The remote server is not a known TCP/IP host.',
    'dns.nxdomain',
  ],
  [
    'Domino, which moved nothing',
    'Router: No messages transferred to EXAMPLE.NET (host MX.EXAMPLE.NET) via SMTP: The server is not responding.',
    'connect.timeout',
  ],
  [
    'IronPort, whose stream ended',
    'Info: Connection Error: DCID 4473 domain: example.net IP: 192.0.2.4 port: 25 details: EOF interface: 198.51.100.9 reason: network error',
    'drop.lost',
  ],
  ['IronPort, which had another answer than 220', 'Warning: DCID 4476 TLS STARTTLS unexpected response', 'tls.refused'],
  ['Exchange, which was refused', 'smtp;421 4.4.1 Connection refused', 'connect.refused'],
  [
    'Exchange Online, whose handshake was reset',
    '450 4.4.317 Cannot connect to remote server [Message=TLS negotiation failed with 10054]',
    'tls.handshake.reset',
  ],
  ['who waits no longer has not given up the mail', 'gave up waiting for 220 greeting after 60 s', 'drop.timeout'],
  [
    'a report that has its reason behind a label',
    'The following addresses had delivery problems:\n   Reason: connection reset by peer',
    'drop.lost',
  ],
  ['a status of two words', 'MTA-OUT 4411 bob@example.net TEMPFAIL conn-refused mx.example.net', 'connect.refused'],
  ['a status of a time', 'MTA-OUT 4411 bob@example.net TEMPFAIL conn-timeout mx.example.net', 'connect.timeout'],
  ['a status and its step', 'MTA-OUT 4411 bob@example.net TEMPFAIL peer-reset(RCPT) mx.example.net', 'drop.lost'],
  ['a field for the end', 'deliver: host=mx.example.net phase=mail result=disconnect elapsed=0.2s', 'drop.lost'],
  [
    'segments that nobody acknowledges',
    'smtp-relay: no ACK from 192.0.2.7 for 120 s, aborting transfer',
    'drop.timeout',
  ],
  [
    'who was idle, where no server says so',
    'job 18 via mx.example.net -> ABORT (inactivity 300s) at stage BODY',
    'drop.timeout',
  ],
  [
    'hosts that all refused',
    'job 18 to <bob@example.net> -> RETRY (no MX reachable: mx1 refused, mx2 refused)',
    'connect.refused',
  ],
  ['a scanner of ours', 'Undelivered: our own virus filter at 127.0.0.1:10024 does not respond', 'local.filter'],
  [
    'a web server behind the port',
    'smtp_out: 192.0.2.7: protocol error in read_banner: "HTTP/1.1 400 Bad Request"',
    'protocol.malformed',
  ],
  [
    'an attempt that was turned away',
    'Session to smtp.example.org never established: connection rejected',
    'connect.refused',
  ],
  ['a SYN without an answer', 'mx.example.net: peer does not answer to SYN', 'connect.timeout'],
  [
    'Exchange 2003, whose time was up',
    'Could not deliver the message in the time limit specified. Please retry or contact your administrator.\n<exch.example.com #4.4.7>',
    'expired',
  ],
  [
    'a class that names what was not found',
    'Action: failed\nStatus: 5.0.0\nDiagnostic-Code: error; NoMxHostFoundException: null',
    'dns.nomx',
  ],
  [
    'libuv, whose number says more than the code',
    '{"errno":-3008,"code":"EDNS","syscall":"getaddrinfo","hostname":"smtp.example.net","command":"CONN"}',
    'dns.nxdomain',
  ],
  [
    'Postfix, which was set up wrongly',
    'fatal: config variable inet_interfaces: host not found: 10.0.0.1:2525',
    'local.config',
  ],
  [
    'PHPMailer, which shows its own side alone',
    'CLIENT -> SERVER: STARTTLS\nSMTP Error: Could not connect to SMTP host.\nCLIENT -> SERVER: QUIT',
    'tls.handshake.alert',
  ],
  ['Mailgun, which keeps a list', '605 Not delivering to previously bounced address', 'local.config'],
  [
    'Amazon SES, which keeps one too',
    'Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address.',
    'local.config',
  ],
  [
    'SendGrid, which asked the DNS',
    '400 unable to get mx info: failed to get IPs from PTR record: lookup <nil>: unrecognized address',
    'dns.tempfail',
  ],
  ['OpenSMTPD, whose connection was refused', 'mta error reason=IO Error: Connection refused', 'connect.refused'],
  ['OpenSMTPD, whose connection was reset', 'mta error reason=IO Error: Connection reset by peer', 'drop.lost'],
  ["Exchange's own question to the DNS", 'DNS connectivity problem: 4.4.0 DnsQuery ErrorTimeout', 'dns.tempfail'],
  ['curl, which was answered in no SMTP', 'curl: (8) Weird server reply', 'protocol.malformed'],
  [
    'Microsoft 365 names a status of the DNS as a constant',
    '450 4.4.312 DNS query failed [Message=DnsDomainDoesNotExist]',
    'dns.nxdomain',
  ],
])('%s', (_, text, symptom) => {
  const reading = readText(text)
  expect([reading.speaker, reading.symptom]).toEqual(['us', symptom])
})

test('a record names the phase of the session in a field', () => {
  const record = '{"level":"error","component":"smtp","phase":"mail_from","err":"unexpected EOF","mx":"mx.example.org"}'
  expect(readText(record)).toMatchObject({ symptom: 'drop.lost', stage: 'mail' })
})

test('what stands behind PowerMTA’s status is the receiver’s', () => {
  const record =
    'tq,2015-03-07 06:28:50+0000,,,,,,4.5.0 (unknown protocol-related status),smtp;421 4.4.1 Connection timed out,mx.example.net'
  expect(readText(record)).toMatchObject({ speaker: 'peer', symptom: 'reply.421.idletimeout' })
})

test('Ruby quotes the reply that it did not expect', () => {
  expect(readText('Net::SMTPUnknownError: could not get 3xx (550: 550 5.1.1 User unknown)')).toMatchObject({
    speaker: 'peer',
    symptom: 'recipient.unknown',
  })
})

test('a client that says its domain name is invalid is refused, and asked nothing of the DNS', () => {
  expect(readText('550 5.1.8 Invalid domain name in sender address')).toMatchObject({
    speaker: 'peer',
    symptom: 'sender.domain',
  })
})
