import { expect, it, test } from 'vitest'
import { readText } from '../../text/read-text.ts'
import { nextSteps } from './next-steps.ts'

const stepsOf = (text: string): readonly string[] => nextSteps(readText(text), {})
/** Whom the first diagnosis visits. */
const targetOf = (text: string): string | undefined =>
  stepsOf(text)
    .find((step) => step.startsWith('hangup diagnose '))
    ?.split(' ')[2]

it.each([
  // The MX of a recipient's domain are what failed; a submission is with one host.
  [
    'to=<eva@example.net>, relay=mx.example.net[192.0.2.4]:25, dsn=4.4.2, status=deferred (lost connection with mx.example.net[192.0.2.4] while performing the EHLO handshake)',
    'example.net',
  ],
  [
    'to=<eva@example.net>, relay=none, dsn=4.4.1, status=deferred (connect to relay.example.com[192.0.2.3]:587: Connection timed out)',
    'relay.example.com:587',
  ],
  ['connect ETIMEDOUT 192.0.2.40:465', '192.0.2.40:465'],
  [
    "Couldn't connect to host, port: smtp.example.net, 587; timeout 5000; java.net.SocketTimeoutException: connect timed out",
    'smtp.example.net:587',
  ],
  [
    'msmtp: network read error: Connection reset by peer\nhost = smtp.example.net\nport = 587\ndomain = client.example.com',
    'smtp.example.net:587',
  ],
  // Whoever tells it in words of their own names the server.
  ['smtp conversation with mx.example.org ended abruptly at RCPT TO', 'mx.example.org'],
  ['no reply from mx.example.org to EHLO after 300 seconds', 'mx.example.org'],
  [
    'depuis hier nos mails vers orange.example restent en file : le serveur distant ferme la connexion juste après le RCPT TO',
    'orange.example',
  ],
  ['Nem lehet kapcsolódni az SMTP-kiszolgálóhoz az 587-es porton, időtúllépés', 'DOMAIN:587'],
  ['RCPT TO failed for u@example.com: i/o timeout', 'example.com'],
  ["The certificate's CN=`www.example.com' did not match expected CN=`smtp.example.net'", 'smtp.example.net'],
  // A resolver is asked, and is no mail server.
  ['dial tcp: lookup smtp.example.net on 127.0.0.11:53: server misbehaving', 'smtp.example.net'],
  ['getaddrinfo EAI_AGAIN smtp.example.com', 'smtp.example.com'],
  ['550 5.1.10 example.net publishes a null MX', 'example.net'],
  ['400 Could not connect to [example.net->MX]:25', 'example.net'],
  // Programs, files, our own name and pages of help are nobody to visit.
  [
    'javax.mail.MessagingException: Exception reading response;\n  nested exception is:\n\tjava.net.SocketException: Connection reset\n\tat com.sun.mail.smtp.SMTPTransport.readServerResponse(SMTPTransport.java:2460)',
    'DOMAIN',
  ],
  ['connection reset while waiting for the answer to EHLO app.example.org', 'DOMAIN'],
  ['421 4.7.0 too many connections, see http://help.example.net/421 or ask list.example.org', 'DOMAIN'],
  ['421 4.4.2 mx.example.com Error: timeout exceeded', 'mx.example.com'],
  // What says nothing of mail names anything.
  ["assert.equal(err.code, 'ECONNECTION')", undefined],
])('%s', (text, target) => {
  expect(targetOf(text)).toBe(target)
})

test('a client that went away is looked for in the log, and not visited', () => {
  const lost = 'postfix/smtpd[3311]: lost connection after DATA (0 bytes) from out.example.net[192.0.2.70]'
  expect(stepsOf(lost)).toEqual(['hangup logs /var/log/mail.log'])
  expect(stepsOf('SMTP command timeout on connection from out.example.net [192.0.2.70] D=5m')).toEqual([
    'hangup logs /var/log/exim4/mainlog',
  ])
})

test('the diagnosis goes as far as the failure did, and sends only where it is said', () => {
  const line = (stage: string): string =>
    `4cXk: to=<eva@example.net>, relay=mx.example.net[192.0.2.4]:25, dsn=4.4.2, status=deferred (lost connection with mx.example.net[192.0.2.4] while ${stage})`
  expect(stepsOf(line('performing the EHLO handshake')).join('\n')).not.toMatch(/--rcpt|--send/)
  expect(stepsOf(line('sending RCPT TO'))).toEqual([
    "hangup diagnose example.net --symptom 'lost connection with mx.example.net[192.0.2.4] while sending RCPT TO' --rcpt eva@example.net",
  ])
  const [looks, sends] = stepsOf(line('sending message body'))
  expect(looks).toMatch(/--rcpt eva@example\.net$/)
  expect(sends).toMatch(/--rcpt eva@example\.net --send --size 30000 # sends a test message$/)
  const starved =
    '4cXk: to=<eva@example.net>, dsn=4.4.2, status=deferred (host mx.example.net[192.0.2.4] said: 421 4.4.2 mx.example.net Error: timeout exceeded (in reply to end of DATA command))'
  expect(stepsOf(starved)[1]).toMatch(/ --send --size 30000 # sends a test message$/)
})

test('a name in EHLO that is minded is said again', () => {
  expect(
    stepsOf(
      'host mx.example.net[192.0.2.4] said: 450 4.7.1 <app-7f9c>: Helo command rejected: need fully-qualified hostname (in reply to RCPT TO command)',
    )[0],
  ).toContain(' --ehlo app-7f9c')
  expect(
    stepsOf('H=mx.example.net [192.0.2.4]: Remote host closed connection in response to EHLO out.example.org')[0],
  ).toContain(' --ehlo out.example.org')
})

/** What the command tells `diagnose`, as a shell hands it on. */
function toldBy(command: string): string | undefined {
  return / --symptom (?:'((?:[^']|'\\'')*)'|(\S+))/.exec(command)?.[1]?.replaceAll(String.raw`'\''`, "'")
}

const CURL = `*   Trying 192.0.2.25:587...
* Connected to smtp.example.net (192.0.2.25) port 587 (#0)
< 220 smtp.example.net ESMTP
> EHLO client.example.com
< 250-smtp.example.net
< 250-SIZE 35882577
${'< 250-X-LONG \n'.repeat(40)}< 250 8BITMIME
> AUTH PLAIN AGFsaWNlAHNlY3JldHNlY3JldA==
* Operation timed out after 4004 milliseconds with 0 bytes received
* Closing connection 0`

it.each([
  'Dec  1 mx postfix/smtp[1]: 4c: lost connection with mx.example.net[192.0.2.4] while sending end of data -- message may be sent more than once',
  `Traceback (most recent call last):\n${'  File "/srv/app/mail.py", line 11, in send\n    server.rcpt(address)\n'.repeat(10)}smtplib.SMTPServerDisconnected: Connection unexpectedly closed`,
])('diagnose reads in the words of the command what explain read', (text) => {
  const told = toldBy(stepsOf(text)[0] ?? '')
  expect(readText(told ?? '')).toMatchObject({ symptom: readText(text).symptom })
})

test('no password is told, and no words that mean something else', () => {
  const steps = stepsOf(CURL)
  expect(steps[0]).toMatch(/^hangup diagnose smtp\.example\.net:587/)
  expect(steps.join('\n')).not.toMatch(/--symptom|AGFs/)
})

it.each([
  ['550 5.4.316 Message expired, connection refused(Socket error code 10061)', 'hangup logs MESSAGE-TRACE.csv'],
  [
    "Generating server: ex01.example.com\neva@example.net\nRemote Server returned '550 4.4.7 QUEUE.Expired; message expired'",
    "hangup logs 'Connectivity\\CONNECTLOG*.LOG' 'ProtocolLog\\SmtpSend\\SEND*.LOG'",
  ],
  [
    'This message was created automatically by mail delivery software.\n  eva@example.net\n    retry timeout exceeded',
    'hangup logs /var/log/exim4/mainlog',
  ],
  [
    'Generating server: AM0PR01MB1.eurprd01.prod.outlook.com\neva@example.net\n550 4.4.7 QUEUE.Expired; message expired',
    'hangup logs MESSAGE-TRACE.csv',
  ],
  ['451 4.4.7 message expired', 'hangup logs /var/log/mail.log'],
])('the log of the system that gave up: %s', (text, command) => {
  expect(stepsOf(text)[0]).toBe(command)
})
