import { dies, OK } from '../case.ts'
import type { CraftedCase } from './crafted-case.ts'
import { EHLO_REPLY } from './talk.ts'

/** `PROXY`, TCP over IPv4, in octets. */
const PROXY_V2 = Uint8Array.from([
  0x0d, 0x0a, 0x0d, 0x0a, 0, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a, 0x21, 0x11, 0, 12, 198, 51, 100, 99, 192, 0, 2,
  25, 0xc7, 0x38, 0, 25,
])

/** Dialogues: odd ones in order, and those that end with words. */
export const DIALOGUE_CASES: readonly CraftedCase[] = [
  {
    name: 'pipelined in one burst, dot and QUIT together',
    expect: OK(),
    make(t) {
      t.greet()
      t.ehlo()
      t.client('MAIL FROM:<a@s.example>\r\nRCPT TO:<b@e.net>\r\nDATA\r\n')
      t.server('250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 go\r\n')
      t.client('Subject: x\r\n\r\nhello\r\n.\r\nQUIT\r\n')
      t.closeWith('250 2.0.0 queued\r\n221 bye\r\n')
    },
  },
  {
    name: '587 with AUTH LOGIN',
    port: 587,
    expect: OK(),
    make(t) {
      t.hello()
      t.say('AUTH LOGIN', '334 VXNlcm5hbWU6')
      t.say('dXNlcg==', '334 UGFzc3dvcmQ6')
      t.say('cGFzcw==', '235 2.7.0 Authentication successful')
      t.envelope()
      t.message(2)
      t.quit()
    },
  },
  {
    name: '587: the password is refused, the client closes without QUIT',
    port: 587,
    expect: OK(['auth', 'idle', 'quit']),
    make(t) {
      t.hello()
      t.say('AUTH PLAIN AGEAYg==', '535 5.7.8 Error: authentication failed')
      t.close('client')
    },
  },
  {
    name: 'LMTP: one answer for each recipient',
    port: 24,
    expect: OK(),
    make(t) {
      t.greet('220 store.example.net LMTP\r\n')
      t.say('LHLO s.example', '250-store\r\n250 PIPELINING')
      t.envelope()
      t.say('RCPT TO:<c@example.net>', '250 Ok')
      t.say('DATA', '354 go')
      t.body(2)
      t.client('.\r\n')
      t.server('250 2.0.0 <b@example.net> saved\r\n')
      t.server('250 2.0.0 <c@example.net> saved\r\n')
      t.quit()
    },
  },
  {
    name: 'PROXY protocol version 1 before the banner',
    expect: OK(),
    make(t) {
      t.open()
      t.client('PROXY TCP4 198.51.100.99 192.0.2.25 51000 25\r\n')
      t.server('220 mx.example.net\r\n')
      t.ehlo()
      t.envelope()
      t.message(2)
      t.quit()
    },
  },
  {
    name: 'PROXY protocol version 2',
    expect: OK(),
    make(t) {
      t.open()
      t.send('client', { bytes: PROXY_V2 })
      t.server('220 mx.example.net\r\n')
      t.ehlo()
      t.quit()
    },
  },
  {
    name: 'XCLIENT: a second banner, a second EHLO',
    expect: OK(),
    make(t) {
      t.hello()
      t.say('XCLIENT ADDR=203.0.113.5 NAME=x.example', '220 mx.example.net ESMTP')
      t.ehlo()
      t.envelope()
      t.quit()
    },
  },
  {
    name: 'postscreen: the teaser, six seconds, 450 to the first RCPT',
    expect: OK(['quit', 'rcpt', 'idle']),
    make(t) {
      t.open()
      t.server('220-mx.example.net ESMTP\r\n')
      t.wait(6)
      t.server('220 mx.example.net ESMTP\r\n')
      t.ehlo()
      t.say('MAIL FROM:<a@s.example>', '250 2.1.0 Ok')
      t.say('RCPT TO:<b@e.net>', '450 4.3.2 Service currently unavailable')
      t.quit()
    },
  },
  {
    name: 'all commands at once, then the client closes its half: every answer comes',
    expect: OK(),
    make(t) {
      t.greet()
      t.client('EHLO s\r\nMAIL FROM:<a@s>\r\nRCPT TO:<b@e>\r\nDATA\r\n')
      t.client('hello\r\n.\r\nQUIT\r\n', { flags: 'FPA' })
      t.server(`${EHLO_REPLY}250 ok\r\n250 ok\r\n354 go\r\n`, { afterMs: 300 })
      t.server('250 queued\r\n221 bye\r\n', { flags: 'FPA', afterMs: 800 })
      t.ack('client')
    },
  },
  {
    name: 'BDAT chunks, pipelined',
    expect: OK(),
    make(t) {
      t.hello()
      t.client('MAIL FROM:<a@s.example>\r\nRCPT TO:<b@e.net>\r\nBDAT 2000\r\n')
      t.send('client', { fill: 1448 })
      t.send('client', { fill: 552 })
      t.server('250 ok\r\n250 ok\r\n250 2000 octets\r\n')
      t.client('BDAT 100 LAST\r\n')
      t.send('client', { fill: 100 })
      t.server('250 queued\r\n')
      t.quit()
    },
  },
  {
    name: 'a tarpit: every answer takes 20 s, all in order',
    expect: OK(),
    make(t) {
      t.open()
      t.server('220 mx.example.net\r\n', { afterMs: 20_000 })
      for (const [command, reply] of [
        ['EHLO s.example', '250 mx'],
        ['MAIL FROM:<a@s.example>', '250 ok'],
        ['RCPT TO:<b@e.net>', '450 4.7.1 Greylisted, try again later'],
        ['QUIT', '221 bye'],
      ] as const) {
        t.client(`${command}\r\n`)
        t.ack('server')
        t.server(`${reply}\r\n`, { afterMs: 20_000 })
      }
      t.close('server')
    },
  },
  {
    name: 'EHLO is not understood, HELO is',
    expect: OK(),
    make(t) {
      t.greet()
      t.say('EHLO s.example', '502 5.5.1 Command not implemented')
      t.say('HELO s.example', '250 mx')
      t.envelope()
      t.message()
      t.quit()
    },
  },
  {
    name: 'a content filter’s port',
    port: 10_025,
    expect: OK(),
    make(t) {
      t.deliver()
      t.quit()
    },
  },
  {
    name: 'lines of the server end in bare line feeds',
    expect: OK(),
    make(t) {
      t.greet('220 mx.example.net\n')
      t.say('EHLO s.example', '250-mx\n250 SIZE')
      t.envelope()
      t.quit()
    },
  },
  {
    name: '421 to one recipient only, and the session goes on',
    expect: OK(),
    make(t) {
      t.hello()
      t.say('MAIL FROM:<a@s.example>', '250 ok')
      t.say('RCPT TO:<b@e.net>', '421 4.7.0 try this one later')
      t.say('RCPT TO:<c@e.net>', '250 ok')
      t.message()
      t.quit()
    },
  },
  {
    name: 'too many recipients: 452, then the message is sent to those taken',
    expect: OK(),
    make(t) {
      t.hello()
      t.say('MAIL FROM:<a@s.example>', '250 ok')
      t.client('RCPT TO:<b@e.net>\r\nRCPT TO:<c@e.net>\r\nDATA\r\n')
      t.server('250 ok\r\n452 4.5.3 Too many recipients\r\n354 go\r\n')
      t.body()
      t.say('.', '250 ok')
      t.quit()
    },
  },
  {
    name: 'the message is refused with 554 at the dot, then QUIT',
    expect: OK(),
    make(t) {
      t.toData()
      t.body()
      t.say('.', '554 5.7.1 Message rejected as spam')
      t.quit()
    },
  },
  {
    name: 'the message is refused with 554 at the dot and the server closes at once',
    expect: dies(
      [null, 'policy/reputation-announced', 'refusal/spam-content', 'content/content-scanner-drop'],
      ['dot'],
      ['server'],
    ),
    orHealthy: true,
    make(t) {
      t.toData()
      t.body()
      t.client('.\r\n')
      t.closeWith('554 5.7.1 Message rejected as spam\r\n')
    },
  },
  {
    name: '421 shutting down at RCPT; the client answers QUIT',
    expect: dies('receiver/restart-or-shutdown', ['rcpt'], ['server']),
    make(t) {
      t.hello()
      t.say('MAIL FROM:<a@s.example>', '250 ok')
      t.client('RCPT TO:<b@e.net>\r\n')
      t.server('421 4.3.2 Service shutting down, closing channel\r\n', { flags: 'FPA' })
      t.client('QUIT\r\n')
      t.send('server', { flags: 'R', bare: true })
    },
  },
  {
    name: '421 and a reset while a burst of recipients is on its way: the reply is never read',
    expect: dies(
      ['rate/concurrency-limit', 'rate/message-rate-limit', 'policy/rcpt-per-session-limit'],
      ['rcpt', 'mail', 'data'],
      ['server'],
      '421',
    ),
    make(t) {
      t.hello()
      t.client(`MAIL FROM:<a@s.example>\r\n${'RCPT TO:<x@example.net>\r\n'.repeat(20)}`)
      t.server('250 ok\r\n421 4.7.0 Too many recipients in this session, closing\r\n')
      t.client('RCPT TO:<y@example.net>\r\nDATA\r\n', { afterMs: 0.2 })
      t.reset('server')
      t.send('server', { flags: 'R', bare: true })
    },
  },
  {
    name: 'postscreen: the client speaks before its turn, 521',
    expect: dies(['policy/early-talker-rejected', 'policy/unauth-pipelining-rejected'], ['ehlo', 'banner'], ['server']),
    make(t) {
      t.open()
      t.server('220-mx.example.net ESMTP\r\n')
      t.client('EHLO s.example\r\n', { afterMs: 500 })
      t.wait(5)
      t.closeWith('521 5.5.1 Protocol error\r\n')
    },
  },
  {
    name: 'postscreen: the client hangs up three seconds after the teaser',
    expect: dies(
      ['timeout/client-timeout-too-short', 'sender/process-killed', 'policy/early-talker-rejected'],
      ['banner'],
      ['client'],
    ),
    orHealthy: true,
    make(t) {
      t.open()
      t.server('220-mx.example.net ESMTP\r\n')
      t.ack('client')
      t.wait(3)
      t.close('client')
    },
  },
  {
    name: 'the PROXY line meets a server that does not expect it',
    expect: dies(
      [
        'receiver/proxy-protocol-mismatch',
        'policy/early-talker-rejected',
        'policy/unauth-pipelining-rejected',
        'policy/error-limit-close',
        null,
      ],
      ['banner', 'ehlo', 'mail', 'idle'],
      ['server'],
    ),
    make(t) {
      t.greet()
      t.client('PROXY TCP4 198.51.100.99 192.0.2.25 51000 25\r\n')
      t.closeWith('521 5.5.1 Protocol error\r\n')
    },
  },
  {
    name: 'too many failed logins, 421',
    port: 587,
    expect: dies(
      ['policy/auth-session-dropped', 'policy/error-limit-close', 'refusal/credentials-rejected'],
      ['auth'],
      ['server'],
    ),
    make(t) {
      t.hello()
      for (let tries = 0; tries < 3; tries += 1) t.say('AUTH PLAIN AGEAYg==', '535 5.7.8 Error: authentication failed')
      t.client('AUTH PLAIN AGEAYg==\r\n')
      t.closeWith('421 4.7.0 mx.example.net Error: too many errors\r\n')
    },
  },
  {
    name: 'refused at MAIL with 550, closed by the server at once',
    expect: dies(['policy/reputation-announced', null], ['mail'], ['server']),
    make(t) {
      t.hello()
      t.client('MAIL FROM:<a@s.example>\r\n')
      t.closeWith('550 5.7.1 Your address is listed by Spamhaus\r\n')
    },
  },
  {
    name: 'banner 554, and the client says QUIT',
    expect: dies(
      ['policy/reputation-announced', 'policy/allowlist-only-receiver', null],
      ['banner', 'quit', 'idle'],
      ['server', 'client'],
    ),
    orHealthy: true,
    make(t) {
      t.greet('554 5.7.1 No SMTP service for you (blocked)\r\n')
      t.quit()
    },
  },
]
