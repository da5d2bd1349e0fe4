import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

it.each([
  [
    'remote delivery deferred: mx.example.org [192.0.2.25] failed after final DATA: Connection reset by peer',
    'drop.lost',
    'dot',
  ],
  [
    'remote delivery deferred: mx.example.org [192.0.2.25] failed after RCPT TO: 450 4.2.0 Greylisted',
    'greylist',
    'rcpt',
  ],
  [
    'remote delivery deferred: mx.example.org [192.0.2.25] failed after connect: invalid syntax in reply from server',
    'protocol.malformed',
    'banner',
  ],
  ['remote delivery failed: DNS lookup failure: host example.org not found', 'dns.nxdomain', 'dns'],
  ['remote delivery deferred: DNS lookup failure: host example.org not found', 'dns.tempfail', 'dns'],
  [
    'remote delivery deferred: SSL handshake failed fatally: error:0A000126:SSL routines::unexpected eof while reading',
    'tls.handshake.eof',
    'tls',
  ],
])('dma: %s', (line, symptom, stage) => {
  const notes = [
    '  Server does not support STARTTLS',
    'in opportunistic TLS mode, STARTTLS not available: 502 5.5.1 Error: command not implemented',
    line,
  ]
  const framed = notes.map((note) => `Nov 30 11:53:43 mail dma[228451.557d7b9ed910]: ${note}`).join('\n')
  expect(readText(framed)).toMatchObject({ symptom, stage })
})

it('tells the answer to EHLO after which Exim’s HELO was not heard', () => {
  const line =
    'Remote host closed connection in response to HELO me.example.net (EHLO response was: 421 4.3.2 Service shutting down)'
  expect(readText(line)).toMatchObject({ speaker: 'peer', symptom: 'reply.421.shutdown', stage: 'ehlo' })
})

it('leaves an EHLO that a server does not know for the line that ended', () => {
  const line =
    'Remote host closed connection in response to HELO me.example.net (EHLO response was: 502 command not implemented)'
  expect(readText(line)).toMatchObject({ symptom: 'drop.lost', stage: 'ehlo' })
})

it.each([
  ['bob@example.org... Deferred: Connection timed out with mx.example.org.', 'connect.timeout'],
  ['bob@example.org... Deferred: 451 4.7.1 Greylisted, try again later', 'greylist'],
])('%s: of a mail that sendmail gave up, the last deferral tells why', (deferral, symptom) => {
  const text = `${deferral}\nMessage could not be delivered for 5 days\nMessage will be deleted from queue`
  expect(readText(text)).toMatchObject({ symptom, expired: true })
})

it.each(['556 Host does not accept mail: MX 0 .', 'SMTP; 556 Host does not accept mail: MX 0 .'])(
  '%s: sendmail’s sentence for a null MX',
  (text) => expect(readText(text)).toMatchObject({ symptom: 'dns.nullmx', stage: 'dns' }),
)

it('tells what the last server that Postal tried met', () => {
  const text = 'No SMTP servers were available for example.com. Tried mx.example.com.\nexecution expired'
  expect(readText(text)).toMatchObject({ symptom: 'connect.timeout', stage: 'connect' })
})

it('reads a reply that async-smtp displays with its severity', () => {
  const text =
    'SMTP failed to login: transient: 4.7.0 Temporary authentication failure: Connection lost to authentication server.'
  expect(readText(text)).toMatchObject({ speaker: 'peer', symptom: 'system.remote', stage: 'auth' })
})

it('takes a look-up that dma gave the mail back for, for a name that is not there', () => {
  const text =
    'There was an error delivering your mail to <bob@example.org>.\n\nDNS lookup failure: host example.org not found'
  expect(readText(text)).toMatchObject({ symptom: 'dns.nxdomain', stage: 'dns' })
})

it.each([
  ['2026/11/30 12:00:53 data: read tcp 192.0.2.5:38532->192.0.2.25:587: read: connection reset by peer', 'data'],
  ['2026/11/30 12:00:53 rcpt: EOF', 'rcpt'],
  ['send failed: ehlo: EOF', 'ehlo'],
  // Not the command, but what was to be sent, and the data of anything.
  ['2026/11/30 12:00:53 failed to send mail: EOF', undefined],
  ['2026/11/30 12:00:53 reading smtp data: EOF', undefined],
])('%s: a command that a Go program names in front of its error', (text, stage) => {
  const reading = readText(text)
  expect([reading.symptom, reading.stage]).toEqual(['drop.lost', stage])
})

it('tells the answer to connect(2) itself', () => {
  const text = 'dial: dial tcp 192.0.2.25:587: connect: connection reset by peer'
  expect(readText(text)).toMatchObject({ symptom: 'connect.reset', stage: 'connect' })
})

it.each(['timeout -1', 'timeout 60000', 'timeout 10000;'])(
  'takes a time that JavaMail was set (%s) for no time that ran out',
  (set) => {
    const text = `com.sun.mail.util.MailConnectException: Couldn't connect to host, port: smtp.example.com, 25; ${set}`
    expect(readText(text)).toMatchObject({ symptom: 'connect.failed', stage: 'connect' })
  },
)

it('reads what the last try met, where words tell it behind the time that ran out', () => {
  const text = 'delivery time expired, last error: connection reset during TLS handshake with mx.example.org'
  expect(readText(text)).toMatchObject({ symptom: 'tls.handshake.reset', expired: true })
  expect(readText('smtp;554 5.4.7 [internal] delivery time expired').symptom).toBe('expired')
})

it('reads the greeting that aiosmtplib shows without a tuple', () => {
  const text = 'aiosmtplib.errors.SMTPConnectError: 421 mx.example.com Too many connections, try later'
  expect(readText(text)).toMatchObject({ speaker: 'peer', symptom: 'reply.421.toomanyconn', stage: 'banner' })
})

it('knows the daemon of another protocol by its first line', () => {
  const text = 'courieresmtp: id=000000,from=<a@example.net>,addr=<bob@example.org>: SSH-2.0-OpenSSH_9.2p1'
  expect(readText(text)).toMatchObject({ symptom: 'protocol.malformed' })
  expect(readText('sshd: SSH-2.0-OpenSSH_9.2p1').symptom).toBe('unknown')
})

it('tells a loop, whichever part of Microsoft 365 saw it', () => {
  const text =
    '554 5.4.14 Hop count exceeded - possible mail loop ATTR34 [DB5EUR01FT064.eop-EUR01.prod.protection.outlook.com]'
  expect(readText(text).symptom).toBe('route.loop')
})

it('takes a password that was not checked in time for no silence of the client', () => {
  expect(readText('535 5.7.0 Read timed out while authenticating').symptom).not.toBe('reply.421.idletimeout')
  expect(readText('421 4.4.2 mx.example.org Error: timeout exceeded').symptom).toBe('reply.421.idletimeout')
})

const MXS = 'x9 from=a@example.net to=bob@example.org failed (temporary): all MXs returned transient failures (last: '

it.each([
  ['Error creating client: EOF', 'drop.lost', 'banner'],
  ['Error creating client: short response: HTTP/1.1 400 Bad Request', 'protocol.malformed', 'banner'],
  ['Error saying hello: write tcp 192.0.2.5:38466->192.0.2.25:25: write: broken pipe', 'drop.lost', 'ehlo'],
  ['MAIL+RCPT 421 4.7.0 Too much mail from your IP, slow down', 'reply.421.ratelimit', undefined],
  ['DATA read tcp 192.0.2.5:49492->192.0.2.25:25: read: connection reset by peer', 'drop.lost', 'data'],
  ['DATA closing read tcp 192.0.2.5:55828->192.0.2.25:25: i/o timeout', 'drop.timeout', 'dot'],
  ['Could not dial: dial tcp 192.0.2.25:25: connect: connection refused', 'connect.refused', 'connect'],
])('chasquid: %s', (why, symptom, stage) => {
  const reading = readText(`${MXS}${why})`)
  expect([reading.symptom, reading.stage]).toEqual([symptom, stage])
})

it('goes by what Sendmail put a mail off for, where its read failed', () => {
  const read = '451 4.4.1 reply: read error from mx.example.org.\n'
  const at = 'bob@example.org... Deferred: Connection '
  expect(readText(`${read}${at}timed out with mx.example.org.`).symptom).toBe('drop.timeout')
  expect(readText(`${read}${at}reset by mx.example.org.`).symptom).toBe('drop.lost')
})

it('reads a connection that the gateway of Cisco did not get', () => {
  const text =
    'Info: Connection Error: DCID 7 domain: example.org IP: 192.0.2.25 port: 25 details: [Errno 0] Error interface: 10.0.0.2 reason: network error'
  expect(readText(text)).toMatchObject({ symptom: 'connect.failed', stage: 'connect' })
})
